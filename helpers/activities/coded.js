// @ts-check
// What the learner's own codes make: pictures, and how far they agree with ours, with a classmate's, with those of
// before. All is drawn by the page, in places that cells make, and anew with every change.

import { drawing, labelled, make, ownForm } from "./dom.js";
import { hasForm } from "./forms.js";
import { LIMIT, TOO_LARGE } from "./hand_in.js";
import { headRow } from "./scores.js";

/** @import { Answer, Coded, Kind, Question } from "./types.js" */
/** @typedef {Record<string, string>} CodesOf column to value */
/** @typedef {{ statement: string, of: Record<string, CodesOf | undefined> }} Beside who to the codes of a statement */
/** @typedef {{ column: string, same: number, both: number }} Share of the cells that both coded, how many are the same */
/** @typedef {{ alias: string, answers: Record<string, Answer> }} Classmate */

const [YOU, OURS, CLASSMATE, BEFORE, NOW] = ["you", "ours", "classmate", "before", "now"];
const [WHO, SURELY, KIND] = ["who says it", "how surely", "what kind"];
const MOST_ROWS = 3; // that are shown of those that differ
const EMPTY = "Nothing is coded yet: choose something above, and the picture shows here.";
const UNCHECKED = "This shows when you have pressed Compare above.";
const CHANCE = "Some of it is chance: where there are two choices, guessing alone agrees in half of all cells.";
const NO_GRADE = "This is no grade. So few cells cannot show much.";
const SIGN = "≠ marks what is not as ours.";
const NO_HAND_IN = "This file is no hand-in: choose the file that a classmate made to hand in.";
const NO_CODES =
  "There are no codes of these statements in this file: let your classmate code them, and make the file anew.";
const NO_FIT = "The codes in this file do not fit these questions: it was made with another version of the lesson.";

// Sums

/**
 * How often two agree, by column, in the cells that both coded; the last row is of all columns.
 * @param {Beside[]} rows
 * @param {string} one
 * @param {string} other
 * @returns {Share[]}
 */
export function shares(rows, one, other) {
  const columns = [...new Set(rows.flatMap(({ of }) => Object.keys({ ...of[OURS], ...of[one], ...of[other] })))];
  const each = columns.map((column) => {
    const both = rows.filter(({ of }) => of[one]?.[column] && of[other]?.[column]);
    const same = both.filter(({ of }) => of[one]?.[column] === of[other]?.[column]);
    return { column, same: same.length, both: both.length };
  });
  const sum = (/** @type {"same" | "both"} */ what) => each.reduce((all, share) => all + share[what], 0);
  return [...each, { column: "all", same: sum("same"), both: sum("both") }];
}

/** @param {Share} share */
export const inPercent = ({ same, both }) =>
  both ? `${Math.round((100 * same) / both)} % (${same} of ${both})` : "nothing to compare";

/**
 * The rows in which two differ in most columns that both coded; of equals, those that come first.
 * @param {Beside[]} rows
 * @param {string} one
 * @param {string} other
 */
export function mostDifferent(rows, one, other, most = MOST_ROWS) {
  const apart = (/** @type {Beside} */ { of }) =>
    Object.entries(of[one] ?? {}).filter(([column, value]) => (of[other]?.[column] ?? value) !== value).length;
  return rows
    .filter(apart)
    .sort((a, b) => apart(b) - apart(a))
    .slice(0, most);
}

/**
 * How often each value stands in a column, the most frequent first; names are the same whatever their capitals.
 * @param {Coded[]} rows
 * @param {string} column
 * @returns {[string, number][]}
 */
export function frequencies(rows, column) {
  /** @type {Map<string, [string, number]>} */
  const found = new Map();
  for (const { codes } of rows) {
    const name = codes[column]?.trim() ?? "";
    const known = found.get(name.toLowerCase()) ?? [name, 0];
    if (name) found.set(name.toLowerCase(), [known[0], known[1] + 1]);
  }
  return [...found.values()].sort((one, other) => other[1] - one[1]);
}

/**
 * What a classmate coded, out of a hand-in; or, as text, why it cannot be read. Nothing of it is kept.
 * @param {string} text of the file
 * @param {Question[]} questions
 * @param {Record<string, Kind>} kinds
 * @returns {Classmate | string}
 */
