// @ts-check
// A percentage for each option, on a scale beside it: option number (as text) to 0 … 100. Blank is allowed.
// After comparing, the scale shows the published range too.

import { drawing, make } from "../activities/dom.js";
import { note } from "../activities/marking.js";
import { rangeIn } from "./number.js";

/** @import { Kind } from "../activities/types.js" */

const SCALE = 300; // pixels from 0 to 100 percent

/**
 * The percentage in an input, or undefined; the input says by itself whether what stands there is none.
 * @param {HTMLInputElement} input
 */
export function percentIn(input) {
  const percent = Math.round(Number(input.value));
  const valid = input.value !== "" && percent >= 0 && percent <= 100;
  input.setAttribute("aria-invalid", String(!valid && (input.value !== "" || input.validity.badInput)));
  return valid ? percent : undefined;
}

/** @type {Kind} */
export const percents = {
  button: "Compare",

  field(question, answer, change, compare) {
    const given = { ...answer };
    const rows = question.options.map(({ number, text }) => {
      const spokenName = { "aria-label": `Percent for ${text}` };
      const input = make("input", { type: "number", min: 0, max: 100, value: given[number] ?? "", ...spokenName });
      const scale = drawing("svg", { width: SCALE + 20, height: 26, "aria-hidden": "true" });
      const show = () => drawScale(scale, given[number], compare[number]);
      input.oninput = () => {
        given[number] = percentIn(input);
        if (given[number] === undefined) delete given[number];
        show();
        change({ ...given });
      };
      show();
      return make("div", { className: "percent" }, make("span", {}, text), make("span", {}, input, " %"), scale);
    });
    const key = "Scale: 0 % on the left, 100 % on the right. ● is yours, a bar is the published range.";
    return [...rows, make("p", { className: "said" }, key)];
  },

  mark(question, answer) {
    const given = question.options.filter(({ number }) => answer[number] !== undefined);
    const notes = given.map(({ number, text, feedback }) =>
      note(null, `${text}: you ${answer[number]} %. ${feedback}`),
    );
    const published = question.options.filter((option) => option.answer);
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
