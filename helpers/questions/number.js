// @ts-check
// A number: the string that was typed.

import { labelled, make } from "../activities/dom.js";
import { note } from "../activities/marking.js";

/** @import { Kind } from "../activities/types.js" */

const LONGEST = 100; // characters that may be typed
// As number.py takes it: digits, with a point or a comma, and perhaps a percent sign.
const NUMBER = /^[ \t\u00a0]*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))[ \t\u00a0]*%?[ \t\u00a0]*$/;

/**
 * The number that was typed, or null.
 * @param {string} text
 */
export function numberIn(text) {
  const [, digits] = NUMBER.exec(text) ?? [];
  return digits === undefined ? null : Number(digits.replace(",", "."));
}

/**
 * The two ends of "55-80", or of "3".
 * @param {string} text
 */
export function rangeIn(text) {
  const [low, high = low] = text.split("-").map(Number);
  return [low, high];
}

/** @type {Kind} */
export const number = {
  form: (_, answer) => typeof answer === "string" && answer.length <= LONGEST,

  field(_, answer, change) {
    const input = make("input", { type: "text", inputMode: "decimal", size: 8, maxLength: 100, value: answer ?? "" });
    input.oninput = () => change(input.value);
    return [labelled("Your number", input)];
  },

  mark(question, answer) {
    const given = numberIn(answer);
    if (given === null) return { right: false, notes: [note(false, "Write it in digits, such as 12.")] };
    const [low, high] = rangeIn(question.options[0].answer);
    if (given >= low && given <= high) return { right: true, notes: [note(true, question.options[0].feedback)] };
    return { right: false, notes: [note(false, `${answer} is too ${given < low ? "low" : "high"}.`)] };
  },

  words: (_, answer) => [answer],
};
