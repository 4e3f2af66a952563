/** The reader's workbook: one document in this browser, saved as it is typed, the same in every tab, sent nowhere. */

import { clear, createStore, getMany, promisifyRequest } from "../vendor/idb-keyval/index.js";
import { letGo, putDown, takeUp } from "./leaving.js";
import { merged } from "./merging.js";
import { emptyWorkbook, migrated } from "./versions.js";

const KEY = "workbook";
const BEFORE = "before"; // the document that another one has taken the place of
const REVISION = "revision"; // how often it was saved
const SOON = 150; // milliseconds after which what was typed is saved, however long somebody goes on typing

/** Tell the reader plainly why nothing is kept; `name` is what the browser calls its refusal. */
function refusal({ name, message }) {
  if (name === "RangeError") return message;
  if (name === "QuotaExceededError") {
    return "Your browser has no room left, so the last change wasn’t kept. Download a copy, then make room.";
  }
  return "Your browser keeps nothing in this window, perhaps because it is a private one. Download a copy before you close it.";
}

const today = (stored) => (stored === undefined ? emptyWorkbook() : migrated(stored));

/** Open the workbook. Gives what reads, changes and watches it; a browser that keeps nothing still lets one write. */
export async function openWorkbook() {
  const listeners = new Set();
  const channel = new BroadcastChannel("playbook.workbook");
  const database = createStore("playbook", "workbook");
  let pending = [];
  let saving = 0;
  let timer;
  let state = { kept: true, message: "" };
  let data = emptyWorkbook();
  let before;
  let revision = 0;

  const tell = (from) => {
    for (const listener of listeners) listener(data, { ...state, from });
  };
  const kept = () => {
    state = { kept: true, message: "" };
    channel.postMessage("changed");
  };
  const failed = (error) => {
    state = { kept: false, message: refusal(error) };
  };
  const read = async () => {
    const [stored, replaced, count = 0] = await getMany([KEY, BEFORE, REVISION], database);
    data = today(stored);
    before = replaced;
    revision = count;
    for (const change of pending) change(data);
  };

  /** Put a document that is made of the stored one in its place, in one go; gives what was stored. */
  const replace = (make, keeping = () => { /* nothing else is kept */ }) => database("readwrite", async (store) => {
    const [stored, count = 0] = await Promise.all([KEY, REVISION].map((key) => promisifyRequest(store.get(key))));
    const now = today(stored);
    const next = make(now);
    store.put(next, KEY);
    store.put(count + 1, REVISION);
    keeping(store, now);
    data = structuredClone(next);
    for (const change of pending) change(data); // typed while the browser is saving: shown now, saved next
    await promisifyRequest(store.transaction);
    revision = count + 1;
    return now;
  });

  /** Take up what was written as the last page was left, where it wasn't saved after all. */
  const takeIn = async () => {
    const left = takeUp();
    if (left === null) return;
    const own = migrated(left.data);
    // Where another tab has saved since, both are kept.
    await replace((now) => (left.revision === revision ? own : merged(now, own)));
    letGo();
  };

  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  /** Save what was changed: each change is made again on what is stored, which another tab may have changed too. */
  const save = async () => {
    stop();
    const changes = pending;
    if (changes.length === 0) return;
    pending = [];
    saving += 1;
    try {
      await replace((next) => {
        for (const change of changes) change(next);
        return next;
      });
      if (pending.length === 0) letGo();
      kept();
    } catch (error) {
      pending = [...changes, ...pending]; // the next attempt makes them too
      failed(error);
    } finally {
      saving -= 1;
    }
    tell("save");
  };

  /**
   * Put another document in the place of this one, and keep this one to be brought back.
   *
   * `make` gets the document as it is stored, and gives the other.
   */
  const exchange = async (make) => {
    await save();
    try {
      before = await replace(make, (store, now) => store.put(now, BEFORE));
      kept();
    } catch (error) {
      [data, before] = [make(data), data]; // for as long as the window is open
      failed(error);
    }
    tell("exchange");
  };

  try {
    await read();
    await takeIn();
  } catch (error) {
    failed(error);
  }
  channel.onmessage = async () => {
    try {
      await read();
    } catch (error) {
      failed(error);
    }
    tell("tab");
  };
  const leave = () => {
    if (pending.length > 0 || saving > 0) putDown(data, revision);
    save();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  addEventListener("pagehide", leave);
  addEventListener("focusout", save); // a link is pressed: what is begun now is done before the page goes

  return {
    get data() { return data; },
    get state() { return { ...state, saved: pending.length === 0 && saving === 0 }; },
    /** Whether there is a document that another one has taken the place of. */
    get replaced() { return before !== undefined; },
    /** Change the document by a function that does the same to any copy of it, and save it soon. */
    change(make) {
      if (pending.length === 0) navigator.storage?.persist?.();
      make(data);
      pending.push(make);
      timer ??= setTimeout(save, SOON);
    },
    save,
    exchange,
    /** Bring back the document that another one has taken the place of; that one is kept instead. */
    async bringBack() {
      const last = migrated(before);
      await exchange(() => last);
    },
    /** Forget everything, here and in every other tab. */
    async erase() {
      stop();
      pending = [];
      try {
        letGo();
        await clear(database);
        kept();
      } catch (error) {
        failed(error);
      }
      [data, before] = [emptyWorkbook(), undefined];
      tell("exchange");
    },
    /** Call back after each save, each exchange and each change in another tab, with the document and how it is kept. */
    watch(listener) {
      listeners.add(listener);
    },
  };
}
