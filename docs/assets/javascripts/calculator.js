/** Bring the calculators of a page to life: read the form, calculate, word the result or the mistake. */

import { calculate, InputError } from "./calculation.js";
import { formulas } from "./generated/formulas.js";
import { intervalWords, numberWords } from "./number-words.js";

/* Commas group digits in threes and nothing else: 0,5 is refused, for it may mean a half. */
const NUMBER = /^[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+)$/;

/** Read a number as people type it; the point is moved in the text, so that 99.9 % is 0.999 exactly. */
function typedNumber(text, scale) {
  const signed = text.trim().replace("\u2212", "-");
  const plain = scale > 0 ? signed.replace(/\s*%$/, "") : signed;
  return NUMBER.test(plain) ? Number(`${plain.replaceAll(",", "")}e-${scale}`) : Number.NaN;
}

/** Split a list at spaces and semicolons; where there are none, its commas stand between numbers. */
function readList(input) {
  const list = input.value.trim();
  const between = /[\s;]/.test(list) ? /,?[\s;]+|,$/ : ",";
  return list.split(between).filter((part) => part !== "").map((part) => typedNumber(part, Number(input.dataset.scale)));
}

function readRows(table) {
  return [...table.querySelectorAll("tbody tr")].map((row) => Object.fromEntries(
    [...row.querySelectorAll("input")].map((input) => [input.dataset.column, typedNumber(input.value, Number(input.dataset.scale))]),
  ));
}

function readForm(form) {
  const values = {};
  for (const part of form.querySelectorAll("[data-argument]")) {
    const { argument, shape, scale } = part.dataset;
    if (part.tagName === "FIELDSET") values[argument] = readRows(part);
    else values[argument] = shape === "list" ? readList(part) : typedNumber(part.value, Number(scale));
  }
  return values;
}

function resultWords({ decimals, signed }, result, unit) {
  const value = numberWords(result.value, unit, { decimals, signed });
  return "low" in result ? `${value} (${intervalWords(result.low, result.high, unit, decimals)})` : value;
}

/** Find the field that a mistake belongs to; one that lies in all inputs together has none. */
function fieldOf(form, { argument, row, column }) {
  const part = form.querySelector(`[data-argument="${argument}"]`);
  return column ? part.querySelectorAll(`[data-column="${column}"]`)[row] : part;
}

function show(form) {
  const output = form.querySelector("output");
  const error = form.querySelector(".pb-calculator__error");
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  try {
    const result = calculate(form.dataset.formula, readForm(form));
    output.value = resultWords(formulas[form.dataset.formula], result, output.dataset.unit);
    error.textContent = "";
  } catch (mistake) {
    if (!(mistake instanceof InputError)) throw mistake;
    output.value = "–";
    error.textContent = mistake.message.charAt(0).toUpperCase() + mistake.message.slice(1);
    const field = fieldOf(form, mistake);
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", error.id);
  }
}

function changeRows(form, button) {
  const body = button.closest("fieldset").querySelector("tbody");
  if (button.dataset.action === "add-row") {
    body.append(body.lastElementChild.cloneNode(true));
    body.lastElementChild.querySelector("input").focus();
  } else if (body.children.length > 1) {
    button.closest("tr").remove();
    body.querySelector("input").focus();
  }
  show(form);
}

/** Make a form calculate while it is filled in; its reset button brings back the rows as well as the values. */
export function start(form) {
  const tables = [...form.querySelectorAll("tbody")].map((body) => [body, body.cloneNode(true)]);
  form.hidden = false;
  form.addEventListener("input", () => show(form));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    if (target.matches("[data-action]")) changeRows(form, target);
  });
  form.addEventListener("reset", () => {
    for (const [body, original] of tables) body.replaceChildren(...original.cloneNode(true).children);
    setTimeout(() => show(form)); // the browser puts the values back after this
  });
  show(form);
}
