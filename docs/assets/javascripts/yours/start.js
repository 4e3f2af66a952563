/** Open the form of a template page when somebody looks at it, keep what is typed, and let it be taken along. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { openWorkbook } from "../workbook/store.js";
import { at, emptyRow, fieldName } from "./filling.js";
import { beginnings, checkNumber, element, fieldsOf, formOf, reading } from "./form.js";
import { openMeasure } from "./measure-panel.js";
import { taking } from "./take.js";

const STYLE = new URL("../../stylesheets/yours.css", import.meta.url);
const FILE_NAME = "yours";

/** Make the form of a page when its tab is opened for the first time. */
export function start(holder) {
  const watcher = new IntersectionObserver(async (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    await open(holder);
  });
  watcher.observe(holder);
}

function styled() {
  return new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: STYLE, ".onload": resolve, ".onerror": resolve });
    document.head.append(link);
  });
}

/** What the blank of the page is offered in: for copying without the code that embeds it, and as files. */
function offered() {
  const blank = document.querySelector(".pb-fill[data-fill=blank]");
  const choices = [...blank.querySelectorAll("select option")].map(({ value, textContent }) => [value, textContent]);
  const files = [...blank.querySelectorAll(".pb-downloads a")].map((link) => (
    [link.getAttribute("href").replace("blank", ""), link.download.replace("blank", FILE_NAME), link.textContent]
  ));
  return { choices: choices.filter(([value]) => value !== "embed"), files };
}

/** Read the key of a control: the path to its row, and the name of its field there. */
function placeOf(key) {
  const parts = key.split("/");
  return [parts.slice(0, -1).map((part) => part.split(":")), parts.at(-1)];
}

