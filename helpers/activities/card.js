// @ts-check
// One question on the page: its work, and how it looks wherever a cell shows it.

import { make, ownForm } from "./dom.js";
import { hasForm } from "./forms.js";
import { bound, counting, isNothing, isShown, laterTry, wellFormed, Work } from "./keeping.js";
import { feedback } from "./marking.js";

/** @import { Answer, Before, Draft, Earlier, Feedback, Kept, Question, State } from "./types.js" */
/** @import { Page } from "./page.js" */

const WAIT = 400; // milliseconds from a change until it is sent, with what else has changed by then
const LATE = 5000; // milliseconds without the kernel's word, or the page says so in capitals
const AGAIN = [3000, 6000, 12000, 30000]; // milliseconds from one sending to the next, while there is no answer

const OTHER = "Another window saved this later. What is here is not saved.";
const SILENT =
  "The kernel has not answered yet. What you did stays in this browser, and is sent again by itself. " +
  "If this stays: in the menu, Kernel, then Restart Kernel and Run All Cells.";

/** @type {Record<string, string>} */
const WHY = {
  "start-over": "before Start over",
  file: "when a file was loaded",
  window: "when another window saved too",
  copy: "from a copy that a sync program left",
  back: "before something earlier was taken back",
  row: "before a row was removed",
  emptied: "before much of it went at one stroke",
};

const MARKS = new Map([
  [true, "✓ fits: "],
  [false, "✗ does not fit: "],
]);

