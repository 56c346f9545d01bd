// @ts-check
// When what is told: hints first, explanations after, the guess of before recalled.

import assert from "node:assert/strict";
import { test } from "node:test";

import { feedback } from "../../helpers/activities/marking.js";
import { counted } from "../../helpers/activities/progress.js";

/** @type {any} */
const question = { moment: "check", hint: "Look at ¶5.", explanation: "Because.", options: [] };
const says = (/** @type {boolean | null} */ right, more = {}) =>
  /** @type {any} */ ({ mark: () => ({ right, notes: [{ right, text: "a note" }], ...more }) });

test("a wrong answer gets the hint at the first try, and the explanation at the second", () => {
  const first = feedback(says(false), question, 1, 1);
  assert.match(first.message, /^Not yet\. .* Hint: Look at ¶5\.$/);
  assert.equal(first.explanation, "");
  assert.equal(feedback(says(false), question, 1, 2).explanation, "Because.");
});

test("a right answer is explained at once", () => {
  const said = feedback(says(true), question, 1);
  assert.deepEqual([said.message, said.explanation], ["Right.", "Because."]);
});

test("where nothing is right or wrong, the kind says what there is to say", () => {
  const said = feedback(says(null, { message: "Compare:", compare: { 1: [2, 3] } }), question, 1);
  assert.deepEqual([said.right, said.message, said.explanation], [null, "Compare:", "Because."]);
  assert.deepEqual(said.compare, { 1: [2, 3] });
});

test("a guess is noted, and not marked", () => {
  const said = feedback(says(false), { ...question, moment: "guess" }, 1);
  assert.deepEqual([said.right, said.message, said.notes], [null, "Noted.", []]);
});

test("what was guessed before reading is recalled", () => {
  const said = feedback(says(true), question, 1, 1, "About 2");
  assert.deepEqual(said.notes.at(-1), { right: null, text: "Before reading you guessed: About 2." });
});

test("progress counts what was checked, and finds what is next", () => {
  const series = [
    { id: "01-a", notebook: "01_one", stem: "A?" },
    { id: "01-b", notebook: "01_one", stem: "B?" },
    { id: "02-a", notebook: "02_two", stem: "C?" },
  ];
  const told = counted(series, new Set(["01-a", "02-a"]), "01_one");
  assert.deepEqual(told, { here: "1 of 2", all: "2 of 3", next: series[1] });
  assert.equal(counted(series, new Set(["02-a"]), "02_two").next, undefined);
});
