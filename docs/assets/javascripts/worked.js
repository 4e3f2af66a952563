/** Write a calculation out: fill the blanks of a working, which the build drew from the formula (macros/faces/blanks.py). */

import { units } from "./generated/units.js";
import { RESULT } from "./formula-units.js";
import { inputWords, numberWords, roundedWords } from "./number-words.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const MINUS = "\u2212";

function element(tag, ...children) {
  const made = document.createElementNS(MATHML, tag);
  made.append(...children);
  return made;
}

const operator = (sign) => element("mo", sign);
function given(value, unit) {
  const name = units[unit].inMathematics;
  return inputWords(value, name, { bare: units[name].wordy });
}

/** Give the words for every blank outside rows, by its name. */
function wordsOf({ values, units: unitOf, steps, value, low, high, decimals, signed }) {
  const unit = unitOf[RESULT];
  const words = { "the result": numberWords(value, unit, { decimals, signed }) };
  if (low !== undefined) {
    words["low end"] = numberWords(low, unit, { decimals });
    words["high end"] = numberWords(high, unit, { decimals });
  }
  for (const [name, number] of Object.entries(steps)) words[name] = roundedWords(number);
  for (const [name, number] of Object.entries(values)) {
    if (!Array.isArray(number)) words[name] = given(number, unitOf[name]);
    else words[name] = `${number.length} ${typeof number[0] === "object" ? "rows" : "values"}`;
  }
  return words;
}

function put(blank, words) {
  const raised = "raised" in blank.dataset; // an exponent would seem to belong to the sign of a percentage alone
  for (const name of ["put", "raised"]) blank.removeAttribute(`data-${name}`);
  blank.textContent = words;
  if (!words.startsWith(MINUS) && !(raised && words.includes("%"))) return;
  const brackets = element("mrow");
  blank.replaceWith(brackets);
  brackets.append(operator("("), blank, operator(")"));
}

function putAll(part, words) {
  for (const blank of part.querySelectorAll("[data-put]")) put(blank, words[blank.dataset.put]);
}

/** Take out the signs of a part whose attribute says so, and the attribute from the others. */
function settle(part, attribute, stays) {
  for (const sign of part.querySelectorAll(`[${attribute}]`)) {
    if (stays(sign.getAttribute(attribute))) sign.removeAttribute(attribute);
    else sign.remove();
  }
}

/** Write three dots for the rows that are left out, with the signs that stand behind the last row. */
function leftOut(pattern) {
  const plus = operator("+");
  plus.setAttribute("form", "infix");
  plus.setAttribute("lspace", "0");
  const closing = [...pattern.querySelectorAll("[data-in=last]")].map((sign) => sign.cloneNode(true));
  for (const sign of closing) sign.removeAttribute("data-in");
  return element("math", plus, operator("…"), ...closing);
}

/** Write the pattern of a row once for each row, up to as many as it says. */
function writeRows(part, { values, units: unitOf }, words) {
  const { rows: table, row, most } = part.dataset;
  const pattern = part.cloneNode(true);
  const shown = values[table].slice(0, Number(most));
  const cut = values[table].length > shown.length;
  const written = shown.flatMap((cells, index) => {
    const one = pattern.cloneNode(true);
    const isLast = index === shown.length - 1 && !cut;
    settle(one, "data-in", (place) => place === (index === 0 ? "first" : "next") || (place === "last" && isLast));
    const ofRow = Object.entries(cells).map(([column, cell]) => [`${row}.${column}`, given(cell, unitOf[`${table}.${column}`])]);
    putAll(one, { ...words, ...Object.fromEntries(ofRow) });
    return [...one.children];
  });
  if (cut) written.push(leftOut(pattern));
  for (const name of ["rows", "row", "most"]) part.removeAttribute(`data-${name}`);
  part.replaceChildren(...written.flatMap((one) => [one, " "]).slice(0, -1));
}

/**
 * Fill the blanks of a working.
 * @param {DocumentFragment} working - a copy of the template; it is changed.
 * @param {Object} measure - what measure.js has computed of the same formula.
 */
export function fill(working, measure) {
  const words = wordsOf(measure);
  settle(working, "data-several", (table) => measure.values[table].length > 1);
  for (const part of working.querySelectorAll("[data-rows]")) writeRows(part, measure, words);
  putAll(working, words);
  for (const blank of working.querySelectorAll("[data-is]")) {
    blank.textContent = words[blank.dataset.is];
    blank.removeAttribute("data-is");
  }
  for (const blank of working.querySelectorAll("[data-count]")) {
    blank.textContent = String(measure.values[blank.dataset.count].length);
    blank.removeAttribute("data-count");
  }
}
