// @ts-check
// Competing hypotheses (Heuer), one piece of evidence at a time; hypotheses in rows, totals only at the end.
// The answer: {cells: {evidence: {hypothesis: "C" fits | "I" speaks against | "N" says nothing}}, own, mind}.

import { labelled, list, make } from "../activities/dom.js";
import { isOf } from "../activities/forms.js";

/** @import { Kind, Option, Question } from "../activities/types.js" */
/** @typedef {{ cells: Record<string, Record<string, string>>, own: string, mind: string }} State */
/** @typedef {{ number: number, text: string }} Row */

/** @type {[string, string][]} */
const FITS = [
  ["C", "fits"],
  ["I", "speaks against it"],
  ["N", "says nothing"],
];
/** @type {Record<string, string>} */
const SIGNS = { C: "+", I: "−", N: "0" };
/** @type {Record<string, string>} */
const SAID = { C: "fits", I: "speaks against", N: "says nothing" };

/** @type {Kind} */
export const hypotheses = {
  form(question, answer) {
    const numbers = (/** @type {string} */ part) => partOf(question, part).map(({ number }) => String(number));
    const [rows, items] = [["0", ...numbers("hypothesis")], numbers("evidence")];
    const areMarks = (/** @type {any} */ marks) =>
      isOf(marks, (row, mark) => rows.includes(row) && FITS.some(([sign]) => sign === mark));
    return isOf(answer, (name, part) =>
      name === "cells"
        ? isOf(part, (item, marks) => items.includes(item) && areMarks(marks))
        : ["own", "mind"].includes(name) && typeof part === "string",
    );
  },

  button: () => "Finish",

  field(question, answer, change) {
    /** @type {State} */
    const state = { cells: {}, own: "", mind: "", ...structuredClone(answer ?? {}) };
    const evidence = partOf(question, "evidence");
    const page = make("div");
    let at = 0;
    const keep = () => change(structuredClone(state));
    const go = (/** @type {number} */ to) => {
      at = to;
      show();
      page.querySelector(".step").focus();
    };
    const step = (/** @type {number} */ to, /** @type {string} */ text, className = "") =>
      make("button", { type: "button", className, onclick: () => go(to) }, text);
    const show = () => {
      const judging = at < evidence.length;
      page.className = judging ? "page unfinished" : "page"; // the button to finish shows with the whole table
      page.replaceChildren(...(judging ? oneItem(question, state, at, keep) : whole(question, state, keep)));
      const next = at + 1 < evidence.length ? "Next evidence" : "Show the whole table";
      const back = at ? [step(at - 1, "Back")] : [];
      const buttons = judging
        ? [...back, step(at + 1, next, "next")]
        : [step(evidence.length - 1, "Back to the evidence"), step(0, "From the start")];
      page.append(make("div", { className: "buttons" }, ...buttons));
    };
    const own = make("input", { type: "text", value: state.own, maxLength: 200 });
    own.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") event.preventDefault(); // it would finish a table that is not
    };
    own.oninput = () => {
      state.own = own.value;
      keep();
      show();
    };
    show();
    return [labelled("A hypothesis of your own, if you like", own), page];
  },

  mark: () => ({ right: null, message: "Noted. Change it whenever you like.", notes: [] }),

  words(question, answer) {
    const rows = new Map(rowsOf(question, answer.own ?? "").map(({ number, text }) => [String(number), text]));
    const lines = partOf(question, "evidence")
      .filter(({ number }) => Object.keys(answer.cells?.[number] ?? {}).length)
      .map(({ number, text }) => {
        const marks = Object.entries(answer.cells[number]).map(
          ([row, sign]) => `${(rows.get(row) ?? "Yours").split(":")[0]}: ${SAID[/** @type {string} */ (sign)]}`,
        );
        return `${text} ${marks.join("; ")}`;
      });
    const own = answer.own ? [`Own hypothesis: ${answer.own}`] : [];
    const mind = answer.mind ? [`What would change my mind: ${answer.mind}`] : [];
    return [...own, ...lines, ...mind];
  },
};

