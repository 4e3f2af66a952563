/** Make a form of a template: a control in each place, rows to add, move and remove, boxes to tick. */

import { element } from "./element.js";
import { numberOf, wordsOf } from "./field-words.js";
import { fieldName } from "./filling.js";

const FIELD = "data-field";
const ROWS = "data-rows";

/** Read what a place of the template asks for. */
export function askedAt(slot) {
  const { field, kind, unit, fact, choices, formulas } = slot.dataset;
  return {
    field, kind, unit, fact,
    placeholder: slot.textContent,
    label: slot.textContent.slice(1, -1), // without its square brackets
    choices: choices && JSON.parse(choices),
    formulas: formulas?.split(" "),
  };
}

/** Give every field that a template asks for by its name, those of rows as rows.field. */
export function fieldsOf(template) {
  const slots = [...template.content.querySelectorAll(`[${FIELD}]`)];
  const nameOfSlot = (slot) => fieldName(slot.closest(`[${ROWS}]`)?.dataset.rows, slot.dataset.field);
  return Object.fromEntries(slots.map((slot) => [nameOfSlot(slot), askedAt(slot)]));
}

/** Give how many rows of each name a form, or a row of it, begins with: {actions: {count: 3, rows: {…}}}. */
export function beginnings(template) {
  return within([template.content], {});

  function within(scopes, begins) {
    for (const unit of scopes.flatMap(unitsIn)) {
      const { rows, rowsBlank } = unit[0].dataset;
      begins[rows] ??= { count: Number(rowsBlank), rows: {} };
      within(unit, begins[rows].rows);
    }
    return begins;
  }
}

/* Parts the elements that are rows into places: neighbours of one name are one row together. */
function unitsIn(scope) {
  const units = [];
  for (const one of scope.querySelectorAll(`[${ROWS}]`)) {
    const around = one.parentElement?.closest(`[${ROWS}]`);
    if (around && around !== scope && scope.contains(around)) continue; // belongs to a row in it
    const last = units.at(-1)?.at(-1);
    if (last && one.previousElementSibling === last && one.dataset.rows === last.dataset.rows) units.at(-1).push(one);
    else units.push([one]);
  }
  return units;
}

/**
 * Fill a copy of a template.
 *
 * `place(slot, row)` puts something into a place, `box(box, number, row)` into a box to tick, `around(elements, row, rows)`
 * is told of the elements of each row. A row is {filling, path, label, number, of, called}; outside rows it has the whole form.
 */
export function laidOut(template, filling, { place, box, around = () => { /* nothing stands around rows */ } }) {
  const made = template.content.cloneNode(true);
  fill(made, { filling, path: [], name: "" });
  return made;

  function fill(scope, row) {
    for (const unit of unitsIn(scope)) {
      const { rows: name, rowsLabel: label } = unit[0].dataset;
      const fillings = row.filling.rows[name] ?? [];
      const after = unit.at(-1).nextSibling;
      const parent = unit[0].parentNode;
      const copies = fillings.map(() => unit.map((one) => one.cloneNode(true)));
      for (const one of unit) one.remove();
      copies.forEach((elements, index) => {
        const holder = document.createDocumentFragment();
        for (const one of elements) one.removeAttribute(ROWS);
        holder.append(...elements);
        const inner = {
          filling: fillings[index], path: [...row.path, [name, fillings[index].id]],
          name, label, number: index + 1, of: fillings.length, called: calledIn(row, label, index + 1),
        };
        fill(holder, inner);
        around(elements, inner);
        parent.insertBefore(holder, after);
      });
    }
    // What stands in rows is filled by now, and marked so.
    for (const slot of scope.querySelectorAll(`[${FIELD}]`)) place(slot, row);
    scope.querySelectorAll("input[type=checkbox]:not([data-box])").forEach((one, number) => {
      one.dataset.box = number;
      box(one, number, row);
    });
  }
}

/** Write a template as it will be read, for paper. */
export function reading(template, filling) {
  return laidOut(template, filling, {
    place(slot, row) {
      const { field, placeholder, kind, unit } = askedAt(slot);
      const words = wordsOf(row.filling.words[field], { kind, unit });
      slot.textContent = words || placeholder;
      slot.className = words ? "pb-filled" : "pb-slot";
      slot.removeAttribute(FIELD);
    },
    box(box, number, row) {
      box.checked = row.filling.ticked.includes(number);
    },
  });
}

const pathKey = (path, field) => [...path.map(([name, id]) => `${name}:${id}`), field].join("/");

/* What stands in several places of a form is written in the first of them; the others follow it. */
function mirrorOf(asked, row, value) {
  return element("span", {
    class: "pb-entry__mirror", "data-mirror": pathKey(row.path, asked.field), "data-placeholder": asked.placeholder,
  }, wordsOf(value, asked) || asked.placeholder);
}

/* A row is told by its number, and one in another row by that row too. */
function calledIn(around, label, number) {
  return around.called ? `${label} ${number} of ${around.called}` : `${label} ${number}`;
}

const nameOf = ({ label }, { called }) => (called ? `${label}, ${called}` : label);

