// @ts-check
// One of several options: an option number. Where it can be judged in two ways, both are accepted, and told why.

import { note } from "../activities/marking.js";
import { boxes, textsOf } from "./choices.js";

/** @import { Kind, Option } from "../activities/types.js" */

/** @type {Kind} */
export const choice = {
  field: (question, answer, change) => boxes("radio", question, [answer], ([number]) => change(number)),
  mark(question, answer) {
    const holds = (/** @type {Option} */ { answer: verdict }) => verdict === "right" || verdict === "also right";
    const chosen = question.options.filter(({ number }) => number === answer);
    const others = question.options.filter((option) => option.number !== answer && holds(option));
    const right = chosen.every(holds);
    const notes = chosen.map((option) => note(right, option.feedback));
    const also = others.map(({ text, feedback }) => note(true, `It can be judged otherwise too: ${text}. ${feedback}`));
    return { right, notes: right ? [...notes, ...also] : notes };
  },
  words: (question, answer) => textsOf(question, [answer]),
};
