// @ts-check
// The scripts, joined into the one that is sent, are one good module: no name in them stands twice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

test("the joined script loads and has a way in", async () => {
  const print = "from helpers.activities import wire; print(wire.script())";
  const script = execFileSync(process.env.PYTHON ?? ".venv/bin/python", ["-c", print], { encoding: "utf8" });
  const file = join(mkdtempSync(join(tmpdir(), "script-")), "script.mjs");
  writeFileSync(file, script);
  assert.equal(typeof (await import(file)).default.initialize, "function");
});
