// @ts-check
// The scripts, joined into the one that is sent, are one good module: no name in them stands twice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

/**
 * The module that a line of Python prints.
 * @param {string} what
 */
function printed(what) {
  const print = `from pathlib import Path; from helpers.activities import wire; print(${what})`;
  const script = execFileSync(process.env.PYTHON ?? ".venv/bin/python", ["-c", print], { encoding: "utf8" });
  const file = join(mkdtempSync(join(tmpdir(), "script-")), "script.mjs");
  writeFileSync(file, script);
  return import(file);
}

test("the joined script loads and has a way in", async () => {
  assert.equal(typeof (await printed("wire.script()")).default.initialize, "function");
});

test("that of the plain pages too", async () => {
  const names = "[Path('.site/pages') / name for name in ('store.js', 'plain.js')]";
  const { default: start } = await printed(`wire.joined(${names})[0] + '\\nexport default start'`);
  assert.equal(typeof start, "function");
});
