// @ts-check
// Keeps a learner's work in the browser, where there is no kernel: it answers what the page sends as wire.py does, and
// its files are those of helpers/work/hand_in.py, so that Jupyter and the class board read them, and it reads theirs.

import { hasForm, isOf, isWhole } from "../../helpers/activities/forms.js";
import { LIMIT } from "../../helpers/activities/hand_in.js";
import {
  bound,
  counting,
  isNothing,
  json,
  MOST_BEFORE,
  NOTHING,
  wellFormed,
} from "../../helpers/activities/keeping.js";

/** @import { Answer, Before, Earlier, Kept, Kind, Pipe, Question, State, Told } from "../../helpers/activities/types.js" */
/** @typedef {{ revision: number, saved: string, state: State, before?: Earlier[] }} Entry what is kept of a question */
/** @typedef {{ folders: string[], number: number, alias: string, route: string }} Lineage whose work it is, see Lineage in helpers/work/place.py */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Shelf */

const KEPT = "one-article kept ";
const LINEAGE = "one-article folder";
const FORMAT = 2; // of a hand-in, see hand_in.schema.json
const MOST_FOLDERS = 20;
const MOST_REVISIONS = 1_000_000;
const TEXT = 20_000; // characters of a text in it
const DEPTH = 8; // lists and objects within each other, in an answer
const ID = /^[a-z0-9][a-z0-9-]{0,60}$/;

const FULL =
  "This browser keeps nothing for this page: its storage is full or forbidden. To mend it, open this page in a tab of its " +
  "own, outside a private window, and allow it to store data. What you did is here until you close or reload it: make " +
  "your file now, at the end of this page.";
const NO_FORM = "Not saved: this answer does not fit the question as it is now. Answer anew.";
const MISFIT =
  "What is kept does not fit the question as it is now. It stays until you answer anew, and then as a copy.";
/** A sentence for the learner: why something was not done. */
class NotDone extends Error {}

/** @implements {Pipe} */
export class Store {
  /**
   * @param {Shelf} shelf the browser's storage
   * @param {Record<string, Kind>} kinds
   * @param {Question[]} questions of the whole series
   * @param {(question: Question, answer: Answer) => Promise<string>} pictures the charts that an answer holds, as SVG
   */
  constructor(shelf, kinds, questions, pictures) {
    this.shelf = shelf;
    this.kinds = kinds;
    this.questions = new Map(questions.map((question) => [question.id, question]));
    this.pictures = pictures;
    /** @type {Map<string, string>} */
    this.here = new Map(); // what the browser's storage did not take
    /** @type {Set<(message: any) => void>} */
    this.calls = new Set();
  }

  /** What tells this learner from others: made once, and kept. */
  whose() {
    const lineage = this.#lineage();
    this.#note(lineage);
    return { seed: lineage.folders[0], alias: lineage.alias, route: lineage.route };
  }

  /**
   * Let the page follow a route.
   * @param {string} route its id, or ""
   * @param {boolean} isKnown whether there is one: else the page says so, and what was followed stays kept
   */
  follow(route, isKnown) {
    this.#tell(isKnown ? this.#known({ route }) : { noted: { route } });
  }

  /** Tell this page what another window has kept. @param {string | null} key */
  changed(key) {
    if (key === LINEAGE) {
      const { alias, route } = this.#lineage();
      this.#tell(this.shelf.getItem(key) ? { noted: { alias, route } } : { forgotten: "" });
    }
    const id = key?.startsWith(KEPT) ? key.slice(KEPT.length) : "";
    if (this.questions.has(id)) this.#tell({ kept: { [id]: this.#kept(id) }, done: this.#done() });
  }

  /**
   * @param {string} _
   * @param {(message: any) => void} call
   */
  on(_, call) {
    this.calls.add(call);
  }

  /**
   * @param {string} _
   * @param {(message: any) => void} call
   */
  off(_, call) {
    this.calls.delete(call);
  }

