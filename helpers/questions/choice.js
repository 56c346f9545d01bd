// @ts-check
// One of several options: an option number. Where it can be judged in two ways, both are accepted, and told why.

import { note } from "../activities/marking.js";
import { boxes, fits, textsOf } from "./choices.js";

/** @import { Kind } from "../activities/types.js" */

/** @type {Kind} */
export const choice = {
  form: ({ options }, answer) => options.some(({ number }) => number === answer),
  field: (question, answer, change) => boxes("radio", question, [answer], ([number]) => change(number)),
  mark(question, answer) {
    const chosen = question.options.filter(({ number }) => number === answer);
    const right = chosen.some(fits);
    const notes = chosen.map(({ feedback }) => note(right, feedback));
    const others = right ? question.options.filter((option) => option.number !== answer && fits(option)) : [];
    const also = others.map(({ text, feedback }) => note(true, `It can be judged otherwise too: ${text}. ${feedback}`));
    return { right, notes: [...notes, ...also] };
  },
  words: (question, answer) => textsOf(question, [answer]),
};
