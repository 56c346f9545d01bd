// @ts-check
// A page of the series with no kernel: the same questions, with the browser keeping what is done, and charts by Vega.

import { connect } from "../../helpers/activities/page.js";
import { Store } from "./store.js";

/** @import { Answer, Kind, Question } from "../../helpers/activities/types.js" */

const FOLDER = { name: "this browser", id: "pages", inBrowser: true }; // the id as pages.py writes it
const NEAR = "600px"; // how far below the window a chart is drawn

/**
 * @param {Record<string, Kind>} kinds
 * @param {string} version
 */
export function start(kinds, version) {
  const { questions, series } = /** @type {any} */ (globalThis).lesson;
  const store = new Store(shelf(), kinds, questions, pictures);
  addEventListener("storage", ({ key }) => store.changed(key));
  connect(kinds, version, { folder: FOLDER, questions, series, ...store.look() }, store);
  drawWhenNear();
  goOffline();
}

/** The browser's storage; where even its name is forbidden, one that takes nothing. */
function shelf() {
  try {
    return localStorage;
  } catch {
    const forbidden = () => {
      throw new Error("forbidden");
    };
    return { getItem: forbidden, setItem: forbidden };
  }
}

// Charts

/** @type {Promise<any> | undefined} */
let vega; // loaded once, when the first chart comes near

/** @returns {Promise<any>} vegaEmbed */
function loaded() {
  vega ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "charts.js";
    script.onload = () => resolve(/** @type {any} */ (globalThis).vegaEmbed);
    script.onerror = reject;
    document.head.append(script);
  });
  return vega;
}

/**
 * @param {HTMLElement} place
 * @param {string} json of a Vega-Lite specification
 */
async function draw(place, json) {
  const embed = await loaded();
  // ast: expressions are interpreted, since a content policy may forbid to compile them.
  const options = {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    defaultStyle: false,
    tooltip: false,
  };
  return embed(place, JSON.parse(json), options);
}

/** Draw each chart when it comes near the window, and what is left when the browser has nothing to do: to be printed. */
function drawWhenNear() {
  /** @type {Map<Element, string>} */
  const waiting = new Map();
  for (const place of document.querySelectorAll(".drawing"))
    waiting.set(place, place.nextElementSibling?.textContent ?? "");
  const next = (/** @type {Element} */ place) => {
    const json = waiting.get(place);
    waiting.delete(place);
    return json && draw(/** @type {HTMLElement} */ (place), json).catch(() => place.append(NOT_DRAWN));
  };
  const observer = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) if (isIntersecting) next(target);
    },
    { rootMargin: NEAR },
  );
  for (const place of waiting.keys()) observer.observe(place);
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ call) => setTimeout(call, 500));
  const rest = async () => {
    const [place] = waiting.keys();
    if (!place) return;
    await next(place);
    idle(rest);
  };
  addEventListener("load", () => setTimeout(() => idle(rest), 1000));
}

const NOT_DRAWN = "This chart could not be drawn. Its table stands below.";

/**
 * The charts that an answer holds, as SVG.
 * @param {Question} question
 * @param {Answer} answer
 */
async function pictures(question, answer) {
  const charts = question.options.filter((option) => option.answer.startsWith("chart:"));
  const chosen = charts.filter(({ number }) => answer?.[number] === true);
  const drawn = chosen.map(({ answer: name }) => drawnAlone(name.replace("chart:", "")));
  return (await Promise.all(drawn)).join("");
}

/** @param {string} name */
async function drawnAlone(name) {
  const json = document.querySelector(`[data-picture="${name}"]`)?.textContent ?? "";
  const { view } = await draw(document.createElement("div"), json);
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** Let a service worker keep all pages, so that they open with the network gone: where there is https, or localhost. */
function goOffline() {
  if (isSecureContext && location.protocol !== "file:") navigator.serviceWorker?.register("offline.js").catch(() => {});
}
