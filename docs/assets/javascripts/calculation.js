/** Check the arguments of a formula against its bounds and calculate it, as Formula does in Python. */

import { formulas } from "./generated/formulas.js";
import { units } from "./generated/units.js";
import { total } from "./primitives.js";

/** A mistake in what the reader typed, with the argument that it belongs to and, in a table, the row and column. */
export class InputError extends Error {
  constructor({ argument, row, column }, message) {
    super(message);
    Object.assign(this, { argument, row, column });
  }
}

/** Turn a name of a formula into the words that people read. */
export const words = (name) => name.replaceAll("_", " ");

const TESTS = [
  ["at_least", "at least", (value, limit) => value >= limit],
  ["at_most", "at most", (value, limit) => value <= limit],
  ["above", "above", (value, limit) => value > limit],
  ["below", "below", (value, limit) => value < limit],
];

/** Write a bound in the scale in which the reader types the argument: 1 of a share is 100. */
function limitWords(bound, limit, unitName) {
  const scale = units[unitName]?.scale ?? 0;
  const typed = Number((limit * 10 ** scale).toPrecision(12)).toLocaleString("en-GB", { maximumFractionDigits: 12 });
  return typeof bound === "string" ? `the ${words(bound)} (${typed})` : typed;
}

/** Tell in words what a number must be, by its bounds: "at least 0", "at most the whole", "a whole number". */
export function boundsOf({ unit, whole, ...bounds }) {
  const told = TESTS.filter(([name]) => name in bounds).map(([name, text]) => (
    `${text} ${typeof bounds[name] === "string" ? `the ${words(bounds[name])}` : limitWords(bounds[name], bounds[name], unit)}`
  ));
  return whole ? [...told, "a whole number"] : told;
}

function checkNumber({ place, label, value, bounds }) {
  if (!Number.isFinite(value)) {
    throw new InputError(place, `${label} must be a number.`);
  }
  if (bounds.whole && !Number.isInteger(value)) {
    throw new InputError(place, `${label} must be a whole number.`);
  }
}

function checkBounds({ place, label, value, bounds, row }, values) {
  for (const [name, text, holds] of TESTS) {
    if (!(name in bounds)) continue;
    const bound = bounds[name];
    const named = row && bound in row ? row : values; // another column of the row, or another argument
    const limit = typeof bound === "string" ? named[bound] : bound;
    if (!holds(value, limit)) {
      throw new InputError(place, `${label} must be ${text} ${limitWords(bound, limit, bounds.unit)}.`);
    }
  }
}

/** Give every number of the arguments with its label and bounds, those in lists and tables one by one. */
function numbersOf(name, parameter, value) {
  const place = { argument: name };
  if (parameter.shape === "number") return [{ place, label: words(name), value, bounds: parameter }];
  if (value.length === 0) throw new InputError(place, `${words(name)} must have at least one number.`);
  return value.flatMap((one, row) => {
    if (parameter.shape === "list") {
      return [{ place, label: `${words(name)} ${row + 1}`, value: one, bounds: parameter }];
    }
    return Object.entries(parameter.columns).map(([column, bounds]) => (
      { place: { ...place, row, column }, label: `${words(column)} in row ${row + 1}`, value: one[column], bounds, row: one }
    ));
  });
}

/** Give what the columns of a table add up to whose sum is bounded. */
function sumsOf(name, { sums = {} }, rows) {
  return Object.entries(sums).map(([column, bounds]) => {
    const value = total(rows.map((row) => row[column]));
    return { place: { argument: name }, label: `the sum of ${words(column)}`, value, bounds };
  });
}

/** Throw an InputError for the first argument that is no number or out of its bounds. */
function checkArguments(parameters, values) {
  const numbers = Object.entries(parameters).flatMap(([name, parameter]) => numbersOf(name, parameter, values[name]));
  for (const number of numbers) checkNumber(number);
  for (const number of numbers) checkBounds(number, values); // a bound may be another argument, a number by now
  const sums = Object.entries(parameters).flatMap(([name, parameter]) => sumsOf(name, parameter, values[name]));
  for (const sum of sums) checkBounds(sum, values);
}

/**
 * Calculate a formula.
 * @param {string} name - the formula.
 * @param {Object} values - stored numbers by argument: shares are fractions of 1; lists are arrays, tables arrays of rows.
 * @returns {{value: number, low?: number, high?: number, steps?: Object<string, number>}} the result, with its interval
 *   and with what the formula names on the way, where it has them.
 * @throws {InputError} for the first number that is none, or out of its bounds.
 */
export function calculate(name, values) {
  const { parameters, calculate: run } = formulas[name];
  checkArguments(parameters, values);
  const result = run(values);
  const { steps = {}, ...ends } = result;
  if (![...Object.values(ends), ...Object.values(steps)].every(Number.isFinite)) {
    throw new InputError({}, "These inputs together give no finite result.");
  }
  return result;
}
