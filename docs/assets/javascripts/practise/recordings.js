/** The recordings that a reader keeps: in this browser beside the workbook, and in no file of it, since they are large. */

import { clear, createStore, del, set, values } from "../vendor/idb-keyval/index.js";

let opened;
const database = () => (opened ??= createStore("playbook-recordings", "recordings")); // there is none until somebody keeps one

/** Keep one: `{id, asked, at, blob}`. */
export const keepRecording = (recording) => set(recording.id, recording, database());

/** Give all of them, the latest first. */
export const keptRecordings = async () => (await values(database())).sort((one, other) => other.at.localeCompare(one.at));

/** Forget one. */
export const forgetRecording = (id) => del(id, database());

/** Forget all of them. */
export const forgetRecordings = () => clear(database());
