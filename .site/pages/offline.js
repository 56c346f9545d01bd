// @ts-check
// The service worker: it fetches all files once, and gives them when the network does not. Each file but index.html has a
// version in its address, so that files of two versions never mix. pages.py writes the names in place of the next line.

/** @type {string[]} */
const FILES = [];
const PAGE = "index.html";

const LONG = 4000; // milliseconds without an answer, and what is kept is shown

const worker = /** @type {any} */ (self);
const cacheName = `one-article ${worker.registration.scope}`; // another copy may live beside this one

/**
 * A file as the host has it now, without the mark of a redirection, which a browser refuses for a page.
 * @param {string} address
 */
async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  return new Response(await answer.blob(), { status: answer.status, headers: answer.headers });
}

/**
 * @param {Cache} cache
 * @param {string} file
 */
async function keep(cache, file) {
  const answer = await fetched(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  await cache.put(file, answer);
}

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  const fetchAll = async () => {
    const cache = await caches.open(cacheName);
    await Promise.all(FILES.map((file) => keep(cache, file)));
    await keep(cache, PAGE); // last: it names the others
  };
  event.waitUntil(fetchAll());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const wanted = new Set([PAGE, ...FILES].map((file) => new URL(file, worker.registration.scope).href));
  const tidy = async () => {
    const cache = await caches.open(cacheName);
    const old = (await cache.keys()).filter(({ url }) => !wanted.has(url));
    await Promise.all(old.map((request) => cache.delete(request)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

/**
 * The page from the network, or what is kept of it.
 * @param {string} address
 */
async function page(address) {
  const kept = (await caches.open(cacheName)).match(PAGE);
  const late = new Promise((resolve) => setTimeout(resolve, LONG)).then(() => kept);
  return Promise.race([fetched(address).catch(() => kept), late]).then((found) => found ?? fetched(address));
}

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const isPage = request.mode === "navigate" && /\/(index(\.html)?)?$/.test(new URL(request.url).pathname);
  if (isPage) event.respondWith(page(request.url));
  else if (request.method === "GET")
    event.respondWith(caches.match(request, { cacheName }).then((kept) => kept ?? fetch(request)));
});
