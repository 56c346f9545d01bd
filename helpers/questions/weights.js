// @ts-check
// The bargaining table: a weight of 0 … 4 for each want and limit (id to weight), and what follows for each exchange.

import { drawing, list, make, spoken } from "../activities/dom.js";
import { isOf, isWhole } from "../activities/forms.js";
import { note } from "../activities/marking.js";

/** @import { Kind } from "../activities/types.js" */
/** @typedef {{ title: string, wants: string[], limits: string[], expectation: string }} Exchange */
/** @typedef {{ number: number | null, told: string }} Outcome */
/** @typedef {{ name: string, items: { id: string, kind: string, text: string, paragraphs: string }[] }} Side */

/** @type {[number, string][]} */
const WEIGHTS = [
  [0, "0 not at all"],
  [1, "1 a little"],
  [2, "2 some"],
  [3, "3 much"],
  [4, "4 most of all"],
];
const RULE =
  "The rule: take the weaker of the two wishes, and subtract the stronger of the two limits. " +
  "2 or more: likely. 0 or 1: open. Below 0: unlikely.";

/** @type {Kind} */
export const weights = {
  form(question, answer) {
    const known = new Set(question.sides.flatMap((/** @type {Side} */ side) => side.items.map(({ id }) => id)));
    return isOf(answer, (id, weight) => known.has(id) && isWhole(weight, 0, WEIGHTS.length - 1));
  },

  button: () => "Compare",

  field(question, answer, change) {
    const given = { ...answer };
    /** @type {Exchange[]} */
    const exchanges = question.exchanges;
    const results = make("div", { className: "results" });
    const said = spoken();
    let before = exchanges.map((exchange) => outcome(exchange, given));

    const show = () => {
      const now = exchanges.map((exchange) => outcome(exchange, given));
      results.replaceChildren(...exchanges.map((exchange, at) => resultLine(exchange, now[at], before[at])));
      const moved = exchanges.filter((_, at) => hasMoved(now[at], before[at])).map(({ title }) => title);
      if (moved.length) said.textContent = `Moved: ${moved.join("; ")}.`;
      before = now;
    };
    const set = (/** @type {string} */ id, /** @type {string} */ value) => {
      if (value === "") delete given[id];
      else given[id] = Number(value);
      show();
      change({ ...given });
    };
    const sides = question.sides.map((/** @type {Side} */ side) => {
      const items = side.items.map(({ id, kind, text, paragraphs }) => {
        const told = make("span", {}, make("b", {}, kind), ` ${text} (${paragraphs})`);
        return make(
          "div",
          { className: "item" },
          told,
          list(text, WEIGHTS, given[id], (value) => set(id, value)),
        );
      });
      return make("fieldset", { className: "side" }, make("legend", {}, side.name), ...items);
    });
    show();
    const head = make("p", { className: "message" }, "What comes out");
    return [make("div", { className: "sides" }, ...sides), head, make("p", {}, RULE), results, said];
  },

  mark: (question) => ({
    right: null,
    message: "Compare with what the voices of the article expect:",
    notes: question.exchanges.map((/** @type {Exchange} */ one) => note(null, `${one.title}: ${one.expectation}`)),
  }),

  words: (question, answer) =>
    question.sides
      .flatMap((/** @type {Side} */ side) => side.items)
      .filter((/** @type {any} */ item) => answer[item.id] !== undefined)
      .map((/** @type {any} */ item) => `${item.text}: ${answer[item.id]}`),
};

/**
 * The weaker of the two wishes less the stronger of the two limits, and that in figures; null while a weight is missing.
 * @param {Exchange} exchange
 * @param {Record<string, number>} given
 * @returns {Outcome}
 */
export function outcome(exchange, given) {
  const [wishes, limits] = [exchange.wants, exchange.limits].map((ids) => ids.filter(Boolean).map((id) => given[id]));
  const open = [...wishes, ...limits].filter((weight) => weight === undefined).length;
  if (open) return { number: null, told: `${open} of its weights still to set` };
  const [weaker, stronger] = [Math.min(...wishes), Math.max(0, ...limits)];
  const number = weaker - stronger;
  const word = number >= 2 ? "likely" : number >= 0 ? "open" : "unlikely";
  return { number, told: `${weaker} − ${stronger} = ${signed(number)}: ${word}` };
}

/** @param {number | null} number */
const signed = (number) => String(number).replace("-", "−");

/**
 * @param {Outcome} now
 * @param {Outcome} before
 */
const hasMoved = (now, before) => now.number !== null && before.number !== null && now.number !== before.number;

/**
 * @param {Exchange} exchange
 * @param {Outcome} now
 * @param {Outcome} before
 */
function resultLine(exchange, now, before) {
  const axis = drawing("line", { x1: 100, x2: 100, y1: 0, y2: 18, class: "axis" });
  const bar = drawing("svg", { width: 200, height: 18, viewBox: "0 0 200 18", "aria-hidden": "true" }, axis);
  const long = (now.number ?? 0) * 24;
  const shape = { x: 100 + Math.min(0, long), width: Math.abs(long), y: 3, height: 12 };
  if (long) bar.append(drawing("rect", { ...shape, class: long > 0 ? "range" : "against" }));
  const was = hasMoved(now, before) ? ` (was ${signed(before.number)})` : "";
  return make("div", { className: "result" }, make("span", {}, exchange.title), bar, make("b", {}, now.told + was));
}
