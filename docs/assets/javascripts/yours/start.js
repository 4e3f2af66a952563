/** Open the form of a template page when somebody looks at it, keep what is typed, and let it be taken along. */

import { afterPaint } from "../after-paint.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { openWorkbook } from "../workbook/store.js";
import { ask } from "./ask.js";
import { element } from "./element.js";
import { reading } from "./form.js";
import { blankOf, startSheet } from "./sheet.js";
import { styled } from "./style.js";
import { taking } from "./take.js";
import { takeBar } from "./take-bar.js";

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

/** What the blank of the page is offered in: for copying without the code that embeds it, and as files. */
function offered() {
  const blank = document.querySelector(".pb-fill[data-fill=blank]");
  const choices = [...blank.querySelectorAll("select option")].map(({ value, textContent }) => [value, textContent]);
  const files = [...blank.querySelectorAll(".pb-downloads a")].map((link) => (
    [link.getAttribute("href").replace("blank", ""), link.download.replace("blank", FILE_NAME), link.textContent]
  ));
  return { choices: choices.filter(([value]) => value !== "embed"), files };
}

async function open(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("yours")]);
  const template = holder.querySelector("template");
  const name = holder.dataset.yours;
  const blank = blankOf(template);

  const bar = element("div", { class: "pb-yours__bar" });
  const sheet = element("div", { class: "pb-template pb-yours__form", role: "group", "aria-label": "Your own words" });
  const paper = element("div", { class: "pb-template pb-yours__paper" });
  holder.querySelector(".pb-yours__without").replaceWith(bar, sheet, paper);
  let told = "";
  let taken = null; // what was removed last, to bring it back

  const change = (make) => {
    workbook.change((document) => {
      document.templates[name] ??= structuredClone(blank); // the rows on the page are those that were made for it
      make(document.templates[name], document);
    });
    holder.dataset.saved = false;
    showBarSoon();
  };
  const form = startSheet({
    sheet, template, blank, workbook, change,
    kept: () => workbook.data.templates[name],
    removed: (before) => { taken = before; },
    shown: showBar,
  });
  const take = taking(form.fields, form.filling);
  const offers = { take, ...offered() };

  const showBarSoon = afterPaint(showBar);

  function showBar() {
    const { kept, message, saved } = workbook.state;
    holder.dataset.saved = saved;
    const places = form.places();
    render(html`
      ${takeBar({ ...offers, told, tell })}
      <p class="pb-yours__state">
        <span class="pb-yours__open">${places.open} of ${places.all} still empty.</span>
        <span role="status">${kept ? "What you write is kept in this browser and sent nowhere." : message}</span>
        ${taken ? html`<button type="button" @click=${bringBack}>Bring back what was removed</button>` : nothing}
        <button type="button" ?disabled=${places.open === places.all} @click=${keep}>Keep in my workbook</button>
        <button type="button" @click=${clear}>Clear the form</button>
      </p>`, bar);
  }

  function tell(words) {
    told = words;
    showBar();
  }

  function keep() {
    holder.dispatchEvent(new CustomEvent("playbook-keep", { bubbles: true, detail: { template: name } }));
  }

  function put(filling) {
    workbook.change((document) => { document.templates[name] = structuredClone(filling); });
    form.show();
  }

  async function clear() {
    const question = `Clear all ${form.places().all} places on this form? The rest of your workbook stays.`;
    if (!await ask({ name: "Clear the form", question, yes: "Clear it", no: "Keep it" })) return;
    taken = structuredClone(form.filling());
    put(blank);
  }

  function bringBack() {
    const before = taken;
    taken = null;
    put(before);
  }

  // Paper gets the text as it will be read, whichever way printing was asked for.
  addEventListener("beforeprint", () => paper.replaceChildren(reading(template, form.filling())));
  workbook.watch((_, { from }) => (from === "tab" ? form.show() : showBar()));
  form.show();
  take.load().catch(() => { /* the click asks again, and says it */ });
}
