/** How a number is worded, as macros/number_words.py does it in Python; tests hold the two together. */

import { SIGNIFICANT_DIGITS, units } from "./generated/units.js";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";

/** Round a number to the digits that count: what a calculation leaves beyond them is noise. */
export const significant = (value) => Number(value.toPrecision(SIGNIFICANT_DIGITS));

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

/** Write a number with every digit that somebody typed. */
export function inputWords(value, unitName, { bare = false } = {}) {
  const [fewest, most] = units[unitName].decimals;
  const [digits, exponent] = significant(value).toExponential().split("e");
  const typed = (digits.split(".")[1]?.length ?? 0) - Number(exponent) - units[unitName].scale;
  return numberWords(value, unitName, { decimals: [fewest, Math.max(most, typed)], bare });
}

const FOUR = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4, signDisplay: "never" });

/** Write what an intermediate step comes to, with four significant digits and no unit. */
export function roundedWords(value) {
  return `${value < 0 ? MINUS : ""}${FOUR.format(significant(value))}`;
}

/** Tell how many digits after the point show on which side of a limit a number lies. */
export function decimalsApart(value, limit, unitName, most) {
  const unit = units[unitName];
  const target = significant(limit * 10 ** unit.scale);
  const written = significant(significant(value) * 10 ** unit.scale);
  const rounded = (digits) => Math.sign(value) * plain(digitsOf(significant(value), unit, 0, digits));
  let digits = most;
  while (digits < SIGNIFICANT_DIGITS * 2 && Math.sign(rounded(digits) - target) !== Math.sign(written - target)) digits += 1;
  return digits;
}

/** Write an interval, its unit once. */
export function intervalWords(low, high, unitName, decimals = null) {
  return `${numberWords(low, unitName, { decimals, bare: true })} to ${numberWords(high, unitName, { decimals })}`;
}