  /** @param {any} message see Wire._answer in helpers/activities/wire.py */
  async send(message) {
    this.#tell({ ...(await this.#answered(message)), re: message.re });
  }

  /** @returns {{ kept: Record<string, Kept>, done: string[] }} */
  look() {
    const kept = Object.fromEntries([...this.questions.keys()].map((id) => [id, this.#kept(id)]));
    return { kept, done: this.#done() };
  }

  /** @param {any} message */
  #tell(message) {
    for (const call of this.calls) call(message);
  }

  /**
   * @param {any} message
   * @returns {Promise<Told>}
   */
  async #answered(message) {
    try {
      return await this.#answer(message);
    } catch (problem) {
      const told = problem instanceof NotDone ? problem.message : `Something is wrong in these pages: ${problem}.`;
      return { told: `Not done. ${told}` };
    }
  }

  /**
   * @param {any} message
   * @returns {Promise<Told>}
   */
  async #answer(message) {
    const { what, id, state, revision, before = [], alias, states } = message;
    if (what === "note") return this.#known(message);
    if (what === "keep") return { kept: { [id]: this.#keep(id, state, revision, before) } };
    if (what === "look") return this.look();
    if (what === "file") return this.#file(alias);
    if (what === "report") return this.#report(alias);
    if (what === "load") return this.#load(message.text);
    if (what === "unload") return this.#unload(states);
    if (what === "forget") return this.#forget();
    return {};
  }

  /**
   * @param {string} id
   * @param {string} [problem]
   * @returns {Kept}
   */
  #kept(id, problem = "") {
    const entry = this.#entry(id, false);
    if (!entry) return { revision: 0, at: "", state: NOTHING, problem, before: [] };
    const { revision, saved, before = [] } = entry;
    const state = this.#fits(id, entry.state.answer) ? entry.state : NOTHING;
    const misfit = state === entry.state ? "" : MISFIT;
    return {
      revision,
      at: saved,
      state,
      problem: problem || misfit,
      before: before.filter((one) => this.#fits(id, one.state.answer)),
    };
  }

  #done() {
    return [...this.questions.keys()].filter((id) => this.#entry(id)?.state.tries);
  }

  /**
   * Keep a state, unless another window saved a later revision than is known. Gives what is kept now.
   * @param {string} id
   * @param {State} state
   * @param {number} known
   * @param {Before[]} before
   * @returns {Kept}
   */
  #keep(id, state, known, before) {
    if (!this.#fits(id, state.answer) || !this.#fits(id, state.first)) return this.#kept(id, NO_FORM);
    let entry = this.#entry(id) ?? { revision: 0, saved: "", state: NOTHING };
    if (!this.#fits(id, entry.state.answer)) entry = withEarlier(entry, "form", entry.state, entry.saved);
    for (const one of before) entry = withEarlier(entry, one.why, one.state);
    const isLater = entry.revision > known && json(entry.state) !== json(state);
    if (!isLater) {
      const kept = bound(Boolean(this.#kind(id).binds), entry.state, state);
      entry = { ...entry, revision: Math.min(known + 1, MOST_REVISIONS), saved: now(), state: kept };
    }
    if (this.#write(id, entry)) return { ...this.#kept(id), took: before.map(({ key }) => key) };
    return this.#kept(id, FULL); // what the storage has: the page goes on to send what it has not
  }

  /** @param {string} id */
  #kind(id) {
    return this.kinds[/** @type {Question} */ (this.questions.get(id)).kind];
  }

  /**
   * Whether an answer has the form of its question; to have none always has.
   * @param {string} id
   * @param {Answer} answer
   */
  #fits(id, answer) {
    const question = this.questions.get(id);
    return question !== undefined && hasForm(this.kinds[question.kind], question, answer);
  }

  // Files

  /**
   * @param {string} alias
   * @returns {Told}
   */
  #file(alias) {
    const name = checked(alias);
    const answers = this.#answers();
    const count = Object.keys(answers).length;
    if (!count) throw new NotDone("Nothing is kept yet, so there is nothing to hand in.");
    const long = Object.keys(answers).filter((id) => isTooLong(answers[id].state));
    const known = this.#lineage();
    const { folders, number } = { ...known, number: known.number + 1 };
    this.#note({ ...known, number, alias: name });
    const at = now();
    const file = { format: FORMAT, kind: "hand-in", alias: name, made: at, number, folders, answers };
    const made = JSON.stringify(file, null, 1);
    if (long.length || new TextEncoder().encode(made).length > LIMIT)
      throw new NotDone(
        `This is too long to hand in: a text may have 20,000 characters, and all together 256 KB. ${long}`,
      );
    return { made: { text: made, count, at } };
  }

  /** What is kept of every question, as it stands in a file. */
  #answers() {
    const found = [...this.questions.keys()].map((id) => ({ id, entry: this.#entry(id) }));
    const kept = found.flatMap(({ id, entry }) => (entry ? [[id, asAnswer(entry)]] : []));
    return Object.fromEntries(kept);
  }

  /**
   * @param {string} alias
   * @returns {Promise<Told>}
   */
  async #report(alias) {
    const questions = [...this.questions.values()].filter(({ id }) => this.#entry(id));
    const kept = Object.fromEntries(questions.map(({ id }) => [id, this.#kept(id)]));
    const drawn = questions.map(async (question) => [
      question.id,
      await this.pictures(question, counting(this.kinds[question.kind], kept[question.id].state)),
    ]);
    return { report: { alias, questions, kept, pictures: Object.fromEntries(await Promise.all(drawn)) } };
  }

  /**
   * Put a hand-in back, as `restore` in helpers/work/hand_in.py does.
   * @param {string} file
   * @returns {Told}
   */
  #load(file) {
    const given = readHandIn(file);
    const own = this.#lineage();
    if (!this.#note(own)) throw new NotDone(FULL);
    const isSameWork = given.folders.some((one) => own.folders.includes(one));
    /** @type {Record<"back" | "same" | "beside" | "left", string[]>} */
    const found = { back: [], same: [], beside: [], left: [] };
    /** @type {Record<string, State>} */
    const loaded = {};
    for (const [id, answer] of given.answers)
      found[answer ? this.#putBack(id, answer, isSameWork, loaded) : "left"].push(id);
    const folders = [...new Set([own.folders[0], ...given.folders, ...own.folders])].slice(0, MOST_FOLDERS);
    if (given.folders.length) this.#note({ ...own, folders, number: Math.max(own.number, given.number) });
    return { found, loaded, ...this.look() };
  }

  /**
   * @param {string} id
   * @param {Entry} given
   * @param {boolean} isSameWork
   * @param {Record<string, State>} loaded where what stood there is noted
   * @returns {"back" | "same" | "beside" | "left"}
   */
  #putBack(id, given, isSameWork, loaded) {
    if (!this.#fits(id, given.state.answer)) return "left";
    const entry = this.#entry(id);
    const current = entry && this.#fits(id, entry.state.answer) ? entry : null;
    const first = this.#fits(id, given.state.first) ? given.state.first : null;
    const state = bound(Boolean(this.#kind(id).binds), entry?.state ?? NOTHING, { ...given.state, first });
    const isSame = current && json(current.state) === json(state);
    const revision = Math.max(given.revision, entry?.revision ?? 0);
    if (current && (isSame || isNothing(given.state.answer))) {
      if (isSame) this.#write(id, { ...current, revision });
      return "same";
    }
    if (current && !isNothing(current.state.answer) && !isNewer(given, current, isSameWork)) {
      this.#write(id, withEarlier(current, "file", given.state, given.saved));
      return "beside";
    }
    const known = entry?.revision ?? 0;
    const next = { ...given, state, revision: Math.min(Math.max(known + 1, given.revision), MOST_REVISIONS) };
    const before = entry ? withEarlier(entry, "file", entry.state, entry.saved).before : [];
    this.#write(id, { ...next, before });
    loaded[id] = entry?.state ?? NOTHING;
    return "back";
  }

  /**
   * @param {Record<string, State>} states what a file took the place of
   * @returns {Told}
   */
  #unload(states) {
    for (const [id, state] of Object.entries(states)) {
      const entry = this.#entry(id);
      if (!entry) continue;
      const revision = Math.min(entry.revision + 1, MOST_REVISIONS);
      this.#write(id, { ...withEarlier(entry, "back", entry.state), revision, saved: now(), state });
    }
    return { undone: Object.keys(states), ...this.look() };
  }

  /**
   * Remove all that is kept, for another learner at this browser.
   * @returns {Told}
   */
  #forget() {
    for (const key of [LINEAGE, ...[...this.questions.keys()].map((id) => KEPT + id)]) {
      this.here.delete(key);
      this.shelf.removeItem(key);
    }
    return { forgotten: "" };
  }

  // The browser's storage

  /**
   * @param {string} id
   * @param {boolean} withHere also what the browser's storage did not take
   * @returns {Entry | null} null too where somebody else wrote into it
   */
  #entry(id, withHere = true) {
    const entry = this.#read(KEPT + id, withHere);
    if (!isAnswer(entry)) return null;
    const before = Array.isArray(entry.before) ? entry.before : [];
    const good = (/** @type {any} */ one) => isState(one?.state) && isDay(one.at) && typeof one.why === "string";
    return { ...asAnswer(entry), before: before.filter(good) };
  }

  /**
   * @param {string} id
   * @param {Entry} entry
   */
  #write(id, entry) {
    return this.#put(KEPT + id, entry);
  }

  /** @returns {Lineage} */
  #lineage() {
    const known = this.#read(LINEAGE);
    const folders = foldersIn(known);
    const text = (/** @type {any} */ told) => (typeof told === "string" ? told.slice(0, 40) : "");
    const more = { alias: text(known?.alias), route: text(known?.route) };
    if (folders.length) return { folders, number: countIn(known), ...more };
    const digits = crypto.getRandomValues(new Uint8Array(8));
    return { folders: [[...digits].map((digit) => digit.toString(16).padStart(2, "0")).join("")], number: 0, ...more };
  }

  /**
   * Note the alias or the route of the learner.
   * @param {{ alias?: string, route?: string }} told
   * @returns {Told}
   */
  #known(told) {
    const noted = {
      ...(told.alias === undefined ? {} : { alias: checked(told.alias) }),
      ...(told.route === undefined ? {} : { route: told.route }),
    };
    this.#note({ ...this.#lineage(), ...noted });
    return { noted };
  }

  /** @param {Lineage} lineage */
  #note(lineage) {
    return this.#put(LINEAGE, lineage);
  }

  /**
   * @param {string} key
   * @param {boolean} withHere
   * @returns {any} null if there is nothing that can be read
   */
  #read(key, withHere = true) {
    try {
      return JSON.parse((withHere ? this.here.get(key) : null) ?? this.shelf.getItem(key) ?? "null");
    } catch {
      return null; // forbidden, or somebody else wrote into it
    }
  }

  /**
   * @param {string} key
   * @param {object} value
   */
  #put(key, value) {
    try {
      this.shelf.setItem(key, JSON.stringify(value));
      this.here.delete(key);
      return true;
    } catch {
      this.here.set(key, JSON.stringify(value)); // for as long as this page is open
      return false;
    }
  }
}

/**
 * A name without the blanks round it, as clean_alias in helpers/work/untrusted.py.
 * @param {string} alias
 */
function checked(alias) {
  const name = alias.trim();
  if (!name || [...name].length > 40) throw new NotDone("The name must have 1 to 40 characters.");
  if (/(?![\u200c\u200d])\p{C}/u.test(name))
    throw new NotDone("The name holds a character that cannot be seen: type it anew.");
  return name;
}

const now = () => new Date().toISOString();

/**
 * @param {Entry} entry
 * @returns {Entry} as it stands in a file
 */
function asAnswer({ revision, saved, state: { answer, first, tries } }) {
  return { revision, saved, state: wellFormed({ answer, first, tries }) };
}

/**
 * An entry with a state in its history, unless that says nothing: the newest first, at most five.
 * @param {Entry} entry
 * @param {string} why
 * @param {State} state
 * @param {string} at
 * @returns {Entry}
 */
function withEarlier(entry, why, state, at = now()) {
  if (isNothing(state.answer)) return entry;
  const others = (entry.before ?? []).filter((one) => json(one.state) !== json(state));
  return { ...entry, before: [{ why, at, state }, ...others].slice(0, MOST_BEFORE) };
}

/**
 * Whether what a file says is to take the place of what is here.
 * @param {Entry} given
 * @param {Entry} current
 * @param {boolean} isSameWork
 */
function isNewer(given, current, isSameWork) {
  return isSameWork ? given.revision > current.revision : new Date(given.saved) > new Date(current.saved);
}

/**
 * What is in a file to hand in.
 * @param {string} file
 * @returns {{ folders: string[], number: number, answers: [string, Entry | null][] }} null: not made as it should be
 */
function readHandIn(file) {
  /** @type {any} */
  let given;
  try {
    given = JSON.parse(file.replace(/^\ufeff/, ""));
  } catch {
    throw new NotDone("It is no JSON: choose a file that was made to be handed in.");
  }
  if (given?.kind !== "hand-in" || !isOf(given.answers, () => true))
    throw new NotDone("It is JSON, but no file that was made to be handed in.");
  if (given.format > FORMAT) throw new NotDone("It is from a newer version of these notebooks: open the newest pages.");
  const isGood = (/** @type {any} */ answer) => isAnswer(answer) && !isTooLong(answer.state);
  const named = Object.entries(given.answers).filter(([id]) => ID.test(id));
  return {
    folders: foldersIn(given),
    number: countIn(given),
    answers: named.map(([id, answer]) => [id, isGood(answer) ? asAnswer(/** @type {any} */ (answer)) : null]),
  };
}

/**
 * @param {any} given
 * @returns {string[]} the ids of folders in it that are such
 */
function foldersIn(given) {
  const folders = Array.isArray(given?.folders) ? given.folders : [];
  return folders.filter((/** @type {any} */ one) => typeof one === "string" && /^[0-9a-f]{16}$/.test(one));
}

/** @param {any} given */
const countIn = (given) => (isWhole(given?.number, 0, MOST_REVISIONS - 1) ? given.number : 0);

/**
 * Whether something is an answer as hand_in.schema.json has it.
 * @param {any} answer
 */
const isAnswer = (answer) =>
  isWhole(answer?.revision, 1, MOST_REVISIONS) && isDay(answer.saved) && isState(answer.state);

/** @param {any} state */
function isState(state) {
  if (typeof state !== "object" || state === null || Array.isArray(state)) return false;
  const { answer, first, tries } = state;
  return answer !== undefined && first !== undefined && isWhole(tries, 0, MOST_REVISIONS);
}

/**
 * Whether a text in a value is longer than one that can be handed in, or it goes too deep to say.
 * @param {any} value
 * @param {number} deep
 * @returns {boolean}
 */
function isTooLong(value, deep = 0) {
  if (typeof value === "string") return value.length > TEXT;
  if (typeof value !== "object" || value === null) return false;
  return deep > DEPTH || Object.values(value).some((/** @type {any} */ part) => isTooLong(part, deep + 1));
}

/** @param {any} text whether it is a moment with a time zone, as Python reads it too */
const isDay = (text) =>
  typeof text === "string" &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) &&
  !Number.isNaN(new Date(text).getTime());
