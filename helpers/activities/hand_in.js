// @ts-check
// To hand in, to read, to load again: files that the browser makes and reads. Nothing leaves the machine by itself.

import { labelled, make, ownForm } from "./dom.js";
import { report } from "./report.js";

/** @import { Question } from "./types.js" */

const LIMIT = 256 * 1024; // bytes of a file that is read; the kernel checks it too
const ON_ITS_WAY = 3000; // milliseconds that work on its way to the kernel may take before a file is made

/**
 * The place where a learner makes and loads files.
 * @param {any} page the Page, see page.js
 */
export function handInForm(page) {
  const alias = make("input", { type: "text", maxLength: 40, value: page.alias });
  alias.oninput = () => (page.alias = alias.value);
  const said = make("p", { className: "message" });
  const link = make("p");
  const ask = async (/** @type {object} */ message) => {
    link.replaceChildren();
    said.textContent = "Wait a moment …";
    fields.disabled = true;
    await brought(page);
    const { told, made, loaded, report: work } = await page.ask(message);
    fields.disabled = false;
    said.textContent = made ? told + leftOut(page) : told;
    const text = work ? report(page.kinds, work, page.series.at(-1)?.notebook) : made?.text;
    if (made) link.replaceChildren(download({ ...made, text }));
    if (Object.keys(loaded ?? {}).length) {
      const onclick = () => ask({ what: "unload", states: loaded });
      link.replaceChildren(make("button", { type: "button", onclick }, "Undo this loading"));
    }
  };
  const button = (/** @type {string} */ text, /** @type {string} */ what) =>
    make("button", { type: "button", onclick: () => ask({ what, alias: alias.value }) }, text);
  const file = make("input", { type: "file", accept: ".json,application/json" });
  file.onchange = async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > LIMIT) said.textContent = "This file is too large to be a hand-in: at most 256 KB.";
    else await ask({ what: "load", text: await chosen.text() });
    file.value = "";
  };
  const fields = make(
    "fieldset",
    {},
    labelled("Your name, or an alias that your teacher knows", alias),
    make(
      "div",
      { className: "buttons" },
      button("Make my file to hand in", "file"),
      button("Make my report to read and print", "report"),
    ),
    labelled("Load a file that you made before", file),
  );
  return ownForm(() => {}, fields, make("div", { role: "status" }, said, link));
}

/**
 * Send what waits, and give the kernel time to confirm it.
 * @param {any} page
 */
async function brought(page) {
  page.leave();
  for (let waited = 0; waited < ON_ITS_WAY && page.unsaved().length; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {any} page */
function leftOut(page) {
  const unsaved = page.unsaved();
  const named = unsaved.map((/** @type {Question} */ { stem }) => `“${stem}”`);
  return named.length ? ` NOT in it as it is now, since it is not saved: ${named.join(", ")}.` : "";
}

/**
 * Start the download of a file; the link stays for whoever needs it again.
 * @param {{ name: string, type: string, text: string }} file
 */
function download({ name, type, text }) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name }, `Download ${name}`);
  link.click();
  return link;
}