export function readClassmate(text, questions, kinds) {
  const { kind, alias, answers } = parsed(text) ?? {};
  if (kind !== "hand-in" || typeof alias !== "string" || typeof answers !== "object") return NO_HAND_IN;
  const given = questions.map(({ id }) => [id, Object.hasOwn(answers ?? {}, id) ? answers[id]?.state?.answer : null]);
  const found = Object.fromEntries(given.filter(([_, answer]) => (answer ?? null) !== null));
  if (!Object.keys(found).length) return NO_CODES;
  const fits = questions.every((question) => hasForm(kinds[question.kind], question, found[question.id]));
  return fits ? { alias: alias.slice(0, 40), answers: found } : NO_FIT;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Places

/** The places of a page that are drawn anew with every change. */
export class Live {
  /** @param {any} page the Page, see page.js */
  constructor(page) {
    this.page = page;
    /** @type {Map<HTMLElement, () => void>} */
    this.places = new Map(); // to what draws it anew
  }

  /** Fill every place that a cell has made since. */
  scan() {
    for (const place of this.places.keys()) if (!place.isConnected) this.places.delete(place);
    for (const place of this.page.places("coded"))
      this.#add(place, () => {
        place.replaceChildren(
          ...codePictures(this.#questions(place.dataset.coded), (id) => this.#answer(id), this.page.kinds),
        );
      });
    for (const place of this.page.places("again"))
      this.#add(place, () => place.replaceChildren(...this.#again(place.dataset.again)));
    for (const place of this.page.places("agreement")) {
      if (this.places.has(place)) continue;
      const form = new Agreement(this.page.kinds, () => this.#checked(place.dataset.agreement));
      place.replaceChildren(form.node);
      this.#add(place, () => form.draw());
    }
  }

  redraw() {
    for (const [place, draw] of this.places) if (place.isConnected) draw();
  }

  /**
   * @param {HTMLElement} place
   * @param {() => void} draw
   */
  #add(place, draw) {
    if (this.places.has(place)) return;
    this.places.set(place, draw);
    draw();
  }

  /** @param {string} id */
  #answer(id) {
    return this.page.cards.get(id)?.work.state.answer ?? null;
  }

  /**
   * @param {string} ids with blanks between
   * @returns {Question[]} those of them that this page has
   */
  #questions(ids) {
    return ids.split(" ").flatMap((id) => this.page.cards.get(id)?.question ?? []);
  }

  /**
   * The questions that are checked, with the learner's answers.
   * @param {string} ids with blanks between
   * @returns {[Question, Answer][]}
   */
  #checked(ids) {
    const tried = this.#questions(ids).filter(({ id }) => this.page.cards.get(id).work.state.tries);
    return tried.map((question) => [question, this.#answer(question.id)]);
  }

  /** @param {string} id of a question that asks a guess again */
  #again(id) {
    const [[question, answer] = []] = this.#checked(id);
    const before = this.page.cards.get(question?.asks_again)?.work.state;
    if (!question) return [make("p", {}, UNCHECKED)];
    return again(this.page.kinds[question.kind], question, answer, before?.first ?? before?.answer ?? null);
  }
}

/**
 * The codes of a guess and of now, and ours, side by side.
 * @param {Kind} kind
 * @param {Question} question
 * @param {Answer} answer
 * @param {Answer} guess
 */
export function again(kind, question, answer, guess) {
  if (guess === null) return [make("p", {}, "You did not code these before you began: there is nothing to compare.")];
  const rows = beside(kind, question, { [BEFORE]: guess, [NOW]: answer });
  const told = [BEFORE, NOW].map((who) => `${who} ${inPercent(all(rows, who, OURS))}`);
  return [
    make("p", {}, make("b", {}, `As ours: ${told.join(", ")}.`), ` ${NO_GRADE}`),
    make("p", {}, SIGN),
    codesBeside(rows, [BEFORE, NOW, OURS]),
  ];
}

/** How far the learner's codes agree with ours, and with those of a classmate, whose file is read and not kept. */
class Agreement {
  /**
   * @param {Record<string, Kind>} kinds
   * @param {() => [Question, Answer][]} checked the questions that are checked, with the answers
   */
  constructor(kinds, checked) {
    this.kinds = kinds;
    this.checked = checked;
    /** @type {Classmate | null} */
    this.classmate = null;
    this.table = make("div");
    this.said = make("p", { className: "message", role: "status" });
    const file = make("input", { type: "file", accept: ".json,application/json" });
    file.onchange = async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      const isLarge = chosen.size > LIMIT;
      this.read(isLarge ? "" : await chosen.text(), isLarge);
      file.value = "";
    };
    this.choose = labelled("A classmate’s file (a hand-in): it is read here, and nothing of it is kept", file);
    this.node = ownForm(() => {}, this.table, this.choose, this.said);
  }

  /**
   * @param {string} text
   * @param {boolean} isLarge
   */
  read(text, isLarge) {
    const questions = this.checked().map(([question]) => question);
    const found = isLarge ? TOO_LARGE : readClassmate(text, questions, this.kinds);
    this.classmate = typeof found === "string" ? null : found;
    this.said.textContent =
      typeof found === "string" ? found : `Read: the codes of ${found.alias || "your classmate"}.`;
    this.draw();
  }

  draw() {
    const checked = this.checked();
    this.choose.hidden = !checked.length;
    if (!checked.length) return this.table.replaceChildren(make("p", {}, UNCHECKED));
    const rows = checked.flatMap(([question, answer]) => {
      const answers = { [YOU]: answer, [CLASSMATE]: this.classmate?.answers[question.id] ?? null };
      return beside(this.kinds[question.kind], question, answers);
    });
    this.table.replaceChildren(shareTable(rows, this.classmate !== null), make("p", {}, CHANCE));
    if (this.classmate) this.table.append(...differences(rows));
  }
}

