/** A dialog in which a reader calculates a result: the formula, its inputs, perhaps a goal, and the words to put in. */

import { RESULT, settledUnits, sharing } from "../formula-units.js";
import { formulas } from "../generated/formulas.js";
import { units } from "../generated/units.js";
import { argumentsOf, compute } from "../measure.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";

const WORDINGS = [["words", "The result"], ["written", "The line to write"], ["said", "The sentence to say"]];
const BOUNDS = [["", "No goal"], ["at_least", "At least"], ["at_most", "At most"]];

const unitLabel = (name) => units[name].symbol || name || "a number";

/** Give the words that a held measure puts into its place, or what its formula refuses. */
export function worded({ formula, inputs, units: chosen, goal, wording }) {
  const result = compute(formula, inputs, chosen, goal);
  if (result.refused) return result;
  const judged = result.verdict ? `; goal ${result.target}: ${result.verdict}` : "";
  return { ...result, text: wording === "said" ? result.said : `${result[wording]}${judged}` };
}

/** Ask for what a formula takes; `take` gets {formula, inputs, units, goal, wording, words} when it is put in. */
export function openMeasure({ label, formulas: asked }, held, take) {
  const dialog = document.createElement("dialog");
  dialog.className = "pb-dialog pb-measure";
  dialog.setAttribute("aria-label", `Calculate: ${label}`);
  const measure = held
    ? structuredClone(held)
    : { formula: asked[0], inputs: {}, units: {}, goal: null, wording: "words" };
  delete measure.words;
  const offered = [...new Set([...asked, measure.formula])]; // a calculator of any formula may have handed it over
  let touched = held !== null; // nothing is refused before something is typed

  const set = (make) => {
    make();
    touched = true;
    show();
  };
  const rowsOf = (name) => {
    measure.inputs[name] ??= [{}];
    return measure.inputs[name];
  };
  const close = () => {
    dialog.close();
    dialog.remove();
  };

  const field = (id, words, value, refused, put) => html`
    <input type="text" inputmode="decimal" autocomplete="off" id=${id} aria-label=${words} aria-invalid=${refused ? "true" : "false"}
      aria-describedby=${refused ? "measure-refused" : nothing} .value=${live(value ?? "")} @input=${({ target }) => set(() => put(target.value))}>`;

  /* To choose the unit that arguments share for one of them is to choose it for all. */
  const choose = (path, unit) => set(() => {
    const all = sharing(measure.formula);
    for (const name of all.includes(path) ? all : [path]) measure.units[name] = unit;
  });

  const unitChoice = (path, label, names, settled) => (names.length > 1
    ? html`<select aria-label=${`unit: ${label}`} @change=${({ target }) => choose(path, target.value)}>
        ${names.map((name) => html`<option value=${name} ?selected=${name === settled[path]}>${unitLabel(name)}</option>`)}</select>`
    : html`<span class="pb-measure__unit">${names[0] ? unitLabel(names[0]) : nothing}</span>`);

  function asking(argument, refused, settled) {
    const { name, label: words, shape, columns, units: names, bounds = [] } = argument;
    const wrong = refused?.argument === name;
    if (shape !== "table") {
      const several = shape === "list" ? ", with commas or spaces between" : "";
      return html`<p class="pb-measure__field"><label for=${`measure-${name}`}>${words}</label>
        ${field(`measure-${name}`, words, measure.inputs[name], wrong, (text) => { measure.inputs[name] = text; })}
        ${unitChoice(name, words, names, settled)}<span class="pb-measure__bounds">${[bounds.join(", "), several].filter(Boolean).join("")}</span></p>`;
    }
    const rows = rowsOf(name);
    return html`<fieldset><legend>${words}</legend><table><thead><tr>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}<th scope="col">Row</th></tr></thead>
      <tbody>${rows.map((row, index) => html`<tr>${columns.map((column) => html`<td>${field(
        `measure-${name}-${index}-${column.name}`, `${column.label} in row ${index + 1}`, row[column.name],
        wrong && refused.row === index && refused.column === column.name, (text) => { row[column.name] = text; },
      )}</td>`)}<td><button type="button" ?disabled=${rows.length === 1} @click=${() => set(() => rows.splice(index, 1))}>Remove</button></td></tr>`)}</tbody></table>
      <button type="button" @click=${() => set(() => rows.push({}))}>Add a row</button></fieldset>`;
  }

  function show() {
    const { formula } = measure;
    const result = worded(measure);
    const refused = touched ? result.refused : undefined;
    const settled = settledUnits(formula, measure.units);
    render(html`<form method="dialog" @submit=${(event) => event.preventDefault()}>
      <h2>${label}</h2>
      ${offered.length > 1 ? html`<p class="pb-measure__field"><label for="measure-formula">Calculated as</label>
        <select id="measure-formula" @change=${({ target }) => set(() => { Object.assign(measure, { formula: target.value, inputs: {}, units: {} }); touched = false; })}>
        ${offered.map((name) => html`<option value=${name} ?selected=${name === formula}>${formulas[name].title}</option>`)}</select></p>`
        : html`<p>${formulas[formula].title}</p>`}
      ${argumentsOf(formula).map((argument) => asking(argument, refused, settled))}
      <p class="pb-measure__field"><label for="measure-goal">Goal</label>
        <select id="measure-goal" @change=${({ target }) => set(() => { measure.goal = target.value ? { bound: target.value, limit: measure.goal?.limit ?? "" } : null; })}>
        ${BOUNDS.map(([bound, words]) => html`<option value=${bound} ?selected=${(measure.goal?.bound ?? "") === bound}>${words}</option>`)}</select>
        ${measure.goal ? field("measure-limit", "goal", measure.goal.limit, refused?.argument === "goal", (text) => { measure.goal.limit = text; }) : nothing}
        ${measure.goal ? html`<span class="pb-measure__unit">${unitLabel(settled[RESULT])}</span>` : nothing}</p>
      <p class="pb-measure__refused" id="measure-refused" role="alert">${refused?.message ?? nothing}</p>
      <fieldset class="pb-measure__wordings" ?hidden=${Boolean(result.refused)}><legend>Put in</legend>
        ${WORDINGS.map(([key, words]) => html`<label><input type="radio" name="wording" value=${key} ?checked=${measure.wording === key}
          @change=${() => set(() => { measure.wording = key; })}> ${words}: <output>${result.refused ? nothing : worded({ ...measure, wording: key }).text}</output></label>`)}
      </fieldset>
      <p class="pb-measure__done">
        <button type="button" ?disabled=${Boolean(result.refused)} @click=${() => { close(); take({ ...measure, words: result.text }); }}>Put it in</button>
        <button type="button" @click=${close}>Cancel</button></p>
    </form>`, dialog);
  }

  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show();
  dialog.showModal();
}
