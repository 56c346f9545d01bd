// @ts-check
// How much is done: one line for a notebook, and a small picture of the whole series.

import { make } from "./dom.js";

/** @import { Opening } from "./types.js" */

/**
 * One line for a notebook, as nodes.
 * @param {Opening["series"]} series
 * @param {Set<string>} done
 * @param {string} notebook
 */
export function oneLine(series, done, notebook) {
  const { here, all, next } = counted(series, done, notebook);
  const following = next ? `Next: ${next.stem}` : "All is done here.";
  return [make("b", {}, "Your work:"), ` ${here} done here, ${all} in the series. ${following}`];
}

/**
 * The counts of a notebook and of the series, such as "2 of 13", and the next question of the notebook.
 * @param {Opening["series"]} series
 * @param {Set<string>} done
 * @param {string} notebook
 */
export function counted(series, done, notebook) {
  const mine = series.filter((question) => question.notebook === notebook);
  const of = (/** @type {Opening["series"]} */ some) =>
    `${some.filter((question) => done.has(question.id)).length} of ${some.length}`;
  return { here: of(mine), all: of(series), next: mine.find((question) => !done.has(question.id)) };
}

/**
 * The whole series as a table, as nodes.
 * @param {Opening["series"]} series
 * @param {Set<string>} done
 */
export function picture(series, done) {
  const notebooks = [...new Set(series.map((question) => question.notebook))];
  const heads = ["Notebook", "Done ■, open □", "Count"].map((text) => make("th", { scope: "col" }, text));
  const rows = notebooks.map((notebook) => {
    const { here } = counted(series, done, notebook);
    const [ready, of] = here.split(" of ").map(Number);
    const marks = make("td", { "aria-hidden": "true" }, "■".repeat(ready) + "□".repeat(of - ready));
    return make("tr", {}, make("td", {}, titleOf(notebook)), marks, make("td", {}, here));
  });
  const next = series.find((question) => !done.has(question.id));
  const following = next ? `Next: ${titleOf(next.notebook)}, “${next.stem}”` : "All is done.";
  return [make("table", {}, make("tr", {}, ...heads), ...rows), make("p", {}, following)];
}

/**
 * The title of a notebook by its name: of 02_the_actors, 02 The actors.
 * @param {string} notebook
 */
export function titleOf(notebook) {
  const [number, first, ...others] = notebook.split("_");
  return [number, first.charAt(0).toUpperCase() + first.slice(1), ...others].join(" ");
}
