// @ts-check
// What the kinds of question share when they say whether an answer (any JSON) has their form; as in their Python files.

/** @import { Answer, Kind, Question } from "./types.js" */

/**
 * Whether an answer has the form of its question; to have none always has.
 * @param {Kind} kind
 * @param {Question} question
 * @param {Answer} answer
 * @returns {boolean}
 */
export const hasForm = (kind, question, answer) => (answer ?? null) === null || kind.form(question, answer);

/**
 * Whether a value is a whole number within a range.
 * @param {any} value
 * @param {number} low
 * @param {number} high
 */
export const isWhole = (value, low = -Infinity, high = Infinity) =>
  Number.isInteger(value) && value >= low && value <= high;

/**
 * Whether a value is an object of names and values, of which every pair passes.
 * @param {any} value
 * @param {(name: string, part: any) => boolean} passes
 */
export const isOf = (value, passes) =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([name, part]) => passes(name, part));

/**
 * The same, of names that are numbers of options.
 * @param {Question} question
 * @param {any} value
 * @param {(part: any, name: string) => boolean} passes
 */
export const isByOption = (question, value, passes) =>
  isOf(value, (name, part) => question.options.some(({ number }) => String(number) === name) && passes(part, name));

/**
 * Whether a value is a list of numbers of options, none of them twice.
 * @param {Question} question
 * @param {any} value
 */
export const isListOfOptions = ({ options }, value) =>
  Array.isArray(value) &&
  new Set(value).size === value.length &&
  value.every((one) => options.some(({ number }) => number === one));
