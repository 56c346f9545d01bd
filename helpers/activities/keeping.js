// @ts-check
// The work on one question, between the page and the kernel. Knows no page and no clock, so that it can be tested.
//
// The page has what the learner did last; the kernel has what is on the disk, under a revision. Both are compared by
// revision and by content, never by time. `sent` holds what the kernel has confirmed last, and what the page has sent
// since and has no answer to: if a later revision on the disk is one of those, it is the page's own.

/** @import { Answer, Before, Draft, Earlier, Kept, Kind, Sent, State } from "./types.js" */

const MOST_SENT = 1000; // at one every 400 ms, seven minutes of typing with no answer
export const MOST_BEFORE = 5; // as the kernel keeps
const LONG = 100; // letters: whoever loses so many in one change may want them back

/** @type {State} */
export const NOTHING = { answer: null, first: null, tries: 0 };

/** @param {any} value */
export const json = (value) => JSON.stringify(value);

/**
 * Whether an answer is none: nothing, blanks, or only such parts.
 * @param {Answer} answer
 * @returns {boolean}
 */
export function isNothing(answer) {
  if (typeof answer === "string") return answer.trim() === "";
  if (typeof answer === "object" && answer !== null) return Object.values(answer).every(isNothing);
  return answer === null || answer === undefined || answer === false;
}

/**
 * A copy with "?" for half of an emoji: the kernel could not take that.
 * @param {Answer} answer
 * @returns {Answer}
 */
export function wellFormed(answer) {
  const whole = (/** @type {string} */ _, /** @type {any} */ value) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "?") : value;
  return JSON.parse(JSON.stringify(answer ?? null, whole));
}

/**
 * Of a state the answer that counts: what stands there, or of a kind that binds the first one that was checked.
 * @param {Kind} kind
 * @param {State} state
 * @returns {Answer}
 */
export function counting(kind, { answer, first }) {
  return kind.binds && first !== null ? first : answer;
}

/**
 * Of a kind that binds, what was answered after the answer that counts; null if there is nothing.
 * @param {Kind} kind
 * @param {State} state
 * @returns {Answer}
 */
export function laterTry(kind, state) {
  return json(counting(kind, state)) === json(state.answer) || isNothing(state.answer) ? null : state.answer;
}

/**
 * Whether what came of an answer is shown: of a kind that binds, a second press asks for it.
 * @param {Kind} kind
 * @param {State} state
 */
export const isShown = (kind, state) => state.tries > (kind.binds ? 1 : 0);

/**
 * How many letters there are in an answer.
 * @param {Answer} answer
 * @returns {number}
 */
function letters(answer) {
  if (typeof answer === "string") return answer.length;
  const parts = typeof answer === "object" && answer !== null ? Object.values(answer) : [];
  return parts.reduce((/** @type {number} */ sum, part) => sum + letters(part), 0);
}

/**
 * A state in short: a number of 53 bits that hardly any two states share (cyrb53, by bryc, in the public domain).
 * @param {State} state
 */
function hashed(state) {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  const text = json(state);
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charCodeAt(place);
    one = Math.imul(one ^ letter, 2654435761);
    two = Math.imul(two ^ letter, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & two) + (one >>> 0);
}

export class Work {
  /** @param {Draft | null} draft what an earlier page could not bring to the kernel */
  constructor(draft = null) {
    this.state = draft?.state ?? NOTHING;
    this.revision = draft?.revision ?? 0; // the last one on the disk that this page knows
    this.sent = draft?.sent ?? [];
    /** @type {Set<string>} */
    this.keys = new Set(); // of all messages that this page has sent
    this.before = draft?.before ?? []; // what the kernel is to keep beside it, and has not taken yet
    /** @type {Earlier[]} */
    this.earlier = []; // what it keeps there, the newest first
    this.unsaved = Boolean(draft); // whether the page has what the disk has not
    this.at = ""; // when it was saved
    this.problem = ""; // why it is not saved
    /** @type {Kept | null} */
    this.other = null; // what another window saved later
  }

  /**
   * @param {State} state
   * @param {string} why what stood there is to be kept, "" if only what is long and goes at one stroke
   */
  change(state, why = "") {
    const loses = letters(this.state.answer) - letters(state.answer) > LONG;
    if (why || loses) this.#remember(why || "emptied", this.state);
    this.state = state;
    this.unsaved = true;
  }

  /**
   * What to send to the kernel now, or null.
   * @returns {{ key: string, state: State, revision: number, before: Before[] } | null}
   */
  toSend() {
    if (!this.unsaved || this.other) return null;
    const key = random();
    this.keys.add(key);
    this.sent = [...this.sent, { key, hash: hashed(this.state) }].slice(-MOST_SENT);
    return { key, state: this.state, revision: this.revision, before: this.before };
  }

  /** @returns {Draft | null} what the browser is to remember */
  draft() {
    const { state, revision, sent, before } = this;
    return this.unsaved ? { state, revision, sent, before } : null;
  }

  /** @returns {Earlier[]} what stood here before, the newest first */
  history() {
    const here = this.before.map(({ why, state }) => ({ why, at: "", state })).reverse();
    const known = new Set([this, ...here].map((one) => json(one.state)));
    return [...here, ...this.earlier.filter((one) => !known.has(json(one.state)))];
  }

