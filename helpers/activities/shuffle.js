// @ts-check
// The order in which a learner meets the options of a question: another for each, and always the same for one.

/** @import { Question } from "./types.js" */

/**
 * A number of 32 bits that hardly any two texts share (FNV-1a, by Fowler, Noll and Vo, then mixed as in MurmurHash3).
 * @param {string} text
 */
function numberOf(text) {
  let number = 0x811c9dc5;
  for (const letter of text) number = Math.imul(number ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  number = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  number = Math.imul(number ^ (number >>> 13), 0xc2b2ae35);
  return (number ^ (number >>> 16)) >>> 0;
}

/**
 * A question with its options in the order of this learner; of those that are a scale, in their own.
 * @param {Question} question shuffled: whether its options have no order of their own
 * @param {string} seed of the learner
 * @returns {Question}
 */
export function shuffled(question, seed) {
  if (!question.shuffled) return question;
  const place = (/** @type {number} */ number) => numberOf(`${seed} ${question.id} ${number}`);
  const options = [...question.options].sort((one, other) => place(one.number) - place(other.number));
  return { ...question, options };
}
