// @ts-check
// The lesson that a class follows: its steps stand at the top of each notebook, what it skips is hidden. A learner
// follows one by its word; on plain pages a link may bring it, #01_the_article&route=says.

import { labelled, make, ownForm } from "./dom.js";
import { titleOf } from "./progress.js";

/** @import { Route, Section, Step } from "./types.js" */

const SKIPPED = "off-route"; // a class of page.css
const TALK = "no question";
const LAST = "all of your lesson is done. Hand it in at the end of this page.";

/** @param {Route} route */
export const questionsOf = (route) => new Set(route.steps.flatMap(({ questions }) => questions));

/**
 * The headings of a notebook's sections that a route skips: those with questions, of which it has none, and appendices.
 * @param {Section[]} sections
 * @param {Route} route
 */
export function skipped(sections, route) {
  const asked = questionsOf(route);
  const isSkipped = (/** @type {Section} */ { heading, questions }) =>
    heading.startsWith("Appendix") || (questions.length > 0 && !questions.some((id) => asked.has(id)));
  return new Set(sections.filter(isSkipped).map(({ heading }) => heading));
}

/**
 * The first step that has a question which is not done, or what is to be done right before it without a question.
 * @param {Route} route
 * @param {Set<string>} done
 * @returns {Step | undefined} nothing where all is done
 */
export function nextOf({ steps }, done) {
  const open = steps.findIndex(({ questions }) => questions.some((id) => !done.has(id)));
  let at = open < 0 ? steps.length : open;
  while (at > 0 && !steps[at - 1].questions.length) at -= 1;
  return steps[at];
}

/**
 * How far a step is, in words.
 * @param {Step} step
 * @param {Set<string>} done
 */
export function stateOf({ questions }, done) {
  if (!questions.length) return TALK;
  const count = questions.filter((id) => done.has(id)).length;
  if (count === questions.length) return "done";
  return count ? `${count} of ${questions.length} done` : "open";
}

/** What shows the route of one page, and hides what it skips. */
export class Guide {
  /** @param {any} page the Page, see page.js */
  constructor(page) {
    this.page = page;
    /** @type {Route[]} */
    this.routes = [];
    /** @type {Record<string, Section[]>} */
    this.sections = {};
    this.showsAll = false; // what is skipped, until the page is loaded anew
    /** @type {WeakMap<Element, string>} */
    this.shown = new WeakMap(); // what stands in a place
  }

  /** @returns {Route | undefined} the route that is followed */
  get route() {
    return this.routes.find(({ id }) => id === this.page.folder.route);
  }

  /** @param {{ routes?: Route[], sections?: Record<string, Section[]> }} told */
  take({ routes, sections }) {
    if (routes) this.routes = routes;
    Object.assign(this.sections, sections);
  }

  /**
   * How much of the route is done, where a notebook is on it; "" where it is not.
   * @param {string} notebook
   */
  counted(notebook) {
    const { route } = this;
    if (!route?.steps.some((step) => step.notebook === notebook)) return "";
    const asked = [...questionsOf(route)];
    return ` ${asked.filter((id) => this.page.done.has(id)).length} of ${asked.length} done in your lesson.`;
  }

  /** @param {string} word "" to follow none */
  follow(word) {
    this.page.folder.route = word;
    this.showsAll = false;
    this.page.ask({ what: "note", route: word });
    this.page.count();
  }

  /** Show in every notebook where the learner is, and hide what the route skips. */
  show() {
    for (const place of this.page.places("route")) {
      const notebook = place.dataset.route ?? "";
      this.#box(place, notebook);
      this.#hide(place, notebook);
    }
  }

