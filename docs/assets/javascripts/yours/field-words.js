/** What a field of a form holds, as it will be read. */

import { InputError } from "../calculation.js";
import { inputWords } from "../number-words.js";
import { typedNumber } from "../typed.js";

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
