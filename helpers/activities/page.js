// @ts-check
// The page of a notebook: it holds the questions, draws them wherever a cell shows one, marks, explains and counts by
// itself, and brings what is done to the kernel, which keeps it. Nothing a learner does here waits for the kernel.
//
// A cell shows a question as an empty place, <div data-question="01-date">, with its stem in it. There is one Page for
// all notebooks that are open in a window; a wire (see wire.py) brings it questions and what is kept.

import { Card } from "./card.js";
import { Live } from "./coded.js";
import { make, markPressed } from "./dom.js";
import { download, fileName, handInForm, offered } from "./hand_in.js";
import { drafted, merged, random } from "./keeping.js";
import { forecastsIn, path } from "./path.js";
import { oneLine, picture } from "./progress.js";
import { printed } from "./report.js";
import { Guide } from "./route.js";
import { gate, scores, unopened } from "./scores.js";
import { shuffled } from "./shuffle.js";
import { stayAtTop } from "./top.js";
import { verdicts } from "./verdicts.js";
import { closeWords, Words } from "./words.js";

/** @import { Draft, Kind, Opening, Pipe, Question } from "./types.js" */

const MOST_PIPES = 12; // of old ones, whose kernel or cell is gone, nothing comes back
const PATIENCE = 30000; // milliseconds that an answer of the kernel may take: a report draws its charts

const NO_KERNEL =
  "Not done. The kernel does not answer. In the menu: Kernel, then Restart Kernel and Run All Cells; then try again.";

/**
 * Work that the kernel has not confirmed, in the browser's own storage: there also after the page is closed. Each window
 * has an entry of its own for a question; the next one that opens takes over what is there.
 */
class Drafts {
  /** @param {string} folder id of the folder of work */
  constructor(folder) {
    const window = random();
    this.start = (/** @type {string} */ id) => `reading ${folder} ${id}`;
    this.name = (/** @type {string} */ id) => `${this.start(id)} ${window}`;
    this.work = true; // whether the browser's storage takes anything
  }

  /**
   * What earlier windows could not bring to the kernel, as one: the latest, with the others beside it.
   * @param {string} id
   * @param {(draft: Draft) => boolean} fits those that do not are left where they are
   * @returns {Draft | null}
   */
  get(id, fits) {
    try {
      const found = this.names(id).map((name) => ({ name, draft: drafted(localStorage.getItem(name)) }));
      const taken = found.filter(({ draft }) => draft && fits(draft));
      const draft = merged(taken.map((one) => one.draft));
      if (draft && this.set(id, draft))
        for (const { name } of taken) if (name !== this.name(id)) localStorage.removeItem(name);
      return draft;
    } catch {
      return null; // storage is forbidden here
    }
  }

  /**
   * The names of all entries for a question, of whatever window.
   * @param {string} id
   */
  names(id) {
    return Object.keys(localStorage).filter((name) => `${name} `.startsWith(`${this.start(id)} `));
  }

  /** Give all entries of this folder, also of notebooks that are not open, a name that no page takes over. */
  putAside() {
    try {
      for (const name of Object.keys(localStorage).filter((one) => one.startsWith(this.start("")))) {
        localStorage.setItem(`put aside ${Date.now()} ${name}`, localStorage.getItem(name) ?? "");
        localStorage.removeItem(name);
      }
    } catch {
      // storage is full or forbidden here
    }
  }

  /**
   * Remember a draft, or forget it. Returns whether the storage did.
   * @param {string} id
   * @param {Draft | null} draft
   */
  set(id, draft) {
    try {
      if (draft) localStorage.setItem(this.name(id), JSON.stringify({ ...draft, at: Date.now() }));
      else localStorage.removeItem(this.name(id));
      this.work = true;
    } catch {
      this.work = false; // full or forbidden: the kernel keeps it all the same, this is for when it does not answer
    }
    return this.work;
  }
}

