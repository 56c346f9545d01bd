// @ts-check
// Codes beside ours: what agrees, what does not, what is open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { feedback } from "../../helpers/activities/marking.js";
import { coding } from "../../helpers/questions/coding.js";

/** @type {any} */
const question = {
  moment: "check",
  explanation: "Why so.",
  columns: [
    { name: "who says it", choices: ["the mayor", "the paper"] },
    { name: "how surely", choices: ["possible", "stated"] },
  ],
  codes: {
    1: { "who says it": "the mayor", "how surely": "stated" },
    2: { "who says it": "the paper", "how surely": "possible" },
    3: { "who says it": "the paper", "how surely": "stated" },
  },
  options: [1, 2, 3].map((number) => ({ number, text: `Statement ${number}.`, feedback: `Reason ${number}.` })),
};
const texts = (/** @type {any} */ answer) => coding.mark(question, answer).notes.map(({ text }) => text);

test("what agrees is told with the reason", () => {
  const said = feedback(coding, question, question.codes);
  assert.equal(said.message, "6 of 6 cells, 100 %, agree with ours.");
  assert.equal(said.explanation, "Why so.");
  assert.deepEqual(
    said.notes.map(({ text }) => text),
    [1, 2, 3].map((number) => `${number}. Statement ${number}. All as ours. Reason ${number}.`),
  );
});

test("what does not agree is told with both codes, and what is open as open", () => {
  const answer = { 1: { "who says it": "the mayor", "how surely": "possible" }, 2: { "how surely": "stated" } };
  assert.deepEqual(texts(answer), [
    "1. Statement 1. As ours: who says it. How surely: you chose “possible”, we “stated”. Reason 1.",
    "2. Statement 2. How surely: you chose “stated”, we “possible”. Still open: who says it. Reason 2.",
    "3. Statement 3. Still open: who says it, how surely.",
  ]);
  assert.equal(coding.mark(question, answer).message, "1 of 6 cells, 17 %, agree with ours. 3 cells are still open.");
});

test("nothing is right or wrong", () => {
  const { right, notes } = coding.mark(question, { 1: { "how surely": "possible" } });
  assert.deepEqual([right, ...notes.map((note) => note.right)], [null, null, null, null]);
});

test("a guess is noted, and nothing is told of it", () => {
  const said = feedback(coding, { ...question, moment: "guess" }, question.codes);
  assert.deepEqual([said.message, said.notes], ["Noted.", []]);
});

test("where a voice answers questions, no mark stands twice", () => {
  const columns = [{ name: "Will it rain?", choices: ["no", "yes"] }];
  /** @type {any} */
  const views = {
    columns,
    codes: { 1: { "Will it rain?": "no" } },
    options: [{ number: 1, text: "Anna", feedback: "" }],
  };
  const [{ text }] = coding.mark(views, { 1: { "Will it rain?": "yes" } }).notes;
  assert.equal(text.trim(), "1. Anna: Will it rain? you chose “yes”, we “no”.");
  assert.deepEqual(coding.words(views, { 1: { "Will it rain?": "yes" } }), ["Anna: Will it rain?: yes"]);
});