/**
 * @param {Question} question
 * @param {string} part
 */
function partOf(question, part) {
  return question.options.filter((option) => option.answer === part);
}

/**
 * The hypotheses, and the learner's own where there is one.
 * @param {Question} question
 * @param {string} own
 * @returns {Row[]}
 */
function rowsOf(question, own) {
  const yours = own.trim() ? [{ number: 0, text: `Yours: ${own.trim()}` }] : [];
  return [...partOf(question, "hypothesis"), ...yours];
}

/**
 * How a piece of evidence is named: its text, and where it stands.
 * @param {Question} question
 * @param {Option} item
 */
const named = (question, item) => `${item.text} (${question.where[item.number]})`;

/**
 * One piece of evidence, to be held against every hypothesis.
 * @param {Question} question
 * @param {State} state
 * @param {number} at
 * @param {() => void} keep
 */
function oneItem(question, state, at, keep) {
  const evidence = partOf(question, "evidence");
  const item = evidence[at];
  const rows = rowsOf(question, state.own).map((row) => {
    const set = (/** @type {string} */ value) => {
      state.cells[item.number] ??= {};
      if (value) state.cells[item.number][row.number] = value;
      else delete state.cells[item.number][row.number];
      keep();
    };
    const mark = state.cells[item.number]?.[row.number];
    const marks = list(`Evidence ${at + 1} and: ${row.text}`, FITS, mark, set);
    return make("div", { className: "item" }, make("span", {}, row.text), marks);
  });
  const head = `Evidence ${at + 1} of ${evidence.length}: ${named(question, item)}`;
  return [make("p", { className: "message step", tabIndex: -1 }, head), ...rows];
}

/**
 * The hypotheses with what speaks against each, the least first; and the evidence that tells them apart.
 * @param {Question} question
 * @param {State} state
 */
export function weighed(question, state) {
  const evidence = partOf(question, "evidence");
  const mark = (/** @type {Option} */ item, /** @type {Row} */ row) => state.cells[item.number]?.[row.number];
  const against = (/** @type {Row} */ row) => evidence.filter((item) => mark(item, row) === "I").length;
  const rows = rowsOf(question, state.own)
    .map((row) => ({ text: row.text, against: against(row), marks: evidence.map((item) => mark(item, row)) }))
    .sort((one, other) => one.against - other.against);
  const separates = evidence
    .map((_, at) => ({ at, marks: rows.map((row) => row.marks[at]) }))
    .filter(({ marks }) => marks.includes("I") && marks.some((sign) => sign && sign !== "I"))
    .map(({ at }) => `E${at + 1}`);
  return { rows, separates };
}

/**
 * The whole table, the evidence once more, and what would change one's mind.
 * @param {Question} question
 * @param {State} state
 * @param {() => void} keep
 */
function whole(question, state, keep) {
  const evidence = partOf(question, "evidence");
  const { rows, separates } = weighed(question, state);
  const names = ["Hypothesis", ...evidence.map((_, at) => `E${at + 1}`), "against"];
  const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map((row) => {
    const marks = row.marks.map((sign) => make("td", {}, SIGNS[sign] ?? ""));
    const total = make("td", {}, make("b", {}, String(row.against)));
    return make("tr", {}, make("th", { scope: "row" }, row.text), ...marks, total);
  });
  const mind = make("textarea", { rows: 3, value: state.mind });
  mind.oninput = () => {
    state.mind = mind.value;
    keep();
  };
  const told = separates.length
    ? `Separates your hypotheses: ${separates.join(", ")}. The rest speaks against none, or against all.`
    : "Nothing separates your hypotheses so far. Which evidence speaks against at least one?";
  return [
    make("p", { className: "message step", tabIndex: -1 }, "The whole table, least against it first"),
    make("table", {}, head, ...body),
    make("p", {}, "+ fits, − speaks against, 0 says nothing, blank: not judged."),
    make("ul", {}, ...evidence.map((item, at) => make("li", {}, `E${at + 1}: ${named(question, item)}`))),
    make("p", {}, told),
    labelled("What would change your mind?", mind),
  ];
}
