// @ts-check
// A one-page briefing: a text for each part, and charts to put in: option number (as text) to text or true.

import { labelled, make } from "../activities/dom.js";
import { isByOption } from "../activities/forms.js";

/** @import { Kind, Option } from "../activities/types.js" */

/** @param {Option} option */
const isChart = (option) => option.answer !== "text";

/** @type {Kind} */
export const briefing = {
  form: (question, answer) =>
    isByOption(question, answer, (part, name) => {
      const option = question.options.find(({ number }) => String(number) === name);
      return option !== undefined && isChart(option) ? part === true : typeof part === "string";
    }),

  button: () => "Finish",
  leads: true,

  field(question, answer, change) {
    const page = { ...answer };
    const set = (/** @type {number} */ number, /** @type {any} */ value) => {
      if (value) page[number] = value;
      else delete page[number];
      change({ ...page });
    };
    return question.options.map((option) => {
      const { number, text } = option;
      if (!isChart(option)) {
        const words = make("textarea", { rows: 4, value: page[number] ?? "" });
        words.oninput = () => set(number, words.value);
        return labelled(text, words);
      }
      const box = make("input", { type: "checkbox", checked: page[number] === true });
      box.onchange = () => set(number, box.checked);
      return make("label", { className: "option" }, box, make("span", {}, `Put in the chart “${text}”`));
    });
  },

  mark: () => ({ right: null, message: "Noted. Below you make your report and the file to hand in.", notes: [] }),

  words: (question, answer) =>
    question.options
      .filter(({ number }) => answer[number])
      .map((option) => (isChart(option) ? `Chart: ${option.text}` : `${option.text}: ${answer[option.number]}`)),
};
