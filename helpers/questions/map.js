// @ts-check
// Two steps of 1 … 5 for each option, power and interest, drawn as a map: option number (as text) to [power, interest],
// null where one is not chosen. After comparing, a square shows our place for each.

import { drawing, list, make } from "../activities/dom.js";
import { isByOption, isWhole } from "../activities/forms.js";
import { note, stillOpen } from "../activities/marking.js";

/** @import { Kind, Option } from "../activities/types.js" */
/** @typedef {Record<string, (number | null)[]>} Places */

const STEP = 118; // pixels of a cell
const LINE = 15; // of a line of text
const LEFT = 40; // of the axis
const MAP_WIDE = LEFT + 5 * STEP + 4;
const STEPS = [1, 2, 3, 4, 5];
const isStep = (/** @type {any} */ step) => step === null || isWhole(step, 1, STEPS.length);
/** @type {[number, string][]} */
const LEVELS = [
  [1, "1 very low"],
  [2, "2 low"],
  [3, "3 middling"],
  [4, "4 high"],
  [5, "5 very high"],
];

/** @type {Kind} */
export const map = {
  form: (question, answer) =>
    isByOption(question, answer, (place) => Array.isArray(place) && place.length === 2 && place.every(isStep)),

  button: () => "Compare",

  field(question, answer, change, compare) {
    /** @type {Places} */
    const places = { ...answer };
    const drawn = drawing("svg", { width: MAP_WIDE, role: "img" });
    const show = () => drawMap(drawn, question.options, places, compare);
    const rows = question.options.map(({ number, text }) => {
      const choose = (/** @type {number} */ at, /** @type {string} */ name) =>
        list(`${name} of ${text}`, LEVELS, places[number]?.[at], (value) => {
          const step = value ? Number(value) : null;
          places[number] = [0, 1].map((which) => (which === at ? step : (places[number]?.[which] ?? null)));
          show();
          change({ ...places });
        });
      const cells = [choose(0, "Power"), choose(1, "Interest")].map((node) => make("td", {}, node));
      return make("tr", {}, make("th", { scope: "row" }, text), ...cells);
    });
    const heads = ["Actor", "Power", "Interest"].map((name) => make("th", { scope: "col" }, name));
    show();
    return [make("table", {}, make("tr", {}, ...heads), ...rows), drawn];
  },

  mark(question, answer) {
    const isPlaced = (/** @type {Option} */ { number }) => !dashed(answer[number]).includes("–");
    const placed = question.options
      .filter(isPlaced)
      .map((option) => ({ ...option, ours: option.answer.split(" ").map(Number) }));
    const notes = placed.map(({ number, text, feedback, ours }) => {
      const [power, interest] = answer[number];
      return note(null, `${text}: you power ${power}, interest ${interest}; we ${ours[0]} and ${ours[1]}. ${feedback}`);
    });
    const open = question.options.filter((option) => !isPlaced(option)).map(({ text }) => text);
    if (open.length) notes.push(stillOpen(open));
    const compare = Object.fromEntries(placed.map(({ number, ours }) => [number, ours]));
    return { right: null, message: "Compare with our map (□), one of many:", notes, compare };
  },

  words: (question, answer) =>
    question.options
      .filter(({ number }) => answer[number])
      .map(({ number, text }) => {
        const [power, interest] = dashed(answer[number]);
        return `${text}: power ${power}, interest ${interest}`;
      }),
};

/** @param {(number | null)[]} place */
function dashed(place = [null, null]) {
  return place.map((step) => step ?? "–");
}

/**
 * @param {SVGElement} drawn
 * @param {Option[]} options
 * @param {Places} places
 * @param {Places} ours
 */
function drawMap(drawn, options, places, ours) {
  const at = (/** @type {Places} */ where, /** @type {string} */ sign, /** @type {number[]} */ cell) =>
    options.filter(({ number }) => String(where[number]) === String(cell)).map(({ text }) => `${sign} ${text}`);
  const write = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ words, more = {}) =>
    drawn.append(drawing("text", { x, y, class: "name", ...more }, words));
  drawn.replaceChildren();
  let y = 2;
  for (const power of [...STEPS].reverse()) {
    const cells = STEPS.map((step) => [...at(places, "●", [power, step]), ...at(ours, "□", [power, step])]);
    const tall = Math.max(3, ...cells.map((names) => names.length)) * LINE + 8; // a row is as high as its fullest cell
    for (const [column, names] of cells.entries()) {
      const x = LEFT + column * STEP;
      drawn.append(drawing("rect", { x, y, width: STEP, height: tall, class: "cell" }));
      for (const [line, name] of names.entries()) write(x + 4, y + (line + 1) * LINE, name);
    }
    write(LEFT - 14, y + tall / 2 + 4, power);
    y += tall;
  }
  for (const interest of STEPS) write(LEFT + (interest - 0.5) * STEP, y + LINE, interest);
  write(LEFT + 2 * STEP, y + 2.4 * LINE, "interest: low → high");
  write(12, y / 2 + 50, "power: low → high", { transform: `rotate(-90 12 ${y / 2 + 50})` });
  const high = y + 3 * LINE;
  drawn.setAttribute("height", String(high));
  drawn.setAttribute("viewBox", `0 0 ${MAP_WIDE} ${high}`);
  const placed = options.filter(({ number }) => places[number]?.every(Boolean));
  const told = placed.map(({ number, text }) => `${text}: power ${places[number][0]}, interest ${places[number][1]}`);
  drawn.setAttribute("aria-label", `Your map. ${told.join("; ") || "Nothing is placed yet."}`);
}
