// @ts-check
// The work on one question between page and kernel: nothing typed is lost, nothing of another window is overwritten.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bound,
  counting,
  drafted,
  isNothing,
  laterTry,
  merged,
  wellFormed,
  Work,
} from "../../helpers/activities/keeping.js";

const NONE = { answer: null, first: null, tries: 0 };
const words = (/** @type {string} */ answer) => ({ answer, first: null, tries: 0 });
const kept = (/** @type {number} */ revision, /** @type {any} */ state = NONE, problem = "") => ({
  revision,
  at: revision ? `2026-11-25T10:0${revision % 10}:00+00:00` : "",
  state,
  problem,
});

/**
 * What a page sends, without the name of the message.
 * @param {Work} work
 */
function sends(work) {
  const { key, ...sent } = work.toSend() ?? { key: "" };
  assert.notEqual(key, "");
  return sent;
}

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
  assert.deepEqual(sends(work), { state: words("new"), revision: 3, before: [] });
  assert.deepEqual(sends(work), { state: words("new"), revision: 3, before: [] });
  assert.equal(work.hear(kept(4, words("new")), work.toSend()?.key), false);
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
  assert.deepEqual(sends(work), { state: words("a b"), revision: 4, before: [] });
});

test("an answer of the kernel that was lost makes no other window of this one", () => {
  const work = opened();
  for (const text of ["a", "a b", "a b c"]) {
    work.change(words(text));
    work.toSend();
  }
  work.hear(kept(5, words("a b"))); // of the first two answers the page never heard
  assert.equal(work.other, null);
  assert.deepEqual(sends(work), { state: words("a b c"), revision: 5, before: [] });
});

test("an answer that comes late, after a newer one, makes no other window either", () => {
  const work = opened();
  const keys = ["a", "a b", "a b c"].map((text) => {
    work.change(words(text));
    return work.toSend()?.key;
  });
  work.hear(kept(6, words("a b c")), keys[2]);
  assert.equal(work.unsaved, false);
  for (const [place, text] of ["a", "a b"].entries()) work.hear(kept(4 + place, words(text)), keys[place]);
  assert.deepEqual([work.other, work.unsaved, work.state], [null, false, words("a b c")]);
});

test("what is still on its way is no other window's, though the page looks the same again meanwhile", () => {
  const work = opened();
  const keys = ["new", "old"].map((text) => {
    work.change(words(text));
    return work.toSend()?.key;
  });
  work.hear(kept(3, words("old"))); // the kernel was asked to look before it was sent anything
  assert.equal(work.unsaved, true);
  assert.equal(work.hear(kept(4, words("new")), keys[0]), false);
  assert.deepEqual([work.state, work.other], [words("old"), null]);
  work.hear(kept(5, words("old")), keys[1]);
  assert.deepEqual([work.unsaved, work.revision], [false, 5]);
});

test("minutes of typing with no answer make no other window", () => {
  const work = opened();
  const first = Array.from({ length: 500 }, (_, count) => {
    work.change(words("x".repeat(count + 1)));
    return work.toSend()?.key;
  })[0];
  work.hear(kept(4, words("x")), first);
  assert.equal(work.other, null);
  assert.equal(work.state.answer.length, 500);
});

test("what another window saved after the page was answered is followed, though the page sent the same before", () => {
  const work = opened();
  for (const [place, text] of ["one", "two"].entries()) {
    work.change(words(text));
    work.hear(kept(4 + place, words(text)), work.toSend()?.key);
  }
  assert.equal(work.hear(kept(6, words("one"))), true);
  assert.deepEqual(work.state, words("one"));
});

test("what another window brought into a folder that was emptied is kept beside", () => {
  for (const changed of [false, true]) {
    const work = opened();
    if (changed) work.change(words("mine"));
    work.hear(kept(1, words("theirs")));
    assert.deepEqual(
      work.toSend()?.before.map(({ state }) => state),
      [words("theirs")],
    );
  }
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
    const loses = wins === "mine" ? "theirs" : "mine";
    const sent = work.toSend();
    assert.deepEqual(
      sent?.before.map(({ why, state }) => [why, state]),
      [["window", words(loses)]],
    );
    assert.deepEqual([sent?.state, sent?.revision], [words(wins), 5]);
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
  assert.deepEqual(sends(work), { state: words("old"), revision: 3, before: [] });
});

test("a page that was closed too early brings its words the next time", () => {
  const work = opened();
  work.change(words("typed, then closed"));
  const next = new Work(work.draft());
  next.hear(kept(3, words("old")));
  assert.deepEqual(next.state, words("typed, then closed"));
  assert.deepEqual(sends(next), { state: words("typed, then closed"), revision: 3, before: [] });
});

test("a kernel that saved and died before it could say so makes no other window", () => {
  const work = opened();
  work.change(words("a"));
  work.toSend();
  work.change(words("a b"));
  const next = new Work(work.draft());
  next.hear(kept(4, words("a")));
  assert.equal(next.other, null);
  assert.deepEqual(sends(next), { state: words("a b"), revision: 4, before: [] });
});

