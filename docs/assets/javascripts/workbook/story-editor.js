/** One open story: its title, what is said of it in 30 seconds and in two minutes with what is checked, and its card. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { element } from "../yours/element.js";
import { reading } from "../yours/form.js";
import { startSheet } from "../yours/sheet.js";
import { taking } from "../yours/take.js";
import { takeBar } from "../yours/take-bar.js";
import { measuresOf } from "./check-answer.js";
import { checkPanel } from "./check-panel.js";
import { removeTemplate, storyIn, templatesOf, titleOf } from "./stories-of.js";

const OPENING = "opening"; // the field of the card that holds the 30 seconds
const TELLINGS = [[OPENING, "30 seconds", 4], ["telling", "Two minutes", 10]];

/** Make a name for files of what a reader called a story. */
export function fileStem({ title, example }) {
  const words = title.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return [example && !words.startsWith("example") && "example", words || "story"].filter(Boolean).join("-");
}

/**
 * Open a story in its place on the page.
 *
 * `holder` carries what the build says of the card; `changed` is called when the list should be drawn anew.
 * Gives its id, what follows a change elsewhere, and what closes it.
 */
export function openStory({ desk, id, workbook, template, blank, holder, changed }) {
  const story = () => storyIn(workbook.data, id);
  const ending = new AbortController();
  const head = element("div", { class: "pb-desk__head" });
  const belonging = element("div", { class: "pb-belonging" });
  const bar = element("div", { class: "pb-yours__bar" });
  const sheet = element("div", { class: "pb-template pb-yours__form", role: "group", "aria-label": "The card of this story" });
  const paper = element("div", { class: "pb-template pb-yours__paper" });
  const fieldOf = (name) => head.querySelector(`[data-telling="${name}"]`);
  const checks = TELLINGS.map(([kind]) => checkPanel({
    kind, field: () => fieldOf(kind), measures: () => measuresOf(story().card, form.fields),
  }));
  let told = "";

  const checkSoon = () => {
    for (const { showSoon } of checks) showSoon();
  };

  const change = (make) => {
    workbook.change((document) => {
      const found = storyIn(document, id);
      if (found) make(found, document); // another tab may have removed it
    });
    changed();
    checkSoon();
  };

  const form = startSheet({
    sheet, template, blank, workbook,
    kept: () => story()?.card,
    change(make) {
      change((found, document) => make(found.card, document));
      showBar();
    },
    removed() { /* the rows of a card come back by hand; the story by the list */ },
    shown: showBar,
  });
  const take = taking(form.fields, form.filling, holder.dataset.card);
  const choices = JSON.parse(holder.dataset.choices);
  const formats = JSON.parse(holder.dataset.files);
  const titles = new Map(Object.entries(JSON.parse(holder.dataset.templates)));
  const titleOfTemplate = (name) => titles.get(name) ?? name; // a file may name one that this site hasn't

  const textOf = (name) => (name === OPENING ? story().card.words[OPENING] : story()[name]) ?? "";

  /* The 30 seconds stand beside the card and in it: what is typed in one place appears in the other. */
  function write(name, value) {
    if (name !== OPENING) {
      change((found) => { found[name] = value; });
      return;
    }
    const field = sheet.querySelector(`[data-key="${OPENING}"]`);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  sheet.addEventListener("input", ({ target }) => {
    const beside = fieldOf(OPENING);
    if (target.dataset.key === OPENING && beside.value !== target.value) beside.value = target.value;
  });

  function rename({ target: { value } }) {
    change((found) => { found.title = value; });
    head.querySelector("h2").textContent = titleOf(story());
  }

  function showBar() {
    if (!story()) return;
    const files = formats.map(([kind, label]) => [kind, `${fileStem(story())}${kind}`, label]);
    const { open, all } = form.places();
    render(html`
      ${takeBar({ take, choices, files, told, tell })}
      <p class="pb-yours__state"><span class="pb-yours__open">${open} of ${all} places on the card still empty.</span></p>`, bar);
  }

  function tell(words) {
    told = words;
    showBar();
  }

  function showBelonging() {
    const names = templatesOf(story());
    const take = (name) => {
      change((found) => removeTemplate(found, name));
      showBelonging();
      belonging.querySelector("button")?.focus();
    };
    render(names.length === 0 ? nothing : html`<h3>Kept with this story</h3>
      <ul>${names.map((name) => html`<li><a href=${new URL(`../${name}/`, new URL(holder.dataset.card, location)).href}>${titleOfTemplate(name)}</a>
        <button type="button" aria-label=${`Take “${titleOfTemplate(name)}” off this story`} @click=${() => take(name)}>Take off</button></li>`)}</ul>`, belonging);
  }

  function showHead() {
    const { title, example } = story();
    head.replaceChildren(
      element("h2", {}, titleOf(story())),
      element("p", { class: "pb-example-note", ".hidden": !example },
        "Example: this story and the person who tells it are made up. Change it as you like; it goes when you remove the example."),
      element("label", { class: "pb-field" }, "Title ", element("input", { ".value": title, maxlength: "200", autocomplete: "off", ".oninput": rename })),
      element("div", { class: "pb-tellings" }, ...TELLINGS.map(([name, words, rows], index) => element("div", {},
        element("label", { class: "pb-field" }, words,
          element("textarea", { "data-telling": name, rows, ".value": textOf(name), ".oninput": ({ target }) => write(name, target.value) })),
        checks[index].panel))),
    );
    showBelonging();
    checkSoon();
  }

  desk.replaceChildren(head, belonging, bar, sheet, paper);
  showHead();
  form.show();
  take.load().catch(() => { /* the click asks again, and says it */ });
  addEventListener("beforeprint", () => paper.replaceChildren(reading(template, form.filling())), { signal: ending.signal });

  return {
    id,
    /** Follow a change of the workbook. */
    changed(from) {
      if (!story()) return;
      if (from === "save") return;
      const focused = head.contains(document.activeElement) && document.activeElement.dataset.telling;
      showHead();
      form.show();
      if (focused) fieldOf(focused).focus();
    },
    close() {
      ending.abort();
      for (const { end } of checks) end();
      desk.replaceChildren();
    },
  };
}
