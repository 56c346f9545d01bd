// @ts-check
// The service worker of the pages: it fetches all files once, and gives them from then on, network or none.
// pages.py writes the names of the files and a version that changes with them, in place of the next two lines.

const VERSION = "";
/** @type {string[]} */
const FILES = [];

const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const ours = (/** @type {string} */ name) => name.startsWith("one-article ") && name !== VERSION;
  const old = caches.keys().then((names) => Promise.all(names.filter(ours).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method !== "GET") return;
  const kept = caches.match(event.request, { ignoreSearch: true, cacheName: VERSION });
  event.respondWith(kept.then((found) => found ?? fetch(event.request)));
});