// How it looks

/**
 * Statements with the codes of several, and ours.
 * @param {Kind} kind
 * @param {Question} question
 * @param {Record<string, Answer>} answers who to an answer or null
 * @returns {Beside[]}
 */
function beside(kind, question, answers) {
  const coded = Object.entries(answers).map(([who, answer]) => ({ who, rows: kind.coded?.(question, answer) ?? [] }));
  return coded[0].rows.map(({ statement, ours }, at) => ({
    statement,
    of: { ...Object.fromEntries(coded.map(({ who, rows }) => [who, rows[at].codes])), [OURS]: ours },
  }));
}

/**
 * @param {Beside[]} rows
 * @param {string} one
 * @param {string} other
 */
const all = (rows, one, other) => /** @type {Share} */ (shares(rows, one, other).at(-1));

/**
 * @param {Beside[]} rows
 * @param {boolean} withClassmate
 */
function shareTable(rows, withClassmate) {
  const others = withClassmate ? [OURS, CLASSMATE] : [OURS];
  const columns = others.map((other) => shares(rows, YOU, other));
  const heads = ["Column", ...others.map((other) => (other === OURS ? "You and ours" : "You and your classmate"))];
  const lines = columns[0].map(({ column }, at) => [column, ...columns.map((column) => inPercent(column[at]))]);
  return tableOf(heads, lines);
}

/** @param {Beside[]} rows */
function differences(rows) {
  const apart = mostDifferent(rows, YOU, CLASSMATE);
  if (!apart.length) return [make("p", {}, "You and your classmate chose the same wherever both chose.")];
  const told = `Here you differ most. Talk about it: what in the text speaks for each?`;
  return [make("p", {}, make("b", {}, told), ` ${SIGN}`), codesBeside(apart, [YOU, CLASSMATE, OURS])];
}

/**
 * For each statement a line for each of those who coded it; a sign marks what is not as ours.
 * @param {Beside[]} rows
 * @param {string[]} whos
 */
function codesBeside(rows, whos) {
  const columns = Object.keys(rows[0].of[OURS] ?? {});
  const cell = (/** @type {Beside} */ { of }, /** @type {string} */ who, /** @type {string} */ column) => {
    const value = of[who]?.[column];
    return make("td", {}, value === undefined ? "open" : `${value === of[OURS]?.[column] ? "" : "≠ "}${value}`);
  };
  const lines = rows.flatMap((row) =>
    whos.map((who, at) => {
      const head = at ? [] : [make("th", { scope: "rowgroup", rowSpan: whos.length }, row.statement)];
      const cells = columns.map((column) => cell(row, who, column));
      return make("tr", {}, ...head, make("th", { scope: "row" }, who), ...cells);
    }),
  );
  return scrolling(make("table", {}, headRow(["Statement", "Whose", ...columns]), ...lines));
}

/**
 * A table; the first cell of a row is its head.
 * @param {(Node | string)[]} heads
 * @param {(Node | string)[][]} lines
 * @param {string} [name] spoken
 */
function tableOf(heads, lines, name) {
  const rows = lines.map(([first, ...cells]) => {
    return make("tr", {}, make("th", { scope: "row" }, first), ...cells.map((cell) => make("td", {}, cell)));
  });
  return scrolling(make("table", {}, headRow(heads), ...rows), name);
}

/**
 * A table that is moved sideways, by keys too, where it is wider than the screen.
 * @param {Node} table
 * @param {string} name spoken
 */
const scrolling = (table, name = "Table") =>
  make("div", { className: "coded", tabIndex: 0, role: "group", "aria-label": name }, table);

// Pictures. Shapes and colours are those of the charts of 01, 02 and 04 (helpers/charts).

/** @type {Record<string, [string, string]>} value to shape and class */
const SHAPES = {
  stated: ["square", "blue"],
  likely: ["diamond", "purple"],
  conditional: ["up", "green"],
  possible: ["circle", "red"],
  yes: ["up", "blue"],
  depends: ["diamond", "purple"],
  no: ["down", "red"],
  silent: ["dot", "grey"],
};
const PATHS = /** @type {Record<string, string>} */ ({
  square: "M-6-6H6V6H-6Z",
  diamond: "M0-8 6 0 0 8-6 0Z",
  up: "M0-7 7 6H-7Z",
  down: "M0 7 7-6H-7Z",
  circle: "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0Z",
  dot: "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z",
  open: "M-5-5H5V5H-5Z",
});
const POSITIONS = ["yes", "depends", "no", "silent"];
const [PITCH, IN_A_LINE] = [18, 18]; // pixels from one mark to the next, marks in a line

