/** Read a workbook out of a file that anybody may have made: it is validated, and only ever becomes text. */

import { Validator } from "../vendor/json-schema/validator.js";
import { migrated, VERSION } from "./versions.js";

export const MOST_BYTES = 5_000_000;
const SCHEMA = new URL("../../../schemas/workbook.json", import.meta.url);
const DRAFT = "2020-12";

/** Why a file isn't read, in words for the reader. */
export class Unreadable extends Error {}

/** Give the text of a workbook as a file. */
export const fileText = (workbook) => `${JSON.stringify(workbook, null, 1)}\n`;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (mistake) {
    throw new Unreadable(`It isn’t whole JSON: ${mistake.message}.`);
  }
}

/** Bring it to the version of today, if it is of one. */
function ofToday(read) {
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw new Unreadable("It holds no workbook.");
  if (read.version > VERSION) {
    throw new Unreadable(`At version: it is ${read.version}, and this site knows ${VERSION}. Reload the page, then try again.`);
  }
  try {
    return migrated(read);
  } catch (mistake) {
    throw new Unreadable(`At version: ${mistake.message}`);
  }
}

/* A place such as "stories, 2, state": people count from 1. */
function placeOf(pointer) {
  const parts = pointer.split("/").slice(1).map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
  return parts.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part)).join(", ") || "the top";
}

/** Tell the innermost mistake of those that a validator gives, which tells of what is around it first. */
function worded(errors) {
  const depth = ({ instanceLocation }) => instanceLocation.split("/").length;
  const deepest = Math.max(...errors.map(depth));
  const { instanceLocation, error } = errors.findLast((one) => depth(one) === deepest);
  return `At ${placeOf(instanceLocation)}: ${error.replace(/^Instance /, "what stands there ")}`;
}

function validated(workbook, schema) {
  let result;
  try {
    result = new Validator(schema, DRAFT).validate(workbook);
  } catch (mistake) {
    if (!(mistake instanceof RangeError)) throw mistake;
    throw new Unreadable("Its rows lie too deep in each other.");
  }
  if (!result.valid) throw new Unreadable(worded(result.errors));
  const lists = { "stories": workbook.stories, "practice, history": workbook.practice.history };
  for (const [place, list] of Object.entries(lists)) {
    const ids = new Set();
    const twice = list.findIndex(({ id }) => ids.size === ids.add(id).size);
    if (twice >= 0) throw new Unreadable(`At ${place}, ${twice + 1}, id: an earlier one has the same.`);
  }
  return workbook;
}

/**
 * Read the workbook of a file.
 *
 * Throws Unreadable with the place of the mistake; nothing is changed by reading.
 */
export async function readFile(file) {
  if (file.size > MOST_BYTES) {
    throw new Unreadable(`It has ${(file.size / 1e6).toFixed(1)} MB, and a workbook has ${MOST_BYTES / 1e6} MB at most.`);
  }
  const answer = await fetch(SCHEMA);
  if (!answer.ok) throw new Unreadable("The schema to check it against could not be loaded. Check your connection and try again.");
  const schema = await answer.json();
  return validated(ofToday(parsed(await file.text())), schema);
}
