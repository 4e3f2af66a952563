/** How a number is worded, as macros/number_words.py does it in Python; tests hold the two together. */

import { SIGNIFICANT_DIGITS, units } from "./generated/units.js";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";

const significant = (value) => Number(value.toPrecision(SIGNIFICANT_DIGITS));

/* To make a format takes a browser longer than to use it a hundred times. */
const formats = new Map();

function formatOf(style, fewest, most) {
  const key = `${style} ${fewest} ${most}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat("en-GB", {
      style, minimumFractionDigits: fewest, maximumFractionDigits: most, signDisplay: "never",
    }));
  }
  return formats.get(key);
}

function digitsOf(number, unit, fewest, most) {
  const style = unit.scale === 2 ? "percent" : "decimal"; // moves the point in decimal arithmetic
  return formatOf(style, fewest, most).formatToParts(number)
    .filter(({ type }) => type !== "percentSign" && type !== "literal").map(({ value }) => value).join("");
}

const plain = (digits) => Number(digits.replaceAll(",", ""));

/** Write a number with its unit; `decimals` and `signed` as in Python, `bare` leaves the unit's words out. */
export function numberWords(value, unitName, { decimals = null, signed = false, bare = false } = {}) {
  const unit = units[unitName];
  if (unit.words.length > 0) {
    if (!(value in unit.words)) throw new RangeError(`${value} is none of: ${unit.words.join(", ")}`);
    return unit.words[value];
  }
  const [fewest, upTo] = decimals ?? unit.decimals;
  const number = significant(value);
  const landmarks = unit.scale === 2 ? [0, 100] : [0];
  let most = upTo;
  let digits = digitsOf(number, unit, fewest, most);
  const isLandmark = () => landmarks.includes(plain(digits)) && plain(digits) !== Math.abs(number) * 10 ** unit.scale;
  while (isLandmark() && most < SIGNIFICANT_DIGITS * 2) {
    most += 1;
    digits = digitsOf(number, unit, fewest, most);
  }
  const zero = plain(digits) === 0;
  const sign = zero ? "" : number < 0 ? MINUS : signed ? "+" : "";
  const suffix = unit.one && digits === "1" ? unit.one : unit.suffix;
  return `${sign}${unit.prefix}${digits}${bare || !suffix ? "" : NO_BREAK_SPACE + suffix}`;
}

/** Write an interval, its unit once. */
export function intervalWords(low, high, unitName, decimals = null) {
  return `${numberWords(low, unitName, { decimals, bare: true })} to ${numberWords(high, unitName, { decimals })}`;
}
