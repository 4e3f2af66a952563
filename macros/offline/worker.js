/** Keep what a reader has seen, or all of the site, on their device: the files of one build, never mixed with another's.

A file is kept when it has the hash that the list of the build gives it. Pages are asked of the network first. What a page
needs then comes from what is kept if the page itself proves to be of the same build, and from the network if it doesn't. The
worker of a new build fetches anew what is kept, and takes over when it has all of it. */

const VERSION = "VERSION OF THE BUILD"; // the hash of the list
const SITE = registration.scope;
const OURS = `playbook ${SITE} `;
const NAME = OURS + VERSION;
const LIST = `${SITE}offline.json`;
const WHOLE = `${SITE}offline.js?whole`; // stands for the wish to keep everything
const CLIENT = `${SITE}offline.js?client=`; // with its name: a page, or a worker of one, of this build
const AT_ONCE = 8; // so many files are fetched at the same time

let opened;
/** Give the cache of this build, opened once: after another worker has removed it, what still goes in is lost with it. */
function store() {
  opened ??= caches.has(NAME).then((has) => has ? caches.open(NAME) : Promise.reject(new Error("another build has taken over.")));
  opened.catch(() => { opened = undefined; });
  return opened;
}

/** Find what is kept; a browser whose store fails must still show what the network sends. */
const find = (address) => caches.match(address, { cacheName: NAME }).catch(() => undefined);

/** Ask the site, in this way: any copy that the browser has, since its hash tells whether it is the right one; or the site itself. */
const ask = (address, cache = "no-cache") => fetch(address, { cache });

async function hash(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...found));
}

/** Give the file of an address, as the list names it. */
function fileOf(address) {
  const path = address.slice(SITE.length).replace(/[?#].*/u, "");
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** Give the address of a file; some servers lead from a page's file to its folder. */
const addressOf = (file) => SITE + file.replace(/(?<=^|\/)index\.html$/u, "");

let listed;
/** Give the hash of each file of this build, and how many bytes they have. Throws where the site is of another by now. */
function list() {
  listed ??= (async () => {
    const response = await find(LIST) ?? await ask(LIST);
    const bytes = await response.arrayBuffer();
    if (await hash(bytes) !== VERSION) throw new Error("the site is of another build than this page.");
    await (await store()).put(LIST, new Response(bytes, response));
    return JSON.parse(new TextDecoder().decode(bytes));
  })();
  listed.catch(() => { listed = undefined; });
  return listed;
}

/** Keep a file as it was sent; tells whether it is of this build. */
async function keep(file, response) {
  const expected = (await list()).files[file];
  if (!expected || !response.ok) return false;
  const bytes = await response.arrayBuffer();
  if (await hash(bytes) !== expected) return false;
  await (await store()).put(addressOf(file), new Response(bytes, response));
  return true;
}

/** Keep files that are not there yet, from what another build kept where that is the same. Throws when one can't be had. */
async function keepAll(files, former) {
  const waiting = [...files];
  async function keepOne(file) {
    const address = addressOf(file);
    if (await find(address)) return;
    const old = await former?.match(address);
    if (old && await keep(file, old)) return;
    if (await keep(file, await ask(address, "force-cache")) || await keep(file, await ask(address))) return;
    throw new Error(`${file} is of another build.`);
  }
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (waiting.length > 0) await keepOne(waiting.shift());
  }));
}

/** Give those files of this build that a cache has. */
async function among(cache) {
  const there = new Set((await cache.keys()).map(({ url }) => fileOf(url)));
  return Object.keys((await list()).files).filter((file) => there.has(file));
}

/* A new build */

async function takeOver() {
  opened = caches.open(NAME);
  const { files } = await list();
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === NAME) continue;
    const former = await caches.open(name);
    const whole = await former.match(WHOLE);
    await keepAll(whole ? Object.keys(files) : await among(former), former);
    if (whole) await (await store()).put(WHOLE, whole);
  }
  await skipWaiting();
}

async function clearUp() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(others.map((name) => caches.delete(name)));
}

addEventListener("install", (event) => event.waitUntil(takeOver()));
addEventListener("activate", (event) => event.waitUntil(clearUp()));

/* What is asked for */

const judging = new Map(); // by client, while it isn't known yet whether the page is of this build

const noted = new Set(); // those that this worker has noted since it was started, for whom the browser may have no window yet

/** Note that a page, or a worker of one, is of this build, since the browser ends this worker at will; forget those that are gone. */
async function remember(client) {
  const cache = await store();
  noted.add(client);
  await cache.put(CLIENT + client, new Response());
  const there = new Set([...noted, ...(await clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id)]);
  const gone = (await cache.keys()).filter(({ url }) => url.startsWith(CLIENT) && !there.has(url.slice(CLIENT.length)));
  await Promise.all(gone.map((one) => cache.delete(one)));
}

/** Answer what begins a page or a worker, and find out of which build it is. */
async function begun({ request, resultingClientId: client }, file, meanwhile) {
  try {
    const response = await fetch(request, { cache: "no-cache" });
    const verdict = keep(file, response.clone()).then((isOurs) => isOurs && remember(client)).catch(() => false);
    judging.set(client, verdict);
    meanwhile(verdict.finally(() => judging.delete(client)));
    return response;
  } catch (mistake) {
    const found = await find(addressOf(file));
    if (!found) throw mistake;
    await remember(client);
    return found;
  }
}

/** Answer what a page or a worker needs. */
async function needed({ request, clientId: client }, file, meanwhile) {
  const found = await find(addressOf(file));
  if (!found) {
    const response = await fetch(request);
    meanwhile(keep(file, response.clone()).catch(() => false));
    return response;
  }
  await judging.get(client);
  return await find(CLIENT + client) ? found : fetch(request, { cache: "no-cache" });
}

addEventListener("fetch", (event) => {
  const { request, resultingClientId } = event;
  if (request.method !== "GET" || !request.url.startsWith(SITE)) return;
  const answer = resultingClientId ? begun : needed;
  event.respondWith(answer(event, fileOf(request.url), (work) => event.waitUntil(work)));
});

/* What pages tell and ask */

const ORDERS = {
  /** A page was shown, made of what these addresses name. */
  async seen(addresses) {
    const { files } = await list();
    const names = addresses.filter((one) => one.startsWith(SITE)).map(fileOf);
    await keepAll(names.filter((file) => file in files));
  },
  /** Keep so many more files; tells how many are left. */
  async more(count) {
    const { files, bytes } = await list();
    const names = Object.keys(files);
    const there = new Set(await among(await store()));
    const missing = names.filter((file) => !there.has(file));
    if (count > 0) await (await store()).put(WHOLE, new Response());
    await keepAll(missing.slice(0, count));
    return { left: Math.max(0, missing.length - count), all: names.length, bytes };
  },
  /** Keep nothing any more but the list. */
  async forget() {
    const cache = await store();
    const others = (await cache.keys()).filter(({ url }) => url !== LIST);
    await Promise.all(others.map((one) => cache.delete(one)));
  },
};

addEventListener("message", (event) => {
  const { data: [order, given], ports: [port] } = event;
  const done = ORDERS[order](given);
  event.waitUntil(done.then((told) => port?.postMessage({ told }), (mistake) => port?.postMessage({ mistake: mistake.message })));
});