  /**
   * What comes after a question that is done, as nodes.
   * @param {string} id
   * @returns {Node[]}
   */
  after(id) {
    const { route } = this;
    if (!route || !questionsOf(route).has(id)) return [];
    const done = new Set(this.page.done).add(id);
    const step = nextOf(route, done);
    const told = step ? this.#told(step) : [LAST];
    if (step && !step.questions.length) {
      const then = route.steps.slice(route.steps.indexOf(step) + 1).find(({ questions }) => questions.length);
      told.push(" Then: ", ...(then ? this.#told(then) : [LAST]));
    }
    return [make("p", { className: "next-step" }, "Next: ", ...told)];
  }

  /**
   * @param {HTMLElement} place
   * @param {string} notebook
   */
  #box(place, notebook) {
    const { route } = this;
    const shown = route
      ? JSON.stringify([route, [...this.page.done], this.showsAll])
      : `none ${this.page.folder.route}`;
    if (this.shown.get(place) === shown) return; // or a field that has the focus would go
    this.shown.set(place, shown);
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(...(route ? this.#steps(route, notebook) : [this.#field()]));
    if (hadFocus) /** @type {HTMLElement | null} */ (place.querySelector("button, summary"))?.focus();
  }

  /**
   * @param {Route} route
   * @param {string} notebook
   */
  #steps(route, notebook) {
    const { done } = this.page;
    const next = nextOf(route, done);
    const items = route.steps.map((step) => {
      const state = stateOf(step, done);
      const mark = state === "done" ? "✓ " : step === next ? "► " : "";
      const told = make("li", {}, mark, `${step.minutes} min: `, ...this.#told(step), ` (${state})`);
      if (step === next) told.setAttribute("aria-current", "step");
      return told;
    });
    const isHere = route.steps.some((step) => step.notebook === notebook);
    const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
      make("button", { type: "button", className: "link", onclick }, text);
    const turn = () => {
      this.showsAll = !this.showsAll;
      this.show();
    };
    return [
      make("p", {}, make("b", {}, `Your lesson: ${route.title}`), ` ${route.minutes} minutes, a part of the whole.`),
      make("ol", {}, ...items),
      make(
        "p",
        {},
        isHere ? "" : "This notebook is not on its way, so all of it shows. ",
        ...(isHere
          ? [button(this.showsAll ? "Hide again what the lesson skips" : "Show what the lesson skips", turn), " "]
          : []),
        button("Leave the lesson", () => this.follow("")),
      ),
    ];
  }

  /**
   * A step in words; where a question of it stands on the page, they lead there.
   * @param {Step} step
   * @returns {(Node | string)[]}
   */
  #told({ questions, notebook, learners }) {
    const open = questions.find((id) => !this.page.done.has(id)) ?? questions[0];
    const card = this.page.cards.get(open);
    if (card?.isShown())
      return [make("button", { type: "button", className: "link", onclick: () => leadTo(card) }, learners)];
    const isHere = [...this.page.places("route")].some(({ dataset }) => dataset.route === notebook);
    if (!notebook || (isHere && !questions.length)) return [learners];
    const where = titleOf(notebook);
    return [learners, " In ", this.page.folder.forgets ? make("a", { href: `#${notebook}` }, where) : where, "."];
  }

  #field() {
    const word = make("input", { type: "text", maxLength: 20, autocapitalize: "none", autocomplete: "off" });
    const said = make("p", { className: "message", role: "status" });
    const unknown = (/** @type {string} */ told) => `There is no lesson “${told}” here: ask your teacher for its word.`;
    if (this.page.folder.route) said.textContent = unknown(this.page.folder.route);
    const follow = () => {
      const told = word.value.trim().toLowerCase();
      if (this.routes.some(({ id }) => id === told)) this.follow(told);
      else said.textContent = told ? unknown(told) : "Type the word of the lesson first.";
    };
    const button = make("button", { type: "submit" }, "Follow the lesson");
    const form = ownForm(
      follow,
      labelled("The word of your lesson", word),
      make("div", { className: "buttons" }, button),
      said,
    );
    const details = make("details", {}, make("summary", {}, "Did your teacher give you a word?"));
    details.ontoggle = () => details.append(form); // most never open it
    details.open = Boolean(said.textContent);
    return details;
  }

  /**
   * @param {HTMLElement} place
   * @param {string} notebook
   */
  #hide(place, notebook) {
    const route = this.showsAll ? undefined : this.route;
    const isOn = route?.steps.some((step) => step.notebook === notebook);
    const headings = route && isOn ? skipped(this.sections[notebook] ?? [], route) : new Set();
    const asked = route && isOn ? questionsOf(route) : null;
    if (!asked && !document.querySelector(`.${SKIPPED}`)) return; // most pages follow none, and are scanned often
    let heading = "";
    for (const cell of cellsWith(place)) {
      heading = headingOf(cell) ?? heading;
      const questions = [.../** @type {NodeListOf<HTMLElement>} */ (cell.querySelectorAll("[data-question]"))];
      const isLeftOut =
        asked && questions.length > 0 && questions.every(({ dataset }) => !asked.has(dataset.question ?? ""));
      cell.classList.toggle(SKIPPED, headings.has(heading) || Boolean(isLeftOut));
    }
  }
}

/**
 * Bring a question before the learner's eyes, with all that is to be read since the question before it.
 * @param {any} card the Card, see card.js
 */
function leadTo(card) {
  card.goTo();
  const place = [...card.views.keys()].find(({ isConnected }) => isConnected);
  const cells = cellsWith(place).filter((cell) => cell.getClientRects().length);
  let at = cells.findIndex((cell) => cell.contains(place));
  while (at > 0 && !cells[at - 1].querySelector("[data-question], [data-route]")) at -= 1;
  cells[at]?.scrollIntoView();
}

/**
 * The cells of the notebook that a place stands in.
 * @param {HTMLElement} place
 */
function cellsWith(place) {
  const notebook = place.closest(".jp-Notebook");
  return notebook ? [...notebook.querySelectorAll(".jp-Cell")] : [...(place.closest("main")?.children ?? [])];
}

/**
 * The heading of the second or third level that a cell begins with, without the sign that JupyterLab puts behind it.
 * @param {Element} cell
 */
const headingOf = (cell) => cell.querySelector("h2, h3")?.textContent?.replace(/¶\s*$/, "").trim();
