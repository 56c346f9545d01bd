// @ts-check
// A forecast: {chance: 0 … 100, reason, knew, committed}; what is not given is missing. It starts with no number at all.
// Once committed it counts, whatever comes later: Start over makes room for a later try, which is never scored. What came
// of it is shown when it is asked for, with a second press.

import { labelled, make } from "../activities/dom.js";
import { isOf, isWhole } from "../activities/forms.js";
import { note } from "../activities/marking.js";
import { inWords, penalty } from "../activities/scores.js";
import { percentInput } from "./percents.js";

/** @import { Kind } from "../activities/types.js" */
/** @import { Words } from "../activities/scores.js" */

/** @type {Record<string, (part: any) => boolean>} */
const FORMS = {
  chance: (part) => isWhole(part, 0, 100),
  reason: (part) => typeof part === "string",
  knew: (part) => typeof part === "boolean",
  committed: (part) => typeof part === "boolean",
};

/** @type {Kind} */
export const forecast = {
  form(_, answer) {
    const isForm = isOf(answer, (name, part) => Object.hasOwn(FORMS, name) && FORMS[name](part));
    return isForm && (!answer.committed || answer.chance !== undefined || answer.knew === true);
  },

  button: ({ answer, tries }) => (!answer?.committed ? "Commit" : tries > 1 ? "" : "Show what came"),
  binds: true,

  field(question, answer, change) {
    const state = { ...answer };
    const disabled = Boolean(state.committed);
    const set = (/** @type {string} */ name, /** @type {any} */ value) => {
      if (value === undefined || value === "" || value === false) delete state[name];
      else state[name] = value;
      change(Object.keys(state).length ? { ...state } : null);
    };
    const said = make("span", { className: "said", role: "status" });
    const say = () => {
      const unset = state.chance === undefined;
      said.textContent = unset ? "not set yet" : `in words: ${inWords(question.words, state.chance)}`;
    };
    const chanceGiven = (/** @type {number | undefined} */ percent) => {
      set("chance", percent);
      say();
    };
    const { input: chance, said: wrong } = percentInput(state.chance, chanceGiven, { disabled });
    // Enter would commit, for good, what may be half a number.
    chance.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    const reason = make("textarea", { rows: 2, value: state.reason ?? "", disabled });
    reason.oninput = () => set("reason", reason.value);
    const knew = make("input", { type: "checkbox", checked: state.knew === true, disabled });
    knew.onchange = () => set("knew", knew.checked);
    say();
    const asked = make("label", {}, make("span", {}, "Chance of yes, in percent"), chance);
    return [
      make("p", {}, make("b", {}, "What could be counted: "), baseRate(question.base, question.words)),
      make("div", { className: "chance" }, asked, said, wrong),
      labelled("Your reason, in a few words", reason),
      make("label", { className: "option" }, knew, make("span", {}, "I already knew what came of it (not scored)")),
    ];
  },

  /** The record of a forecast, when it is asked for; before that, what comes next. */
  mark(question, answer, tries, later) {
    const wait = (/** @type {string} */ message) => ({ right: null, message, notes: [], explanation: "" });
    if (!answer.committed) return wait("Write a chance from 0 to 100 first, or tick that you already knew.");
    if (tries < 2) return wait("Committed: it is fixed now. In notebook 06 you can ask what came of it.");
    const { resolution, day, told, evidence, denied_by: deniedBy, source } = question.record;
    const denied = deniedBy ? ` Denied by: ${deniedBy}.` : "";
    const texts = [
      told,
      `Kind of evidence: ${evidence}.${denied}`,
      `Source: ${source}.`,
      worth(answer, resolution),
      surprise(answer, resolution),
    ];
    if (later) texts.push(triedAgain(answer, later));
    const message = `The record: ${resolution}, clear on ${day}.`;
    return { right: null, message, notes: texts.filter(Boolean).map((text) => note(null, text)) };
  },

  words(_, answer) {
    const chance = answer.chance === undefined ? "No chance given" : `${answer.chance} %`;
    const told = `${chance}, ${answer.committed ? "committed" : "not committed"}${answer.knew ? ", already knew" : ""}.`;
    return answer.reason ? [told, answer.reason] : [told];
  },

  checked: (answer) =>
    answer.chance === undefined && !answer.knew ? null : answer.committed ? null : { ...answer, committed: true },

  fixed: (answer) => answer?.committed === true,
};

/**
 * What could be counted, and the base rate that follows by Laplace's rule.
 * @param {{ text: string, times: number, chances: number, percent: number }} base
 * @param {Words} words
 */
function baseRate({ text, times, chances, percent }, words) {
  return `${text} (${times} + 1) ÷ (${chances} + 2) is about ${percent} %: ${inWords(words, percent)}.`;
}

/**
 * What is said of a later try.
 * @param {{ chance?: number }} first
 * @param {{ chance?: number }} later
 */
function triedAgain(first, later) {
  const said = (/** @type {{ chance?: number }} */ { chance }) => (chance === undefined ? "no chance" : `${chance} %`);
  return `You committed ${said(first)} first: that counts. A later try is kept, and not scored: ${said(later)}.`;
}

/**
 * What a committed forecast was worth.
 * @param {{ chance?: number, knew?: boolean }} answer
 * @param {string} resolution "yes" or "no"
 */
export function worth({ chance, knew }, resolution) {
  if (knew || chance === undefined) return "You already knew: it is not scored.";
  const cost = penalty(chance, resolution);
  const verdict = cost < 0.25 ? "less than" : cost > 0.25 ? "more than" : "as much as";
  const told = `Your penalty is ${cost.toFixed(2)}, on a scale from 0 (best) to 1 (worst)`;
  return `You gave ${chance} %. ${told}: ${verdict} the 0.25 of somebody who always says 50 %.`;
}

/**
 * How far the end lay from what was expected, in words; "" where nothing was.
 * @param {{ chance?: number, knew?: boolean }} answer
 * @param {string} resolution "yes" or "no"
 */
export function surprise({ chance, knew }, resolution) {
  if (knew || chance === undefined) return "";
  const off = Math.abs((resolution === "yes" ? 100 : 0) - chance);
  if (off > 55) return `A surprise: you were ${off} points off. What did you not know that day, or not ask?`;
  if (off < 45) return `No great surprise: you were ${off} points off. Was it luck, or did you count well?`;
  return `You were ${off} points off: you left it open.`;
}
