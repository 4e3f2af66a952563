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

/* An exponent would seem to belong to the sign of a percentage alone. */
const isRaised = (blank) => blank.parentElement?.localName === "msup" && blank.previousElementSibling === null;

function put(blank, words) {
  blank.removeAttribute("data-put");
  blank.textContent = words;
  if (!words.startsWith(MINUS) && !(words.includes("%") && isRaised(blank))) return;
  const brackets = element("mrow");
  blank.replaceWith(brackets);
  brackets.append(operator("("), blank, operator(")"));
}

function putAll(part, words) {
  for (const blank of part.querySelectorAll("[data-put]")) put(blank, words[blank.dataset.put]);
}

/** Write the content of a sum once for each row, up to as many as it says. */
function writeRows(sum, { values, units: unitOf }, words) {
  const { rows: table, row, most } = sum.dataset;
  const pattern = sum.firstElementChild;
  const parts = values[table].slice(0, Number(most)).flatMap((cells) => {
    const ofRow = Object.entries(cells).map(([column, cell]) => [`${row}.${column}`, given(cell, unitOf[`${table}.${column}`])]);
    const written = element("mrow", pattern.cloneNode(true)); // in a row, for a blank may be all there is
    putAll(written, { ...words, ...Object.fromEntries(ofRow) });
    return [...written.childNodes, operator("+")];
  });
  if (values[table].length > Number(most)) parts.push(operator("…"), operator("+"));
  for (const name of ["rows", "row", "most"]) sum.removeAttribute(`data-${name}`);
  sum.replaceChildren(...parts.slice(0, -1));
}

/**
 * Fill the blanks of a working.
 * @param {DocumentFragment} working - a copy of the template; it is changed.
 * @param {Object} measure - what measure.js has computed of the same formula.
 */
export function fill(working, measure) {
  const words = wordsOf(measure);
  for (const brackets of working.querySelectorAll("[data-several]")) {
    if (measure.values[brackets.dataset.several].length > 1) brackets.removeAttribute("data-several");
    else brackets.replaceWith(brackets.children[1]);
  }
  for (const sum of working.querySelectorAll("[data-rows]")) writeRows(sum, measure, words);
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