/** Make the control of a field; what it holds decides how wide and high it is. */
function control(asked, row, value, facts) {
  const key = pathKey(row.path, asked.field);
  const shared = { "aria-label": nameOf(asked, row), "data-key": key, id: `yours-${key}` };
  const words = typeof value === "object" ? value.words : value ?? "";
  const holder = element("span", { class: `pb-entry pb-entry--${asked.kind}`, "data-of": key });
  if (asked.kind === "choice") {
    const options = [["", `${asked.label} …`], ...asked.choices.map((choice) => [choice, choice])];
    const select = element("select", shared, ...options.map(([chosen, shown]) => element("option", { value: chosen }, shown)));
    select.value = asked.choices.includes(words) ? words : "";
    holder.append(select);
  } else if (asked.kind === "date") {
    holder.append(element("input", { ...shared, type: "date", title: asked.label, ".value": words }));
  } else if (asked.kind === "measure" && typeof value === "object") {
    holder.append(element("output", { class: "pb-entry__result", id: shared.id, "aria-label": shared["aria-label"] }, words));
  } else {
    const decimal = asked.kind === "number" ? "decimal" : undefined;
    const area = element("textarea", {
      ...shared, rows: 1, placeholder: asked.label, inputmode: decimal, autocomplete: "off", ".value": words,
    });
    holder.dataset.value = words || asked.label;
    holder.append(area);
  }
  const parts = [holder];
  if (asked.kind === "number") parts.push(" ", element("span", { class: "pb-entry__unit" }, unitWords(asked)));
  if (asked.kind === "measure") {
    parts.push(" ", element("button", { type: "button", "data-measure": key }, typeof value === "object" ? "Change the result" : "Calculate"));
    if (typeof value === "object") parts.push(" ", element("button", { type: "button", "data-words": key }, "Write words instead"));
  }
  if (asked.fact && !words && facts[asked.fact]) {
    parts.push(" ", element("button", { type: "button", "data-use": key }, `Use “${facts[asked.fact]}”`));
  }
  return parts;
}

/* The unit stands in the placeholder of the template, behind the label. */
function unitWords({ label }) {
  return label.includes(", ") ? label.slice(label.lastIndexOf(", ") + 2) : "";
}

/** Tell whether a number is one; says so beside the control. */
export function checkNumber(field, unit) {
  const wrong = field.value.trim() !== "" && !Number.isFinite(numberOf(field.value, unit));
  field.toggleAttribute("aria-invalid", wrong);
  if (wrong) field.setAttribute("aria-invalid", "true");
  let told = document.getElementById(`${field.id}-told`);
  if (wrong && !told) {
    told = element("span", { class: "pb-entry__told", id: `${field.id}-told`, role: "alert" }, "This must be a number, such as 1,200 or 99.9.");
    field.closest(".pb-entry").after(told);
    field.setAttribute("aria-describedby", told.id);
  } else if (!wrong && told) {
    told.remove();
    field.removeAttribute("aria-describedby");
  }
}

function rowTools(row) {
  const button = (action, sign, words, disabled) => element("button", {
    type: "button", "data-row-action": action, "data-row": JSON.stringify(row.path), "aria-label": `${words} ${row.called}`,
    title: `${words} ${row.called}`, ".disabled": disabled,
  }, sign);
  return element("span", { class: "pb-row-tools", role: "group", "aria-label": row.called },
    button("up", "↑", "Move up", row.number === 1),
    button("down", "↓", "Move down", row.number === row.of),
    button("remove", "×", "Remove", row.of === 1));
}

function addButton(row) {
  return element("button", {
    type: "button", class: "pb-row-add", "data-row-action": "add", "data-row": JSON.stringify(row.path),
  }, `Add: ${row.label}`);
}

/* The tools of a row stand in a cell of their own, or at the end of an item. */
function putTools(elements, row, adds) {
  const last = elements.at(-1);
  if (last.tagName === "TR") last.append(element("td", { class: "pb-row-cell" }, rowTools(row)));
  else last.append(" ", rowTools(row));
  if (row.number === row.of) adds.push([last, addButton(row)]);
}

/* On a narrow screen a row stands as a list of its cells, each under the heading of its column. */
function labelCells(table) {
  const headings = [...table.querySelectorAll("thead th")].map(({ textContent }) => textContent);
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, index) => {
      if (headings[index]) cell.dataset.heading = headings[index];
    });
  }
}

/** Make the form itself: nodes to put on the page. */
export function formOf(template, filling, facts) {
  const adds = [];
  const placed = new Set();
  const made = laidOut(template, filling, {
    place(slot, row) {
      const asked = askedAt(slot);
      const value = row.filling.words[asked.field];
      const key = pathKey(row.path, asked.field);
      slot.replaceWith(...(placed.has(key) ? [mirrorOf(asked, row, value)] : control(asked, row, value, facts)));
      placed.add(key);
    },
    box(box, number, row) {
      box.disabled = false;
      box.checked = row.filling.ticked.includes(number);
      box.dataset.path = JSON.stringify(row.path);
      const words = (box.closest("li") ?? box.parentElement).textContent.trim();
      box.setAttribute("aria-label", words || "to do");
    },
    around(elements, row) {
      putTools(elements, row, adds);
    },
  });
  for (const [last, add] of adds) {
    const whole = last.closest(".pb-scroll, ul, ol") ?? last;
    const before = whole.nextElementSibling?.matches(".pb-row-adds") ? whole.nextElementSibling : element("p", { class: "pb-row-adds" });
    if (!before.isConnected && before.parentNode === null) whole.after(before);
    before.append(add);
  }
  for (const table of made.querySelectorAll("table")) labelCells(table);
  for (const head of made.querySelectorAll("table:has(.pb-row-cell) thead tr")) {
    head.append(element("th", { scope: "col" }, element("span", { class: "pb-hidden" }, "Row")));
  }
  return made;
}
