// @ts-check
// What is said of files, and what they are called.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fileName, offered, toldOf } from "../../helpers/activities/hand_in.js";

test("a file is named by what it is, the alias and the minute, with nothing else in it", () => {
  const now = new Date(2023, 8, 13, 9, 5, 59);
  assert.equal(fileName("hand-in", "../Blue Fox", "json", now), "hand-in-Blue-Fox-20230913-0905.json");
  assert.equal(fileName("report", "Ünal_7", "html", now), "report-Ünal_7-20230913-0905.html");
  assert.equal(fileName("report", "  ", "html", now), "report-20230913-0905.html");
});

test("a file that is made is told with its number of answers, and a clock that must be wrong with its day", () => {
  const made = { text: "{}", count: 7, at: "2026-11-26T08:00:00Z" };
  assert.equal(toldOf({ made }), "Your file is made, with 7 of your answers. Give it to your teacher.");
  assert.ok(toldOf({ made: { ...made, at: "1970-01-01T00:00:00Z" } }).includes("says 1970-01-01: set it right."));
});

test("of a file that is loaded, it is told what became of its answers", () => {
  const found = { back: ["a"], same: [], beside: ["b", "c"], left: [] };
  assert.equal(
    toldOf({ found }),
    "1 answer was put back. 2 answers were older than what is here: see “Undo: earlier answers” there.",
  );
  assert.equal(toldOf({ undone: [] }), "What the file took the place of is back.");
  assert.equal(toldOf({}), "");
});

test("a name that is offered is a word and a number, and seldom the same", () => {
  const names = Array.from({ length: 200 }, offered);
  assert.ok(names.every((name) => /^[A-Z][a-z]+ [1-9][0-9]$/.test(name)));
  assert.ok(new Set(names).size > 180);
});
