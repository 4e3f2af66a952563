/** Bring a calculator to life: read its form, show the result, its working and its sentences, and hand them over. */

import { afterPaint } from "./after-paint.js";
import { InputError } from "./calculation.js";
import { holdsInputs, read, write } from "./calculator-link.js";
import { COPIED, put, REFUSED } from "./copy.js";
import { ANY, choices, sharing } from "./formula-units.js";
import { units as known } from "./generated/units.js";
import { compute } from "./measure.js";
import { fill } from "./worked.js";

const FILLED = "Filled in from the link.";
const TOO_LONG = "There are too many numbers here for a link.";

const rowsOf = (table) => [...table.querySelectorAll("tbody tr")];

function readForm(form) {
  return Object.fromEntries([...form.querySelectorAll("[data-argument]")].map((part) => {
    if (part.tagName !== "FIELDSET") return [part.dataset.argument, part.value];
    return [part.dataset.argument, rowsOf(part).map((row) => (
      Object.fromEntries([...row.querySelectorAll("input")].map((input) => [input.dataset.column, input.value]))
    ))];
  }));
}

/** Find the field that a mistake belongs to; one that lies in all inputs together has none. */
function fieldOf(form, { argument, row, column }) {
  const part = form.querySelector(`[data-argument="${argument}"]`);
  return column ? rowsOf(part)[row]?.querySelector(`[data-column="${column}"]`) : part;
}

function clearMistake(form) {
  form.querySelector(".pb-calculator__error").textContent = "";
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

function showMistake(form, { message, ...place }) {
  const error = form.querySelector(".pb-calculator__error");
  error.textContent = message;
  const field = fieldOf(form, place);
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", error.id);
}

/** One calculator on a page. */
class Calculator {
  constructor(form) {
    this.form = form;
    this.formula = form.dataset.formula;
    this.units = JSON.parse(form.dataset.units);
    this.tables = [...form.querySelectorAll("tbody")].map((body) => [body, body.cloneNode(true)]);
    this.shared = form.querySelector("select");
    this.handover = form.querySelector(".pb-calculator__handover"); // an embed has no room for it
    this.status = form.querySelector("[role=status]");
    this.writeOutSoon = afterPaint(() => this.writeOut()); // long mathematics takes longer than a key may take
    if (this.shared) this.offerUnits();
  }

  /** Let the reader choose the unit of the arguments that take any. */
  offerUnits() {
    const own = this.shared.value;
    this.shared.replaceChildren(...choices(ANY).map((name) => new Option(name || "none", name, name === own, name === own)));
  }

  share(unit) {
    for (const path of sharing(this.formula)) this.units[path] = unit;
  }

  /** Write the units beside the fields, where they can change. */
  nameUnits() {
    for (const place of this.form.querySelectorAll("[data-unit-of]")) {
      const { prefix, suffix, name } = known[this.units[place.dataset.unitOf]];
      place.textContent = [prefix, suffix].filter(Boolean).join(" ") || name;
    }
  }

  tell(words) {
    if (this.status) this.status.textContent = words;
  }

  show() {
    this.tell("");
    clearMistake(this.form);
    const measure = compute(this.formula, readForm(this.form), this.units);
    if (this.handover) this.handover.inert = "refused" in measure;
    if (measure.refused) {
      this.form.querySelector("output").value = "–";
      showMistake(this.form, measure.refused);
      return;
    }
    this.form.querySelector("output").value = measure.words;
    for (const sentence of this.form.querySelectorAll("[data-sentence]")) {
      sentence.textContent = measure[sentence.dataset.sentence];
    }
    if (!this.handover) return;
    this.toWrite = measure;
    this.writeOutSoon();
  }

  /** Write the working of the newest result. */
  writeOut() {
    const working = this.form.querySelector("template").content.cloneNode(true);
    fill(working, this.toWrite);
    this.form.querySelector(".pb-calculator__working").replaceChildren(working);
  }

  changeRows(button) {
    const body = button.closest("fieldset").querySelector("tbody");
    if (button.dataset.action === "add-row") {
      body.append(body.lastElementChild.cloneNode(true));
      body.lastElementChild.querySelector("input").focus();
    } else if (body.children.length > 1) {
      button.closest("tr").remove();
      body.querySelector("input").focus();
    }
    this.show();
  }

  /** Bring back what the build has written: rows and units too; the browser brings back the values. */
  reset() {
    for (const [body, original] of this.tables) body.replaceChildren(...original.cloneNode(true).children);
    this.units = JSON.parse(this.form.dataset.units);
    if (holdsInputs(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    setTimeout(() => { // the browser puts the values back after this
      this.nameUnits();
      this.show();
    });
  }

  enter({ typed, units }) {
    this.units = units;
    if (this.shared) this.shared.value = units[this.shared.dataset.unit];
    for (const [argument, value] of Object.entries(typed)) {
      const part = this.form.querySelector(`[data-argument="${argument}"]`);
      if (part.tagName === "FIELDSET") fillTable(part.querySelector("tbody"), value);
      else part.value = value;
    }
    this.nameUnits();
    this.show();
  }

  /** Take the inputs that the address holds; one that can't be used changes nothing, and is told. */
  followLink() {
    if (!holdsInputs(location.hash)) return;
    try {
      this.enter(read(location.hash, this.formula));
      this.tell(FILLED);
    } catch (mistake) {
      if (!(mistake instanceof InputError)) throw mistake;
      clearMistake(this.form);
      showMistake(this.form, { message: mistake.message });
    }
    this.form.scrollIntoView();
    this.form.querySelector("input").focus({ preventScroll: true });
  }

  link() {
    const inputs = write(this.formula, readForm(this.form), this.units);
    return inputs && Object.assign(new URL(location), { hash: inputs }).href;
  }

  /** Offer the numbers to the workbook; playbook.js loads that only now, and an embed never. */
  keep() {
    const measure = { formula: this.formula, inputs: readForm(this.form), units: { ...this.units } };
    this.form.dispatchEvent(new CustomEvent("playbook-keep", { bubbles: true, detail: { measure } }));
  }

  async copy(what) {
    this.tell("");
    const text = what === "link" ? this.link() : this.form.querySelector(`[data-sentence=${what}]`).textContent;
    this.tell(text === null ? TOO_LONG : await put({ "text/plain": text }) ? COPIED : REFUSED);
  }
}

function fillTable(body, rows) {
  const row = body.lastElementChild;
  body.replaceChildren(...rows.map((cells) => {
    const filled = row.cloneNode(true);
    for (const input of filled.querySelectorAll("input")) input.value = cells[input.dataset.column];
    return filled;
  }));
}

/** Make a form calculate while it is filled in; the first one of a page takes the inputs of its address. */
export function start(form, place) {
  const calculator = new Calculator(form);
  form.hidden = false;
  form.addEventListener("input", ({ target }) => {
    if (target === calculator.shared) {
      calculator.share(target.value);
      calculator.nameUnits();
    }
    calculator.show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    if (target.matches("[data-action]")) calculator.changeRows(target);
    if (target.matches("[data-keep]")) calculator.keep();
    if (target.matches("[data-copy]")) calculator.copy(target.dataset.copy);
  });
  form.addEventListener("reset", () => calculator.reset());
  calculator.show();
  if (place > 0) return;
  addEventListener("hashchange", () => calculator.followLink());
  calculator.followLink();
}
