// @ts-check
// Codes for statements, in a table: option number (as text) to {column: value}; rows and cells may be missing.

import { list, make } from "../activities/dom.js";
import { isByOption, isOf } from "../activities/forms.js";
import { note } from "../activities/marking.js";

/** @import { Answer, Kind, Option, Question } from "../activities/types.js" */
/** @typedef {{ name: string, choices: string[] }} Column */
/** @typedef {Record<string, string>} Codes column to value */

/** @type {Kind} */
export const coding = {
  form(question, answer) {
    /** @type {Column[]} */
    const columns = question.columns;
    const isCode = (/** @type {string} */ name, /** @type {any} */ value) =>
      columns.some((column) => column.name === name && column.choices.includes(value));
    return isByOption(question, answer, (row) => isOf(row, isCode));
  },

  noted: "Note my codes",
  open: openCells,
  button: () => "Compare",

  field(question, answer, change) {
    /** @type {Record<string, Codes>} */
    const given = { ...answer };
    const set = (/** @type {number} */ number, /** @type {string} */ name, /** @type {string} */ value) => {
      const { [name]: _, ...others } = given[number] ?? {};
      const row = value ? { ...others, [name]: value } : others;
      delete given[number];
      if (Object.keys(row).length) given[number] = row;
      change({ ...given });
    };
    /** @type {Column[]} */
    const columns = question.columns;
    const cell = (/** @type {Option} */ { number }, /** @type {Column} */ { name, choices }) =>
      gridCell(
        name,
        list(spokenCell(name, number), paired(choices), given[number]?.[name], (to) => set(number, name, to)),
      );
    const rows = question.options.map((option) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, `${option.number}. ${option.text}`),
        ...columns.map((column) => cell(option, column)),
      ),
    );
    const hint = question.hint ? [make("p", { className: "said" }, question.hint)] : [];
    return [...hint, grid(["to code", ...columns.map(({ name }) => name)], rows)];
  },

  mark(question, answer) {
    const rows = question.options.map((option) => compared(question, option, answer));
    const [same, all] = [rows.flatMap((row) => row.same).length, question.options.length * question.columns.length];
    const open = openCells(question, answer);
    const still = open ? ` ${open} ${open === 1 ? "cell is" : "cells are"} still open.` : "";
    const agree = `${same} of ${all} cells, ${Math.round((100 * same) / all)} %, agree with ours.`;
    return { right: null, message: `${agree}${still}`, notes: rows.map((row) => row.note) };
  },

  coded: (question, answer) =>
    question.options.map(({ number, text }) => ({
      statement: text,
      codes: answer?.[number] ?? {},
      ours: question.codes[number],
    })),

  words: (question, answer) =>
    question.options
      .filter(({ number }) => Object.keys(answer[number] ?? {}).length)
      .map(({ number, text }) => {
        const row = question.columns.filter((/** @type {Column} */ { name }) => answer[number][name]);
        const told = row.map((/** @type {Column} */ { name }) => `${name}: ${answer[number][name]}`);
        return `${ended(text, ":")} ${told.join(" | ")}`;
      }),
};

/**
 * A row beside our codes: the columns that agree, and what is told of it.
 * @param {Question} question
 * @param {Option} option
 * @param {Answer} answer
 */
function compared(question, { number, text, feedback }, answer) {
  const [given, ours] = [answer[number] ?? {}, question.codes[number]];
  /** @type {string[]} */
  const names = question.columns.map((/** @type {Column} */ { name }) => name);
  const same = names.filter((name) => given[name] === ours[name]);
  const open = names.filter((name) => !given[name]);
  const others = names.filter((name) => given[name] && given[name] !== ours[name]);
  const told = [
    same.length === names.length ? "all as ours" : same.length && `as ours: ${same.join(", ")}`,
    ...others.map((name) => `${ended(name, ":")} you chose “${given[name]}”, we “${ours[name]}”`),
    open.length && `still open: ${open.join(", ")}`,
  ];
  const isDone = open.length < names.length;
  const words = `${number}. ${ended(text, ":")} ${sentences(told)}${isDone ? ` ${feedback}` : ""}`;
  return { same, note: note(null, words) };
}

/** @param {(string | number | false)[]} parts */
const sentences = (parts) =>
  parts
    .filter(Boolean)
    .map((part) => ended(`${String(part).charAt(0).toUpperCase()}${String(part).slice(1)}`, "."))
    .join(" ");

/**
 * A text with a mark at its end, unless it ends as a sentence does.
 * @param {string} text
 * @param {string} mark
 */
const ended = (text, mark) => (/[.?!]$/.test(text) ? text : text + mark);

/**
 * @param {string[]} choices
 * @returns {[string, string][]}
 */
export const paired = (choices) => choices.map((choice) => [choice, choice]);

/**
 * @param {string} name of a column
 * @param {number} number of a statement
 */
export const spokenCell = (name, number) => `${name}, statement ${number}`;

/**
 * A cell with what can be chosen or written in it; its column stands before it where there is no room for a table.
 * @param {string} name
 * @param {Node} input
 */
export const gridCell = (name, input) => make("td", { "data-column": name }, input);

/**
 * A table to fill in; where there is no room for one, a list.
 * @param {string[]} heads
 * @param {Node[]} rows
 */
export function grid(heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  return make("div", { className: "grid" }, make("table", {}, head, ...rows));
}

/**
 * How many cells are not coded.
 * @param {Question} question
 * @param {Answer} answer
 */
function openCells(question, answer) {
  const names = question.columns.map((/** @type {Column} */ { name }) => name);
  return question.options.flatMap(({ number }) => names.filter((/** @type {string} */ name) => !answer[number]?.[name]))
    .length;
}
