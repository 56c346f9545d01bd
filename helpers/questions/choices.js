// @ts-check
// All of several options that fit: a list of option numbers.

import { make } from "../activities/dom.js";
import { isListOfOptions } from "../activities/forms.js";
import { note } from "../activities/marking.js";

/** @import { Kind, Option, Question } from "../activities/types.js" */

let nextName = 0; // two views of one question must not share a group of radio buttons

/**
 * @param {"radio" | "checkbox"} type
 * @param {Question} question
 * @param {number[]} chosen
 * @param {(numbers: number[]) => void} change
 */
export function boxes(type, question, chosen, change) {
  nextName += 1;
  const name = `${question.id}-${nextName}`;
  const inputs = question.options.map(({ number }) =>
    make("input", { type, name, value: number, checked: chosen.includes(number) }),
  );
  const changed = () => change(inputs.filter((input) => input.checked).map((input) => Number(input.value)));
  for (const input of inputs) input.onchange = changed;
  return inputs.map((input, at) =>
    make("label", { className: "option" }, input, make("span", {}, question.options[at].text)),
  );
}

/** @param {Option} option */
export const fits = ({ answer }) => answer === "right" || answer === "also right";

/**
 * @param {Question} question
 * @param {number[]} numbers
 */
function markChosen(question, numbers) {
  const chosen = question.options.filter((option) => numbers.includes(option.number));
  const wanted = question.options.filter(fits);
  const missing = wanted.filter((option) => !numbers.includes(option.number)).length;
  const notes = chosen.map((option) => note(fits(option), `“${option.text}” ${option.feedback}`));
  if (missing && wanted.length > 1) notes.push(note(null, `${missing} more ${missing === 1 ? "fits" : "fit"}. Which?`));
  return { right: !missing && chosen.every(fits), notes };
}

/**
 * The texts of options, in the order of their numbers.
 * @param {Question} question
 * @param {number[]} numbers
 */
export function textsOf(question, numbers) {
  return numbers.map((number) => question.options.find((option) => option.number === number)?.text ?? "");
}

/** @type {Kind} */
export const choices = {
  form: isListOfOptions,
  field: (question, answer, change) => boxes("checkbox", question, answer ?? [], change),
  mark: markChosen,
  words: textsOf,
};
