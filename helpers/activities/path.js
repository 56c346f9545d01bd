// @ts-check
// A learner's own path through the series: guesses before and after, the best and the worst forecast, calibration.

import { make } from "./dom.js";
import { counting, isNothing, isShown } from "./keeping.js";
import { calibration, headRow, penalty, scored } from "./scores.js";

/** @import { Asked, Scored } from "./scores.js" */
/** @import { Kind, Question, State } from "./types.js" */
/** @typedef {{ question: Question, kind: Kind, state: State }} Entry a question, and what is kept of it */

/**
 * The questions whose first answer binds, each with the answer that counts.
 * @param {Entry[]} entries
 * @returns {Asked[]}
 */
export function forecastsIn(entries) {
  return entries
    .filter(({ kind }) => kind.binds)
    .map(({ question, kind, state }) => ({ question, answer: counting(kind, state), shown: isShown(kind, state) }));
}

/**
 * What was guessed before looking, and what was said after it: stem, before, after; only what fits on a line.
 * @param {Entry[]} entries
 * @returns {[string, string, string][]}
 */
export function changes(entries) {
  const byId = new Map(entries.map((entry) => [entry.question.id, entry]));
  return entries.flatMap(({ question, kind, state }) => {
    const guess = byId.get(question.asks_again);
    if (!guess || isNothing(guess.state.first)) return [];
    const before = kind.words(guess.question, guess.state.first);
    const after = state.tries ? kind.words(question, state.answer) : ["not asked again yet"];
    return before.length === 1 ? [[guess.question.stem, before[0], after.join(", ")]] : [];
  });
}

/**
 * The forecast with the least penalty and the one with the most, in words; both may be one.
 * @param {Scored[]} rows at least one
 */
export function bestAndWorst(rows) {
  const worth = (/** @type {Scored} */ { chances, resolution }) => penalty(chances.you, resolution);
  const sorted = [...rows].sort((one, other) => worth(one) - worth(other));
  const told = (/** @type {string} */ name, /** @type {Scored} */ row) =>
    `${name}: ${row.short}. You gave ${row.chances.you} %, it came out ${row.resolution}: penalty ${worth(row).toFixed(2)}.`;
  return [told("Best forecast", sorted[0]), told("Worst forecast", sorted[sorted.length - 1])];
}

/**
 * The path as nodes.
 * @param {Entry[]} entries
 * @returns {Node[]}
 */
export function path(entries) {
  const changed = changes(entries);
  const forecasts = forecastsIn(entries);
  const rows = scored(forecasts);
  const guesses = changed.map(([stem, before, after]) =>
    make("tr", {}, make("th", { scope: "row" }, stem), make("td", {}, before), make("td", {}, after)),
  );
  const none = make("p", {}, "No guess is noted yet.");
  const heads = headRow(["You were asked", "Your guess before", "Your answer after"]);
  const told = rows.length ? bestAndWorst(rows) : ["No forecast is opened yet: notebook 06 asks for them."];
  return [
    make("h3", {}, "Guesses, before and after"),
    guesses.length ? make("table", { className: "compared" }, heads, ...guesses) : none,
    make("h3", {}, "Forecasts"),
    make("ul", {}, ...told.map((text) => make("li", {}, text))),
    ...(rows.length ? calibration(rows, forecasts[0].question.words) : []),
  ];
}