async function open(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled()]);
  const template = holder.querySelector("template");
  const name = holder.dataset.yours;
  const fields = fieldsOf(template);
  const asked = (key) => {
    const [path, field] = placeOf(key);
    return fields[fieldName(path.at(-1)?.[0], field)];
  };
  const begins = Object.entries(beginnings(template)).map(([rows, count]) => [rows, Array.from({ length: count }, emptyRow)]);
  const empty = () => ({ words: {}, ticked: [], rows: Object.fromEntries(structuredClone(begins)) });
  const filling = () => {
    const kept = workbook.data.templates[name] ?? empty();
    for (const [rows, first] of begins) if (!(kept.rows[rows]?.length > 0)) kept.rows[rows] = structuredClone(first);
    return kept;
  };
  const take = taking(fields, filling);
  const { choices, files } = offered();

  const bar = element("div", { class: "pb-yours__bar" });
  const sheet = element("div", { class: "pb-template pb-yours__form", role: "group", "aria-label": "Your own words" });
  const paper = element("div", { class: "pb-template pb-yours__paper" });
  holder.querySelector(".pb-yours__without").replaceWith(bar, sheet, paper);
  let told = "";
  let taken = null; // what was removed last, to bring it back

  const change = (make) => {
    const first = workbook.data.templates[name] ? null : empty(); // with the rows that the page shows
    workbook.change((document) => {
      document.templates[name] ??= structuredClone(first ?? empty());
      make(document);
    });
    holder.dataset.saved = false;
    showBarSoon();
  };

  function countOpen() {
    const all = [...sheet.querySelectorAll("[data-key]"), ...sheet.querySelectorAll("output")];
    return [all.filter((one) => one.tagName !== "OUTPUT" && !one.value.trim()).length, all.length];
  }

  function showBar() {
    const [left, all] = countOpen();
    const { kept, message, saved } = workbook.state;
    holder.dataset.saved = saved;
    render(html`
      <div class="pb-copy" role="group" aria-label="Copy your template">
        <label for="copy-yours">Copy for</label>
        <select id="copy-yours">${choices.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>
        <button type="button" @click=${copy}>Copy</button>
        <button type="button" @click=${() => print()}>Print</button>
        <span class="pb-copy__status" role="status">${told}</span>
      </div>
      <details class="pb-downloads">
        <summary>Download your template</summary>
        <ul>${files.map(([ending, file, label]) => html`<li><button type="button" @click=${() => download(ending, file)}>${label}</button></li>`)}</ul>
      </details>
      <p class="pb-yours__state">
        <span class="pb-yours__open">${left} of ${all} open.</span>
        <span role="status">${kept ? "What you write is kept in this browser and sent nowhere." : message}</span>
        ${taken ? html`<button type="button" @click=${bringBack}>Bring back what was removed</button>` : nothing}
        <button type="button" @click=${clear}>Empty the form</button>
      </p>`, bar);
  }

  /* What is counted is shown once the letter is painted. */
  let isWaiting = false;
  function showBarSoon() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => setTimeout(() => {
      isWaiting = false;
      showBar();
    }));
  }

  function tell(words) {
    told = words;
    showBar();
  }

  async function copy() {
    tell("");
    tell(await take.copy(bar.querySelector("select").value));
  }

  async function download(ending, file) {
    tell(await take.download(ending, file));
  }

  function show() {
    const focused = document.activeElement?.dataset?.key;
    sheet.replaceChildren(formOf(template, filling(), workbook.data.facts));
    for (const field of sheet.querySelectorAll("textarea[data-key]")) {
      const { kind, unit } = asked(field.dataset.key);
      if (kind === "number") checkNumber(field, unit);
    }
    if (focused) sheet.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    showBar();
  }

  function write(key, value) {
    const [path, field] = placeOf(key);
    const { fact } = asked(key);
    change((document) => {
      const { words } = at(document, name, path);
      if (value) words[field] = value;
      else delete words[field];
      if (fact && value) document.facts[fact] = value;
    });
  }

  sheet.addEventListener("input", ({ target }) => {
    const { key, box, path } = target.dataset;
    if (key) {
      const holderOf = target.closest(".pb-entry");
      if (target.tagName === "TEXTAREA") holderOf.dataset.value = target.value || target.placeholder;
      const { kind, unit } = asked(key);
      if (kind === "number") checkNumber(target, unit);
      write(key, target.value);
    } else if (box) {
      const number = Number(box);
      const ticked = target.checked;
      change((document) => {
        const found = at(document, name, JSON.parse(path));
        found.ticked = found.ticked.filter((one) => one !== number).concat(ticked ? [number] : []);
      });
    }
  });

  function changeRows(action, path) {
    const [rows, id] = path.at(-1);
    const outer = path.slice(0, -1);
    const before = structuredClone(filling());
    const made = emptyRow();
    change((document) => {
      const all = at(document, name, outer).rows[rows];
      const index = all.findIndex((row) => row.id === id);
      if (action === "add") all.push({ ...made });
      else if (index < 0) return; // another tab has removed it
      else if (action === "remove") all.splice(index, 1);
      else {
        const [row] = all.splice(index, 1);
        all.splice(action === "up" ? index - 1 : index + 1, 0, row);
      }
    });
    if (action === "remove") taken = before;
    workbook.save();
    show();
    const focus = action === "add" ? `[data-key^="${[...outer, [rows, made.id]].map((part) => part.join(":")).join("/")}/"]` : null;
    const moved = `[data-row-action="${action}"][data-row='${CSS.escape(JSON.stringify(path))}']`;
    (sheet.querySelector(focus ?? moved) ?? sheet.querySelector(".pb-row-add"))?.focus();
  }

  sheet.addEventListener("click", ({ target }) => {
    const { rowAction, row, use, measure, words } = target.dataset;
    if (rowAction) changeRows(rowAction, JSON.parse(row));
    else if (use) {
      write(use, workbook.data.facts[asked(use).fact]);
      show();
      sheet.querySelector(`[data-key="${CSS.escape(use)}"]`).focus();
    } else if (words) {
      const [path, field] = placeOf(words);
      write(words, at(workbook.data, name, path).words[field].words);
      show();
    } else if (measure) {
      const [path, field] = placeOf(measure);
      const held = at(structuredClone(workbook.data), name, path).words[field];
      openMeasure(asked(measure), typeof held === "object" ? held : null, (result) => {
        write(measure, result);
        workbook.save();
        show();
        sheet.querySelector(`[data-measure="${CSS.escape(measure)}"]`).focus();
      });
    }
  });

  function clear() {
    const dialog = element("dialog", { class: "pb-dialog", "aria-label": "Empty the form" });
    const answer = (emptied) => {
      dialog.close();
      dialog.remove();
      if (!emptied) return;
      taken = structuredClone(filling());
      const first = empty();
      change((document) => { document.templates[name] = structuredClone(first); });
      show();
    };
    render(html`
      <p>Empty all ${countOpen()[1]} places of this form? The rest of your workbook stays.</p>
      <button type="button" @click=${() => answer(true)}>Empty it</button>
      <button type="button" autofocus @click=${() => answer(false)}>Keep it</button>`, dialog);
    dialog.addEventListener("cancel", () => answer(false));
    document.body.append(dialog);
    dialog.showModal();
  }

  function bringBack() {
    const before = taken;
    taken = null;
    change((document) => { document.templates[name] = structuredClone(before); });
    show();
  }

  // Paper gets the text as it will be read, whichever way printing was asked for.
  addEventListener("beforeprint", () => paper.replaceChildren(reading(template, filling())));
  workbook.watch((_, { from }) => (from === "tab" ? show() : showBar()));
  show();
  take.load().catch(() => { /* the click asks again, and says it */ });
}
