// @ts-check
// Words of the learner's own: the string that was typed.

import { labelled, make } from "../activities/dom.js";

/** @import { Kind } from "../activities/types.js" */

/** @type {Kind} */
export const text = {
  form: (_, answer) => typeof answer === "string",

  button: () => "Compare",
  noted: "Keep my words",

  field(question, answer, change) {
    const input = make("textarea", { rows: 4, value: answer ?? "" });
    input.oninput = () => change(input.value);
    const hint = question.hint ? [make("p", { className: "said" }, question.hint)] : [];
    return [...hint, labelled("Your words", input)];
  },

  mark: () => ({ right: null, message: "Compare your words with these, then change yours if you like:", notes: [] }),

  words: (_, answer) => [answer],
};
