/**
 * One measure of a reader: what they typed for a formula as result, interval, verdict and sentences, or a refusal.
 *
 * argumentsOf("relative_lift") tells what to ask for, in order:
 *   [{ name, label, shape: "number" | "list" | "table", unit, units, bounds, columns }]
 *   label   its name in words; unit is what is declared: a unit, a kind of unit, or "any", the same for all such
 *   units   the names that may be chosen for it (units.js has their symbols); one alone: nothing to choose
 *   bounds  what it must be, in words: ["above 0", "a whole number"]; columns has the same for each column of a table
 *
 * compute("relative_change", { before: "500", after: "110" }, { before: "ms" }) gives
 *   { value, low?, high?, unit, decimals, signed, steps, values, units, words, interval?, said, written, verdict?, target? }
 *   value   the stored number (shares are fractions of 1), low and high its interval; unit the name of its unit
 *   words   the result with its interval, as pages write it; interval its words alone
 *   said, written   the sentence to say and the line to write
 *   values, units   what was read, by argument, and the unit of each (columns as table.column, the result as "in")
 * or { refused: { message, argument?, row?, column? } }: the words of the refusal and the field that it belongs to.
 *
 * typed holds text by argument; a list is one text; a table is an array of rows with text by column.
 * units are chosen by argument; a unit that arguments share may be given for one of them alone, and "in" for the result.
 * goal, where there is one, is { bound: "at_least" | "at_most", limit: typed text in the unit of the result, exclusive };
 * then verdict is "met" or "missed", target its words, and the result has the digits that show on which side it lies.
 */

import { boundsOf, calculate, InputError, words } from "./calculation.js";
import { choices, RESULT, settledUnits } from "./formula-units.js";
import { formulas } from "./generated/formulas.js";
import { wordings } from "./generated/sentences.js";
import { units as known } from "./generated/units.js";
import { decimalsApart, inputWords, intervalWords, numberWords, significant } from "./number-words.js";
import { said, written } from "./sentences.js";
import { readTyped, typedNumber } from "./typed.js";

/** Tell what to ask for to calculate a formula. */
export function argumentsOf(formula) {
  return Object.entries(formulas[formula].parameters).map(([name, parameter]) => told(name, parameter));
}

function told(name, parameter) {
  const { shape = "number", unit, columns } = parameter;
  const label = words(name);
  if (!columns) return { name, label, shape, unit, units: choices(unit), bounds: boundsOf(parameter) };
  return { name, label, shape, columns: Object.entries(columns).map(([column, bounds]) => told(column, bounds)) };
}

/** Calculate a formula from what somebody typed; the comment above says what goes in and what comes out. */
export function compute(formula, typed, units = {}, goal = null) {
  try {
    const unitOf = settledUnits(formula, units);
    const values = readTyped(formula, typed, unitOf);
    return measured(formula, values, unitOf, goal);
  } catch (mistake) {
    if (!(mistake instanceof InputError)) throw mistake;
    const { argument, row, column, message } = mistake;
    return { refused: { message: message.charAt(0).toUpperCase() + message.slice(1), argument, row, column } };
  }
}

function measured(formula, values, unitOf, goal) {
  const { signed, decimals: own } = formulas[formula];
  const unit = unitOf[RESULT];
  const { steps = {}, ...result } = calculate(formula, values);
  const judged = goal ? judge(result.value, unit, own, goal) : {};
  const decimals = judged.decimals ?? own;
  const filled = { result: { ...result, unit, decimals, signed }, arguments: given(values, unitOf) };
  const shown = numberWords(result.value, unit, { decimals, signed });
  const interval = "low" in result ? intervalWords(result.low, result.high, unit, decimals) : undefined;
  return {
    ...filled.result,
    ...judged,
    steps,
    values,
    units: unitOf,
    words: interval ? `${shown} (${interval})` : shown,
    interval,
    said: said(formula, filled),
    written: written(formula, filled),
  };
}

/** Give numbers with their units, and how many rows lists and tables have. */
function given(values, unitOf) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => (
    [name, Array.isArray(value) ? value.length : { value, unit: unitOf[name] }]
  )));
}

function judge(value, unit, decimals, { bound, limit: typed, exclusive = false }) {
  const limit = typedNumber(typed, unit, {}, "goal");
  if (!Number.isFinite(limit)) throw new InputError({ argument: "goal" }, "The goal must be a number.");
  const [result, wanted] = [significant(value), significant(limit)];
  const isMet = result === wanted ? !exclusive : (result > wanted) === (bound === "at_least");
  const [fewest, most] = decimals ?? known[unit].decimals;
  return {
    verdict: isMet ? "met" : "missed",
    target: `${wordings.targets[bound][exclusive ? 1 : 0]} ${inputWords(limit, unit)}`,
    decimals: [fewest, decimalsApart(value, limit, unit, most)],
  };
}
