// @ts-check
// The words of the glossary, explained where they stand: the first of each in a cell of text, a card or a question is a
// button, which opens its meaning as text right after it. Escape closes what is open.

import { make } from "./dom.js";

/** @import { Word } from "./types.js" */
/** @typedef {{ start: number, end: number, name: string, word: Word }} Found a word in a text, where, and its name */

// Each of these is one text, in which a word is explained once: on plain pages a cell of text is a .text. What is folded
// comes when it is opened: there may be much of it.
const TEXTS =
  ".jp-MarkdownOutput, main .text, .cards > :not(details), .cards details[open], .activity legend, .activity .feedback";
const BLOCKS = "p, li, td, legend";
const LEFT_ALONE =
  "a, button, code, h1, h2, h3, h4, input, label, pre, select, summary, svg, textarea, .glossary, .meaning";

/** The glossary, ready to be looked for in texts. */
export class Words {
  /** @param {Word[]} words of a term such as "senior fellow, research fellow" each part is looked for */
  constructor(words) {
    /** @type {Map<string, { name: string, word: Word }>} */
    this.known = new Map();
    for (const word of words)
      for (const name of word.term.split(", ")) this.known.set(name.toLowerCase(), { name, word });
    const longestFirst = [...this.known.keys()].sort((one, other) => other.length - one.length);
    const letters = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    // No look-behind, which older Safaris cannot read: what stands before a word is part of what is found.
    this.pattern = new RegExp(`(^|[^\\p{L}\\p{N}-])(${letters.join("|")})s?(?![\\p{L}\\p{N}])`, "giu");
    /** @type {WeakSet<Element>} */
    this.seen = new WeakSet();
  }

  /**
   * The first place of each word in a text.
   * @param {string} text
   * @param {Set<string>} told terms that need no place any more; those that are found are added
   * @returns {Found[]}
   */
  find(text, told = new Set()) {
    if (!this.known.size) return [];
    const found = [];
    for (const { 0: all, 1: before, 2: written, index } of text.matchAll(this.pattern)) {
      const { name, word } = /** @type {Found} */ (this.known.get(written.toLowerCase()));
      // "West" is another word than "west"; only the first letter depends on where a word stands.
      if (told.has(word.term) || (/\p{Lu}/u.test(name) && written.slice(1) !== name.slice(1))) continue;
      told.add(word.term);
      found.push({ start: index + before.length, end: index + all.length, name, word });
    }
    return found;
  }

  /** Mark the words of all texts of the page that came since. */
  scan() {
    for (const text of document.querySelectorAll(TEXTS)) this.mark(text);
  }

  /**
   * Mark the words of one text, unless they are marked already.
   * @param {Element} text
   */
  mark(text) {
    const blocks = [text, ...text.querySelectorAll(BLOCKS)].filter((block) => block.matches(BLOCKS));
    for (const block of blocks) {
      if (this.seen.has(block)) continue;
      this.seen.add(block);
      const card = block.closest("details, form.activity") ?? text;
      const marked = /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(".word"));
      const told = new Set([...marked].map((word) => word.dataset.term ?? ""));
      for (const node of textsIn(block)) this.#replace(node, told);
    }
  }

  /**
   * @param {Text} node
   * @param {Set<string>} told
   */
  #replace(node, told) {
    const found = this.find(node.data, told);
    if (!found.length) return;
    /** @type {(Node | string)[]} */
    const parts = [];
    let done = 0;
    for (const one of found) {
      parts.push(node.data.slice(done, one.start), ...explained(node.data.slice(one.start, one.end), one));
      done = one.end;
    }
    node.replaceWith(...parts, node.data.slice(done));
  }
}

/**
 * The texts of a block that no other block holds, and that nothing else is done with by a click.
 * @param {Element} block
 * @returns {Text[]}
 */
function textsIn(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (parentElement?.closest(BLOCKS) === block && !parentElement.closest(LEFT_ALONE))
      found.push(/** @type {Text} */ (node));
  }
  return found;
}

/**
 * A word as a button, and the place of its meaning: there from the start, or a screen reader would not hear it filled.
 * @param {string} written
 * @param {Found} found
 */
function explained(written, { name, word }) {
  const place = make("span", { className: "meaning", role: "status" });
  const button = make("button", { type: "button", className: "word", "aria-expanded": "false" }, written);
  button.dataset.term = word.term;
  button.onclick = () => unfold(button, button.getAttribute("aria-expanded") !== "true", ` ${name}: ${word.meaning} `);
  button.ondblclick = (/** @type {Event} */ event) => event.stopPropagation(); // JupyterLab would edit the cell
  return [button, place];
}

/**
 * @param {Element} button
 * @param {boolean} isOpen
 * @param {string} words
 */
function unfold(button, isOpen, words = "") {
  button.setAttribute("aria-expanded", String(isOpen));
  button.nextElementSibling?.replaceChildren(isOpen ? words : "");
}

/** @param {KeyboardEvent} event */
export function closeWords({ key }) {
  if (key !== "Escape") return;
  for (const button of document.querySelectorAll(".word[aria-expanded='true']")) unfold(button, false);
}