  /**
   * @param {string} why
   * @param {State} state
   */
  #remember(why, state) {
    if (isNothing(state.answer)) return;
    const key = random();
    this.before = [...this.before.filter((one) => json(one.state) !== json(state)), { key, why, state }].slice(
      -MOST_BEFORE,
    );
  }

  /**
   * Take in what the kernel says is on the disk. Returns whether the state on the page is another now.
   * @param {Kept} kept
   * @param {string | undefined} key of the message that it answers
   */
  hear(kept, key = undefined) {
    const isAnswer = key !== undefined && this.keys.has(key);
    const place = this.sent.findIndex((one) => one.key === key);
    if (isAnswer && place < 0 && kept.revision <= this.revision) return false; // it comes late: a newer one was heard
    this.problem = kept.problem;
    this.earlier = kept.before ?? this.earlier;
    this.before = this.before.filter((one) => !kept.took?.includes(one.key));
    const hash = hashed(kept.state);
    const isOwn = this.sent.some((one) => one.hash === hash);
    if (isAnswer) this.sent = this.sent.slice(place + 1); // what was sent before it was answered before it, or never is
    if (json(kept.state) === json(this.state)) this.#settle(kept, hash);
    else if (isOwn || kept.revision <= this.revision) {
      if (kept.revision === this.revision && !this.unsaved) {
        this.#remember("window", this.state); // another folder stands there now
        return this.#take(kept.state, kept);
      }
      // The disk knows less than this page: an older state of its own, or what came into a folder that was emptied.
      if (!isOwn && !isAnswer) this.#remember("window", kept.state);
      this.#know(kept, hash);
      this.unsaved = true;
    } else if (this.unsaved) this.other = kept;
    else return this.#take(kept.state, kept);
    return false;
  }

  /**
   * Let what another window saved stand, and keep what is here beside it.
   * @param {boolean} binds whether what was committed here stays so
   */
  takeOther(binds = false) {
    if (!this.other) return;
    this.#remember("window", this.state);
    const { state } = this.other;
    this.#take(state.first === null ? bound(binds, this.state, state) : state, this.other);
  }

  /**
   * Save what is here over what another window saved, which is kept beside it.
   * @param {boolean} binds whether what was committed there stays so
   */
  keepMine(binds = false) {
    if (!this.other) return;
    this.#remember("window", this.other.state);
    this.state = bound(binds, this.other.state, this.state);
    this.revision = this.other.revision;
    this.other = null;
  }

  /**
   * @param {State} state
   * @param {Kept} kept
   */
  #take(state, kept) {
    this.state = state;
    this.sent = [];
    this.#settle(kept, hashed(kept.state));
    return true;
  }

  /**
   * The kernel has what is here, if nothing else is on its way to it.
   * @param {Kept} kept
   * @param {number} hash of its state
   */
  #settle(kept, hash) {
    const isOnItsWay = this.sent.some((one) => one.key && this.keys.has(one.key));
    this.#know(kept, hash);
    this.at = kept.at;
    this.unsaved = isOnItsWay || this.before.length > 0 || json(kept.state) !== json(this.state);
    this.other = null;
  }

  /**
   * @param {Kept} kept
   * @param {number} hash of its state
   */
  #know(kept, hash) {
    this.revision = Math.max(this.revision, kept.revision); // an emptied folder starts anew, and takes any
    this.sent = [{ key: "", hash }, ...this.sent.filter((one) => one.key)];
  }
}

/** A name that no other message, and no other window, has. */
export function random() {
  return Math.random().toString(36).slice(2);
}

/**
 * A state that takes the place of another; of a kind that binds, with what was committed in that one.
 * @param {boolean} binds
 * @param {State} old
 * @param {State} state
 * @returns {State}
 */
export function bound(binds, old, state) {
  if (!binds || old.first === null) return state;
  return { ...state, first: old.first, tries: Math.max(state.tries, old.tries) };
}

/**
 * A draft in what the browser has stored, or null if it is none.
 * @param {string | null} text
 * @returns {Draft | null}
 */
export function drafted(text) {
  try {
    const draft = JSON.parse(text ?? "null");
    const { state, sent, before = [] } = draft;
    if (!("answer" in state) || !Array.isArray(sent)) return null;
    if (!before.every((/** @type {any} */ one) => one.key && "answer" in one.state)) return null;
    // Until version 3, whole states were remembered as sent.
    return { ...draft, sent: sent.filter((one) => typeof one === "object") };
  } catch {
    return null; // somebody wrote into it
  }
}

/**
 * One draft of those that several windows left: the latest, with the others' work beside it.
 * @param {(Draft | null)[]} drafts
 * @returns {Draft | null}
 */
export function merged(drafts) {
  const found = drafts.filter((draft) => draft !== null).sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  const latest = found.pop();
  if (!latest || !found.length) return latest ?? null;
  const states = found.filter(({ state }) => !isNothing(state.answer) && json(state) !== json(latest.state));
  const beside = states.map(({ state, at }) => ({ key: `window ${at}`, why: "window", state }));
  // What was typed last comes last: of many, the kernel keeps those.
  const before = [...found, latest].flatMap((draft) => draft.before ?? []);
  const sent = [...found, latest].flatMap((draft) => draft.sent);
  return { ...latest, before: [...before, ...beside], sent: sent.slice(-MOST_SENT) };
}
