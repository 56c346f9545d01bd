// @ts-check
// Words of the glossary, found in texts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Words } from "../../helpers/activities/words.js";

const words = new Words([
  { term: "shell", meaning: "what a big gun fires" },
  { term: "the West", meaning: "a loose word" },
  { term: "UN Security Council, Security Council", meaning: "fifteen states" },
  { term: "senior fellow, research fellow", meaning: "a researcher" },
  { term: "spy satellite", meaning: "it takes pictures" },
  { term: "satellite", meaning: "it goes round the earth" },
  { term: "C++ (a language)", meaning: "signs of a pattern are letters here" },
]);

/**
 * The words of a text as they stand in it.
 * @param {string} text
 * @param {Set<string>} [told]
 */
const foundIn = (text, told) => words.find(text, told).map(({ start, end }) => text.slice(start, end));

test("a word is found once, with its plural, whatever stands round it", () => {
  assert.deepEqual(foundIn("(Shells, and one shell more.)"), ["Shells"]);
  assert.deepEqual(foundIn("“shell”"), ["shell"]);
});

test("a part of another word is none", () => {
  assert.deepEqual(foundIn("Shelling, nutshell, egg-shell, shellfish, shellé"), []);
});

test("a name needs its capitals, but for the first letter", () => {
  assert.deepEqual(foundIn("To the west of the town"), []);
  assert.deepEqual(foundIn("The West and the West"), ["The West"]);
});

test("the longest word is taken, and names of one thing are explained once", () => {
  assert.deepEqual(foundIn("A spy satellite, a satellite"), ["spy satellite", "satellite"]);
  assert.deepEqual(foundIn("The UN Security Council: the Security Council"), ["UN Security Council"]);
  assert.equal(words.find("Two research fellows")[0].name, "research fellow");
});

test("what was told before is left out, and what is told now is noted", () => {
  const told = new Set(["shell"]);
  assert.deepEqual(foundIn("Shells and satellites", told), ["satellites"]);
  assert.deepEqual([...told], ["shell", "satellite"]);
});

test("signs of a pattern are letters, and no glossary finds nothing", () => {
  assert.deepEqual(foundIn("In C++ (a language) one"), ["C++ (a language)"]);
  assert.deepEqual(new Words([]).find("shell"), []);
});