/** One question on the page: its work, and every place that shows it. */
export class Card {
  /**
   * @param {Page} page
   * @param {Question} question
   */
  constructor(page, question) {
    this.page = page;
    this.question = question;
    this.kind = page.kinds[question.kind];
    this.work = new Work(page.drafts.get(question.id, (draft) => this.#fits(draft)));
    /** @type {Feedback | null} */
    this.said = null;
    /** @type {Map<HTMLElement, CardView>} */
    this.views = new Map();
    this.tried = 0; // how often the same work was sent with no answer
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.soon = undefined; // when it is sent
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.again = undefined; // when it is sent once more
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.late = undefined; // when the page says that it waits
    /** @type {number | undefined} */
    this.since = undefined; // since when it has waited
  }

  /**
   * Whether all states of a draft have the form of this question; anybody may write into a browser's storage.
   * @param {Draft} draft
   */
  #fits({ state, before = [] }) {
    const answers = [state, ...before.map((one) => one.state)].flatMap(({ answer, first }) => [answer, first]);
    return answers.every((answer) => hasForm(this.kind, this.question, answer));
  }

  /**
   * Ask the question as it is now: its data may have been changed since.
   * @param {Question} question
   */
  ask(question) {
    if (JSON.stringify(question) === JSON.stringify(this.question)) return;
    this.question = question;
    this.kind = this.page.kinds[question.kind];
    this.views.clear();
  }

  /** Send nothing more: the draft keeps what is not confirmed. */
  stop() {
    for (const timer of [this.soon, this.again, this.late]) clearTimeout(timer);
  }

  /**
   * @param {Answer} answer
   * @param {CardView} from
   * @param {string} why what stood there is to be kept: see WHY
   */
  change(answer, from, why = "") {
    if (this.kind.fixed?.(this.work.state.answer)) return;
    this.work.change({ ...this.work.state, answer: wellFormed(answer) }, why);
    this.keep(WAIT);
    if (this.kind.coded) this.page.live.redraw();
    for (const view of this.views.values()) if (view !== from) view.fill();
    // What was said, "Not yet" or "Right", was said of another answer.
    const isStale = this.said && (this.said.right !== null || !this.work.state.tries || this.kind.coded);
    if (isStale) this.tell(null);
    else for (const view of this.views.values()) view.label();
  }

  check() {
    const { answer, first, tries } = this.work.state;
    const checked = isNothing(answer) || !this.kind.checked ? answer : this.kind.checked(answer);
    const asksWhatCame = this.kind.fixed?.(answer) && !isShown(this.kind, this.work.state);
    if (isNothing(checked) && !asksWhatCame) {
      if (this.kind.fixed?.(answer)) this.mark(false);
      else this.tell(feedback(this.kind, this.question, answer));
      return;
    }
    // A later try before the end was asked for does not ask for it.
    const isLater = this.kind.binds && first !== null && !asksWhatCame && tries === 1;
    this.work.change({
      answer: asksWhatCame ? answer : checked,
      first: first ?? checked,
      tries: isLater ? tries : tries + 1,
    });
    this.keep(0);
    this.page.persist();
    this.mark(!asksWhatCame && checked !== answer);
    this.page.count();
  }

  startOver() {
    this.put({ answer: null, first: null, tries: 0 }, "start-over");
  }

  /** @param {Earlier} earlier */
  takeBack(earlier) {
    this.put(earlier.state, "back");
  }

  /**
   * Put another state in the place of this one, which stays in the history.
   * @param {State} state
   * @param {string} why
   */
  put(state, why) {
    this.work.change(bound(Boolean(this.kind.binds), this.work.state, state), why);
    this.keep(0);
    this.mark();
    this.page.count();
  }

  /**
   * Say what there is to say of the work as it stands, and show it.
   * @param {boolean} changed whether the fields must be drawn anew
   */
  mark(changed = true) {
    const { kind, question } = this;
    const { state } = this.work;
    const guessed = this.page.guessed(question);
    const answer = counting(kind, state);
    const isEmpty = isNothing(state.answer); // of a kind that binds, there may have been another before
    this.said =
      state.tries && !isEmpty ? feedback(kind, question, answer, state.tries, guessed, laterTry(kind, state)) : null;
    const compares = Object.keys(this.said?.compare ?? {}).length > 0;
    for (const view of this.views.values()) {
      if (changed || compares) view.fill();
      view.tell();
    }
  }

  /** @param {Feedback | null} said */
  tell(said) {
    this.said = said;
    for (const view of this.views.values()) view.tell();
  }

  /**
   * Remember the work here at once, and send it after some milliseconds.
   * @param {number} wait
   */
  keep(wait) {
    this.page.drafts.set(this.question.id, this.work.draft());
    this.since ??= Date.now();
    this.late ??= setTimeout(() => this.status(), LATE);
    this.status();
    if (wait === 0) this.send();
    else this.soon ??= setTimeout(() => this.send(), wait);
  }

  send() {
    clearTimeout(this.soon);
    clearTimeout(this.again);
    this.soon = undefined;
    const work = this.work.toSend();
    if (!work) return;
    this.page.drafts.set(this.question.id, this.work.draft());
    const { key, ...sent } = work;
    this.page.send({ what: "keep", id: this.question.id, re: key, ...sent });
    this.again = setTimeout(() => this.send(), AGAIN[Math.min(this.tried, AGAIN.length - 1)]);
    this.tried += 1;
  }

  /**
   * Take in the kernel's word. Returns whether the work on the page is another now.
   * @param {Kept} kept
   * @param {string | undefined} key of the message that it answers
   */
  hear(kept, key) {
    const changed = this.work.hear(kept, key);
    clearTimeout(this.again);
    this.tried = 0;
    this.settle();
    if (changed) this.mark();
    // What could not be written may be so a little later: the disk is free by then.
    if (this.work.unsaved && this.work.problem) this.again = setTimeout(() => this.send(), AGAIN[2]);
    else if (this.work.unsaved && !this.work.other) this.keep(WAIT);
    return changed;
  }

  /** The kernel has spoken: show what it said. */
  settle() {
    clearTimeout(this.late);
    this.late = this.since = undefined;
    this.page.drafts.set(this.question.id, this.work.draft());
    this.status();
  }

  takeOther() {
    this.work.takeOther(Boolean(this.kind.binds));
    this.keep(0);
    this.mark();
    this.page.count();
  }

  keepMine() {
    this.work.keepMine(Boolean(this.kind.binds));
    this.keep(0);
    this.mark();
  }

  status() {
    for (const view of this.views.values()) view.status();
  }

  /** Whether it stands on the page, where the eye can find it. */
  isShown() {
    return [...this.views.keys()].some((place) => place.isConnected && place.offsetParent !== null);
  }

  /** Bring the question before the learner's eyes, and the keys to it. */
  goTo() {
    const place = [...this.views.keys()].find(({ isConnected }) => isConnected);
    place?.scrollIntoView({ block: "end" }); // what it asks about stands above
    const field = /** @type {HTMLElement | null | undefined} */ (place?.querySelector("input, select, textarea"));
    field?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} place */
  show(place) {
    if (this.views.has(place)) return;
    for (const old of this.views.keys()) if (!old.isConnected) this.views.delete(old);
    this.views.set(place, new CardView(this, place));
  }
}

/** A question in one place of the page. */
class CardView {
  /**
   * @param {Card} card
   * @param {HTMLElement} place
   */
  constructor(card, place) {
    this.card = card;
    const { question } = card;
    this.inputs = make("fieldset", {}, make("legend", {}, question.stem));
    this.check = make("button", { type: "submit" });
    this.isEarly = place.dataset.early === "true"; // what came is not told here
    this.again = make("button", { type: "button", onclick: () => card.startOver() }, "Start over");
    this.said = make("div", { className: "feedback", role: "status" });
    this.saved = make("div", { className: "status", role: "status" });
    this.told = ""; // what stands there
    const buttons = make("div", { className: "buttons" }, this.check, this.again, this.saved);
    this.history = make("details", { className: "earlier" });
    this.listed = ""; // what stands in it
    /** @type {[Before[], Earlier[]] | []} */
    this.asked = []; // what it was made of
    const form = ownForm(() => card.check(), this.inputs, buttons, this.said, this.history);
    this.fill();
    this.tell();
    this.status();
    place.replaceChildren(form);
  }

