/** Check the arguments of a formula against its bounds and calculate it, as Formula does in Python. */

import { formulas } from "./generated/formulas.js";
import { units } from "./generated/units.js";

/** A mistake in what the reader typed, with the name of the argument that it belongs to. */
export class InputError extends Error {
  constructor(argument, message) {
    super(message);
    this.argument = argument;
  }
}

const words = (name) => name.replaceAll("_", " ");

const TESTS = [
  ["at_least", "at least", (value, limit) => value >= limit],
  ["at_most", "at most", (value, limit) => value <= limit],
  ["above", "above", (value, limit) => value > limit],
  ["below", "below", (value, limit) => value < limit],
];

/** Write a bound in the scale in which the reader types the argument: 1 of a share is 100. */
function boundWords(bound, limit, unitName) {
  const scale = units[unitName]?.scale ?? 0;
  const typed = Number((limit * 10 ** scale).toPrecision(12)).toLocaleString("en-GB", { maximumFractionDigits: 12 });
  return typeof bound === "string" ? `the ${words(bound)} (${typed})` : typed;
}

function checkNumber({ argument, label, value, bounds }) {
  if (!Number.isFinite(value)) {
    throw new InputError(argument, `${label} must be a number.`);
  }
  if (bounds.whole && !Number.isInteger(value)) {
    throw new InputError(argument, `${label} must be a whole number.`);
  }
}

function checkBounds({ argument, label, value, bounds }, values) {
  for (const [name, text, holds] of TESTS) {
    if (!(name in bounds)) continue;
    const bound = bounds[name];
    const limit = typeof bound === "string" ? values[bound] : bound;
    if (!holds(value, limit)) {
      throw new InputError(argument, `${label} must be ${text} ${boundWords(bound, limit, bounds.unit)}.`);
    }
  }
}

/** Give every number of the arguments with its label and bounds, those in lists and tables one by one. */
function numbersOf(name, parameter, value) {
  if (parameter.shape === "number") return [{ argument: name, label: words(name), value, bounds: parameter }];
  if (value.length === 0) throw new InputError(name, `${words(name)} must have at least one row.`);
  return value.flatMap((row, index) => {
    if (parameter.shape === "list") {
      return [{ argument: name, label: `${words(name)} ${index + 1}`, value: row, bounds: parameter }];
    }
    return Object.entries(parameter.columns).map(([column, bounds]) => (
      { argument: name, label: `${words(column)} in row ${index + 1}`, value: row[column], bounds }
    ));
  });
}

/** Throw an InputError for the first argument that is no number or out of its bounds. */
function checkArguments(parameters, values) {
  const numbers = Object.entries(parameters).flatMap(([name, parameter]) => numbersOf(name, parameter, values[name]));
  numbers.forEach(checkNumber);
  numbers.forEach((number) => checkBounds(number, values)); // a bound may be another argument, a number by now
}

/** Calculate a formula; gives {value} or {value, low, high}. */
export function calculate(name, values) {
  const { parameters, calculate: run } = formulas[name];
  checkArguments(parameters, values);
  const result = run(values);
  if (!Object.values(result).every(Number.isFinite)) {
    throw new InputError(null, "These inputs together give no finite result.");
  }
  return result;
}
