// The plain pages in Firefox, opened as files: cards and charts are drawn, and an answer is there on the next page.
// node .ci/firefox.mjs FOLDER-OF-THE-PAGES

import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

const folder = pathToFileURL(`${process.argv[2]}/`).href;
const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const browser = await puppeteer.launch({ browser: "firefox", executablePath });
try {
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  await page.goto(`${folder}index.html`);
  await page.waitForSelector("form.activity");
  await page.click("form.activity input");
  await page.click("form.activity button[type=submit]");
  await page.waitForFunction(() => /^Saved \d/.test(document.querySelector(".status")?.textContent ?? ""));
  await page.waitForSelector(".drawing svg");
  for (const name of ["01_the_article", "05_checking_the_claims", "06_what_happened_next", "07_your_briefing"]) {
    await page.goto(`${folder}${name}.html`);
    await page.waitForSelector("form.activity");
    const told = await page.$eval("[data-progress]", (place) => place.textContent ?? "");
    assert.match(told, /1 of \d+ in the series|0 of 2/, name);
  }
  assert.deepEqual(faults, []);
  console.log("Firefox: the pages open as files, and keep what is done.");
} finally {
  await browser.close();
}
