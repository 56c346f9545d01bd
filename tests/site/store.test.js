// @ts-check
// What the browser keeps where there is no kernel: revisions, what stood there before, and files.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../.site/pages/store.js";
import { forecast } from "../../helpers/questions/forecast.js";
import { text } from "../../helpers/questions/text.js";

/** @type {any[]} */
const QUESTIONS = [
  { id: "01-own", kind: "text", stem: "Say it", options: [] },
  { id: "06-q01", kind: "forecast", stem: "Will it?", options: [] },
];

/** A browser's storage, and a function that sends a message and gives the answer. */
function opened(shelf = new Map()) {
  const storage = {
    getItem: (/** @type {string} */ key) => shelf.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void shelf.set(key, value),
    removeItem: (/** @type {string} */ key) => void shelf.delete(key),
  };
  const store = new Store(storage, { text, forecast }, QUESTIONS, async () => "<svg></svg>");
  /** @type {any} */
  let told;
  store.on("msg:custom", (message) => (told = message));
  const send = async (/** @type {any} */ message) => {
    await store.send(message);
    return told;
  };
  const keep = async (/** @type {any} */ answer, revision = 0, id = "01-own", first = null) => {
    const state = { answer, first, tries: first ? 1 : 0 };
    return (await send({ what: "keep", id, state, revision, re: "key" })).kept[id];
  };
  return { shelf, storage, store, send, keep };
}

const later = () => new Promise((resolve) => setTimeout(resolve, 5)); // times count in milliseconds
const file = async (/** @type {any} */ page, alias = "Fox") => (await page.send({ what: "file", alias })).made?.text;

test("what is kept comes back with its revision, in another page too", async () => {
  const page = opened();
  const kept = await page.keep("words");
  assert.deepEqual([kept.revision, kept.state.answer, kept.problem], [1, "words", ""]);
  const { kept: all, done } = opened(page.shelf).store.look();
  assert.deepEqual([all["01-own"].state.answer, all["06-q01"].revision, done], ["words", 0, []]);
});

test("what another page saved later is not written over", async () => {
  const one = opened();
  await one.keep("first");
  await one.keep("second", 1);
  const kept = await opened(one.shelf).keep("from the first page", 1);
  assert.deepEqual([kept.revision, kept.state.answer], [2, "second"]);
});

test("at most five states stand beside an answer, the newest first, none twice and none empty", async () => {
  const page = opened();
  for (const [at, words] of ["a", "b", "", "c", "d", "e", "f", "a"].entries()) {
    const before = [{ key: `k${at}`, why: "start-over", state: { answer: words, first: null, tries: 0 } }];
    const state = { answer: "now", first: null, tries: 0 };
    await page.send({ what: "keep", id: "01-own", state, revision: at, before });
  }
  const { before } = page.store.look().kept["01-own"];
  assert.deepEqual(
    before?.map((one) => one.state.answer),
    ["a", "f", "e", "d", "c"],
  );
});

test("the first commitment stays the one that counts", async () => {
  const page = opened();
  const first = { chance: 20, committed: true };
  await page.keep(first, 0, "06-q01", /** @type {any} */ (first));
  const kept = await page.keep({ chance: 90 }, 1, "06-q01");
  assert.deepEqual([kept.state.first, kept.state.answer], [first, { chance: 90 }]);
});

test("what does not fit its question is not shown, is told, and stays until there is an answer anew", async () => {
  const page = opened();
  const state = { answer: 7, first: null, tries: 0 };
  page.shelf.set("one-article kept 01-own", JSON.stringify({ revision: 3, saved: "2026-11-26T08:00:00Z", state }));
  const kept = page.store.look().kept["01-own"];
  assert.equal(kept.state.answer, null);
  assert.match(kept.problem, /does not fit/);
  assert.equal((await page.keep("words", 3)).problem, "");
  const { before } = JSON.parse(/** @type {string} */ (page.shelf.get("one-article kept 01-own")));
  assert.deepEqual(before, [{ why: "form", at: "2026-11-26T08:00:00Z", state }]);
});

test("what is no JSON in the storage harms nothing", () => {
  const page = opened(new Map([["one-article kept 01-own", "{"]]));
  assert.equal(page.store.look().kept["01-own"].revision, 0);
});

test("a storage that takes nothing is told, and the work is there for this page", async () => {
  const page = opened();
  page.storage.setItem = () => {
    throw new Error("full");
  };
  assert.match((await page.keep("words")).problem, /keeps nothing/);
  assert.equal(JSON.parse(await file(page)).answers["01-own"].state.answer, "words");
});

test("files of one browser share an id and count up", async () => {
  const page = opened();
  await page.keep("words");
  const [one, other] = [JSON.parse(await file(page)), JSON.parse(await file(page))];
  assert.deepEqual([one.number, other.number], [1, 2]);
  assert.match(one.folders[0], /^[0-9a-f]{16}$/);
  assert.deepEqual(one.folders, other.folders);
});

