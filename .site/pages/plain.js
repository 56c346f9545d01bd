// @ts-check
// The series as one page with no kernel: the same questions, with the browser keeping what is done, and charts by Vega.
//
// All notebooks are in one document, each in a template, and #01_the_article in the address chooses one: Firefox gives
// each file that is opened from a disk a storage of its own, so what is done in one file would not be there in another.
// A link of a teacher may name the word of a lesson too: #route=says, or #01_the_article&route=says.

import { connect } from "../../helpers/activities/page.js";
import { Store } from "./store.js";

/** @import { Answer, Kind, Question, Route } from "../../helpers/activities/types.js" */

const FOLDER = { name: "this browser", id: "pages", inBrowser: true, forgets: true }; // the id as pages.py writes it
const NEAR = "600px"; // how far below the window a chart is drawn
const CONTENT = "content"; // the id of what the skip link leads to: no notebook

/**
 * @param {Record<string, Kind>} kinds
 * @param {string} version
 */
export function start(kinds, version) {
  const { questions, series, words, routes, sections } = /** @type {any} */ (globalThis).lesson;
  const store = new Store(shelf(), kinds, questions, pictures);
  addEventListener("storage", ({ key }) => store.changed(key));
  const ids = [...document.querySelectorAll("template")].map(({ id }) => id);
  const isKnown = (/** @type {string} */ route) => routes.some((/** @type {Route} */ { id }) => id === route);
  const go = (/** @type {boolean} */ isMove) => {
    const { notebook, route } = addressed(location.hash, routes, ids);
    if (route) {
      history.replaceState(null, "", `#${notebook}`); // or a page that is loaded anew would follow it anew
      store.follow(route, isKnown(route));
    }
    open(notebook, isMove);
    return route;
  };
  addEventListener("hashchange", () => location.hash !== `#${CONTENT}` && go(true));
  const asked = go(false);
  const folder = { ...FOLDER, ...store.whose(), ...(asked && { route: asked }) };
  connect(kinds, version, { folder, questions, series, words, routes, sections, ...store.look() }, store);
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
    return { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
  }
}

/**
 * What an address names: a notebook, or else the first one of its route (of any, where there is none of that word), and
 * the word of a route, in small letters; "" for what it does not.
 * @param {string} hash
 * @param {Route[]} routes
 * @param {string[]} notebooks
 */
export function addressed(hash, routes, notebooks) {
  const parts = hash.slice(1).split("&");
  const given = parts.find((part) => part.startsWith("route="))?.slice("route=".length) ?? "";
  const route = decoded(given).trim().toLowerCase();
  const named = parts.find((part) => notebooks.includes(part));
  const followed = route ? (routes.find(({ id }) => id === route) ?? routes[0]) : undefined;
  return { notebook: named ?? followed?.steps.find(({ notebook }) => notebook)?.notebook ?? "", route };
}

/** @param {string} text as an address has it */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Show a notebook, or the first.
 * @param {string} notebook
 * @param {boolean} isMove whether it takes the place of another
 */
function open(notebook, isMove) {
  const main = /** @type {HTMLElement} */ (document.getElementById(CONTENT));
  const templates = [...document.querySelectorAll("template")];
  const template = templates.find(({ id }) => id === notebook) ?? templates[0];
  main.replaceChildren(template.content.cloneNode(true));
  document.title = `${template.title} · One article, read with data`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === `#${template.id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  drawWhenNear(main);
  if (!isMove) return;
  scrollTo(0, 0);
  main.focus();
}

// Charts

/** @type {Promise<any> | undefined} */
let vega; // loaded once, when the first chart comes near

/** @returns {Promise<any>} vegaEmbed */
function loaded() {
  vega ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = /** @type {any} */ (globalThis).lesson.charts;
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

/**
 * Draw each chart when it comes near the window, and what is left when the browser has nothing to do: to be printed.
 * @param {HTMLElement} main
 */
function drawWhenNear(main) {
  /** @type {Map<Element, string>} */
  const waiting = new Map();
  for (const place of main.querySelectorAll(".drawing"))
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
  const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ call) => setTimeout(call, 200));
  const rest = async () => {
    const [place] = waiting.keys();
    if (!place?.isConnected) return; // another notebook stands here now
    await next(place);
    idle(rest);
  };
  idle(rest);
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

/** Let a service worker keep the page, so that it opens with the network gone: where there is https, or localhost. */
function goOffline() {
  try {
    if (location.protocol !== "file:") navigator.serviceWorker?.register("offline.js").catch(() => {});
  } catch {
    // forbidden in the frame that this page stands in
  }
}
