// @ts-check
// A group for each option: option number (as text) to group.

import { list, make } from "../activities/dom.js";
import { isByOption } from "../activities/forms.js";
import { note } from "../activities/marking.js";

/** @import { Kind } from "../activities/types.js" */

/** @type {Kind} */
export const match = {
  form: (question, answer) => isByOption(question, answer, (group) => question.groups.includes(group)),

  field(question, answer, change) {
    const chosen = { ...answer };
    return question.options.map(({ number, text }) => {
      const choose = (/** @type {string} */ group) => {
        if (group) chosen[number] = group;
        else delete chosen[number];
        change({ ...chosen });
      };
      const groups = question.groups.map((/** @type {string} */ group) => [group, group]);
      return make("div", { className: "item" }, make("span", {}, text), list(text, groups, chosen[number], choose));
    });
  },

  mark(question, answer) {
    const notes = question.options.map((option) => {
      const group = answer[option.number];
      if (!group) return note(null, `Still open: ${option.text}`);
      if (group === option.answer) return note(true, `${option.text} ${option.feedback}`);
      return note(false, `${option.text} You chose “${group}”. ${option.feedback}`);
    });
    return { right: notes.every(({ right }) => right), notes };
  },

  words: (question, answer) =>
    question.options.filter(({ number }) => answer[number]).map(({ number, text }) => `${text}: ${answer[number]}`),
};
