// @ts-check
// A learner's own work as a page to read and to print: nothing from elsewhere in it, charts as pictures.

import { make } from "./dom.js";
import { counting, isNothing, laterTry } from "./keeping.js";
import { path } from "./path.js";
import { titleOf } from "./progress.js";

/** @import { Kept, Kind, Question } from "./types.js" */

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
body { color: #111; background: #fff; }
h2 { border-bottom: 2px solid #0072b2; margin-top: 2em; } h3 { margin-bottom: 0.2em; font-size: 1em; }
p, ul { margin: 0.3em 0; } .small { color: #555; font-size: 0.85em; } svg { max-width: 100%; height: auto; }
.words { white-space: pre-wrap; border-left: 3px solid #888; padding-left: 0.7em; }
table { border-collapse: collapse; font-size: 0.8em; } th, td { text-align: left; padding: 0.2em 0.6em; border-bottom: 1px solid #ccc; }
section { break-inside: avoid; } @media print { body { margin: 0; max-width: none; } }
`;

/**
 * The report as the text of an HTML file.
 * @param {Record<string, Kind>} kinds
 * @param {{ alias: string, questions: Question[], kept: Record<string, Kept>, pictures: Record<string, string> }} work
 *     pictures: id of a question to the charts that its answer holds, as SVG
 */
export function report(kinds, { alias, questions, kept, pictures }) {
  const first = questions.find(({ kind }) => kinds[kind].leads)?.notebook;
  const entries = questions.map((question) => ({
    question,
    kind: kinds[question.kind],
    state: kept[question.id].state,
  }));
  const place = (/** @type {Question} */ question) => Number(question.notebook !== first);
  const sorted = [...questions].sort((one, other) => place(one) - place(other));
  let notebook = "";
  const parts = sorted.flatMap((question) => {
    const head = question.notebook === notebook ? [] : [make("h2", {}, titleOf(question.notebook))];
    notebook = question.notebook;
    return [...head, section(kinds[question.kind], question, kept[question.id], pictures[question.id] ?? "")];
  });
  if (!questions.length) return printed(alias, make("p", {}, "Nothing is kept yet."));
  return printed(alias, ...parts, make("h2", {}, "My path"), ...path(entries));
}

/**
 * Nodes as the text of an HTML file, to read and to print.
 * @param {string} alias
 * @param {...Node} parts
 */
export function printed(alias, ...parts) {
  const title = alias.trim() ? `One article, read by ${alias.trim()}` : "One article, read with data";
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = "en";
  const letters = make("meta");
  letters.setAttribute("charset", "utf-8");
  page.head.prepend(letters);
  page.head.append(make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }));
  page.head.append(make("style", {}, STYLE));
  const made = make("p", { className: "small" }, `Made on ${new Date().toLocaleDateString("sv")}.`);
  page.body.append(make("h1", {}, title), made, ...parts);
  return `<!DOCTYPE html>${page.documentElement.outerHTML}`;
}

/**
 * @param {Kind} kind
 * @param {Question} question
 * @param {Kept} kept
 * @param {string} pictures
 */
function section(kind, question, { at, state }, pictures) {
  const answer = counting(kind, state);
  const later = laterTry(kind, state);
  const words = isNothing(answer) ? ["Not answered."] : kind.words(question, answer);
  if (later !== null) words.push(...kind.words(question, later).map((text) => `A later try, not scored: ${text}`));
  const told =
    words.length === 1
      ? make("p", { className: "words" }, words[0])
      : make("ul", {}, ...words.map((text) => make("li", { className: "words" }, text)));
  const drawn = make("div");
  drawn.innerHTML = pictures; // drawn by the kernel from data/: nothing that a learner wrote is in it
  const tries = state.tries > 1 && !kind.binds ? ` · checked ${state.tries} times` : "";
  const when = make("p", { className: "small" }, `Saved ${new Date(at).toLocaleString("sv").slice(0, 16)}${tries}`);
  return make("section", {}, make("h3", {}, question.stem), told, drawn, when);
}
