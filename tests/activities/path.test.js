// @ts-check
// A learner's own path: guesses before and after, the best and the worst forecast.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bestAndWorst, changes, forecastsIn } from "../../helpers/activities/path.js";
import { finding, statement } from "../../helpers/activities/verdicts.js";

const texts = ["About 2", "About 5", "About 8"];
const kind = /** @type {any} */ ({ words: (/** @type {any} */ _, /** @type {number} */ answer) => [texts[answer]] });
/** @type {(id: string, asks: string, state: any) => any} */
const entry = (id, asks, state) => ({ question: { id, asks_again: asks, stem: `${id}?` }, kind, state });
const nothing = { answer: null, first: null, tries: 0 };

test("a guess stands beside what was said after it, and the first guess counts", () => {
  const guess = entry("guess", "", { answer: 2, first: 0, tries: 2 });
  const again = entry("again", "guess", { answer: 1, first: 2, tries: 2 });
  assert.deepEqual(changes([again, guess]), [["guess?", "About 2", "About 5"]]);
});

test("what was not guessed is left out, what was not asked again is told", () => {
  const guess = entry("guess", "", { answer: 0, first: 0, tries: 1 });
  assert.deepEqual(changes([entry("again", "guess", nothing), guess]), [["guess?", "About 2", "not asked again yet"]]);
  assert.deepEqual(changes([entry("again", "guess", nothing), entry("guess", "", nothing)]), []);
  assert.deepEqual(changes([entry("again", "elsewhere", nothing)]), []);
});

test("of forecasts the first commitment counts, and what came shows after a second press", () => {
  const binds = { ...kind, binds: true };
  const state = { answer: { chance: 90, committed: true }, first: { chance: 10, committed: true }, tries: 2 };
  const entries = [
    { question: { id: "a" }, kind: binds, state },
    { question: { id: "b" }, kind: binds, state: { ...state, tries: 1 } },
    entry("c", "", nothing),
  ];
  const found = forecastsIn(/** @type {any} */ (entries));
  assert.deepEqual(
    found.map(({ answer, shown }) => [answer.chance, shown]),
    [
      [10, true],
      [10, false],
    ],
  );
});

test("best and worst are those with the least and the most penalty", () => {
  const rows = [
    { short: "A", resolution: "yes", chances: { you: 40 } },
    { short: "B", resolution: "no", chances: { you: 95 } },
    { short: "C", resolution: "no", chances: { you: 5 } },
  ];
  const [best, worst] = bestAndWorst(rows);
  assert.match(best, /^Best forecast: C\. You gave 5 %, it came out no: penalty 0\.00\.$/);
  assert.match(worst, /^Worst forecast: B\. You gave 95 %, it came out no: penalty 0\.90\.$/);
});

test("a statement is the stem without its last question", () => {
  assert.equal(statement("Sanctions are increasing (¶16). How does it stand?"), "Sanctions are increasing (¶16).");
  assert.equal(statement("He armed Wagner (¶12). Did he? How does it stand?"), "He armed Wagner (¶12). Did he?");
});

test("our verdict is told when it is the same, or after the second try", () => {
  const options = /** @type {any} */ ([
    { text: "supported: records agree", answer: "right" },
    { text: "imprecise: in part", answer: "also right" },
    { text: "cannot tell: one side", answer: "wrong" },
  ]);
  assert.deepEqual(
    [finding(options, false, 0), finding(options, true, 1), finding(options, false, 1), finding(options, false, 2)],
    ["", "✓ supported or imprecise", "≠ not the same: look once more", "≠ supported or imprecise"],
  );
});
