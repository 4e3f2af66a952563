/** Bring the calculators of a page to life: read the form, calculate, word the result or the mistake. */

import { calculate, InputError } from "./calculation.js";
import { formulas } from "./generated/formulas.js";
import { intervalWords, numberWords } from "./number-words.js";

/** Read a number as people type it; the point is moved in the text, so that 99.9 % is 0.999 exactly. */
function typedNumber(text, scale) {
  const plain = text.trim().replaceAll(",", "").replace("\u2212", "-").replace(/\s*%$/, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return Number.NaN;
  return Number(`${plain}e-${scale}`);
}

function readList(input) {
  return input.value.split(/[\s;]+|,\s+/).filter((part) => part.trim() !== "")
    .map((part) => typedNumber(part, Number(input.dataset.scale)));
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

function show(form) {
  const output = form.querySelector("output");
  const error = form.querySelector(".pb-calculator__error");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  try {
    const result = calculate(form.dataset.formula, readForm(form));
    output.value = resultWords(formulas[form.dataset.formula], result, output.dataset.unit);
    error.textContent = "";
  } catch (mistake) {
    if (!(mistake instanceof InputError)) throw mistake;
    output.value = "–";
    error.textContent = mistake.message.charAt(0).toUpperCase() + mistake.message.slice(1);
    const part = form.querySelector(`[data-argument="${mistake.argument}"]`);
    if (part) part.setAttribute("aria-invalid", "true");
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
    queueMicrotask(() => show(form));
  });
  show(form);
}