  fill() {
    const { question, kind, work, said } = this.card;
    const places = () => [...this.inputs.querySelectorAll("input, select, textarea, button")];
    const focus = places().indexOf(/** @type {Element} */ (document.activeElement));
    const change = (/** @type {Answer} */ answer, /** @type {string | undefined} */ why) =>
      this.card.change(answer, this, why);
    const nodes = kind.field(question, work.state.answer, change, said?.compare ?? {});
    this.inputs.replaceChildren(this.inputs.firstChild, ...nodes);
    places()[focus]?.focus();
  }

  /** What the button does now. */
  label() {
    const { question, kind, work } = this.card;
    const name = kind.button ? kind.button(work.state) : "Check";
    this.check.textContent = question.moment === "guess" ? (kind.noted ?? "Note my guess") : name;
    const isFixed = kind.fixed?.(work.state.answer) === true;
    this.check.hidden = !name || (this.isEarly && isFixed);
    this.again.hidden = isFixed && !isShown(kind, work.state); // what is committed stays, at least until its end is told
  }

  tell() {
    this.said.replaceChildren();
    this.label();
    const { said } = this.card;
    if (!said) return;
    this.said.append(make("p", { className: "message" }, said.message));
    const notes = said.notes.map(({ right, text }) =>
      make("li", {}, make("b", {}, right === null ? "" : (MARKS.get(right) ?? "")), text),
    );
    if (notes.length) this.said.append(make("ul", {}, ...notes));
    if (said.explanation) this.said.append(make("p", {}, said.explanation));
    this.said.append(...this.card.page.guide.after(this.card.question.id));
    this.card.page.words.mark(this.said); // now, or what is told would be spoken twice
  }

  /** "Saved 10:42" only when the kernel has said so; words, and the work to copy, when it could not or does not answer. */
  status() {
    const { work, since } = this.card;
    this.list();
    const late = since !== undefined && Date.now() - since >= LATE;
    const problem = work.problem || (work.other && OTHER) || (late && SILENT) || "";
    const saved = work.at && work.revision ? `Saved ${clock(work.at)} in ${this.card.page.folder.name}` : "";
    const words = problem + (work.unsaved ? "Not saved yet …" : saved);
    if (words === this.told) return; // or a button that has the focus would go
    this.told = words;
    this.saved.className = problem ? "status problem" : "status";
    this.saved.replaceChildren(words);
    if (!problem) return;
    this.saved.replaceChildren(make("b", {}, late && !work.problem ? "NOT SAVED YET. " : "NOT SAVED. "), problem);
    if (work.other) this.saved.append(this.#choice());
    else if (!isNothing(work.state.answer)) this.saved.append(this.#copy());
  }

  /** What stood here before, each to be taken back. */
  list() {
    const { work } = this.card;
    // Asked at every key: most often nothing has come or gone.
    if (work.before === this.asked[0] && work.earlier === this.asked[1]) return;
    this.asked = [work.before, work.earlier];
    const earlier = work.history();
    const listed = JSON.stringify(earlier);
    if (listed === this.listed) return; // or a button that has the focus would go
    this.listed = listed;
    this.history.hidden = earlier.length === 0;
    const copied = earlier.some(({ why }) => why === "copy") ? `, also ${WHY.copy}` : "";
    const summary = make("summary", {}, `Undo: earlier answers (${earlier.length})${copied}`);
    this.history.replaceChildren(summary, make("ul", {}, ...earlier.map((one) => this.#earlier(one))));
  }

  /** @param {Earlier} one */
  #earlier(one) {
    const { question, kind } = this.card;
    const words = kind.words(question, one.state.answer).join("\n");
    const when = `${one.at ? `Saved ${clock(one.at, true)}, ` : ""}${WHY[one.why] ?? "earlier"}`;
    const back = make("button", { type: "button", onclick: () => this.card.takeBack(one) }, "Take this back");
    const told = make("div", { className: "words" }, words);
    return make("li", {}, make("b", {}, when), told, back);
  }

  #choice() {
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
      make("button", { type: "button", onclick }, text);
    return make(
      "div",
      { className: "buttons" },
      button("Show what the other saved", () => this.card.takeOther()),
      button("Keep what is here", () => this.card.keepMine()),
    );
  }

  /** The work in words, as it stands when it is needed. */
  #copy() {
    const { question, kind, work } = this.card;
    const copy = make("textarea", { readOnly: true, rows: 2, "aria-label": "Your work, to copy" });
    copy.value = kind.words(question, work.state.answer).join("\n");
    copy.onfocus = () => {
      copy.value = kind.words(question, work.state.answer).join("\n");
      copy.select();
    };
    return make("label", { className: "line" }, "Your work, to copy: ", copy);
  }
}

/**
 * @param {string} at
 * @param {boolean} withDay
 */
function clock(at, withDay = false) {
  const time = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
  return new Date(at).toLocaleString([], withDay ? { day: "numeric", month: "short", ...time } : time);
}