test("what cannot be handed in is told in a sentence", async () => {
  const page = opened();
  const told = async (alias = "Fox") => (await page.send({ what: "file", alias })).told;
  assert.match(await told(), /^Not done. Nothing is kept yet/);
  await page.keep("words");
  assert.match(await told(" "), /1 to 40 characters/);
  assert.match(await told("x".repeat(41)), /1 to 40 characters/);
  assert.match(await told("a\u0000b"), /cannot be seen/);
  await page.keep("x".repeat(20_001), 1);
  assert.match(await told(), /too long to hand in.*01-own/);
});

test("a file of the same work loads by revision, one of another by its time", async () => {
  const [mine, other] = [opened(), opened()];
  await mine.keep("old");
  const old = await file(mine);
  await mine.keep("new", 1);
  const { found, loaded } = await mine.send({ what: "load", text: old });
  assert.deepEqual([found.beside, loaded], [["01-own"], {}]);
  await later();
  await other.keep("of another, later");
  const { found: newer } = await mine.send({ what: "load", text: await file(other) });
  assert.deepEqual(newer.back, ["01-own"]);
  const kept = mine.store.look().kept["01-own"];
  assert.deepEqual([kept.state.answer, kept.before?.[0].state.answer], ["of another, later", "new"]);
});

test("a file that is loaded can be taken back", async () => {
  const [mine, other] = [opened(), opened()];
  await mine.keep("mine");
  await later();
  await other.keep("theirs");
  const { loaded } = await mine.send({ what: "load", text: await file(other) });
  const { undone, kept } = await mine.send({ what: "unload", states: loaded });
  assert.deepEqual([undone, kept["01-own"].state.answer], [["01-own"], "mine"]);
});

for (const [what, bad, why] of /** @type {[string, string, RegExp][]} */ ([
  ["no JSON", "{", /no JSON/],
  ["JSON of something else", "[1]", /no file that was made to be handed in/],
  ["nothing", "null", /no file that was made to be handed in/],
  ["a newer format", '{"kind": "hand-in", "format": 9, "answers": {}}', /newer version/],
]))
  test(`a file with ${what} is refused in a sentence`, async () => {
    const { told } = await opened().send({ what: "load", text: bad });
    assert.match(told, why);
    assert.match(told, /^Not done\. /);
  });

test("of a stranger's file only answers that fit are taken", async () => {
  const page = opened();
  const good = { revision: 1, saved: "2026-11-26T08:00:00Z", state: { answer: "words", first: 7, tries: 1 } };
  const answers = { "01-own": good, "06-q01": { ...good, revision: 1 }, "99-no": good, "../x": good, "01-x": 3 };
  const text = JSON.stringify({ format: 1, kind: "hand-in", answers });
  const { found, kept } = await page.send({ what: "load", text });
  assert.deepEqual([found.back, found.left], [["01-own"], ["06-q01", "99-no", "01-x"]]);
  assert.deepEqual(kept["01-own"].state, { answer: "words", first: null, tries: 1 });
});

test("alias and route are kept, and outlive a file that is made or loaded", async () => {
  const page = opened();
  await page.send({ what: "note", route: "says" });
  assert.deepEqual((await page.send({ what: "note", alias: "Maple 47" })).noted, { alias: "Maple 47" });
  await page.keep("words");
  const made = await file(page, "Rowan 11");
  await page.send({ what: "load", text: made });
  const { alias, route, seed } = opened(page.shelf).store.whose();
  assert.deepEqual([alias, route, seed], ["Rowan 11", "says", JSON.parse(made).folders[0]]);
});

test("the next learner has other random digits, and other windows begin anew too", async () => {
  const page = opened();
  const { seed } = page.store.whose();
  await page.keep("words");
  const other = opened(page.shelf);
  /** @type {any} */
  let heard;
  other.store.on("msg:custom", (message) => (heard = message));
  await page.send({ what: "forget" });
  other.store.changed("one-article folder");
  assert.deepEqual(heard, { forgotten: "" });
  await page.send({ what: "note", route: "says", alias: "Rowan 11" });
  other.store.changed("one-article folder");
  assert.deepEqual(heard, { noted: { alias: "Rowan 11", route: "says" } });
  assert.equal(opened(page.shelf).store.look().kept["01-own"].revision, 0);
  assert.notEqual(opened(page.shelf).store.whose().seed, seed);
});

test("a name that will not do is not kept, and a word of no lesson is told and not kept", async () => {
  const page = opened();
  page.store.follow("says", true);
  page.store.follow("sais", false);
  assert.match((await page.send({ what: "note", alias: "\u202e" })).told, /cannot be seen/);
  assert.deepEqual([page.store.whose().alias, page.store.whose().route], ["", "says"]);
});
