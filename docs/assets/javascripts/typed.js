/** Read numbers as people type them: with commas between thousands, a percent sign, a list pasted from anywhere. */

import { InputError, words } from "./calculation.js";
import { formulas } from "./generated/formulas.js";
import { LARGEST, SMALLEST, units } from "./generated/units.js";

/* Commas group digits in threes and nothing else: 0,5 is refused, for it may mean a half. */
const NUMBER = /^[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+)$/;
const SIZE = `0, or between ${SMALLEST.toFixed(12)} and ${LARGEST.toLocaleString("en-GB")} in size`;

/** Take from a typed number what a program doesn't read; null when it is no number. */
export function plainNumber(text, unitName) {
  const signed = text.trim().replace("\u2212", "-");
  const bare = units[unitName].scale > 0 ? signed.replace(/\s*%$/, "") : signed;
  return NUMBER.test(bare) ? bare.replaceAll(",", "") : null;
}

/** Read one number, NaN when it is none; the point is moved in the text, so that 99.9 % is 0.999 exactly. */
export function typedNumber(text, unitName, place, label) {
  const plain = plainNumber(text, unitName);
  if (plain === null) return Number.NaN;
  const size = Math.abs(Number(plain));
  if (size > LARGEST || (size > 0 && size < SMALLEST)) throw new InputError(place, `${label} must be ${SIZE}.`);
  return Number(`${plain}e-${units[unitName].scale}`);
}

/** Split a list at spaces and semicolons; where there are none, its commas stand between numbers. */
export function parts(text) {
  const list = text.trim();
  const between = /[\s;]/.test(list) ? /,?[\s;]+|,$/ : ",";
  return list.split(between).filter((part) => part !== "");
}

/**
 * Read what somebody typed for a formula.
 * @param {string} formula - its name.
 * @param {Object} typed - text by argument; a table is an array of rows, each with text by column.
 * @param {Object<string, string>} unitOf - the unit of each argument, of a column by table.column.
 * @returns {Object} stored numbers by argument; NaN for what is no number, which calculation.js refuses.
 * @throws {InputError} a number is larger or smaller than anybody means.
 */
export function readTyped(formula, typed, unitOf) {
  const { parameters } = formulas[formula];
  return Object.fromEntries(Object.entries(parameters).map(([name, { shape, columns }]) => {
    const given = typed[name] ?? (shape === "table" ? [] : "");
    if (shape === "number") return [name, typedNumber(given, unitOf[name], { argument: name }, words(name))];
    if (shape === "list") {
      const read = (text, place) => typedNumber(text, unitOf[name], { argument: name }, `${words(name)} ${place + 1}`);
      return [name, parts(given).map(read)];
    }
    return [name, given.map((cells, row) => Object.fromEntries(Object.keys(columns).map((column) => {
      const label = `${words(column)} in row ${row + 1}`;
      const place = { argument: name, row, column };
      return [column, typedNumber(cells[column] ?? "", unitOf[`${name}.${column}`], place, label)];
    })))];
  }));
}
