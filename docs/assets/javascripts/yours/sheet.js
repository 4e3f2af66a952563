/** A form on the page: what is typed, ticked, calculated, added or moved in it goes into one filling of the workbook. */

import { wordsOf } from "./field-words.js";
import { at, complete, emptyFilling, emptyRow, emptyRows, fieldName } from "./filling.js";
import { beginnings, checkNumber, fieldsOf, formOf } from "./form.js";
import { openMeasure } from "./measure-panel.js";

/** Give the filling of a form that nobody has filled: as many rows as it begins with. */
export function blankOf(template) {
  return { ...emptyFilling(), rows: emptyRows(beginnings(template)) };
}

const placeOf = (key) => {
  const parts = key.split("/");
  return [parts.slice(0, -1).map((part) => part.split(":")), parts.at(-1)];
};

/**
 * Make a form work.
 *
 * `sheet` is the element that holds it, `blank` what `blankOf` gave. `kept()` gives the filling as it is stored, or
 * nothing. `change(make)` changes the workbook: `make(filling, document)` does the same to any copy of it. `removed(before)`
 * is told what a form held before a row of it was removed, `shown()` that it was drawn anew.
 * Gives what draws it anew, its filling, and how many of its places are open.
 */
export function startSheet({ sheet, template, blank, workbook, kept, change, removed, shown }) {
  const fields = fieldsOf(template);
  const asked = (key) => {
    const [path, field] = placeOf(key);
    return fields[fieldName(path.at(-1)?.[0], field)];
  };
  const begins = beginnings(template);
  const filling = () => complete(kept() ?? structuredClone(blank), begins);

  function show() {
    const focused = sheet.contains(document.activeElement) && document.activeElement.dataset.key;
    sheet.replaceChildren(formOf(template, filling(), workbook.data.facts));
    for (const field of sheet.querySelectorAll("textarea[data-key]")) {
      const { kind, unit } = asked(field.dataset.key);
      if (kind === "number") checkNumber(field, unit);
    }
    if (focused) sheet.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    shown();
  }

  function write(key, value) {
    const [path, field] = placeOf(key);
    const { fact } = asked(key);
    change((found, document) => {
      const { words } = at(found, path);
      if (value) words[field] = value;
      else delete words[field];
      if (fact && value) document.facts[fact] = value;
    });
  }

  function tick(number, path, ticked) {
    change((found) => {
      const place = at(found, path);
      place.ticked = place.ticked.filter((one) => one !== number).concat(ticked ? [number] : []);
    });
  }

  function changeRows(action, path) {
    const [rows, id] = path.at(-1);
    const outer = path.slice(0, -1);
    const before = structuredClone(filling());
    const made = emptyRow(path.reduce((around, [name]) => around[name].rows, begins));
    change((found) => {
      const around = at(found, outer);
      around.rows[rows] ??= []; // a story that was begun on an answer has no rows yet
      const all = around.rows[rows];
      const index = all.findIndex((row) => row.id === id);
      if (action === "add") all.push(structuredClone(made));
      else if (index < 0) return; // another tab has removed it
      else if (action === "remove") all.splice(index, 1);
      else {
        const [row] = all.splice(index, 1);
        all.splice(action === "up" ? index - 1 : index + 1, 0, row);
      }
    });
    if (action === "remove") removed(before);
    workbook.save();
    show();
    const focus = action === "add" ? `[data-key^="${[...outer, [rows, made.id]].map((part) => part.join(":")).join("/")}/"]` : null;
    const moved = `[data-row-action="${action}"][data-row='${CSS.escape(JSON.stringify(path))}']`;
    (sheet.querySelector(focus ?? moved) ?? sheet.querySelector(".pb-row-add"))?.focus();
  }

  function calculate(key) {
    const [path, field] = placeOf(key);
    const held = at(structuredClone(filling()), path).words[field];
    openMeasure(asked(key), typeof held === "object" ? held : null, (result) => {
      write(key, result);
      workbook.save();
      show();
      sheet.querySelector(`[data-measure="${CSS.escape(key)}"]`).focus();
    });
  }

  sheet.addEventListener("input", ({ target }) => {
    const { key, box, path } = target.dataset;
    if (key) {
      if (target.tagName === "TEXTAREA") target.closest(".pb-entry").dataset.value = target.value || target.placeholder;
      const { kind, unit } = asked(key);
      if (kind === "number") checkNumber(target, unit);
      write(key, target.value);
      for (const mirror of sheet.querySelectorAll(`[data-mirror="${CSS.escape(key)}"]`)) {
        mirror.textContent = wordsOf(target.value, { kind, unit }) || mirror.dataset.placeholder;
      }
    } else if (box) tick(Number(box), JSON.parse(path), target.checked);
  });

  sheet.addEventListener("click", ({ target }) => {
    const { rowAction, row, use, measure, words } = target.dataset;
    if (rowAction) changeRows(rowAction, JSON.parse(row));
    else if (use) {
      write(use, workbook.data.facts[asked(use).fact]);
      show();
      sheet.querySelector(`[data-key="${CSS.escape(use)}"]`).focus();
    } else if (words) {
      const [path, field] = placeOf(words);
      write(words, at(filling(), path).words[field].words);
      show();
    } else if (measure) calculate(measure);
  });

  function places() {
    const all = [...sheet.querySelectorAll("[data-key]"), ...sheet.querySelectorAll("output")];
    return { open: all.filter((one) => one.tagName !== "OUTPUT" && !one.value.trim()).length, all: all.length };
  }

  return { show, filling, fields, places };
}
