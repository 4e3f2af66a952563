/** The sentences that hand a result over, as macros/sentences.py makes them in Python, from the same patterns. */

import { patterns } from "./generated/sentences.js";
import { units } from "./generated/units.js";
import { inputWords, intervalWords, numberWords } from "./number-words.js";
import { amount, breath, counted, fraction, moved, outOf, span, times } from "./spoken.js";

/* What is filled in is {result: {value, low?, high?, unit, decimals, signed}, arguments: {name: {value, unit} | rows}},
   units by name; of a list or a table it is only told how many rows there are. */

const RESULT = "result";

function quantity({ result, arguments: given }, name) {
  const { value, unit, decimals = null } = name === RESULT ? result : given[name];
  return { value, unit: units[unit], decimals };
}

/** Give a unit without words of its own the words that a pattern offers. */
function named(one, words, several) {
  const hasNoun = one.unit.said.length > 0 || one.unit.suffix;
  return several && !hasNoun ? { ...one, unit: { ...one.unit, one: words, suffix: several } } : one;
}

function write(filled, name, bare = false) {
  const { value, unit, decimals, signed } = name === RESULT ? filled.result : filled.arguments[name];
  return name === RESULT ? numberWords(value, unit, { decimals, signed, bare }) : inputWords(value, unit, { bare });
}

function sayArms(filled, first, second) {
  const [control, treatment] = [quantity(filled, first), quantity(filled, second)];
  if (control.value === treatment.value) return `${amount(treatment)} in each arm`;
  return `${amount(control)} in control and ${amount(treatment, { bare: true })} in treatment`;
}

function writeArms(filled, first, second) {
  const [control, treatment] = [write(filled, first, true), write(filled, second, true)];
  return control === treatment ? `${control} in each arm` : `${control} in control and ${treatment} in treatment`;
}

const rowsOf = (filled, name, one = "", several = "") => [filled.arguments[name], filled.arguments[name] === 1 ? one : several];

const SAY = {
  say: (filled, name, one, several) => amount(named(quantity(filled, name), one, several)),
  write: (filled, name) => write(filled, name),
  moved: (filled, name, word) => moved(quantity(filled, name), word),
  breath: (filled, word) => breath(quantity(filled, RESULT), filled.result, word),
  fraction: (filled, name) => fraction(quantity(filled, name)),
  times: (filled, name) => times(quantity(filled, name)),
  out_of(filled, part, whole) {
    const all = quantity(filled, whole); // both count the same, whatever the one is called
    return outOf({ ...quantity(filled, part), unit: all.unit }, all);
  },
  span: (filled, first, second, between) => span(quantity(filled, first), quantity(filled, second), between),
  count(filled, ...given) {
    const [rows, words] = rowsOf(filled, ...given);
    return `${counted(rows)} ${words}`.trim();
  },
  arms: sayArms,
};
const WRITE = {
  write: (filled, name) => write(filled, name),
  bare: (filled, name) => write(filled, name, true),
  interval: ({ result: { low, high, unit, decimals } }) => intervalWords(low, high, unit, decimals),
  count(filled, ...given) {
    const [rows, words] = rowsOf(filled, ...given);
    return `${rows.toLocaleString("en-GB")} ${words}`.trim();
  },
  arms: writeArms,
};

function sentence(pattern, forms, filled) {
  return pattern.map((part) => (typeof part === "string" ? part : forms[part[0]](filled, ...part.slice(1)))).join("");
}

/** Give the sentence that one says of a result. */
export function said(formula, filled) {
  const text = sentence(patterns[formula].said, SAY, filled);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Give the line that one writes of a result. */
export const written = (formula, filled) => sentence(patterns[formula].written, WRITE, filled);
