// The plain pages in Firefox, opened as a file: cards and charts are drawn, and an answer is there in other notebooks.
// node .ci/firefox.mjs FOLDER-OF-THE-PAGES

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

const address = pathToFileURL(`${process.argv[2]}/index.html`).href;
const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
// As Firefox is: each file has a storage of its own. Puppeteer would switch that off.
const extraPrefsFirefox = { "security.fileuri.strict_origin_policy": true };
const browser = await puppeteer.launch({ browser: "firefox", executablePath, extraPrefsFirefox });
try {
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  await page.goto(address);
  await page.waitForSelector("form.activity");
  await page.click("form.activity input");
  await page.click("form.activity button[type=submit]");
  await page.waitForFunction(() => /^Saved \d/.test(document.querySelector(".status")?.textContent ?? ""));
  await page.waitForSelector(".drawing svg");
  for (const notebook of ["01_the_article", "05_checking_the_claims", "06_what_happened_next"]) {
    await page.click(`nav a[href="#${notebook}"]`);
    await page.waitForFunction(() => /1 of \d+ in the series/.test(document.querySelector("[data-progress]")?.textContent ?? ""));
  }
  await page.reload();
  await page.waitForFunction(() => /1 of \d+ in the series/.test(document.querySelector("[data-progress]")?.textContent ?? ""));
  assert.deepEqual(faults, []);
  console.log("Firefox: the page opens as a file, and keeps what is done.");
} finally {
  await browser.close();
}
