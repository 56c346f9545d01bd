// @ts-check
// Options in another order for each learner: no place gives the right one away.

import assert from "node:assert/strict";
import { test } from "node:test";

import { shuffled } from "../../helpers/activities/shuffle.js";

/** @type {(id: string, many: number) => any} */
const question = (id, many) => ({
  id,
  shuffled: true,
  options: Array.from({ length: many }, (_, at) => ({ number: at + 1, text: `option ${at + 1}` })),
});
const order = (/** @type {any} */ one, /** @type {string} */ seed) =>
  shuffled(one, seed).options.map(({ number }) => number);

test("a learner meets one order always, and all options once", () => {
  const one = question("01-date", 5);
  assert.deepEqual(order(one, "anna"), order(one, "anna"));
  assert.deepEqual([...order(one, "anna")].sort(), [1, 2, 3, 4, 5]);
});

test("each option stands in each place about equally often", () => {
  for (const many of [3, 4, 5]) {
    const times = Array.from({ length: many }, () => Array(many).fill(0));
    for (let learner = 0; learner < 3000; learner += 1)
      for (const [place, number] of order(question("02-ties", many), learner.toString(16).padStart(16, "0")).entries())
        times[place][number - 1] += 1;
    // By chance alone, four standard deviations are about 110.
    for (const count of times.flat()) assert.ok(Math.abs(count - 3000 / many) < 110, `${count} of 3000, ${many}`);
  }
});

test("one learner's orders differ from question to question", () => {
  const orders = Array.from({ length: 30 }, (_, at) => order(question(`0${at}-x`, 4), "anna").join());
  assert.ok(new Set(orders).size > 12);
});

test("a scale keeps its order", () => {
  const scale = { ...question("01-guess", 3), shuffled: false };
  assert.deepEqual(order(scale, "anna"), [1, 2, 3]);
});