/**
 * The pictures that codes make, as nodes: which, follows from the columns.
 * @param {Question[]} questions
 * @param {(id: string) => Answer} answer
 * @param {Record<string, Kind>} kinds
 */
export function codePictures(questions, answer, kinds) {
  const rows = questions.flatMap((question) => kinds[question.kind].coded?.(question, answer(question.id)) ?? []);
  if (!rows.some(({ codes }) => Object.keys(codes).length)) return [make("p", {}, EMPTY)];
  /** @type {{ name: string, choices: string[] }[]} */
  const columns = questions[0].columns;
  const find = (/** @type {string} */ name) => columns.find((column) => column.name === name);
  const [kind, surely] = [find(KIND), find(SURELY)];
  const disputed = columns.filter(({ choices }) => choices.length && choices.every((one) => POSITIONS.includes(one)));
  return [
    ...(kind && surely ? kindsPicture(rows, kind.choices, surely.choices) : []),
    ...(find(WHO) ? speakingPicture(rows) : []),
    ...(disputed.length > 1 ? positionsPicture(rows, disputed) : []),
  ];
}

/**
 * @param {Coded[]} rows
 * @param {string[]} kinds
 * @param {string[]} surely from the least sure
 */
function kindsPicture(rows, kinds, surely) {
  const surest = [...surely].reverse();
  const lines = kinds.map((kind) => {
    const these = rows.filter(({ codes }) => codes[KIND] === kind);
    const counts = [...surest, ""].map((one) => these.filter(({ codes }) => (codes[SURELY] ?? "") === one).length);
    const marks = [...surest, ""].flatMap((one, at) => Array(counts[at]).fill(one));
    return [kind, codeMarks(marks), ...counts.map((count) => String(count || ""))];
  });
  const heads = surest.map((one) => make("span", {}, codeMarks([one]), ` ${one}`));
  const open = make("span", {}, codeMarks([""]), " open");
  return titled("What is it made of, as you coded it?", ["kind", "one mark a statement", ...heads, open], lines);
}

/** @param {Coded[]} rows */
function speakingPicture(rows) {
  const found = frequencies(rows, WHO);
  if (!found.length) return [];
  const lines = found.map(([name, count]) => [name, lineOf(count, found[0][1]), String(count)]);
  return titled("Who speaks how often, as you coded it?", ["who says it", "as a line", "statements"], lines);
}

/**
 * @param {Coded[]} rows
 * @param {{ name: string }[]} disputed
 */
function positionsPicture(rows, disputed) {
  const lines = rows.map(({ statement, codes }) => [
    statement,
    ...disputed.map(({ name }) => make("span", {}, codeMarks([codes[name] ?? ""]), ` ${codes[name] ?? "open"}`)),
  ]);
  const heads = ["voice", ...disputed.map(({ name }) => name)];
  return titled("Who says yes, who says no, who is silent, as you coded it?", heads, lines);
}

/**
 * @param {string} title
 * @param {(Node | string)[]} heads
 * @param {(Node | string)[][]} lines
 */
const titled = (title, heads, lines) => [make("h3", {}, title), tableOf(heads, lines, title)];

/**
 * Marks in lines, each as its value is drawn; "" is open. What they say stands beside them in words or numbers.
 * @param {string[]} values
 */
function codeMarks(values) {
  const wide = PITCH * Math.max(1, Math.min(IN_A_LINE, values.length));
  const high = PITCH * Math.max(1, Math.ceil(values.length / IN_A_LINE));
  const marks = values.map((value, at) => {
    const [shape, colour] = SHAPES[value] ?? ["open", "open"];
    const [x, y] = [at % IN_A_LINE, Math.floor(at / IN_A_LINE)].map((place) => place * PITCH + PITCH / 2);
    return drawing("path", { d: PATHS[shape], transform: `translate(${x} ${y})`, class: `mark-${colour}` });
  });
  return codeDrawing(wide, high, marks);
}

/**
 * A line as long as a count, with a mark at its end.
 * @param {number} count
 * @param {number} most
 */
function lineOf(count, most) {
  const end = 10 + (280 * count) / most;
  const line = drawing("line", { x1: 0, x2: end, y1: PITCH / 2, y2: PITCH / 2, class: "axis" });
  const mark = drawing("path", { d: PATHS.circle, transform: `translate(${end} ${PITCH / 2})`, class: "mark-blue" });
  return codeDrawing(300, PITCH, [line, mark]);
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Node[]} inside
 */
const codeDrawing = (width, height, inside) =>
  drawing("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...inside);
