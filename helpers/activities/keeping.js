// @ts-check
// The work on one question, between the page and the kernel. Knows no page and no clock, so that it can be tested.
//
// The page has what the learner did last; the kernel has what is on the disk, under a revision. Both are compared by
// revision and by content, never by time. `sent` holds what the page has sent since the kernel last confirmed: if a
// later revision on the disk is one of those, it is the page's own, whatever became of the kernel's answer.

/** @import { Answer, Before, Draft, Earlier, Kept, Kind, State } from "./types.js" */

const MOST_SENT = 20;
const MOST_BEFORE = 5; // as the kernel keeps
const LONG = 100; // letters: whoever loses so many in one change may want them back

/** @type {State} */
const NOTHING = { answer: null, first: null, tries: 0 };

/** @param {any} value */
const json = (value) => JSON.stringify(value);

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
 * How many letters there are in an answer.
 * @param {Answer} answer
 * @returns {number}
 */
function letters(answer) {
  if (typeof answer === "string") return answer.length;
  const parts = typeof answer === "object" && answer !== null ? Object.values(answer) : [];
  return parts.reduce((/** @type {number} */ sum, part) => sum + letters(part), 0);
}

export class Work {
  /** @param {Draft | null} draft what an earlier page could not bring to the kernel */
  constructor(draft = null) {
    this.state = draft?.state ?? NOTHING;
    this.revision = draft?.revision ?? 0; // the last one on the disk that this page knows
    this.sent = draft?.sent ?? [];
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
   * @returns {{ state: State, revision: number, before: Before[] } | null}
   */
  toSend() {
    if (!this.unsaved || this.other) return null;
    const state = json(this.state);
    if (!this.sent.includes(state)) this.sent = [...this.sent, state].slice(-MOST_SENT);
    return { state: this.state, revision: this.revision, before: this.before };
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
    const key = Math.random().toString(36).slice(2);
    this.before = [...this.before.filter((one) => json(one.state) !== json(state)), { key, why, state }].slice(
      -MOST_BEFORE,
    );
  }

  /**
   * Take in what the kernel says is on the disk. Returns whether the state on the page is another now.
   * @param {Kept} kept
   */
  hear(kept) {
    this.problem = kept.problem;
    this.earlier = kept.before ?? this.earlier;
    this.before = this.before.filter(({ key }) => !kept.took?.includes(key));
    const theirs = json(kept.state);
    if (theirs === json(this.state)) {
      this.#settle(kept);
    } else if (kept.revision <= this.revision || this.sent.includes(theirs)) {
      // The disk knows less than this page: an older state of its own, or nothing (the folder was emptied).
      if (kept.revision === this.revision && !this.unsaved) return this.#take(kept.state, kept);
      this.revision = kept.revision;
      this.unsaved = true;
    } else if (this.unsaved) {
      this.other = kept;
    } else {
      return this.#take(kept.state, kept);
    }
    return false;
  }

  /**
   * Let what another window saved stand, and keep what is here beside it.
   * @param {boolean} binds whether what was committed here stays so
   */
  takeOther(binds = false) {
    if (!this.other) return;
    this.#remember("window", this.state);
    this.#take(bound(binds, this.state, this.other.state), this.other);
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
    this.#settle(kept);
    return true;
  }

  /** @param {Kept} kept */
  #settle(kept) {
    this.revision = kept.revision;
    this.at = kept.at;
    this.sent = [json(kept.state)]; // or a message that was overtaken would look like another window's
    this.unsaved = this.before.length > 0 || json(kept.state) !== json(this.state);
    this.other = null;
  }
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
    return Array.isArray(draft?.sent) && "answer" in draft.state ? draft : null;
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
  const found = drafts.filter((draft) => draft !== null).sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
  if (found.length < 2) return found[0] ?? null;
  const [latest, ...others] = found;
  const states = others.filter(({ state }) => !isNothing(state.answer) && json(state) !== json(latest.state));
  const beside = states.map(({ state, at }) => ({ key: `window ${at}`, why: "window", state }));
  const before = [...others.flatMap((draft) => draft.before ?? []), ...beside, ...(latest.before ?? [])];
  return {
    ...latest,
    before: before.slice(-MOST_BEFORE),
    sent: found.flatMap((draft) => draft.sent).slice(-MOST_SENT),
  };
}