test("what cannot be saved stays here, with the reason, and is sent again", () => {
  const work = opened();
  work.change(words("mine"));
  work.toSend();
  work.hear(kept(3, words("old"), "The disk is full."));
  assert.equal(work.problem, "The disk is full.");
  assert.deepEqual(sends(work), { state: words("mine"), revision: 3, before: [] });
  work.hear(kept(4, words("mine")));
  assert.equal(work.problem, "");
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

/** A page whose learner started over, and what it sent. */
function startedOver() {
  const work = opened();
  work.change(NONE, "start-over");
  return { work, sent: work.toSend() };
}

test("what stood there is sent along, and shown, until the kernel says that it has it", () => {
  const { work, sent } = startedOver();
  assert.deepEqual(
    sent?.before.map(({ why, state }) => [why, state]),
    [["start-over", words("old")]],
  );
  assert.deepEqual(work.history(), [{ why: "start-over", at: "", state: words("old") }]);
  work.hear(kept(4, NONE));
  assert.equal(work.unsaved, true); // the state is there, what was before is not yet
  const earlier = [{ why: "start-over", at: "2026-11-25T10:04:00+00:00", state: words("old") }];
  work.hear({ ...kept(5, NONE), before: earlier, took: [sent?.before[0].key ?? ""] }, work.toSend()?.key);
  assert.equal(work.unsaved, false);
  assert.deepEqual(work.history(), earlier);
});

test("what stood there outlives the page, and any number of sendings", () => {
  const { work } = startedOver();
  const next = new Work(work.draft());
  assert.deepEqual(next.history(), work.history());
  assert.deepEqual(next.toSend()?.before, work.toSend()?.before);
});

test("what is empty is no history, and the same is there once", () => {
  const work = new Work();
  work.change(NONE, "start-over");
  work.change(words("one"));
  work.change(NONE, "start-over");
  work.change(words("one"));
  work.change(NONE, "start-over");
  assert.deepEqual(
    work.history().map(({ state }) => state.answer),
    ["one"],
  );
});

test("of more than five the oldest goes", () => {
  const work = new Work();
  for (let count = 0; count < 9; count += 1) {
    work.change(words(`text ${count}`));
    work.change(NONE, "start-over");
  }
  assert.deepEqual(
    work.history().map(({ state }) => state.answer),
    ["text 8", "text 7", "text 6", "text 5", "text 4"],
  );
});

test("a long text that goes at one stroke is remembered, letters that go one by one are not", () => {
  const work = new Work();
  for (let length = 300; length >= 0; length -= 1) work.change(words("x".repeat(length)));
  assert.deepEqual(work.history(), []);
  work.change({ answer: { 1: "a text ".repeat(40), 2: "more" }, first: null, tries: 0 });
  work.change({ answer: { 2: "more" }, first: null, tries: 0 });
  assert.deepEqual(
    work.history().map(({ why }) => why),
    ["emptied"],
  );
});

const binding = /** @type {any} */ ({ binds: true });
const state = (/** @type {any} */ answer, /** @type {any} */ first, tries = 1) => ({ answer, first, tries });

test("of a kind that binds, the first answer that was checked counts", () => {
  assert.equal(counting(binding, state(20, 60)), 60);
  assert.equal(counting(binding, state(20, null)), 20);
  assert.equal(counting(/** @type {any} */ ({}), state(20, 60)), 20);
  assert.equal(laterTry(binding, state(20, 60)), 20);
  for (const none of [state(60, 60), state(null, 60), state(20, null)]) assert.equal(laterTry(binding, none), null);
});

test("nothing that takes the place of a commitment undoes it", () => {
  assert.deepEqual(bound(true, state(60, 60, 2), state(null, null, 0)), state(null, 60, 2));
  assert.deepEqual(bound(true, state(20, null, 0), state(60, 60, 1)), state(60, 60, 1));
  assert.deepEqual(bound(false, state(60, 60, 2), state(null, null, 0)), state(null, null, 0));
});

test("a window that loses keeps the commitment of the one that wins", () => {
  for (const choose of /** @type {("keepMine" | "takeOther")[]} */ (["keepMine", "takeOther"])) {
    for (const [mine, theirs] of [
      [state(20, null), state(60, 60)],
      [state(20, 20), state(60, 60)], // both committed: the one on the disk was first
    ]) {
      const work = new Work();
      work.change(mine);
      work.hear(kept(5, theirs));
      work[choose](true);
      assert.equal(counting(binding, work.state), 60);
    }
  }
});

test("drafts of several windows become one, and none is lost", () => {
  const draft = (/** @type {string} */ answer, /** @type {number} */ at) => ({
    state: words(answer),
    revision: 2,
    sent: [{ key: answer, hash: at }],
    at,
  });
  assert.equal(merged([null, null]), null);
  assert.deepEqual(merged([null, draft("only", 1)]), draft("only", 1));
  const one = merged([draft("older", 1), draft("latest", 3), draft("between", 2), draft("latest", 0)]);
  assert.deepEqual(one?.state, words("latest"));
  assert.deepEqual(
    new Work(one).history().map(({ state }) => state.answer),
    ["between", "older"],
  );
  assert.deepEqual(
    one?.sent.map(({ key }) => key),
    ["latest", "older", "between", "latest"],
  );
});

test("what somebody wrote into the storage is no draft", () => {
  for (const text of [null, "", "null", "[]", "{", '{"sent": 1}', '{"sent": [], "state": {}}'])
    assert.equal(drafted(text), null);
  assert.notEqual(drafted(JSON.stringify({ sent: [], revision: 0, state: NONE })), null);
});
