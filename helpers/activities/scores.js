// @ts-check
// What committed forecasts were worth, beside somebody who always says 50 % and the base rates.
// The penalty is that of helpers/forecasts.py.

import { drawing, make } from "./dom.js";

/** @import { Answer, Question } from "./types.js" */
/** @typedef {[string, number, number][]} Words words of likelihood, each with the range that it is to mean */
/** @typedef {{ question: Question, answer: Answer, shown: boolean }} Asked a forecast, the answer that counts, or null, and
 *     whether what came of it is shown */
/** @typedef {{ question: string, penalties: Record<string, number> }} Row who to the penalty */
/** @typedef {{ short: string, resolution: string, chances: Record<string, number> }} Scored who to the chance */

const LEAST = 3; // forecasts, or a comparison says nothing
const FEW = `Too few forecasts yet: commit at least ${LEAST} that you did not already know the end of, and ask what came.`;
const WAYS = ["you", "always 50 %", "base rate"];
const [WIDE, HIGH] = [300, 24]; // pixels of a row's picture

/**
 * The forecasts of which the learner has not been shown what came.
 * @param {Asked[]} asked
 */
export const unopened = (asked) => asked.filter(({ answer, shown }) => !answer?.committed || !shown);

/**
 * The forecasts that are shown and count, with the chances of all who stand side by side.
 * @param {Asked[]} asked
 * @returns {Scored[]}
 */
export function scored(asked) {
  const told = asked.filter(({ answer, shown }) => answer?.committed && shown);
  const counts = told.filter(({ answer }) => !answer.knew && answer.chance !== undefined);
  return counts.map(({ question: { short, record, base }, answer }) => ({
    short,
    resolution: record.resolution,
    chances: { you: answer.chance, "always 50 %": 50, "base rate": base.percent },
  }));
}

/**
 * @param {number} chance in percent
 * @param {string} resolution "yes" or "no"
 */
export const penalty = (chance, resolution) => (chance / 100 - Number(resolution === "yes")) ** 2;

/**
 * The penalties, question by question; first the means.
 * @param {Scored[]} rows at least one
 * @returns {Row[]}
 */
export function sideBySide(rows) {
  const each = rows.map(({ short, resolution, chances }) => {
    const given = Object.entries(chances).map(([who, chance]) => [who, penalty(chance, resolution)]);
    return { question: short, penalties: Object.fromEntries(given) };
  });
  const mean = (/** @type {string} */ who) =>
    each.reduce((sum, { penalties }) => sum + penalties[who], 0) / each.length;
  const means = Object.fromEntries(WAYS.map((who) => [who, mean(who)]));
  return [{ question: `MEAN of ${each.length}`, penalties: means }, ...each];
}

/**
 * The word of likelihood for a percentage, always with its range.
 * @param {Words} words
 * @param {number} percent
 */
export function inWords(words, percent) {
  const found = words.find(([, low, high]) => percent >= low && percent <= high);
  if (found) return `${found[0]} (${found[1]}–${found[2]} %)`;
  return percent < 50 ? "impossible (0 %)" : "certain (100 %)";
}

/**
 * How often what the learner called so came true: what it was called, how many forecasts, how many of these came out yes.
 * @param {Scored[]} rows
 * @param {Words} words
 * @returns {[string, number, number][]}
 */
export function calibrated(rows, words) {
  const sorted = [...rows].sort((one, other) => one.chances.you - other.chances.you);
  const names = [...new Set(sorted.map(({ chances }) => inWords(words, chances.you)))];
  return names.map((name) => {
    const called = rows.filter(({ chances }) => inWords(words, chances.you) === name);
    return [name, called.length, called.filter(({ resolution }) => resolution === "yes").length];
  });
}

/**
 * What fills the place of a name: "compare" or "calibration".
 * @param {string} name
 * @param {Asked[]} asked
 * @returns {Node[]}
 */
export function scores(name, asked) {
  const rows = scored(asked);
  if (rows.length < LEAST) return [make("p", {}, FEW)];
  return name === "compare" ? comparison(sideBySide(rows)) : calibration(rows, asked[0].question.words);
}

/** @param {Row[]} rows */
function comparison(rows) {
  const head = headRow([
    "Question",
    "Penalty, from 0 (left, best) to 1",
    ...WAYS.map((way) => `${WAY_SIGNS[way]} ${way}`),
  ]);
  const lines = rows.map(({ question, penalties }) => {
    const numbers = WAYS.map((way) => make("td", {}, penalties[way].toFixed(2)));
    return make("tr", {}, make("th", { scope: "row" }, question), make("td", {}, marksOf(penalties)), ...numbers);
  });
  return [make("table", { className: "compared" }, head, ...lines)];
}

/** @param {(Node | string)[]} texts */
export const headRow = (texts) => make("tr", {}, ...texts.map((text) => make("th", { scope: "col" }, text)));

/** @type {Record<string, string>} */
const WAY_SIGNS = { you: "●", "always 50 %": "✕", "base rate": "■" };

/**
 * A line from 0 to 1 with a mark for each; "you" comes last, so that nothing hides it.
 * @param {Record<string, number>} penalties
 */
function marksOf(penalties) {
  const at = (/** @type {number} */ value) => 12 + value * (WIDE - 24);
  const line = drawing("line", { x1: at(0), x2: at(1), y1: HIGH / 2, y2: HIGH / 2, class: "axis" });
  const drawn = [...WAYS].reverse().map((way) => {
    const place = {
      x: at(penalties[way]),
      y: HIGH / 2 + 6,
      "text-anchor": "middle",
      class: `way-${WAYS.indexOf(way)}`,
    };
    return drawing("text", place, WAY_SIGNS[way]);
  });
  return drawing(
    "svg",
    { width: WIDE, height: HIGH, viewBox: `0 0 ${WIDE} ${HIGH}`, "aria-hidden": "true" },
    line,
    ...drawn,
  );
}

/**
 * How often what the learner called so came true, as nodes.
 * @param {Scored[]} rows
 * @param {Words} words
 * @returns {Node[]}
 */
export function calibration(rows, words) {
  const told = ` With ${rows.length} forecasts, chance alone moves these numbers a lot.`;
  const head = headRow(["What you called", "forecasts", "of these came out yes"]);
  const lines = calibrated(rows, words).map((cells) =>
    make("tr", {}, ...cells.map((cell) => make("td", {}, String(cell)))),
  );
  return [make("p", {}, make("b", {}, "Too few to tell."), told), make("table", {}, head, ...lines)];
}

/**
 * What stands before something that tells the end.
 * @param {number} open of how many forecasts the learner has not been shown what came
 * @param {boolean} isThere whether what it tells stands below
 */
export function gate(open, isThere) {
  if (!open && isThere) return [];
  if (!open) return [make("p", {}, "All is shown: in the menu, choose Run, then Run Selected Cell and All Below.")];
  const told = ` It opens when you have committed all forecasts, and asked what came of each. Still open: ${open}.`;
  return [make("p", {}, make("b", {}, "This tells the end."), told)];
}
