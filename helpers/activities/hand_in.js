// @ts-check
// To hand in, to read, to load again: files that the browser makes and reads. Nothing leaves the machine by itself.

import { labelled, make, ownForm } from "./dom.js";
import { report } from "./report.js";

/** @import { Question, Told } from "./types.js" */

export const LIMIT = 256 * 1024; // bytes of a file that is read; the kernel checks it too
export const TOO_LARGE = "This file is too large to be a hand-in: at most 256 KB.";
const ON_ITS_WAY = 3000; // milliseconds that work on its way to the kernel may take before a file is made
/** @type {Record<"aside" | "removed", string>} what becomes of the work of the learner before */
const ANEW = {
  aside:
    "The work that is here is put aside in a folder of its own, and none of it shows any more. Close other windows with it first.",
  removed:
    "A file of your answers as they stand is made first, for your downloads. Then all is removed from this browser, earlier answers too.",
};
// To be drawn from for a name that says nothing of a person.
const THINGS =
  "Acorn Amber Anchor Apple Arrow Aspen Beacon Birch Bridge Brook Candle Canyon Cedar Clover Cloud Comet Copper Coral " +
  "Dune Echo Ember Fern Fjord Garnet Ginger Granite Harbour Hazel Ivory Ivy Jasper Juniper Kettle Kite Lantern Lemon " +
  "Linden Maple Marble Meadow Mint Moss Oak Olive Opal Orchid Pebble Pepper Pine Plum Poplar Prism Quartz River Rowan " +
  "Saffron Sage Slate Spruce Thyme Tulip Valley Willow";
const APPEARED = "2023-09-13"; // the article: no clock that is right says anything earlier
/** @type {["back" | "same" | "beside" | "left", string][]} what may become of the answers in a file: see Restored in helpers/work/hand_in.py */
const FOUND = [
  ["back", "put back."],
  ["same", "the same here already."],
  ["beside", "older than what is here: see “Undo: earlier answers” there."],
  ["left", "left out, since it does not fit its question."],
];

/**
 * The place where a learner makes and loads files.
 * @param {any} page the Page, see page.js
 */
export function handInForm(page) {
  const alias = make("input", { type: "text", maxLength: 40, value: page.alias });
  alias.oninput = () => (page.alias = alias.value);
  alias.onchange = () => page.ask({ what: "note", alias: alias.value });
  const said = make("p", { className: "message" });
  const link = make("p");
  const ask = async (/** @type {object} */ message) => {
    link.replaceChildren();
    said.textContent = "Wait a moment …";
    const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
    fields.disabled = true;
    await brought(page);
    const answer = await page.ask(message);
    fields.disabled = false;
    pressed?.focus(); // what is disabled loses it
    const { made, loaded, report: work } = answer;
    const isMade = made || work;
    said.textContent = [toldOf(answer), answer.told, isMade && leftOut(page)].filter(Boolean).join(" ");
    const named = (/** @type {string} */ what, /** @type {string} */ ending) => fileName(what, alias.value, ending);
    if (made) link.replaceChildren(download(named("hand-in", "json"), "application/json", made.text));
    if (work) {
      const text = report(page.kinds, work);
      link.replaceChildren(download(named("report", "html"), "text/html", text));
    }
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
    if (chosen.size > LIMIT) said.textContent = TOO_LARGE;
    else await ask({ what: "load", text: await chosen.text() });
    file.value = "";
  };
  const fields = make(
    "fieldset",
    {},
    labelled("A name that is not your own: keep this one, or write another", alias),
    make(
      "div",
      { className: "buttons" },
      button("Make my file to hand in", "file"),
      button("Make my report to read and print", "report"),
    ),
    labelled("Load a file that you made before", file),
  );
  fields.append(forgetting(page, said, link));
  return ownForm(() => {}, fields, make("div", { role: "status" }, said, link));
}

/** A name to hand in under, such as "Maple 47". */
export function offered() {
  const things = THINGS.split(" ");
  const [one, two] = crypto.getRandomValues(new Uint32Array(2));
  return `${things[one % things.length]} ${10 + (two % 90)}`;
}

/**
 * For a machine that many share: how the next learner begins with nothing.
 * @param {any} page the Page, see page.js
 * @param {HTMLElement} said where it is told
 * @param {HTMLElement} link
 */
function forgetting(page, said, link) {
  const { forgets } = page.folder;
  const onclick = async () => {
    await brought(page);
    const isKept = [...page.cards.values()].some(({ work }) => work.revision > 0);
    const { made, told } = forgets && isKept ? await page.ask({ what: "file", alias: page.alias }) : {};
    const stays = page.unsaved().length ? leftOut(page) : told;
    if (stays) {
      said.textContent = `${stays} Nothing is removed: mend that first.`;
      return;
    }
    const file = made ? [download(fileName("hand-in", page.alias, "json"), "application/json", made.text)] : [];
    const answer = await page.ask({ what: "forget" });
    said.textContent = toldOf(answer) || answer.told;
    link.replaceChildren(...file);
  };
  const sure = make("button", { type: "button", onclick }, "Yes, let another learner begin");
  const summary = make("summary", {}, "Begin anew, for another learner");
  return make("details", { className: "earlier" }, summary, make("p", {}, forgets ? ANEW.removed : ANEW.aside), sure);
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

/**
 * What came of a message, in sentences; problems are told by who had them.
 * @param {Told} answer
 */
export function toldOf({ made, report, found, undone, forgotten }) {
  if (forgotten !== undefined)
    return `Another learner can begin.${forgotten && ` The work of before is in ${forgotten}. So that no chart shows any of it, choose in the menu: Kernel, Restart Kernel and Run All Cells.`}`;
  if (made) {
    const day = made.at.slice(0, 10);
    const clock =
      day < APPEARED ? ` The clock of this computer says ${day}: set it right. No answer is lost by it.` : "";
    return `Your file is made, with ${made.count} of your answers. Give it to your teacher.${clock}`;
  }
  if (report) return "Your report is made. Open it in the browser to read or print it.";
  if (undone) return "What the file took the place of is back.";
  const told = FOUND.map(([name, what]) => [found?.[name]?.length ?? 0, what]).filter(([count]) => count);
  return told.map(([count, what]) => `${count} ${count === 1 ? "answer was" : "answers were"} ${what}`).join(" ");
}

/**
 * The name of a file to download; of the alias, only letters, digits and hyphens get into it.
 * @param {string} what
 * @param {string} alias
 * @param {string} ending
 */
export function fileName(what, alias, ending, now = new Date()) {
  const name = alias.replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-+|-+$/g, "");
  const time = now.toLocaleString("sv").replace(/[-:]/g, "").replace(" ", "-").slice(0, 13);
  return `${[what, name, time].filter(Boolean).join("-")}.${ending}`;
}

/** @param {any} page */
function leftOut(page) {
  const unsaved = page.unsaved();
  const named = unsaved.map((/** @type {Question} */ { stem }) => `“${stem}”`);
  return named.length ? `NOT in it as it is now, since it is not saved: ${named.join(", ")}.` : "";
}

/**
 * Start the download of a file; the link stays for whoever needs it again.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name }, `Download ${name}`);
  link.click();
  return link;
}
