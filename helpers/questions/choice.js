// @ts-check
// One of several options: an option number.

import { boxes, markChosen, textsOf } from "./choices.js";

/** @import { Kind } from "../activities/types.js" */

/** @type {Kind} */
export const choice = {
  field: (question, answer, change) => boxes("radio", question, [answer], ([number]) => change(number)),
  mark: (question, answer) => markChosen(question, [answer]),
  words: (question, answer) => textsOf(question, [answer]),
};
