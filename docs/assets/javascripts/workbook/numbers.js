/** The numbers of a text, and whether the measures of a story give them: rounded as one rounds, never further. */

import { wordings } from "../generated/sentences.js";
import { units } from "../generated/units.js";
import { compute } from "../measure.js";
import { wordsOf } from "../yours/field-words.js";
import { fieldName } from "../yours/filling.js";

const ONES = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
  "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SIZES = { hundred: 1e2, thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9 };
const WORDED = new Map([
  ...ONES.map((word, number) => [word, number]),
  ...TENS.flatMap((tens, index) => [
    [tens, 20 + 10 * index],
    ...ONES.slice(1, 10).map((ones, one) => [`${tens}-${ones}`, 21 + 10 * index + one]),
  ]),
  ["a", 1], ["dozen", 12], ["a dozen", 12],
]);
const longestFirst = (words) => [...words].sort((one, other) => other.length - one.length).join("|");
const WORD = longestFirst([...WORDED.keys()].filter((word) => word !== "a"));
const FRACTION = longestFirst(wordings.fractions.map(([, words]) => words));
const SIZE = "hundred|thousand|million|billion";
const LAST = "(?![\\p{L}\\p{N}])";

/* Figures; a word with a size, a percentage or a count of times behind it; one count out of another; a fraction. A word
 * alone, as in "two options", is seldom a measure. */
const FIGURES = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/_#-])(?<figures>\\d{1,3}(?:,\\d{3}){1,6}|\\d{1,18})(?<part>\\.\\d{1,12})?`
  + `(?:\\s?(?:%|×|per ?cent${LAST})|\\s?(?<size>${SIZE}|k|m|bn)${LAST}|\\s?(?:ms|s|min|h|x|kB|MB|GB|TB)${LAST})?(?![\\p{L}\\p{N}]|/\\d|:\\d)`, "giu",
);
const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:(?<word>a|${WORD})[ \u00a0-](?<size>${SIZE})${LAST}`
  + `|(?<counted>${WORD})[ \u00a0-](?:per ?cent|percentage points?|points?|times|fold)${LAST}`
  + `|(?<few>${WORD}) (?:of|out of) (?<all>${WORD})${LAST}`
  + `|by (?<by>${FRACTION})${LAST}|(?<of>${FRACTION}) of${LAST})`, "giu",
);
const ANY_WORD = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${WORD})${LAST}`, "giu");
const ABOUT = /(?:\b(?:about|around|roughly|nearly|almost|some|over|under|above|below|more than|less than|fewer than|just|close to|up to|at least|at most|approximately)\s|[~≈])$/iu;
const LONGEST_ABOUT = 16;
const GIVE = 0.05; // by so much of itself may a number lie beside what it is "about"
const NOISE = 1e-9;

/* What a number is when it is written with all its digits, how far that is from what it may stand for, and where. */
function figuresIn(text) {
  return [...text.matchAll(FIGURES)].map(({ 0: found, index, groups: { figures, part = "", size } }) => {
    const times = SIZES[size?.toLowerCase()] ?? 1;
    const whole = figures.replaceAll(",", "");
    const noughts = part ? 0 : Math.min(/0*$/.exec(whole)[0].length, Math.max(0, whole.length - 2));
    const step = part ? 10 ** (1 - part.length) : 10 ** noughts;
    return { values: [Number(whole + part) * times], step: step * times, place: [index, index + found.length] };
  });
}

function wordsIn(text) {
  return [...text.matchAll(WORDS)].map(({ 0: found, index, groups }) => {
    const { word, size, counted, few, all, by, of } = groups;
    const place = [index, index + found.length];
    const numberOf = (words) => WORDED.get(words.toLowerCase());
    if (by || of) {
      const [share] = wordings.fractions.find(([, words]) => words === (by ?? of).toLowerCase());
      return { values: [share], step: 2 * GIVE * share, place, share: true };
    }
    if (few) return { values: [numberOf(few), numberOf(all)], step: 1, place };
    if (counted) return { values: [numberOf(counted)], step: 1, place };
    const times = SIZES[size.toLowerCase()];
    return { values: [numberOf(word) * times], step: times / 10, place };
  });
}

/** Give every number of a measure's own words: digits, and words for small ones. */
function numbersOf(text) {
  const spoken = [...text.matchAll(ANY_WORD)].map(([word]) => WORDED.get(word.toLowerCase()));
  return [...figuresIn(text), ...wordsIn(text)].flatMap(({ values }) => values).concat(spoken);
}

const shown = (value, unit) => Math.abs(value) * 10 ** (units[unit]?.scale ?? 0);

/** Give what a measure has calculated, and what it was calculated from, as people write it. */
function calculated({ formula, inputs, units: chosen, goal }) {
  const result = compute(formula, inputs, chosen, goal);
  if (result.refused) return [];
  const { value, low = value, high = value, unit, values, units: settled, said, written, target = "" } = result;
  const given = Object.entries(values).flatMap(([name, held]) => {
    if (!Array.isArray(held)) return [shown(held, settled[name])];
    const cells = held.flatMap((row) => (typeof row === "object"
      ? Object.entries(row).map(([column, cell]) => shown(cell, settled[`${name}.${column}`]))
      : [shown(row, settled[name])]));
    return [held.length, ...cells];
  });
  return [...[value, low, high].map((one) => shown(one, unit)), ...given, ...[said, written, target].flatMap(numbersOf)];
}

/**
 * Give the numbers that stand behind a text.
 * @param {Array<Object|string>} measures - measures as the workbook holds them; words, such as "12 people", for the rest.
 * @returns {number[]} each without its sign, in the scale in which it is written: 78 for 78 %.
 */
export function numbersBehind(measures) {
  return measures.flatMap((one) => (typeof one === "string" ? numbersOf(one) : [...calculated(one), ...numbersOf(one.words ?? "")]));
}

/** Tell whether a number is another, rounded to the digits that it shows, or near it where it says about. */
function given({ values, step, share = false }, about, behind) {
  return values.every((value) => {
    const within = Math.max(step / 2, about ? GIVE * value : 0) * (1 + NOISE);
    return behind.some((known) => Math.abs(known - value) <= within || (share && Math.abs(known / 100 - value) <= within));
  });
}

/** Give the place of each number in a text that no known number is behind. */
export function unbacked(text, behind) {
  const known = [...new Set(behind)];
  return [...figuresIn(text), ...wordsIn(text)]
    .filter((number) => {
      const [start] = number.place;
      return !given(number, ABOUT.test(text.slice(Math.max(0, start - LONGEST_ABOUT), start)), known);
    })
    .map(({ place }) => place);
}

/**
 * Gather what stands behind the texts of a story from its card: every measure, and every number with a unit.
 * @param {Object} filling - the card as the workbook holds it, {words, rows}.
 * @param {Object} fields - what the card asks for, by name, as fieldsOf gives it.
 * @param {string} within - the rows that it is one of, where it is a row.
 */
export function measuresOf({ words = {}, rows = {} }, fields, within = "") {
  const own = Object.entries(words).flatMap(([name, value]) => {
    if (typeof value === "object") return [value];
    const asked = fields[fieldName(within, name)];
    return asked?.kind === "number" ? [wordsOf(value, asked)] : [];
  });
  const inner = Object.entries(rows).flatMap(([name, all]) => all.flatMap((row) => measuresOf(row, fields, name)));
  return [...own, ...inner];
}
