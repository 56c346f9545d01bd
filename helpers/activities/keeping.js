// @ts-check
// The work on one question, between the page and the kernel. Knows no page and no clock, so that it can be tested.
//
// The page has what the learner did last; the kernel has what is on the disk, under a revision. Both are compared by
// revision and by content, never by time. `sent` holds what the page has sent since the kernel last confirmed: if a
// later revision on the disk is one of those, it is the page's own, whatever became of the kernel's answer.

/** @import { Answer, Draft, Kept, State } from "./types.js" */

const MOST_SENT = 20;

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

export class Work {
  /** @param {Draft | null} draft what an earlier page could not bring to the kernel */
  constructor(draft = null) {
    this.state = draft?.state ?? NOTHING;
    this.revision = draft?.revision ?? 0; // the last one on the disk that this page knows
    this.sent = draft?.sent ?? [];
    this.unsaved = Boolean(draft); // whether the page has what the disk has not
    this.at = ""; // when it was saved
    this.problem = ""; // why it is not saved
    /** @type {Kept | null} */
    this.other = null; // what another window saved later
  }

  /** @param {State} state */
  change(state) {
    this.state = state;
    this.unsaved = true;
  }

  /**
   * What to send to the kernel now, or null.
   * @returns {{ state: State, revision: number } | null}
   */
  toSend() {
    if (!this.unsaved || this.other) return null;
    const state = json(this.state);
    if (!this.sent.includes(state)) this.sent = [...this.sent, state].slice(-MOST_SENT);
    return { state: this.state, revision: this.revision };
  }

  /** @returns {Draft | null} what the browser is to remember */
  draft() {
    return this.unsaved ? { state: this.state, revision: this.revision, sent: this.sent } : null;
  }

  /**
   * Take in what the kernel says is on the disk. Returns whether the state on the page is another now.
   * @param {Kept} kept
   */
  hear(kept) {
    this.problem = kept.problem;
    const theirs = json(kept.state);
    if (theirs === json(this.state)) {
      this.#settle(kept);
    } else if (kept.revision <= this.revision || this.sent.includes(theirs)) {
      // The disk knows less than this page: an older state of its own, or nothing (the folder was emptied).
      if (kept.revision === this.revision && !this.unsaved) return this.#take(kept);
      this.revision = kept.revision;
      this.unsaved = true;
    } else if (this.unsaved) {
      this.other = kept;
    } else {
      return this.#take(kept);
    }
    return false;
  }

  /** Let what another window saved stand. */
  takeOther() {
    if (this.other) this.#take(this.other);
  }

  /** Save what is here over what another window saved. */
  keepMine() {
    this.revision = this.other?.revision ?? this.revision;
    this.other = null;
  }

  /** @param {Kept} kept */
  #take(kept) {
    this.state = kept.state;
    this.#settle(kept);
    return true;
  }

  /** @param {Kept} kept */
  #settle(kept) {
    this.revision = kept.revision;
    this.at = kept.at;
    this.sent = [json(kept.state)]; // or a message that was overtaken would look like another window's
    this.unsaved = false;
    this.other = null;
  }
}
