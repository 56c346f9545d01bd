// @ts-check
// The work on one question between page and kernel: nothing typed is lost, nothing of another window is overwritten.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isNothing, wellFormed, Work } from "../../helpers/activities/keeping.js";

const NONE = { answer: null, first: null, tries: 0 };
const words = (/** @type {string} */ answer) => ({ answer, first: null, tries: 0 });
const kept = (/** @type {number} */ revision, /** @type {any} */ state = NONE, problem = "") => ({
  revision,
  at: revision ? `2026-11-25T10:0${revision % 10}:00+00:00` : "",
  state,
  problem,
});

/** A page that was opened when the disk had revision 3. */
function opened() {
  const work = new Work();
  work.hear(kept(3, words("old")));
  return work;
}

test("a page that is opened shows what is kept, and owes nothing", () => {
  const work = new Work();
  assert.equal(work.hear(kept(3, words("old"))), true);
  assert.deepEqual(work.state, words("old"));
  assert.equal(work.toSend(), null);
  assert.equal(work.draft(), null);
});

test("a change is sent with the revision that the page knows, until the kernel confirms it", () => {
  const work = opened();
  work.change(words("new"));
  assert.deepEqual(work.toSend(), { state: words("new"), revision: 3 });
  assert.deepEqual(work.toSend(), { state: words("new"), revision: 3 });
  assert.equal(work.hear(kept(4, words("new"))), false);
  assert.equal(work.unsaved, false);
  assert.equal(work.toSend(), null);
});

test("what is typed while the kernel saves an older state is kept and sent on top of that", () => {
  const work = opened();
  work.change(words("a"));
  work.toSend();
  work.change(words("a b"));
  assert.equal(work.hear(kept(4, words("a"))), false);
  assert.deepEqual(work.state, words("a b"));
  assert.deepEqual(work.toSend(), { state: words("a b"), revision: 4 });
});

test("an answer of the kernel that was lost makes no other window of this one", () => {
  const work = opened();
  for (const text of ["a", "a b", "a b c"]) {
    work.change(words(text));
    work.toSend();
  }
  work.hear(kept(5, words("a b"))); // of the first two answers the page never heard
  assert.equal(work.other, null);
  assert.deepEqual(work.toSend(), { state: words("a b c"), revision: 5 });
});

test("an answer that comes late, after a newer one, makes no other window either", () => {
  const work = opened();
  work.change(words("a"));
  work.toSend();
  work.hear(kept(4, words("a")));
  work.change(words("a b"));
  work.hear(kept(3, words("old")));
  work.toSend();
  work.hear(kept(4, words("a")));
  assert.equal(work.other, null);
  assert.deepEqual(work.toSend(), { state: words("a b"), revision: 4 });
});

test("what another window saved later is told, and stays until the learner chooses", () => {
  const work = opened();
  work.change(words("mine"));
  work.toSend();
  work.hear(kept(5, words("theirs")));
  assert.deepEqual(work.state, words("mine"));
  assert.deepEqual(work.other?.state, words("theirs"));
  assert.equal(work.toSend(), null);
  work.change(words("mine, and more"));
  assert.equal(work.toSend(), null);
  work.hear(kept(5, words("theirs")));
  assert.deepEqual(work.other?.state, words("theirs"));
});

test("either window can win", () => {
  for (const [choose, wins] of /** @type {["keepMine" | "takeOther", string][]} */ ([
    ["keepMine", "mine"],
    ["takeOther", "theirs"],
  ])) {
    const work = opened();
    work.change(words("mine"));
    work.hear(kept(5, words("theirs")));
    work[choose]();
    assert.equal(work.other, null);
    assert.deepEqual(work.state, words(wins));
    assert.deepEqual(work.toSend(), wins === "mine" ? { state: words("mine"), revision: 5 } : null);
  }
});

test("a page with nothing of its own to save follows another window", () => {
  const work = opened();
  assert.equal(work.hear(kept(4, words("from the other"))), true);
  assert.deepEqual(work.state, words("from the other"));
});

test("a new kernel on an empty folder gets what the page has", () => {
  const work = opened();
  assert.equal(work.hear(kept(0)), false);
  assert.deepEqual(work.state, words("old"));
  assert.deepEqual(work.toSend(), { state: words("old"), revision: 0 });
});

test("a page that was closed too early brings its words the next time", () => {
  const work = opened();
  work.change(words("typed, then closed"));
  const next = new Work(work.draft());
  next.hear(kept(3, words("old")));
  assert.deepEqual(next.state, words("typed, then closed"));
  assert.deepEqual(next.toSend(), { state: words("typed, then closed"), revision: 3 });
});

test("a kernel that saved and died before it could say so makes no other window", () => {
  const work = opened();
  work.change(words("a"));
  work.toSend();
  work.change(words("a b"));
  const next = new Work(work.draft());
  next.hear(kept(4, words("a")));
  assert.equal(next.other, null);
  assert.deepEqual(next.toSend(), { state: words("a b"), revision: 4 });
});

test("what cannot be saved stays here, with the reason, and is sent again", () => {
  const work = opened();
  work.change(words("mine"));
  work.toSend();
  work.hear(kept(3, words("old"), "The disk is full."));
  assert.equal(work.problem, "The disk is full.");
  assert.deepEqual(work.toSend(), { state: words("mine"), revision: 3 });
  work.hear(kept(4, words("mine")));
  assert.equal(work.problem, "");
});

test("the page remembers only the last twenty states that it sent", () => {
  const work = opened();
  for (let count = 0; count < 50; count += 1) {
    work.change(words("x".repeat(count)));
    work.toSend();
  }
  assert.equal(work.sent.length, 20);
});

test("half of an emoji becomes a question mark, all else stays", () => {
  assert.deepEqual(wellFormed({ 1: "a\ud83d", 2: ["😀", 3, true, null] }), { 1: "a?", 2: ["😀", 3, true, null] });
  assert.equal(wellFormed(undefined), null);
});

test("nothing is nothing, and zero is something", () => {
  const blank = [{ 1: [null, null] }, { cells: {}, own: " ", mind: "" }, { cells: { 11: {} } }];
  for (const answer of [null, undefined, "", " \n", [], {}, ...blank]) assert.equal(isNothing(answer), true);
  for (const answer of [0, "0", [0], { 1: 0 }, { knew: true }]) assert.equal(isNothing(answer), false);
});
