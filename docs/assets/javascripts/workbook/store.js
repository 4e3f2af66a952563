/** The reader's workbook: one document in this browser, saved as it is typed, the same in every tab, sent nowhere. */

import { createStore, get, update } from "../vendor/idb-keyval/index.js";
import { emptyWorkbook, migrated } from "./versions.js";

const KEY = "workbook";
const IDLE = 150; // milliseconds without a key after which what was typed is saved

/** Tell the reader plainly why nothing is kept; `name` is what the browser calls its refusal. */
function refusal({ name }) {
  if (name === "QuotaExceededError") {
    return "Your browser has no room left, so that the last change isn’t kept. Download a copy, then make room.";
  }
  return "Your browser keeps nothing in this window, perhaps because it is a private one. Download a copy before you close it.";
}

/** Open the workbook. Gives what reads, changes and watches it; a browser that keeps nothing still lets one write. */
export async function openWorkbook() {
  const listeners = new Set();
  const channel = new BroadcastChannel("playbook.workbook");
  let database;
  let pending = [];
  let saving = 0;
  let timer;
  let state = { kept: true, message: "" };
  let data = emptyWorkbook();

  const tell = (from) => {
    for (const listener of listeners) listener(data, { ...state, from });
  };
  const failed = (error) => {
    state = { kept: false, message: refusal(error) };
    tell("save");
  };
  const read = async () => {
    const stored = await get(KEY, database);
    if (stored !== undefined) data = migrated(stored);
  };

  /** Save what was changed: each change is made again on what is stored, which another tab may have changed too. */
  const save = async () => {
    clearTimeout(timer);
    const changes = pending;
    if (changes.length === 0) return;
    pending = [];
    saving += 1;
    try {
      await update(KEY, (stored) => {
        const next = stored === undefined ? emptyWorkbook() : migrated(stored);
        for (const change of changes) change(next);
        data = next;
        return next;
      }, database);
      for (const change of pending) change(data); // typed while the browser was saving
      state = { kept: true, message: "" };
      channel.postMessage("changed");
    } catch (error) {
      state = { kept: false, message: refusal(error) };
    } finally {
      saving -= 1;
    }
    tell("save");
  };

  try {
    database = createStore("playbook", "workbook");
    await read();
  } catch (error) {
    state = { kept: false, message: refusal(error) };
  }
  channel.onmessage = async () => {
    try {
      await read();
      for (const change of pending) change(data);
      tell("tab");
    } catch (error) {
      failed(error);
    }
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  addEventListener("pagehide", save);

  return {
    get data() { return data; },
    get state() { return { ...state, saved: pending.length === 0 && saving === 0 }; },
    /** Change the document by a function that does the same to any copy of it, and save it soon. */
    change(make) {
      if (pending.length === 0) navigator.storage?.persist?.();
      make(data);
      pending.push(make);
      clearTimeout(timer);
      timer = setTimeout(save, IDLE);
    },
    save,
    /** Call back after each save and each change in another tab, with the document and whether it is kept. */
    watch(listener) {
      listeners.add(listener);
    },
  };
}