export class Page {
  /**
   * @param {Record<string, Kind>} kinds
   * @param {Opening} opening
   */
  constructor(kinds, opening) {
    this.kinds = kinds;
    this.folder = opening.folder;
    this.drafts = new Drafts(opening.folder.id);
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    /** @type {Set<string>} */
    this.done = new Set();
    /** @type {Opening["series"]} */
    this.series = [];
    /** @type {Map<number, (message: any) => void>} */
    this.asked = new Map(); // what waits for an answer of the kernel, by its number
    /** @type {WeakSet<Element>} */
    this.filled = new WeakSet();
    this.live = new Live(this);
    this.guide = new Guide(this);
    this.words = new Words([]);
    this.alias = offered();
    this.named = false; // whether the alias is kept
    this.persisted = false;
    /** @type {Pipe[]} */
    this.pipes = []; // the newest first
    let waiting = false;
    this.observer = new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        this.scan();
      }, 20);
    });
    this.observer.observe(document.body, { childList: true, subtree: true });
    this.hear = this.listen.bind(this);
    this.leave = () => {
      for (const card of this.cards.values()) if (card.soon !== undefined) card.send();
    };
    document.addEventListener("visibilitychange", this.leave); // a lid that closes
    addEventListener("pagehide", this.leave);
    this.warn = (/** @type {Event} */ event) => {
      if (!this.drafts.work && this.unsaved().length) event.preventDefault();
    };
    addEventListener("beforeunload", this.warn);
    addEventListener("keydown", markPressed, true);
    addEventListener("keydown", closeWords, true);
    this.unfolded = () => this.words.scan();
    document.addEventListener("toggle", this.unfolded, true);
  }

  /**
   * Take in what a wire brings: new questions, and what is kept.
   * @param {Opening} opening
   * @param {Pipe} pipe
   */
  connect(opening, pipe) {
    this.pipes = [pipe, ...this.pipes].slice(0, MOST_PIPES);
    this.folder = opening.folder;
    this.series = opening.series;
    this.words = new Words(opening.words);
    this.guide.take(opening);
    this.note(opening.folder);
    pipe.on("msg:custom", this.hear);
    stayAtTop(document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"));
    this.hear(opening);
    for (const card of this.cards.values()) {
      if (!card.said && card.work.state.tries) card.mark();
      card.send();
    }
    // A page that is loaded anew is given the opening of before: what is on the disk now is asked for.
    this.send({ what: "look" });
    this.scan();
    this.count();
  }

  /** @param {Question[]} questions */
  take(questions) {
    for (const asked of questions) {
      const question = shuffled(asked, this.folder.seed);
      const card = this.cards.get(question.id);
      if (card) card.ask(question);
      else this.cards.set(question.id, new Card(this, question));
    }
  }

  /**
   * Take in what a kernel says: more questions, what is kept, what is done, and its answer to what was asked.
   * @param {any} message
   */
  listen(message) {
    if (message.late && message.late !== this.folder.own) return; // it was meant for the learner before
    if (message.forgotten !== undefined) this.beginAnew();
    if (message.questions) this.take(message.questions);
    const kept = Object.entries(message.kept ?? {});
    const changed = kept.map(([id, one]) => this.cards.get(id)?.hear(one, message.re));
    if (message.done) this.done = new Set(message.done);
    if (message.noted) this.note(message.noted);
    if (message.questions) this.scan();
    if (message.done || message.noted || changed.some(Boolean)) this.count();
    this.asked.get(message.re)?.(message);
    this.asked.delete(message.re);
  }

  /**
   * What is known of the learner: see Opening.
   * @param {{ alias?: string, route?: string, own?: string }} known
   */
  note({ alias, route, own }) {
    if (own !== undefined) this.folder.own = own;
    if (alias) this.alias = alias;
    this.named ||= Boolean(alias);
    for (const place of this.places("hand-in")) {
      const field = /** @type {HTMLInputElement | null} */ (place.querySelector("input[maxlength]"));
      if (field) field.value = this.alias;
    }
    if (route !== undefined) this.folder.route = route;
  }

  /**
   * Ask the kernel for something; gives its answer, or a sentence if none comes.
   * @param {object} message
   * @returns {Promise<any>}
   */
  ask(message) {
    const number = Math.random(); // another window with this kernel hears the answer too
    return new Promise((answered) => {
      this.asked.set(number, answered);
      setTimeout(() => this.asked.delete(number) && answered({ told: NO_KERNEL }), PATIENCE);
      this.send({ ...message, re: number });
    });
  }

  /** @param {object} message */
  send(message) {
    // To every kernel of this window: whichever lives keeps it, and what it has already it does not keep twice.
    for (const pipe of this.pipes) {
      try {
        pipe.send({ own: this.folder.own, ...message });
      } catch {
        // This kernel is gone: the work waits for another.
      }
    }
  }

  /** Begin with no work, for another learner: what was here is put aside, and nothing of it is sent again. */
  beginAnew() {
    this.drafts.putAside();
    for (const [id, card] of this.cards) {
      card.stop();
      this.cards.set(id, new Card(this, card.question));
    }
    this.done.clear();
    this.note({ alias: offered(), route: "" });
    this.named = false;
    this.scan();
    this.count();
  }

  /** Ask the browser not to clear what it alone keeps. Asked after a first answer: Firefox asks the learner then. */
  persist() {
    if (!this.named) this.ask({ what: "note", alias: this.alias }); // so that the name which is offered stays
    this.named = true;
    if (!this.folder.inBrowser || this.persisted) return;
    this.persisted = true;
    navigator.storage?.persist?.().catch(() => {}); // forbidden here, as it may be for a file
  }

  /** @param {Question} question */
  guessed(question) {
    const guess = this.cards.get(question.asks_again);
    const first = guess?.work.state.first;
    return guess?.question.options.find((option) => option.number === first)?.text ?? "";
  }

  /** The questions whose work the kernel has not confirmed. */
  unsaved() {
    return [...this.cards.values()].filter((card) => card.work.unsaved).map((card) => card.question);
  }

  /**
   * The places on the page that cells with this folder of work have made for something.
   * @param {string} what
   * @returns {NodeListOf<HTMLElement>}
   */
  places(what) {
    return document.querySelectorAll(`[data-${what}][data-folder="${this.folder.id}"]`);
  }

  /** Fill every place that a cell has made since. */
  scan() {
    for (const place of this.places("question")) this.cards.get(place.dataset.question ?? "")?.show(place);
    for (const place of this.places("hand-in")) {
      if (this.filled.has(place)) continue;
      this.filled.add(place);
      place.replaceChildren(handInForm(this));
    }
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-check]"))) {
      if (this.filled.has(place)) continue;
      this.filled.add(place);
      place.replaceChildren(make("b", {}, place.dataset.check ?? ""));
    }
    this.live.scan();
    this.words.scan();
    this.count(false);
  }

  /**
   * Show in every place for it how much is done; of places that show it already only if it may have changed.
   * @param {boolean} changed
   */
  count(changed = true) {
    for (const { question, work } of this.cards.values()) {
      if (work.state.tries) this.done.add(question.id);
      else this.done.delete(question.id);
    }
    /** @type {[string, (place: HTMLElement) => (Node | string)[]][]} */
    const counters = [
      ["progress", ({ dataset }) => this.progress(dataset.progress)],
      ["scores", ({ dataset }) => scores(dataset.scores ?? "", this.forecasts())],
      ["gate", (place) => this.gate(place)],
      ["path", () => this.path()],
      [
        "verdicts",
        ({ dataset }) => verdicts((dataset.verdicts ?? "").split(" ").flatMap((id) => this.cards.get(id) ?? [])),
      ],
    ];
    for (const [what, shown] of counters) {
      for (const place of this.places(what)) {
        if (this.filled.has(place) && !changed) continue;
        this.filled.add(place);
        place.replaceChildren(...shown(place));
      }
    }
    this.guide.show();
    if (changed) this.live.redraw();
  }

  /** @param {string | undefined} notebook "" for the whole series */
  progress(notebook) {
    const lesson = this.guide.counted(notebook ?? "");
    if (lesson) return [make("b", {}, "Your work:"), lesson];
    return notebook ? oneLine(this.series, this.done, notebook) : picture(this.series, this.done);
  }

  /** Every question that this page has, with what is kept of it. */
  entries() {
    return [...this.cards.values()].map(({ question, kind, work }) => ({ question, kind, state: work.state }));
  }

  forecasts() {
    return forecastsIn(this.entries());
  }

  /** The learner's path, and a button that makes a page of it to print. */
  path() {
    const link = make("span", { role: "status" });
    const onclick = () => {
      const text = printed(this.alias, make("h2", {}, "My path"), ...path(this.entries()));
      link.replaceChildren(download(fileName("path", this.alias, "html"), "text/html", text));
    };
    const button = make("button", { type: "button", onclick }, "Make my path as a page to print");
    return [...path(this.entries()), make("p", { className: "buttons" }, button, link)];
  }

  /**
   * Open what tells the end, or keep it shut: in JupyterLab the kernel gives it, on a plain page it is there.
   * @param {HTMLElement} place
   */
  gate(place) {
    const open = unopened(this.forecasts()).length;
    place.closest(".gated")?.classList.toggle("shut", open > 0);
    return gate(open, place.dataset.open === "true");
  }

  /** Stop, so that a newer version can take over: what is not confirmed is in the drafts. */
  stop() {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.leave);
    document.removeEventListener("toggle", this.unfolded, true);
    removeEventListener("pagehide", this.leave);
    removeEventListener("beforeunload", this.warn);
    for (const pipe of this.pipes) pipe.off("msg:custom", this.hear);
    for (const card of this.cards.values()) card.stop();
    this.pipes = [];
  }
}

/**
 * Connect a wire to the page of this window, which is made if there is none yet, or anew if its script is another.
 * @param {Record<string, Kind>} kinds
 * @param {string} version of this script
 * @param {Opening} opening
 * @param {Pipe} pipe
 */
export function connect(kinds, version, opening, pipe) {
  const shared = /** @type {any} */ (globalThis);
  shared.readingPages ??= new Map(); // one for each folder of work: a window may show two
  const open = shared.readingPages;
  const key = opening.folder.id;
  if (open.get(key)?.version !== version) {
    open.get(key)?.page.stop();
    open.set(key, { version, page: new Page(kinds, opening) });
  }
  open.get(key).page.connect(opening, pipe);
}
