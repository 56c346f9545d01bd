// @ts-check
// The learner's own rows: pasted, and taken along as CSV.

import assert from "node:assert/strict";
import { test } from "node:test";

import { csv, own, pasted } from "../../helpers/questions/own.js";

/** @type {any} */
const columns = [
  { name: "statement", called: "claim", choices: [] },
  { name: "who says it", called: "speaker", choices: [] },
  { name: "how surely", called: "certainty", choices: ["possible", "stated"] },
];

test("lines that are pasted become statements, without blank ones", () => {
  assert.deepEqual(pasted("  One.\r\n\r\nTwo.\rThree.\n", 500), ["One.", "Two.", "Three."]);
  assert.deepEqual(pasted("", 500), []);
  assert.deepEqual(pasted("abcdef", 3), ["abc"]);
});

test("a table has the names of data/claims.csv, and marks for letters beyond English", () => {
  const text = csv(columns, [{ statement: "Żółw, “may”", "how surely": "possible" }, { "who says it": 'the "boss"' }]);
  assert.equal(text, '\ufeffclaim,speaker,certainty\r\n"Żółw, “may”",,possible\r\n,"the ""boss""",\r\n');
});

for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\ufeff=", "＝"])
  test(`a cell that begins with ${JSON.stringify(start)} is no formula`, () => {
    const [, line] = csv([columns[0]], [{ statement: `${start}1+1` }]).split("claim\r\n");
    assert.match(line, /^"?'/);
  });

test("a cell that begins with none of these stays as it is", () => {
  assert.equal(csv([columns[0]], [{ statement: "a = b - c" }]), "\ufeffclaim\r\na = b - c\r\n");
});

test("what is told counts the rows in which something stands, and their open cells", () => {
  const answer = [{ statement: "A", "who says it": "B", "how surely": "stated" }, {}, { statement: "C" }];
  const told = (/** @type {any} */ rows) => own.mark(/** @type {any} */ ({ columns }), rows).message;
  assert.equal(told(answer), "Noted: 2 rows, with 2 cells still open.");
  assert.equal(told(answer.slice(0, 1)), "Noted: 1 row.");
});
