/**
 * The inputs of a calculator as the part of an address behind #, which no browser sends to a server.
 *
 * #before=500+ms&after=110+ms: an argument, its number as typed, and its unit where the formula leaves that open; a list
 * is numbers with commas, a table a list for each column, as in bins.count=10,20; "in" is the unit of the result, where
 * it isn't the usual one. macros/presentation/calculators.py writes the same for the figures of the stories.
 */

import { InputError, words } from "./calculation.js";
import { declaredUnits, pathWords, RESULT, settledUnits } from "./formula-units.js";
import { formulas } from "./generated/formulas.js";
import { units } from "./generated/units.js";
import { parts, plainNumber } from "./typed.js";

const LONGEST = 8000;
const MOST_ROWS = 500;

const isOpen = (declared) => !(declared in units);

function refuse(problem) {
  throw new InputError({}, `The link can’t be used: ${problem}.`);
}

function textsOf(typed, shape, column) {
  if (shape === "table") return typed.map((row) => row[column]);
  return shape === "list" ? parts(typed) : [typed];
}

/** Write what is typed as an address part; null when it would be too long to pass on. */
export function write(formula, typed, unitOf) {
  const declared = declaredUnits(formula);
  const written = new URLSearchParams();
  for (const path of Object.keys(declared)) {
    const [argument, column] = path.split(".");
    const texts = textsOf(typed[argument], formulas[formula].parameters[argument].shape, column);
    const numbers = texts.map((text) => plainNumber(text, unitOf[path]).replace(/^\+/, ""));
    const unit = isOpen(declared[path]) ? ` ${unitOf[path]}` : "";
    written.set(path, `${numbers.join(",")}${unit}`.trim());
  }
  if (RESULT in unitOf) written.set(RESULT, unitOf[RESULT]);
  const text = `#${written}`.replaceAll("%2C", ",");
  return text.length > LONGEST ? null : text;
}

/** Tell whether the part of an address behind # holds inputs, and isn't the name of a heading. */
export const holdsInputs = (hash) => hash.includes("=");

/**
 * Read inputs from an address.
 * @param {string} hash - the part behind #, with it.
 * @param {string} formula - the formula of the calculator.
 * @returns {{typed: Object, units: Object<string, string>}} text and units by argument, as measure.js takes them.
 * @throws {InputError} it isn't what `write` writes: a name, a number or a unit that can't be, or one missing.
 */
export function read(hash, formula) {
  if (hash.length > LONGEST) refuse("it is too long");
  const given = new URLSearchParams(hash.slice(1));
  const declared = declaredUnits(formula);
  for (const name of given.keys()) {
    if (!Object.hasOwn(declared, name) && name !== RESULT) refuse(`it names “${name.slice(0, 40)}”, which isn’t asked for here`);
    if (given.getAll(name).length > 1) refuse(`it gives ${pathWords(name)} twice`);
  }
  const chosen = {};
  const lists = {};
  for (const [path, unit] of Object.entries(declared)) {
    if (!given.has(path)) refuse(`it lacks ${pathWords(path)}`);
    const [, numbers, , name] = given.get(path).match(/^([^ ]*)( (.*))?$/s);
    if (name !== undefined && !isOpen(unit)) refuse(`${pathWords(path)} has a unit, which it doesn’t take`);
    if (name !== undefined) chosen[path] = name;
    lists[path] = numbers.split(",");
  }
  if (given.has(RESULT)) chosen[RESULT] = given.get(RESULT);
  const settled = settle(formula, chosen);
  if (!given.has(RESULT)) delete settled[RESULT]; // it follows from the others, also when the reader changes them
  return { typed: typedOf(formula, lists, settled), units: settled };
}

function settle(formula, chosen) {
  try {
    return settledUnits(formula, chosen);
  } catch (mistake) {
    if (!(mistake instanceof InputError)) throw mistake;
    return refuse(mistake.message.replace(/\.$/, ""));
  }
}

/** Put the numbers of a link into the shapes that the formula takes, once each is one. */
function typedOf(formula, lists, unitOf) {
  for (const [path, texts] of Object.entries(lists)) {
    if (texts.some((text) => plainNumber(text, unitOf[path]) === null)) refuse(`${pathWords(path)} isn’t made of numbers`);
    if (texts.length > MOST_ROWS) refuse(`${pathWords(path)} has more than ${MOST_ROWS} numbers`);
  }
  return Object.fromEntries(Object.entries(formulas[formula].parameters).map(([name, { shape, columns }]) => {
    if (shape === "number" && lists[name].length > 1) refuse(`${words(name)} is one number`);
    if (shape !== "table") return [name, lists[name].join(" ")];
    const names = Object.keys(columns);
    const rows = lists[`${name}.${names[0]}`].length;
    if (names.some((column) => lists[`${name}.${column}`].length !== rows)) refuse(`the columns of ${words(name)} differ in length`);
    return [name, Array.from({ length: rows }, (_, row) => (
      Object.fromEntries(names.map((column) => [column, lists[`${name}.${column}`][row]]))
    ))];
  }));
}
