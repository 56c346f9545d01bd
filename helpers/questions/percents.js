// @ts-check
// A percentage for each option, on a scale beside it: option number (as text) to 0 … 100. Blank is allowed.
// After comparing, the scale shows the published range too.

import { drawing, make } from "../activities/dom.js";
import { isByOption, isWhole } from "../activities/forms.js";
import { note, stillOpen } from "../activities/marking.js";
import { rangeIn } from "./number.js";

/** @import { Kind } from "../activities/types.js" */

const SCALE = 300; // pixels from 0 to 100 percent

const PERCENT = /^\s*(\d{1,3})\s*%?\s*$/;
const TO_WRITE = "Write a whole number from 0 to 100.";

let nextField = 0; // each says in a place of its own what is wrong

/**
 * The percentage that a text says: a number; null if nothing stands there; undefined if it is none.
 * @param {string} text
 * @returns {number | null | undefined}
 */
export function percentSaid(text) {
  if (!text.trim()) return null;
  const percent = Number(PERCENT.exec(text)?.[1]);
  return percent <= 100 ? percent : undefined;
}

/**
 * What a key does to a percentage, or null: up and down go a step.
 * @param {string} key
 * @param {string} text what stands in the field
 */
export function percentAfter(key, text) {
  const step = Number(key === "ArrowUp") - Number(key === "ArrowDown");
  const percent = percentSaid(text);
  if (!step || percent === undefined) return null;
  return Math.min(100, Math.max(0, (percent ?? 0) + step));
}

/**
 * A field for a percentage, and the place where it says what is wrong with what stands in it. It is no input of the
 * type number: a wheel would change that one, and of what is no number it knows nothing.
 * @param {number | undefined} percent
 * @param {(percent: number | undefined) => void} change called with every percentage, and with undefined once the field
 *   is empty; not with what is none, so that the last one stays
 * @param {Record<string, any>} properties more of the input, such as its spoken name
 * @returns {{ input: HTMLInputElement, said: HTMLElement }}
 */
export function percentInput(percent, change, properties = {}) {
  nextField += 1;
  const id = `percent-${nextField}`;
  const said = make("span", { id, className: "said", role: "status", style: "display: block; margin: 0" });
  const spin = { role: "spinbutton", "aria-valuemin": 0, "aria-valuemax": 100, "aria-describedby": id };
  const look = { type: "text", inputMode: "numeric", autocomplete: "off", size: 4, value: percent ?? "" };
  const input = make("input", { ...look, ...spin, ...properties });
  const show = () => {
    const now = percentSaid(input.value);
    const wrong = now === undefined ? TO_WRITE : "";
    said.textContent = wrong;
    input.setCustomValidity(wrong); // so that nothing is compared while it stands there
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (typeof now === "number") input.setAttribute("aria-valuenow", String(now));
    else input.removeAttribute("aria-valuenow");
  };
  input.oninput = () => {
    show();
    const now = percentSaid(input.value);
    if (now !== undefined) change(now ?? undefined);
  };
  input.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const moved = percentAfter(event.key, input.value);
    if (moved === null) return;
    event.preventDefault();
    input.value = String(moved);
    input.oninput();
  };
  show();
  return { input, said };
}

/** @type {Kind} */
export const percents = {
  form: (question, answer) => isByOption(question, answer, (percent) => isWhole(percent, 0, 100)),

  button: () => "Compare",

  field(question, answer, change, compare) {
    const given = { ...answer };
    const rows = question.options.map(({ number, text }) => {
      const scale = drawing("svg", {
        width: SCALE + 20,
        height: 26,
        viewBox: `0 0 ${SCALE + 20} 26`,
        "aria-hidden": "true",
      });
      const show = () => drawScale(scale, given[number], compare[number]);
      const set = (/** @type {number | undefined} */ percent) => {
        if (percent === undefined) delete given[number];
        else given[number] = percent;
        show();
        change({ ...given });
      };
      const { input, said } = percentInput(given[number], set, { "aria-label": `Percent for ${text}` });
      show();
      return make("div", { className: "percent" }, make("span", {}, text, said), make("span", {}, input, " %"), scale);
    });
    const key = "Scale: 0 % on the left, 100 % on the right. ● is yours, a bar is the published range.";
    return [...rows, make("p", { className: "said" }, key)];
  },

  mark(question, answer) {
    const given = question.options.filter(({ number }) => answer[number] !== undefined);
    const notes = given.map(({ number, text, feedback }) =>
      note(null, `${text}: you ${answer[number]} %. ${feedback}`),
    );
    const open = question.options.filter(({ number }) => answer[number] === undefined).map(({ text }) => text);
    if (open.length) notes.push(stillOpen(open));
    const published = given.filter((option) => option.answer);
    const compare = Object.fromEntries(published.map((option) => [option.number, rangeIn(option.answer)]));
    return { right: null, message: "Compare with the ranges that are published:", notes, compare };
  },

  words: (question, answer) =>
    question.options
      .filter(({ number }) => answer[number] !== undefined)
      .map(({ number, text }) => `${text}: ${answer[number]} %`),
};

/**
 * @param {SVGElement} scale
 * @param {number | undefined} percent
 * @param {[number, number] | undefined} range
 */
function drawScale(scale, percent, range) {
  const x = (/** @type {number} */ value) => 10 + (value / 100) * SCALE;
  scale.replaceChildren(drawing("line", { x1: x(0), x2: x(100), y1: 13, y2: 13, class: "axis" }));
  for (const tick of [0, 50, 100]) {
    scale.append(drawing("line", { x1: x(tick), x2: x(tick), y1: 8, y2: 18, class: "axis" }));
  }
  if (range) {
    const width = x(range[1]) - x(range[0]);
    scale.append(drawing("rect", { x: x(range[0]), width, y: 7, height: 12, class: "range" }));
  }
  if (percent !== undefined) scale.append(drawing("circle", { cx: x(percent), cy: 13, r: 6, class: "mine" }));
}
