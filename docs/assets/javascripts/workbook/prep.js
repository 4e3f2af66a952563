/** The page of the prep document: choose what goes into it, in which order, change its words, and take it along. */

import { afterPaint } from "../after-paint.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { ask } from "../yours/ask.js";
import { element } from "../yours/element.js";
import { hasWords, rowOf } from "../yours/filling.js";
import { reading } from "../yours/form.js";
import { blankOf, startSheet } from "../yours/sheet.js";
import { styled } from "../yours/style.js";
import { taking } from "../yours/take.js";
import { takeBar } from "../yours/take-bar.js";
import { exampleMark, notice } from "./notice.js";
import { answerRow, askRow, asksOf, lost, PREP, putRow, renewed, storyRow, templateRow } from "./prep-document.js";
import { followUps, formOn, linesOf } from "./prep-sources.js";
import { openWorkbook } from "./store.js";
import { servedBy, storyIn, titleOf } from "./stories-of.js";

const STORIES = "stories";
const ANSWERS = "answers";
const PAPERS = "papers";
const ASKS = "asks";
const UNREACHED = "That part couldn’t be loaded. Check your connection and try again.";

const quoted = (labels) => labels.map((label) => `“${label}”`).join(", ");

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("yours"), styled("workbook")]);
  const template = holder.querySelector("template");
  const blank = blankOf(template);
  const titles = JSON.parse(holder.dataset.titles);
  const sections = [...holder.querySelectorAll("[data-section]")].map((section) => [
    section.dataset.section,
    [...section.querySelectorAll("[data-answer]")].map((item) => ({ id: item.dataset.answer, title: item.textContent.trim() })),
  ]);
  const answers = Object.fromEntries(sections.flatMap(([, all]) => all).map(({ id, title }) => [id, title]));
  const loadFollowUps = followUps(holder.dataset.questions);
  const pageOf = (name) => `${holder.dataset.page}../${name}/`;
  const forms = Object.fromEntries(Object.keys(titles).map((name) => [name, formOn(pageOf(name))]));

  const choice = element("div", { class: "pb-prep__choice" });
  const bar = element("div", { class: "pb-yours__bar" });
  const sheet = element("div", { class: "pb-template pb-yours__form", role: "group", "aria-label": "The prep document" });
  const paper = element("div", { class: "pb-template pb-yours__paper" });
  holder.querySelector(".pb-workbook__without").replaceWith(choice, bar, sheet, paper);
  let told = "";
  let chosenNow = "";
  let taken = null; // the document before something went from it

  const kept = () => workbook.data.templates[PREP];
  const change = (make) => {
    workbook.change((document) => {
      document.templates[PREP] ??= structuredClone(blank);
      make(document.templates[PREP], document);
    });
    showSoon();
  };
  const form = startSheet({
    sheet, template, blank, workbook, kept, change,
    removed: (before) => { taken = before; },
    shown: show,
  });
  const take = taking(form.fields, form.filling, holder.dataset.page);
  const choices = JSON.parse(holder.dataset.choices);
  const files = JSON.parse(holder.dataset.files).map(([ending, label]) => [ending, `${PREP}${ending}`, label]);
  const showSoon = afterPaint(show);

  /* Each kind of thing that may be chosen makes its row of the document; a row that comes from nowhere is typed. */
  const makes = {
    [STORIES]: (id) => storyRow(workbook.data, id, answers),
    [ANSWERS]: async (id) => answerRow(workbook.data, id, answers, (await loadFollowUps())[id] ?? []),
    [PAPERS]: async (id) => templateRow(id, titles[id], linesOf(await forms[id](), workbook.data.templates[id])),
    [ASKS]: (id) => {
      const found = asksOf(workbook.data).find(([name]) => name === id);
      return found && askRow(...found);
    },
  };
  const rowsOf = (rows) => (kept()?.rows[rows] ?? []).filter(hasWords);
  const chosen = (rows, id) => rowsOf(rows).find((one) => one.id === rowOf(id));
  const inOrder = (rows, things) => {
    const place = ({ id }) => rowsOf(rows).findIndex((one) => one.id === rowOf(id));
    const own = things.filter((thing) => place(thing) >= 0).sort((one, other) => place(one) - place(other));
    return [...own, ...things.filter((thing) => place(thing) < 0)];
  };
  const offered = {
    [STORIES]: () => workbook.data.stories.map((story) => ({ id: story.id, title: titleOf(story), story })),
    [ANSWERS]: () => sections.flatMap(([, all]) => all),
    [PAPERS]: () => Object.entries(workbook.data.templates)
      .filter(([name, filling]) => name in titles && hasWords(filling)).map(([id]) => ({ id, title: titles[id] })),
    [ASKS]: () => {
      const asked = asksOf(workbook.data).map(([id, title]) => ({ id, title }));
      const typed = rowsOf(ASKS).filter(({ id }) => !asked.some((one) => one.id === id));
      return [...asked, ...typed.map(({ id, words }) => ({ id, title: words.ask ?? "" }))];
    },
  };

  function put(make, words) {
    change(make);
    workbook.save();
    chosenNow = words;
    form.show();
  }

  /* Gives nothing, and says so, where what it is made of can't be loaded. */
  async function made(rows, id) {
    try {
      return await makes[rows](id);
    } catch (mistake) {
      if (!(mistake instanceof TypeError) && mistake.constructor !== Error) throw mistake;
      chosenNow = UNREACHED;
      show();
      return null;
    }
  }

  async function choose(rows, { id, title }) {
    const anew = await made(rows, id);
    if (anew) put((filling) => putRow(filling, rows, anew), `“${title}” is in the document.`);
  }

  async function leaveOut(rows, { id, title }) {
    const row = chosen(rows, id);
    const anew = await made(rows, id);
    if (anew === null) return;
    const own = rows === ASKS && !anew ? [] : lost(row, anew, form.fields, rows); // a typed question is all that goes
    const question = `Leave “${title}” out? You would lose what is only in the document: ${quoted(own)}.`;
    if (own.length > 0 && !await ask({ name: "Leave it out", question, yes: "Leave it out", no: "Keep it" })) {
      show();
      return;
    }
    taken = structuredClone(form.filling());
    put((filling) => {
      filling.rows[rows] = filling.rows[rows].filter((one) => one.id !== row.id);
    }, `“${title}” is left out.`);
  }

  function move(rows, id, by) {
    put((filling) => {
      const all = filling.rows[rows];
      const index = all.findIndex((one) => one.id === rowOf(id));
      const next = all[index + by];
      if (next) [all[index], all[index + by]] = [next, all[index]];
    }, "");
    const place = choice.querySelector(`[data-thing="${CSS.escape(`${rows}/${id}`)}"]`);
    (place.querySelector(`[data-by="${by}"]:enabled`) ?? place.querySelector("button:enabled"))?.focus();
  }

  /* Make every row anew that comes from something; say first which words of the reader's own that would write over. */
  async function renew() {
    const all = [];
    const over = [];
    for (const rows of [STORIES, ANSWERS, PAPERS, ASKS]) {
      for (const { id, title } of offered[rows]().filter((one) => chosen(rows, one.id))) {
        const anew = await made(rows, id);
        if (anew === null) return;
        if (!anew) continue; // typed here
        all.push([rows, anew]);
        const labels = lost(chosen(rows, id), anew, form.fields, rows, true);
        if (labels.length > 0) over.push(`${title}: ${quoted(labels)}`);
      }
    }
    const question = `The document differs from your stories and templates in these places, and they would be overwritten: ${over.join("; ")}.`;
    if (over.length > 0 && !await ask({ name: "Update from my stories", question, yes: "Overwrite them", no: "Keep my changes" })) return;
    taken = structuredClone(form.filling());
    put((filling) => {
      for (const [rows, anew] of all) {
        filling.rows[rows] = filling.rows[rows].map((one) => (one.id === anew.id ? renewed(one, structuredClone(anew)) : one));
      }
    }, "The document now says what your stories and templates say.");
  }

  function bringBack() {
    const before = taken;
    taken = null;
    put((filling) => Object.assign(filling, structuredClone(before)), "It is as it was.");
  }

  function addQuestion(event) {
    event.preventDefault();
    const { question } = event.target.elements;
    const made = askRow(crypto.randomUUID().slice(0, 8), question.value.trim());
    question.value = "";
    put((filling) => putRow(filling, ASKS, made), `“${made.words.ask}” is in the document.`);
    question.focus();
  }

  const mover = (rows, { id, title }, by, sign, words, possible) => html`
    <button type="button" class="pb-plain" data-by=${by} aria-label=${`Move “${title}” ${words}`} title=${`Move ${words}`}
      ?disabled=${!possible} @click=${() => move(rows, id, by)}>${sign}</button>`;

  function item(rows, thing) {
    const { id, title, story } = thing;
    const all = rowsOf(rows);
    const place = all.findIndex((one) => one.id === rowOf(id));
    return html`<li class="pb-prep__item" data-thing=${`${rows}/${id}`}>
      <label><input type="checkbox" .checked=${live(place >= 0)}
        @change=${({ target: { checked } }) => (checked ? choose(rows, thing) : leaveOut(rows, thing))}> <span>${title}</span></label>${story ? exampleMark(story) : nothing}
      ${place >= 0 && all.length > 1 ? html`<span class="pb-row-tools" role="group" aria-label=${`The place of “${title}”`}>
        ${mover(rows, thing, -1, "↑", "up", place > 0)}${mover(rows, thing, 1, "↓", "down", place < all.length - 1)}</span>` : nothing}</li>`;
  }

  const items = (rows, things) => html`<ul class="pb-prep__items">${repeat(inOrder(rows, things), ({ id }) => id, (thing) => item(rows, thing))}</ul>`;

  function answersToChoose() {
    const serve = new Set(rowsOf(STORIES).flatMap(({ id }) => (storyIn(workbook.data, id) ? servedBy(workbook.data, id) : [])));
    const first = offered[ANSWERS]().filter(({ id }) => serve.has(id) || chosen(ANSWERS, id));
    return html`
      ${first.length > 0 ? html`<p>Questions that your chosen stories serve, and any others that you have chosen.</p>${items(ANSWERS, first)}`
        : html`<p>Choose a story first, and the questions it serves appear here. <a href="../coverage/">Say which story serves which question.</a></p>`}
      ${sections.map(([title, all]) => {
        const rest = all.filter((one) => !first.includes(one));
        return rest.length > 0 ? html`<details class="pb-prep__section"><summary>${title} (${rest.length})</summary>${items(ANSWERS, rest)}</details>` : nothing;
      })}`;
  }

  function show() {
    const { stories } = workbook.data;
    const papers = offered[PAPERS]();
    const { open, all } = form.places();
    const any = [STORIES, ANSWERS, PAPERS, ASKS].some((rows) => rowsOf(rows).length > 0);
    render(html`
      ${notice(workbook.state)}
      <h2>Stories</h2>
      ${stories.length > 0 ? items(STORIES, offered[STORIES]())
        : html`<p class="pb-none">There is no story yet. <a href="../">Write the first one</a>, then come back and choose it.</p>`}
      <h2>Questions that you expect</h2>
      ${answersToChoose()}
      <h2>Questions that you ask</h2>
      ${items(ASKS, offered[ASKS]())}
      <form class="pb-add" @submit=${addQuestion}><label for="pb-new-ask">A question to ask</label>
        <input id="pb-new-ask" name="question" autocomplete="off" maxlength="300" required>
        <button type="submit">Add the question</button></form>
      <h2>Filled templates</h2>
      ${papers.length > 0 ? items(PAPERS, papers)
        : html`<p class="pb-none">You haven’t filled any in yet. <a href=${`${holder.dataset.page}../`}>Fill one in</a>, and you can add it here.</p>`}
      <p class="pb-told"><span role="status">${chosenNow}</span></p>
      <h2>The document</h2>`, choice);
    render(html`
      ${takeBar({ take, choices, files, told, tell })}
      <p class="pb-yours__state"><span class="pb-yours__open">${open} of ${all} still empty.</span>
        ${any ? html`<button type="button" @click=${renew}>Update from my stories</button>` : nothing}
        ${taken ? html`<button type="button" @click=${bringBack}>Bring back what was there</button>` : nothing}</p>`, bar);
  }

  function tell(words) {
    told = words;
    show();
  }

  addEventListener("beforeprint", () => paper.replaceChildren(reading(template, form.filling())));
  workbook.watch((_, { from }) => (from === "save" ? show() : form.show()));
  form.show();
  take.load().catch(() => { /* the click asks again, and says it */ });
}
