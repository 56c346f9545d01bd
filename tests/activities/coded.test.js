// @ts-check
// What codes make: agreement, the rows that differ most, who speaks how often, and a classmate's file.

import assert from "node:assert/strict";
import { test } from "node:test";

import { frequencies, inPercent, mostDifferent, readClassmate, shares } from "../../helpers/activities/coded.js";
import { coding } from "../../helpers/questions/coding.js";

/**
 * A statement with the codes of several: who to "who says it" and "how surely", "" where it is open.
 * @param {string} statement
 * @param {Record<string, [string, string]>} codes
 */
function row(statement, codes) {
  const named = (/** @type {[string, string]} */ [who, surely]) => ({
    ...(who && { "who says it": who }),
    ...(surely && { "how surely": surely }),
  });
  return { statement, of: Object.fromEntries(Object.entries(codes).map(([whose, both]) => [whose, named(both)])) };
}

const rows = [
  row("A", { you: ["mayor", "stated"], classmate: ["mayor", "likely"], ours: ["mayor", "stated"] }),
  row("B", { you: ["paper", "stated"], classmate: ["mayor", "likely"], ours: ["mayor", "stated"] }),
  row("C", { you: ["paper", ""], classmate: ["paper", "likely"], ours: ["paper", "possible"] }),
  row("D", { you: ["", ""], classmate: ["paper", "likely"], ours: ["paper", "possible"] }),
  row("E", { you: ["paper", "likely"], classmate: ["mayor", ""], ours: ["mayor", "stated"] }),
];

test("agreement is counted by column, in the cells that both coded", () => {
  assert.deepEqual(shares(rows, "you", "ours"), [
    { column: "who says it", same: 2, both: 4 },
    { column: "how surely", same: 2, both: 3 },
    { column: "all", same: 4, both: 7 },
  ]);
  assert.deepEqual(shares(rows, "you", "classmate").at(-1), { column: "all", same: 2, both: 6 });
});

test("agreement with nobody is no percentage", () => {
  const alone = rows.map(({ statement, of: { you, ours } }) => ({ statement, of: { you, ours } }));
  assert.deepEqual(shares(alone, "you", "classmate").map(inPercent), Array(3).fill("nothing to compare"));
  assert.equal(inPercent({ column: "all", same: 2, both: 3 }), "67 % (2 of 3)");
});

test("of the rows that differ, those with most columns apart come first, and an open cell is no difference", () => {
  const found = mostDifferent(rows, "you", "classmate");
  assert.deepEqual(
    found.map(({ statement }) => statement),
    ["B", "A", "E"],
  );
  assert.deepEqual(
    mostDifferent(rows, "you", "classmate", 1).map(({ statement }) => statement),
    ["B"],
  );
  assert.deepEqual(mostDifferent(rows, "you", "you"), []);
});

test("who speaks how often is told with the most frequent first, whatever the capitals", () => {
  const names = ["The mayor", "A driver", " the Mayor ", "", "A driver", "A driver"];
  const coded = names.map((name) => ({ statement: "", codes: { "who says it": name } }));
  assert.deepEqual(frequencies(coded, "who says it"), [
    ["A driver", 3],
    ["The mayor", 2],
  ]);
});

/** @type {any} */
const question = {
  id: "q",
  kind: "coding",
  columns: [{ name: "how surely", choices: ["possible", "stated"] }],
  codes: { 1: { "how surely": "stated" } },
  options: [{ number: 1, text: "A", feedback: "" }],
};
const file = (/** @type {any} */ answers, more = {}) =>
  JSON.stringify({ format: 2, kind: "hand-in", alias: "Blue Fox", answers, ...more });
const kept = (/** @type {any} */ answer) => ({ q: { revision: 1, state: { answer, first: null, tries: 1 } } });
const read = (/** @type {string} */ text) => readClassmate(text, [question], { coding });

test("of a classmate's file only the codes of these statements are taken", () => {
  const text = file({ ...kept({ 1: { "how surely": "possible" } }), other: { state: { answer: 1 } } });
  assert.deepEqual(read(text), { alias: "Blue Fox", answers: { q: { 1: { "how surely": "possible" } } } });
});

const NO_HAND_IN = "This file is no hand-in: choose the file that a classmate made to hand in.";
const NO_CODES =
  "There are no codes of these statements in this file: let your classmate code them, and make the file anew.";
const NO_FIT = "The codes in this file do not fit these questions: it was made with another version of the lesson.";
for (const [what, text, told] of [
  ["no text", "", NO_HAND_IN],
  ["no JSON", "<script>alert(1)</script>", NO_HAND_IN],
  ["brackets without end", "[".repeat(100_000), NO_HAND_IN],
  ["a number", "7", NO_HAND_IN],
  ["nothing", "null", NO_HAND_IN],
  ["a list", "[]", NO_HAND_IN],
  ["another kind of file", file({}, { kind: "report" }), NO_HAND_IN],
  ["an alias that is no text", file({}, { alias: { a: 1 } }), NO_HAND_IN],
  ["answers that are text", file("q"), NO_HAND_IN],
  ["no answers", file(null), NO_CODES],
  ["answers to other questions", file({ other: kept(1).q }), NO_CODES],
  ["an answer that is none", file(kept(null)), NO_CODES],
  ["an answer that is no record", file({ q: 7 }), NO_CODES],
  ["a code that is not there", file(kept({ 1: { "how surely": "certain" } })), NO_FIT],
  ["a statement that is not there", file(kept({ 2: { "how surely": "stated" } })), NO_FIT],
  ["hostile codes", file(kept("<script>alert(1)</script>")), NO_FIT],
  ["a hostile name", `{"kind":"hand-in","alias":"x","answers":{"__proto__":{"q":{"state":{"answer":1}}}}}`, NO_CODES],
])
  test(`a classmate's file with ${what} is told in one sentence`, () => assert.equal(read(text), told));

test("the name in a classmate's file is cut", () => {
  const { alias } = /** @type {any} */ (
    read(file(kept({ 1: { "how surely": "stated" } }), { alias: "x".repeat(999) }))
  );
  assert.equal(alias.length, 40);
});
