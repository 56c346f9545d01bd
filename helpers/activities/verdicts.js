// @ts-check
// A case file: one row for each statement that is judged, which fills up as verdicts are given.

import { make } from "./dom.js";

/** @import { Card } from "./card.js" */
/** @import { Option } from "./types.js" */

const ENOUGH = 6; // for one lesson

/**
 * What fills the place: the statements, what the learner judged, and what we found, once that is checked.
 * @param {Card[]} cards choices that share their options
 * @returns {Node[]}
 */
export function verdicts(cards) {
  const judged = cards.filter(({ work }) => work.state.tries).length;
  const enough = judged >= ENOUGH && judged < cards.length ? " That is enough for one lesson." : "";
  const told = `${judged} of ${cards.length} statements are judged.${enough}`;
  const heads = ["Statement", "Your verdict", "What we found"].map((text) => make("th", { scope: "col" }, text));
  const rows = cards.map((card) => row(card));
  return [
    make("p", {}, make("b", {}, told)),
    make("table", { className: "compared" }, make("tr", {}, ...heads), ...rows),
  ];
}

/** @param {Card} card */
function row(card) {
  const { question, kind, work } = card;
  const { answer, tries } = work.state;
  const yours = tries ? kind.words(question, answer).map(nameOf).join(", ") : "open";
  const go = make(
    "button",
    { type: "button", className: "link", onclick: () => card.goTo() },
    statement(question.stem),
  );
  const isAsOurs = tries > 0 && kind.mark(question, answer, tries).right === true;
  const found = finding(question.options, isAsOurs, tries);
  return make("tr", {}, make("th", { scope: "row" }, go), make("td", {}, yours), make("td", {}, found));
}

/**
 * What is told of our verdict: as with every question, after the second try at the latest.
 * @param {Option[]} options
 * @param {boolean} isAsOurs
 * @param {number} tries
 */
export function finding(options, isAsOurs, tries) {
  const ours = options.filter(({ answer }) => answer.endsWith("right")).map(({ text }) => nameOf(text));
  if (isAsOurs) return `✓ ${ours.join(" or ")}`;
  return tries > 1 ? `≠ ${ours.join(" or ")}` : tries ? "≠ not the same: look once more" : "";
}

/** @param {string} text such as “supported: records agree”, of which the name is the part before the colon */
const nameOf = (text) => text.split(":")[0];

/**
 * The statement in a stem, without the question that follows it.
 * @param {string} stem
 */
export const statement = (stem) => stem.replace(/ [^.?!]*\?$/, "");
