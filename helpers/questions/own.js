// @ts-check
// The learner's own article: a list of rows, each {column: text}, in which cells may be missing.

import { list, make, spoken } from "../activities/dom.js";
import { isOf } from "../activities/forms.js";
import { download, fileName } from "../activities/hand_in.js";
import { isNothing } from "../activities/keeping.js";
import { grid, gridCell, paired, spokenCell } from "./coding.js";

/** @import { Answer, Kind, Question } from "../activities/types.js" */
/** @typedef {{ name: string, called: string, choices: string[] }} OwnColumn called: in data/claims.csv; no choices: words */
/** @typedef {Record<string, string>} OwnRow column to text */

const STATEMENT = "statement";
const REMOVED = "row"; // see WHY in card.js
// What a spreadsheet may take for a formula; see FORMULA in helpers/classroom/tables.py.
const LIKE_A_FORMULA = /^[\s\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** @type {Kind} */
export const own = {
  form: ({ columns, most, longest }, answer) =>
    Array.isArray(answer) &&
    answer.length <= most &&
    answer.every((row) => isOf(row, (name, value) => isOwnCell(columns, longest, name, value))),

  button: () => "Done",

  field: (question, answer, change) => new OwnGrid(question, answer ?? [], change).nodes,

  mark(question, answer) {
    const rows = written(answer);
    const open = rows.flatMap((row) => question.columns.filter((/** @type {OwnColumn} */ { name }) => !row[name]));
    const told = open.length ? `, with ${open.length} ${open.length === 1 ? "cell" : "cells"} still open` : "";
    return { right: null, message: `Noted: ${rows.length} ${rows.length === 1 ? "row" : "rows"}${told}.`, notes: [] };
  },

  words: (question, answer) =>
    written(answer).map((row) => {
      const [statement, ...codes] = question.columns.map((/** @type {OwnColumn} */ { name }) => row[name] ?? "");
      return [statement, ...codes.filter(Boolean)].join(" | "); // a statement that is missing leaves its place
    }),

  coded: (_, answer) => written(answer).map(({ [STATEMENT]: statement = "", ...codes }) => ({ statement, codes })),
};

/**
 * @param {OwnColumn[]} columns
 * @param {number} longest
 * @param {string} name
 * @param {any} value
 */
function isOwnCell(columns, longest, name, value) {
  const column = columns.find((one) => one.name === name);
  if (!column || typeof value !== "string") return false;
  return column.choices.length ? column.choices.includes(value) : [...value].length <= longest;
}

/**
 * The rows in which something stands.
 * @param {Answer} answer
 * @returns {OwnRow[]}
 */
const written = (answer) => (answer ?? []).filter((/** @type {OwnRow} */ row) => !isNothing(row));

/** The table of rows, with what adds, removes and takes it along. */
class OwnGrid {
  /**
   * @param {Question} question
   * @param {OwnRow[]} rows
   * @param {(answer: Answer, why?: string) => void} change
   */
  constructor(question, rows, change) {
    this.question = question;
    /** @type {OwnColumn[]} */
    this.columns = question.columns;
    this.rows = rows.length ? rows.map((row) => ({ ...row })) : [{}];
    this.change = change;
    this.place = make("div");
    this.said = spoken();
    this.link = make("p");
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
      make("button", { type: "button", onclick }, text);
    this.add = button("Add a row", () => this.insert(this.rows.length, [{}]));
    const save = button("Download as CSV", () => this.download());
    this.nodes = [this.place, make("div", { className: "buttons" }, this.add, save), this.said, this.link];
    this.draw();
  }

  draw() {
    const heads = [...this.columns.map(({ name }) => name), "remove"];
    this.place.replaceChildren(
      grid(
        heads,
        this.rows.map((_, at) => this.row(at)),
      ),
    );
  }

  /** @param {number} at */
  row(at) {
    const cells = this.columns.map((column) => gridCell(column.name, this.input(column, at)));
    const remove = make("button", { type: "button", "aria-label": `Remove statement ${at + 1}` }, "✕");
    remove.onclick = () => this.remove(at);
    return make("tr", {}, ...cells, gridCell("remove", remove));
  }

  /**
   * @param {OwnColumn} column
   * @param {number} at
   */
  input({ name, choices }, at) {
    const label = spokenCell(name, at + 1);
    const set = (/** @type {string} */ value) => this.set(at, name, value);
    if (choices.length) return list(label, paired(choices), this.rows[at][name], set);
    const words = { "aria-label": label, value: this.rows[at][name] ?? "", maxLength: this.question.longest };
    const input =
      name === STATEMENT ? make("textarea", { rows: 2, ...words }) : make("input", { type: "text", ...words });
    input.oninput = () => set(input.value);
    if (name === STATEMENT) input.onpaste = (/** @type {ClipboardEvent} */ event) => this.paste(event, at);
    return input;
  }

  /**
   * @param {number} at
   * @param {string} name
   * @param {string} value
   */
  set(at, name, value) {
    const { [name]: _, ...others } = this.rows[at];
    this.rows[at] = value ? { ...others, [name]: value } : others;
    this.tell();
  }

  /** @param {string} why see WHY in card.js */
  tell(why = "") {
    this.change(
      this.rows.map((row) => ({ ...row })),
      why,
    );
  }

  /**
   * @param {number} at
   * @param {OwnRow[]} rows
   */
  insert(at, rows) {
    const room = Math.max(0, this.question.most - this.rows.length);
    this.rows.splice(at, 0, ...rows.slice(0, room));
    const left = rows.length - room;
    this.said.textContent = left > 0 ? `There is room for ${this.question.most} rows: ${left} left out.` : "";
    this.draw();
    if (rows.some((row) => !isNothing(row))) this.tell();
    const last = Math.min(at + rows.length, this.rows.length) - 1;
    this.place.querySelectorAll("textarea")[last]?.focus();
  }

  /** @param {number} at */
  remove(at) {
    const [removed] = this.rows.splice(at, 1);
    if (!this.rows.length) this.rows.push({});
    this.draw();
    const undo = isNothing(removed) ? "" : " It is kept below, under “Undo: earlier answers”.";
    this.said.textContent = `Statement ${at + 1} is removed.${undo}`;
    this.tell(isNothing(removed) ? "" : REMOVED);
    this.add.focus();
  }

  /**
   * Several lines make several rows.
   * @param {ClipboardEvent} event
   * @param {number} at
   */
  paste(event, at) {
    const [first, ...others] = pasted(event.clipboardData?.getData("text/plain") ?? "", this.question.longest);
    if (!others.length) return; // one line goes in as in any field
    event.preventDefault();
    const { [STATEMENT]: before = "", ...codes } = this.rows[at];
    if (before.trim()) others.unshift(first);
    else this.rows[at] = { ...codes, [STATEMENT]: first };
    this.insert(
      at + 1,
      others.map((line) => ({ [STATEMENT]: line })),
    );
  }

  download() {
    const text = csv(this.columns, written(this.rows));
    this.link.replaceChildren(download(fileName("own-article", "", "csv"), "text/csv;charset=utf-8", text));
  }
}

/**
 * The lines of a text that is pasted, without blank ones.
 * @param {string} text
 * @param {number} longest
 */
export const pasted = (text, longest) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim().slice(0, longest))
    .filter(Boolean);

/**
 * Rows as the text of a CSV file, with no cell that a spreadsheet could take for a formula.
 * @param {OwnColumn[]} columns
 * @param {OwnRow[]} rows
 */
export function csv(columns, rows) {
  const cell = (/** @type {string} */ text) => {
    const safe = LIKE_A_FORMULA.test(text) ? `'${text}` : text;
    return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [columns.map(({ called }) => called), ...rows.map((row) => columns.map(({ name }) => row[name] ?? ""))];
  return `\ufeff${lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}
