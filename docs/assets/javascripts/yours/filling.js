/** What a reader wrote into a form: words by field, ticked boxes, rows; and how a change finds its place in it. */

import { inputWords } from "../number-words.js";
import { InputError } from "../calculation.js";
import { typedNumber } from "../typed.js";

/** Give a form, or a row of one, with nothing in it. */
export function emptyFilling() {
  return { words: {}, ticked: [], rows: {} };
}

/** Give a row with nothing in it; its name stays its own wherever it is moved. */
export function emptyRow() {
  return { id: crypto.randomUUID().slice(0, 8), ...emptyFilling() };
}

/** Find a row of a filling by a path such as [["actions", "1f2e3d4c"]], or itself; makes what isn't there. */
export function at(filling, path) {
  let found = filling;
  for (const [name, id] of path) {
    found.rows[name] ??= [];
    let row = found.rows[name].find((one) => one.id === id);
    if (!row) {
      row = { ...emptyRow(), id };
      found.rows[name].push(row);
    }
    found = row;
  }
  return found;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Write what a field holds as it will be read: a number with its unit, a day in words, a measure as its result. */
export function wordsOf(value, { kind, unit } = {}) {
  if (!value) return "";
  if (typeof value === "object") return value.words;
  if (kind === "date" && /^\d{4}-\d\d-\d\d$/.test(value)) return day.format(new Date(`${value}T00:00Z`));
  if (kind !== "number") return value;
  const number = numberOf(value, unit);
  return Number.isFinite(number) ? inputWords(number, unit) : value;
}

/** Read the number of a field; NaN where it is none, or one that nobody means. */
export function numberOf(value, unit) {
  try {
    return typedNumber(value, unit, {}, "");
  } catch (mistake) {
    if (!(mistake instanceof InputError)) throw mistake;
    return Number.NaN;
  }
}
