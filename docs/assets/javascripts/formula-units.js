/** Which units the numbers of a formula may have, and which its result has: the rule of macros/formula_units.py. */

import { InputError, words } from "./calculation.js";
import { formulas } from "./generated/formulas.js";
import { units } from "./generated/units.js";

/** The unit of an argument that takes any, as long as all such arguments of a calculation share it. */
export const ANY = "any";
/** Stands in the place of an argument's name for the unit of the result; no argument can have this name in Python. */
export const RESULT = "in";

const looks = (name) => units[name].like || name;

/** Tell whether numbers of a unit may go into an argument: of its own unit or one written alike, or of its kind. */
export function fits(name, declared) {
  if (declared === ANY) return true;
  return declared === units[name].kind || (declared in units && looks(declared) === looks(name));
}

/** Give the units that a reader may choose for an argument; one alone where there is nothing to choose. */
export function choices(declared) {
  if (declared in units) return [declared];
  return Object.keys(units).filter((name) => units[name].words.length === 0 && fits(name, declared));
}

/** Give every number that a formula takes with the unit that it declares, by its name; columns as table.column. */
export function declaredUnits(formula) {
  return Object.fromEntries(Object.entries(formulas[formula].parameters).flatMap(([name, parameter]) => (
    parameter.shape === "table"
      ? Object.entries(parameter.columns).map(([column, { unit }]) => [`${name}.${column}`, unit])
      : [[name, parameter.unit]]
  )));
}

/** Give what takes any unit, as long as all of them share it: names of arguments, and table.column. */
export function sharing(formula) {
  return Object.entries(declaredUnits(formula)).flatMap(([path, unit]) => (unit === ANY ? [path] : []));
}

/** Turn the name of an argument, or table.column, into words. */
export const pathWords = (path) => words(path).replace(".", ": ");

/** The unit that a number has when nobody chose one: the plainest of those that fit. */
function plainest(declared) {
  const possible = choices(declared);
  return possible.find((name) => !units[name].suffix && !units[name].prefix) ?? possible[0];
}

/** Tell whether a result may be given in a unit instead of its own: units of time have different lengths. */
function mayReplace(name, own) {
  return units[own].kind === "time" ? looks(name) === looks(own) : units[name].kind === units[own].kind;
}

function placeOf(path) {
  const [argument, column] = path.split(".");
  return column ? { argument, column, row: 0 } : { argument };
}

function chosenUnit(chosen, path, declared) {
  if (!Object.hasOwn(chosen, path)) return plainest(declared);
  const name = chosen[path];
  if (!Object.hasOwn(units, name)) {
    throw new InputError(placeOf(path), `${pathWords(path)} can’t be in “${name}”: there is no such unit.`);
  }
  if (!fits(name, declared)) {
    const needed = declared in units ? `in ${declared || "plain numbers"}` : `a ${declared}`;
    throw new InputError(placeOf(path), `${pathWords(path)} can’t be in “${name}”: it must be ${needed}.`);
  }
  return name;
}

/**
 * Settle the unit of every number of a formula.
 * @param {string} formula - its name.
 * @param {Object<string, string>} chosen - units by argument (columns as table.column), and by RESULT for the result;
 *   what is left out has its declared unit, or the plainest that fits.
 * @returns {Object<string, string>} the unit of each argument, and of the result by RESULT.
 * @throws {InputError} a unit is unknown or doesn't fit, or arguments that share one differ.
 */
export function settledUnits(formula, chosen = {}) {
  const declared = declaredUnits(formula);
  const shares = sharing(formula);
  const first = shares.find((path) => Object.hasOwn(chosen, path));
  const settled = {};
  for (const [path, unit] of Object.entries(declared)) {
    const shared = unit === ANY && first !== undefined && !Object.hasOwn(chosen, path) ? chosen[first] : undefined;
    settled[path] = shared ?? chosenUnit(chosen, path, unit);
  }
  const odd = shares.find((path) => settled[path] !== settled[shares[0]]);
  if (odd) {
    const both = `${pathWords(shares[0])} is in ${settled[shares[0]]}, ${pathWords(odd)} in ${settled[odd]}`;
    throw new InputError(placeOf(odd), `${both}: they must be in one unit.`);
  }
  const { unit } = formulas[formula];
  const own = unit === ANY ? settled[shares[0]] : unit;
  settled[RESULT] = Object.hasOwn(chosen, RESULT) ? chosen[RESULT] : own;
  if (!Object.hasOwn(units, settled[RESULT]) || !mayReplace(settled[RESULT], own)) {
    throw new InputError({}, `the result can’t be in “${settled[RESULT]}”: it is in ${own || "plain numbers"}.`);
  }
  return settled;
}
