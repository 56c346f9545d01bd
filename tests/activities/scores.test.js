// @ts-check
// Forecasts side by side: the means, calibration, and what is said of few.

import assert from "node:assert/strict";
import { test } from "node:test";

import { calibrated, penalty, scored, sideBySide, unopened } from "../../helpers/activities/scores.js";

/**
 * A forecast with what is kept of it.
 * @param {string} id
 * @param {string} resolution
 * @param {number} percent the base rate
 * @param {any} answer
 * @returns {any}
 */
function asked(id, resolution, percent, answer) {
  return { question: { id, short: `short ${id}`, record: { resolution }, base: { percent } }, answer, shown: true };
}

const three = [
  asked("q1", "yes", 23, { chance: 100, committed: true }),
  asked("q8", "yes", 2, { chance: 50, committed: true }),
  asked("q4", "no", 33, { chance: 0, committed: true }),
];
const near = (/** @type {number} */ one, /** @type {number} */ other) => assert.ok(Math.abs(one - other) < 1e-9);

test("a penalty is the distance times itself", () => {
  for (const [chance, resolution, cost] of /** @type {[number, string, number][]} */ ([
    [100, "yes", 0],
    [100, "no", 1],
    [50, "no", 0.25],
    [80, "yes", 0.04],
  ]))
    near(penalty(chance, resolution), cost);
});

test("what is committed and was not known counts", () => {
  const rows = scored([
    ...three,
    asked("q2", "yes", 9, { chance: 30 }),
    asked("q3", "yes", 9, { chance: 30, committed: true, knew: true }),
    asked("q5", "yes", 9, { knew: true, committed: true }),
    asked("q9", "yes", 9, null),
  ]);
  assert.deepEqual(
    rows.map(({ short, chances }) => [short, chances.you, chances["base rate"]]),
    [
      ["short q1", 100, 23],
      ["short q8", 50, 2],
      ["short q4", 0, 33],
    ],
  );
});

test("open is what has no commitment, and what was not asked for", () => {
  const hidden = { ...asked("q7", "no", 9, { chance: 30, committed: true }), shown: false };
  const open = unopened([...three, asked("q2", "yes", 9, { chance: 30 }), asked("q9", "no", 9, null), hidden]);
  assert.deepEqual(
    open.map(({ question }) => question.id),
    ["q2", "q9", "q7"],
  );
});

test("means are over the same questions, and come first", () => {
  const [mean, ...each] = sideBySide(scored(three));
  assert.equal(mean.question, "MEAN of 3");
  near(mean.penalties.you, 0.25 / 3);
  near(mean.penalties["always 50 %"], 0.25);
  near(mean.penalties["base rate"], (0.77 ** 2 + 0.98 ** 2 + 0.33 ** 2) / 3);
  assert.equal(each.length, 3);
});

test("calibration counts by the word that a chance is called", () => {
  const words = /** @type {[string, number, number][]} */ ([
    ["unlikely", 20, 45],
    ["likely", 55, 80],
  ]);
  const rows = [0, 30, 60, 70, 100].map((chance, at) =>
    asked(`q${at}`, at % 2 ? "yes" : "no", 9, { chance, committed: true }),
  );
  assert.deepEqual(calibrated(scored(rows), words), [
    ["impossible (0 %)", 1, 0],
    ["unlikely (20–45 %)", 1, 1],
    ["likely (55–80 %)", 2, 1],
    ["certain (100 %)", 1, 0],
  ]);
});
