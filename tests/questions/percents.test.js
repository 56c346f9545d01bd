// @ts-check
// A percentage as it is typed: what is taken, what is none, and what the keys do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { percentAfter, percentSaid } from "../../helpers/questions/percents.js";

test("a percentage is a whole number from 0 to 100, perhaps with its sign and blanks", () => {
  /** @type {[string, number][]} */
  const taken = [
    ["0", 0],
    ["60", 60],
    ["100", 100],
    [" 60 ", 60],
    ["60%", 60],
    ["60 %", 60],
    ["060", 60],
    ["6\u00a0%", 6],
  ];
  for (const [text, percent] of taken) assert.equal(percentSaid(text), percent, text);
});

test("what is no percentage is none, and not the same as nothing", () => {
  for (const text of ["60x", "x", "1e", "1e1", "101", "1000", "-1", "60.5", "60,5", "%", "5 5", "60 %%", "٦٠", "½"]) {
    assert.equal(percentSaid(text), undefined, text);
  }
  for (const text of ["", " ", "\t"]) assert.equal(percentSaid(text), null);
});

test("up and down go a step and stop at the ends", () => {
  assert.equal(percentAfter("ArrowUp", "60"), 61);
  assert.equal(percentAfter("ArrowDown", "60 %"), 59);
  assert.equal(percentAfter("ArrowUp", "100"), 100);
  assert.equal(percentAfter("ArrowDown", "0"), 0);
  assert.equal(percentAfter("ArrowUp", ""), 1);
  assert.equal(percentAfter("ArrowDown", ""), 0);
});

test("other keys do nothing, and what is no percentage is not changed by a key", () => {
  for (const key of ["ArrowLeft", "Enter", "6", "PageUp", "constructor"]) assert.equal(percentAfter(key, "60"), null);
  assert.equal(percentAfter("ArrowUp", "60x"), null);
});
