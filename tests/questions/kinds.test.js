// @ts-check
// Every kind of question, by the table of its examples (examples/NAME.json) and by every question of the lesson.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";

import { feedback } from "../../helpers/activities/marking.js";

const folder = new URL("./examples/", import.meta.url);
const python = process.env.PYTHON ?? ".venv/bin/python";
const printed = execFileSync(python, ["-m", "tests.questions.pages"], { encoding: "utf8", maxBuffer: 64 * 1024 ** 2 });
/** @type {Record<string, any>} */
const pages = JSON.parse(printed);
/** @type {Record<string, any>} */
const kinds = {};
for (const name of new Set(Object.values(pages).map((page) => page.kind))) {
  kinds[name] = (await import(`../../helpers/questions/${name}.js`))[name];
}
const tables = readdirSync(folder).map((file) => ({
  name: basename(file, ".json"),
  ...JSON.parse(readFileSync(new URL(file, folder), "utf8")),
}));

test("every kind has a table of examples", () => {
  assert.deepEqual(tables.map(({ name }) => name).sort(), Object.keys(kinds).sort());
});

for (const { name, question, examples } of tables) {
  for (const { name: what, answer, form } of examples) {
    test(`${name}, ${what}: has the form of its question, or not, as the table says`, () =>
      assert.equal(kinds[name].form(pages[question], answer), form));
  }
  for (const example of examples.filter((/** @type {any} */ one) => one.form)) {
    test(`${name}, ${example.name}: is marked and put into words as the table says`, () => {
      const { right } = feedback(kinds[name], pages[question], example.answer);
      assert.equal(right, example.right);
      assert.deepEqual(kinds[name].words(pages[question], example.answer), example.words);
    });
  }
}

/**
 * The right answer to a question, or undefined where nothing is right or wrong.
 * @param {any} page
 */
function rightAnswer(page) {
  const right = page.options
    .filter((/** @type {any} */ one) => one.answer === "right")
    .map((/** @type {any} */ o) => o.number);
  const sorted = [...page.options].sort((one, other) => Number(one.answer) - Number(other.answer));
  return {
    choice: () => right[0],
    choices: () => right,
    match: () => Object.fromEntries(page.options.map((/** @type {any} */ one) => [one.number, one.answer])),
    number: () => page.options[0].answer.split("-")[0],
    order: () => sorted.map(({ number }) => number),
  }[/** @type {string} */ (page.kind)]?.();
}

const checked = Object.values(pages).filter((page) => page.moment === "check" && rightAnswer(page) !== undefined);

test("half of the questions and more have a right answer", () => assert.ok(checked.length > 40));

for (const page of checked) {
  test(`${page.id}: the right answer is right at once, and explained`, () => {
    const said = feedback(kinds[page.kind], page, rightAnswer(page));
    assert.equal(said.right, true);
    assert.ok(said.notes.length > 0);
    assert.ok(said.notes.every(({ right }) => right));
    assert.equal(said.explanation, page.explanation);
  });
}

for (const page of checked.filter(({ kind }) => kind === "choice")) {
  test(`${page.id}: every wrong option says why, hints first and explains after`, () => {
    for (const option of page.options.filter((/** @type {any} */ one) => one.answer === "wrong")) {
      const said = feedback(kinds.choice, page, option.number);
      assert.equal(said.right, false);
      assert.deepEqual(said.notes, [{ right: false, text: option.feedback }]);
      assert.ok(said.message.includes(page.hint));
      assert.equal(said.explanation, "");
      assert.equal(feedback(kinds.choice, page, option.number, 2).explanation, page.explanation);
    }
  });
}

for (const page of Object.values(pages)) {
  test(`${page.id}: with nothing chosen there is nothing to say but that`, () => {
    for (const nothing of [null, "", [], {}]) {
      const said = feedback(kinds[page.kind], page, nothing);
      const told = { right: null, notes: [], explanation: "", compare: {} };
      assert.deepEqual(said, { ...told, message: "Choose, move or write something first." });
    }
  });
}

test("what can be judged in two ways takes both, and tells of the other", () => {
  const page = pages["05-train"];
  const answers = page.options.map((/** @type {any} */ one) => one.answer);
  assert.deepEqual(answers, ["right", "also right", "wrong", "wrong"]);
  for (const [chosen, other] of [
    [1, 2],
    [2, 1],
  ]) {
    const { right, message, notes } = feedback(kinds.choice, page, chosen);
    assert.equal(right, true);
    assert.equal(message, "Right.");
    assert.equal(notes[0].text, page.options[chosen - 1].feedback);
    assert.ok(notes[1].text.startsWith(`It can be judged otherwise too: ${page.options[other - 1].text}`));
  }
  const wrong = feedback(kinds.choice, page, 3);
  assert.equal(wrong.right, false);
  assert.equal(wrong.notes.length, 1);
});

test("an option that is no longer there is not right", () => {
  const { right, notes } = kinds.choice.mark(pages["05-train"], 99);
  assert.deepEqual({ right, notes }, { right: false, notes: [] });
});

test("only what was placed or given is compared, the rest is named as open", () => {
  for (const [kind, id, answer, open] of /** @type {[string, string, any, number]} */ ([
    ["map", "02-map", { 1: [5, 5], 2: [4, null] }, 6],
    ["percents", "04-words", { 6: 70 }, 6],
  ])) {
    const { notes, compare } = kinds[kind].mark(pages[id], answer);
    assert.equal(Object.keys(compare).length, 1);
    assert.equal(notes.length, 2);
    assert.equal(notes[1].text.split(": ").slice(1).join(": ").split("; ").length, open);
  }
});

test("what is said of several choices names each", () => {
  const { notes } = kinds.choices.mark(pages["02-heard"], [1, 4]);
  assert.deepEqual(
    notes.slice(0, 2).map(({ text }) => text.split("”")[0]),
    ["“China", "“Russia"],
  );
});

test("what came of a forecast is told when it is asked for, not before", () => {
  const answer = { chance: 20, committed: true };
  const before = kinds.forecast.mark(pages["06-q15"], answer, 1);
  assert.deepEqual([before.notes, before.explanation], [[], ""]);
  assert.match(before.message, /^Committed/);
  const after = feedback(kinds.forecast, pages["06-q15"], answer, 2);
  assert.match(after.message, /^The record: no/);
  assert.match(after.explanation, /September 2025/);
  assert.equal(after.notes.at(-1)?.text.startsWith("No great surprise: you were 20 points off."), true);
  const surprises = [0, 44, 50, 56].map((chance) =>
    feedback(kinds.forecast, pages["06-q15"], { ...answer, chance }, 2),
  );
  assert.deepEqual(
    surprises.map(({ notes }) => notes.at(-1)?.text.split(":")[0]),
    ["No great surprise", "No great surprise", "You were 50 points off", "A surprise"],
  );
  const { button } = kinds.forecast;
  assert.deepEqual(
    [button({ answer: null, tries: 0 }), button({ answer, tries: 1 }), button({ answer, tries: 2 })],
    ["Commit", "Show what came", ""],
  );
});
