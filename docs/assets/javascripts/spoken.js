/** Numbers as somebody says them, as macros/spoken.py does it in Python, by the same wordings; tests compare the two. */

import { wordings } from "./generated/sentences.js";
import { units } from "./generated/units.js";
import { numberWords, significant } from "./number-words.js";

const MINUS = "\u2212";
const NO_BREAK_SPACE = "\u00a0";
const LEAST_LARGE = wordings.large.at(-1)[0];

/* A quantity is {value, unit, decimals}: the unit as units.js describes it, the decimals null for the unit's own. */

function noun(unit, isOne) {
  if (unit.said.length > 0) return unit.said[isOne ? 0 : 1];
  return isOne && unit.one ? unit.one : unit.suffix;
}

function withUnit(words, unit, isOne) {
  const name = noun(unit, isOne);
  return name ? `${words}${NO_BREAK_SPACE}${name}` : words;
}

/** Write a number without the zeros that nobody says; money keeps its cents where it has any. */
function digitsOf(value, unit, decimals) {
  const written = numberWords(value, unit.name, { decimals, bare: true });
  if (!written.includes(".") || unit.kind === "money") return written.replace(/\.00$/, "");
  return written.replace(/\.?0+$/, "");
}

/** Say a whole number of a longer unit in that one: 72 hours are three days. */
function inLonger(value, unit) {
  const longer = wordings.longer[unit.name];
  if (!longer || value % longer[0] !== 0 || Math.abs(value) < longer[0] * wordings.longerFrom) return [value, unit];
  return inLonger(value / longer[0], units[longer[1]]);
}

const ROUNDED = [0, 1].map((digits) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: digits }));

/** Say a million or more in two digits, or in as many as it has when those are few. */
function large(value, unit, bare) {
  const [size, name] = wordings.large.find(([least]) => Math.abs(value) >= least);
  const share = significant(value / size);
  const said = (words) => (bare ? words : withUnit(words, unit, false));
  if (share === 1) return said(unit.prefix ? `${unit.prefix}1 ${name}` : `a ${name}`);
  const digits = ROUNDED[Math.abs(share) < 100 ? 1 : 0].format(Math.abs(share));
  const words = `${share < 0 ? MINUS : ""}${unit.prefix}${digits} ${name}`;
  return said(Number(digits.replaceAll(",", "")) === Math.abs(share) ? words : `about ${words}`);
}

/** Say a count: none of its digits up to ten, all of them beyond. */
export const counted = (number) => wordings.counted[number] ?? String(number);

/** Say a number: nine people, 110 milliseconds, three days, $1.9 million. */
export function amount(quantity, { bare = false, positive = false } = {}) {
  if (quantity.unit.words.length > 0) return numberWords(quantity.value, quantity.unit.name);
  const stored = significant(quantity.value);
  const [value, unit] = inLonger(positive ? Math.abs(stored) : stored, quantity.unit);
  const scaled = significant(value * 10 ** unit.scale);
  if (Math.abs(scaled) >= LEAST_LARGE && unit.scale === 0) return large(scaled, unit, bare);
  const isCounted = Number.isInteger(scaled) && scaled >= 0 && scaled <= 10;
  if (isCounted && unit.scale === 0 && !unit.prefix && unit.kind !== "factor") {
    const word = scaled === 0 && !noun(unit, false) ? wordings.zero : counted(scaled);
    return bare ? word : withUnit(word, unit, scaled === 1);
  }
  const written = digitsOf(value, unit, quantity.decimals);
  return bare ? written : withUnit(written, unit, written === "1");
}

/** Say a change with the verb or the direction that its sign asks for: fell by 78 %, up 2.8 %. */
export function moved(quantity, word) {
  const [below, same, above] = wordings.moves[word];
  const value = significant(quantity.value);
  if (value === 0) return same;
  return (value < 0 ? below : above).replace("{}", () => amount(quantity, { positive: true }));
}

function nearFraction(share) {
  const away = (fraction) => significant(Math.abs(fraction - share));
  const [fraction, words] = wordings.fractions.reduce((near, one) => (away(one[0]) < away(near[0]) ? one : near));
  const [within, ofIt] = wordings.fractionWithin;
  if (away(fraction) > Math.min(within, significant(ofIt * fraction))) return null;
  return away(fraction) <= wordings.fractionExactly ? words : `about ${words}`;
}

/** Say a share as a fraction where one is near, and as a percentage elsewhere. */
export const fraction = (quantity) => nearFraction(significant(quantity.value)) ?? amount(quantity);

/** Say a ratio: twice, 24 times, a fifth of, as much as. */
export function times(quantity) {
  const value = significant(quantity.value);
  if (value === 1) return "as much as";
  const near = value < 1 ? nearFraction(value) : null;
  if (near !== null) return `${near} of`;
  const written = numberWords(quantity.value, quantity.unit.name, { decimals: quantity.decimals, bare: true });
  return wordings.times[value] ?? `${written}${NO_BREAK_SPACE}times`;
}

const saidIn = (quantity) => inLonger(significant(quantity.value), quantity.unit)[1].name;
const shareTheirUnit = (one, other) => saidIn(one) === saidIn(other);

/** Say two numbers of one unit, which is said once: 500 to 110 milliseconds. */
export function span(first, second, between = "to") {
  return `${amount(first, { bare: shareTheirUnit(first, second) })} ${between} ${amount(second)}`;
}

/** Say a count out of a count, the unit once: six of seven people. */
export function outOf(part, whole) {
  const [few, all] = [significant(part.value), significant(whole.value)];
  const total = amount(whole);
  if (few > all) return `${amount(part, { bare: true })} against ${total}`;
  if (few === all) return `all ${total}`;
  if (few === 0) return `none of ${total}`;
  return `${amount(part, { bare: shareTheirUnit(part, whole) })} of ${total}`;
}

/** Say a number and its interval in one breath: up 2.8 %, give or take 1.2. */
export function breath(quantity, { low, high }, word) {
  const said = moved(quantity, word);
  const value = significant(quantity.value);
  const [below, above] = [value - significant(low), significant(high) - value].map(significant);
  const larger = Math.max(below, above);
  if (larger === 0) return said;
  const digits = (number) => digitsOf(number, quantity.unit, quantity.decimals);
  if (significant(Math.abs(below - above)) <= significant(larger / 5)) return `${said}, give or take ${digits(larger)}`;
  return `${said}, somewhere from ${digits(low)} to ${digits(high)}`;
}
