// @ts-check
// An order, set with buttons: the option numbers from first to last.

import { make, spoken } from "../activities/dom.js";
import { isListOfOptions } from "../activities/forms.js";
import { note } from "../activities/marking.js";
import { textsOf } from "./choices.js";

/** @import { Kind } from "../activities/types.js" */

/** @type {Kind} */
export const order = {
  form: (question, answer) => isListOfOptions(question, answer) && answer.length === question.options.length,

  field(question, answer, change) {
    /** @type {number[]} */
    let numbers = answer ?? question.options.map((option) => option.number);
    const rows = make("ol", { className: "order" });
    const said = spoken();

    const move = (/** @type {number} */ number, /** @type {number} */ step) => {
      const at = numbers.indexOf(number);
      const to = at + step;
      if (to < 0 || to >= numbers.length) return;
      const others = numbers.filter((one) => one !== number);
      numbers = [...others.slice(0, to), number, ...others.slice(to)];
      draw();
      rows.children[to].querySelector(step < 0 ? ".up" : ".down").focus();
      said.textContent = `Now in place ${to + 1} of ${numbers.length}.`;
      change(numbers);
    };
    const button = (/** @type {number} */ number, /** @type {string} */ text, /** @type {number} */ step) => {
      const name = step < 0 ? "up" : "down";
      const onclick = () => move(number, step);
      const spokenName = { "aria-label": `Move ${name}: ${text}` };
      return make("button", { type: "button", className: name, onclick, ...spokenName }, step < 0 ? "▲" : "▼");
    };
    const draw = () => {
      const texts = textsOf(question, numbers);
      const items = numbers.map((number, at) => {
        const moves = [button(number, texts[at], -1), button(number, texts[at], 1)];
        return make("li", {}, ...moves, make("span", {}, `${at + 1}. ${texts[at]}`));
      });
      rows.replaceChildren(...items);
    };
    draw();
    return [rows, said];
  },

  mark(question, answer) {
    const notes = answer.map((/** @type {number} */ number, /** @type {number} */ at) => {
      const option = question.options.find((one) => one.number === number);
      const fits = Number(option?.answer) === at + 1;
      const why = fits ? ` ${option?.feedback}` : ""; // of a wrong place it would tell the right one
      return note(fits, `${at + 1}. ${option?.text}${why}`);
    });
    return { right: notes.every((/** @type {any} */ one) => one.right), notes };
  },

  words: (question, answer) => textsOf(question, answer).map((text, at) => `${at + 1}. ${text}`),
};
