/** The page of the mock interview: draw the questions, ask them, note and rate alone, and part with three things. */

import { afterPaint } from "../after-paint.js";
import { put as copied } from "../copy.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { notice } from "../workbook/notice.js";
import { openWorkbook } from "../workbook/store.js";
import { ask } from "../yours/ask.js";
import { element } from "../yours/element.js";
import { hasWords } from "../yours/filling.js";
import { fieldsOf, reading } from "../yours/form.js";
import { styled } from "../yours/style.js";
import { taking } from "../yours/take.js";
import { takeBar } from "../yours/take-bar.js";
import { newSeed } from "./draw.js";
import { BadLink, CANDIDATE, read, write } from "./mock-link.js";
import { MIXED, planOf } from "./mock-plan.js";
import {
  BRIEF, briefOf, debriefOf, isHeard, isNoted, NOT_ASKED, questionOn, RATINGS, SCORECARD, setHeard, sheetOf, unrated, withNotes,
} from "./mock-sheet.js";

const FIRST = { minutes: "45", loop: MIXED };
const DEBRIEF = [["keep", "Keep"], ["keep_too", "Keep as well"], ["change", "Change"]];
const BOXES = ["Each question has its rating, and evidence beside it", "I have read no other notes yet"];

/** Make the page work. */
export async function start(holder) {
  const [workbook, catalogue] = await Promise.all([
    openWorkbook(), fetch(holder.dataset.questions).then((answer) => answer.json()), styled("yours"), styled("workbook"), styled("mock-interview"),
  ]);
  const interviews = JSON.parse(holder.dataset.interviews);
  const levels = JSON.parse(holder.dataset.levels);
  const loops = { ...Object.fromEntries(Object.entries(interviews.loops).map(([name, { title }]) => [name, title])), [MIXED]: "Mixed" };
  const known = { minutes: interviews.lengths.map(({ minutes }) => String(minutes)), loops: Object.keys(loops), levels };
  const forms = Object.fromEntries([...holder.querySelectorAll("template")].map((form) => [form.dataset.form, form]));
  const offers = {
    choices: JSON.parse(holder.dataset.choices),
    files: (name) => JSON.parse(holder.dataset.files).map(([ending, label]) => [ending, `${name}${ending}`, label]),
  };

  const page = element("div", { class: "pb-mock" });
  const bar = element("div", { class: "pb-yours__bar" });
  const paper = element("div", { class: "pb-template pb-yours__paper pb-mock__paper" });
  holder.querySelector(".pb-workbook__without").replaceWith(page, bar, paper);

  let choices = { ...FIRST, level: levels[1], seed: "", without: [], view: "" };
  let plan = null;
  let place = 0; // of the question that the candidate sees; 0 before the first
  let told = "";
  let wrong = "";

  const linkOf = (view) => write({ ...choices, view });
  const address = (view) => new URL(linkOf(view), location.href).href;
  const planned = () => sheetOf(plan, address(""));
  const kept = () => workbook.data.templates[SCORECARD];
  const choicesIn = (words) => (words?.includes("#") ? words.slice(words.indexOf("#")) : "");
  /* What is kept may be the sheet of another interview: it stays until the reader lets it go. */
  const isOurs = () => choicesIn(kept()?.words.link) === linkOf("");
  const isAnother = (held) => !isOurs() && (choicesIn(held.words.link) ? isNoted(held) : hasWords(held)); // without a link all is theirs
  const other = () => (kept() && isAnother(kept()) ? kept() : null);
  const sheet = () => withNotes(planned(), isOurs() ? kept() : null);
  const brief = () => briefOf(plan);
  const takes = {
    [SCORECARD]: taking(fieldsOf(forms[SCORECARD]), sheet, `${holder.dataset.templates}${SCORECARD}/`),
    [BRIEF]: taking(fieldsOf(forms[BRIEF]), brief, `${holder.dataset.templates}${BRIEF}/`),
  };
  const isCandidate = () => choices.view === CANDIDATE;
  const taken = () => (isCandidate() ? BRIEF : SCORECARD);

  function note(make) {
    const anew = planned();
    const link = linkOf("");
    workbook.change((document) => {
      const held = document.templates[SCORECARD];
      const filling = withNotes(structuredClone(anew), choicesIn(held?.words.link) === link ? held : null);
      make(filling);
      document.templates[SCORECARD] = filling;
    });
    showSoon();
  }

  const setWords = (filling, name, words) => {
    if (words) filling.words[name] = words;
    else delete filling.words[name];
  };

  function go(next) {
    choices = { ...choices, ...next };
    history.replaceState(history.state, "", linkOf(choices.view));
    plan = planOf(choices, catalogue, interviews);
    told = "";
    show();
  }

  function draw(event) {
    event.preventDefault();
    place = 0;
    go({ seed: newSeed(), without: [], view: "" });
    page.querySelector("#pb-mock-plan").focus();
  }

  async function exchange(question) {
    const held = isOurs() && questionOn(kept(), question.id);
    const isKept = held && isNoted(held);
    const words = `Ask something else than “${question.asked}”? What you noted of it goes.`;
    if (isKept && !await ask({ name: "Another question", question: words, yes: "Another question", no: "Keep it" })) return;
    const notes = isOurs() ? structuredClone(kept()) : null;
    go({ without: [...choices.without, question.id] });
    if (notes) {
      const link = address("");
      workbook.change((document) => {
        document.templates[SCORECARD] = withNotes(sheetOf(plan, link), notes);
      });
      workbook.save();
    }
    show();
    page.querySelector(`[data-question="${CSS.escape(plan.questions.at(-1).id)}"] h3`)?.focus();
  }

  async function letGo() {
    const question = "Put the sheet of this interview in the place of the other? Its notes and ratings go, unless you have taken them along.";
    if (!await ask({ name: "Another interview", question, yes: "Put this one in its place", no: "Keep the other" })) return;
    note(() => { /* the sheet of this interview, with nothing noted */ });
    workbook.save();
    show();
  }

  async function copyLink(view) {
    told = await copied({ "text/plain": address(view) }) ? "The link is copied." : "Your browser refused to copy. Take the address of this page.";
    show();
  }

  function readLink() {
    wrong = "";
    try {
      const found = read(location.hash, known);
      if (!found) return;
      choices = found;
      plan = planOf(choices, catalogue, interviews);
      place = 0;
    } catch (mistake) {
      if (!(mistake instanceof BadLink)) throw mistake;
      wrong = mistake.message;
    }
  }

  const options = (name, label, entries) => html`<p class="pb-field"><label for=${`pb-mock-${name}`}>${label}</label>
    <select id=${`pb-mock-${name}`} @change=${({ target: { value } }) => { choices = { ...choices, [name]: value }; }}>
      ${entries.map(([value, words]) => html`<option value=${value} ?selected=${choices[name] === value}>${words}</option>`)}</select></p>`;

  const chooser = () => html`<form class="pb-mock__choices" @submit=${draw}>
    ${options("minutes", "How long", known.minutes.map((minutes) => [minutes, `${minutes} minutes`]))}
    ${options("loop", "Kind of loop", Object.entries(loops))}
    ${options("level", "Level", levels.map((level) => [level, level]))}
    <p><button type="submit">${plan ? "Draw other questions" : "Draw the questions"}</button></p></form>`;

  const planTable = () => html`<table class="pb-mock__plan"><thead><tr><th scope="col">From</th><th scope="col">Minutes</th><th scope="col">Part</th></tr></thead>
    <tbody>${plan.parts.map(({ title, minutes, from, id }) => html`<tr>
      <td>${from}</td><td>${minutes}</td><td>${id ? html`<a href=${`#${id}`} @click=${(event) => toQuestion(event, id)}>${title}</a>` : title}</td></tr>`)}</tbody>
    <tfoot><tr><td></td><td>${plan.length.minutes}</td><td>in all</td></tr></tfoot></table>`;

  function toQuestion(event, id) {
    event.preventDefault();
    const heading = page.querySelector(`[data-question="${CSS.escape(id)}"] h3`);
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  const line = (name, label) => html`<p class="pb-field"><label for=${`pb-mock-${name}`}>${label}</label>
    <input id=${`pb-mock-${name}`} autocomplete="off" maxlength="300" .value=${live(sheet().words[name] ?? "")}
      @input=${({ target: { value } }) => note((filling) => setWords(filling, name, value))}></p>`;

  const area = (id, label, value, change) => html`<p class="pb-field"><label for=${id}>${label}</label>
    <textarea id=${id} rows="3" .value=${live(value ?? "")} @input=${({ target }) => change(target.value)}></textarea></p>`;

  function question(one, index) {
    const held = questionOn(sheet(), one.id);
    const on = (make) => note((filling) => make(questionOn(filling, one.id)));
    return html`<section class="pb-mock__question" data-question=${one.id}>
      <h3 tabindex="-1">${index + 1}. ${one.title}</h3>
      <p class="pb-mock__asked">${one.asked}</p>
      <p class="pb-mock__minutes">${one.minutes} minutes: ${plan.length.tell} to tell, ${plan.length.ask_on} to ask on, ${plan.length.rate} to rate.
        <a href=${`${holder.dataset.answers}${one.id}/`}>The page of this question</a>
        ${plan.spare > 0 ? html`<button type="button" class="pb-plain" @click=${() => exchange(one)} aria-label=${`Another question than “${one.asked}”`}>Another question</button>` : nothing}</p>
      <fieldset class="pb-mock__signals"><legend>Listen for</legend>
        ${one.signals.map((signal, place) => html`<label><input type="checkbox" .checked=${live(isHeard(held.rows.signals[place]))}
          @change=${({ target: { checked } }) => on((row) => setHeard(row.rows.signals[place], checked))}> <span>${signal}</span></label>`)}</fieldset>
      <h4>Ask on, as far as it fits</h4>
      <ul class="pb-mock__probes">${one.probes.map(({ asked }, place) => html`<li><label for=${`${one.id}-${place}`}>${asked}</label>
        <input id=${`${one.id}-${place}`} autocomplete="off" maxlength="300" placeholder="the reply in a few words"
          .value=${live(held.rows.probes[place].words.reply ?? "")} @input=${({ target }) => on((row) => setWords(row.rows.probes[place], "reply", target.value))}></li>`)}</ul>
      <h4>What weak, solid and strong sound like</h4>
      ${one.scale ? html`<div class="pb-mock__scale">${RATINGS.map((rating) => html`<div><h5>${rating}</h5><p>${one.scale[rating].said}</p>
          <p class="pb-mock__concluded">${one.scale[rating].concluded}</p></div>`)}</div>`
        : html`<p>The page of this question has no such scale. Write one on the sheet before you ask.</p>`}
      ${area(`${one.id}-evidence`, "Evidence: what they said, in their words", held.words.evidence, (words) => on((row) => setWords(row, "evidence", words)))}
      <fieldset class="pb-mock__rating"><legend>Your rating, before you talk with the others</legend>
        ${[...RATINGS, NOT_ASKED].map((rating) => html`<label><input type="radio" name=${`${one.id}-rating`} value=${rating}
          .checked=${live(held.words.rating === rating)} @change=${() => on((row) => setWords(row, "rating", rating))}> ${rating}</label>`)}</fieldset>
    </section>`;
  }

  function debrief() {
    const open = unrated(sheet());
    const drafts = debriefOf(sheet());
    const fill = () => {
      note((filling) => {
        for (const [name, words] of Object.entries(drafts)) filling.words[name] ||= words;
      });
      workbook.save();
    };
    return html`<h2 id="pb-mock-debrief">Before the talk</h2>
      ${BOXES.map((words, number) => html`<p class="pb-mock__box"><label><input type="checkbox" .checked=${live(sheet().ticked.includes(number))}
        @change=${({ target: { checked } }) => note((filling) => {
          filling.ticked = filling.ticked.filter((one) => one !== number).concat(checked ? [number] : []);
        })}> <span>${words}</span></label></p>`)}
      ${area("pb-mock-whole", "What the ratings say together, and what would change it", sheet().words.whole, (words) => note((filling) => setWords(filling, "whole", words)))}
      <h2>Debrief</h2>
      <p>Two things to keep and one to change are as many as a candidate takes home. Say first what you heard, then what you make of it.</p>
      <p>${open > 0 ? html`<span role="status">${open} of ${plan.questions.length} questions have no rating yet.</span>`
        : html`<button type="button" @click=${fill}>Draft it from the sheet</button>`}</p>
      ${DEBRIEF.map(([name, label]) => area(`pb-mock-${name}`, label, sheet().words[name], (words) => note((filling) => setWords(filling, name, words))))}`;
  }

  const forInterviewer = () => html`
    <h2 id="pb-mock-plan" tabindex="-1">The plan</h2>
    ${planTable()}
    <p>Whoever opens these links gets the same questions. The candidate’s shows them one by one, and nothing of what is listened for.</p>
    <p class="pb-mock__links"><button type="button" @click=${() => copyLink("")}>Copy the link for interviewers</button>
      <button type="button" @click=${() => copyLink(CANDIDATE)}>Copy the link for the candidate</button>
      <button type="button" class="pb-plain" @click=${() => look(CANDIDATE)}>Look at the candidate’s view</button></p>
    <p class="pb-told"><span role="status">${told}</span></p>
    ${other() ? html`<p class="pb-mock__other">The sheet in your workbook belongs to another interview, and it is kept until you say otherwise.
        ${choicesIn(other().words.link) ? html`<a href=${choicesIn(other().words.link)}>Open that one</a>` : nothing}
        <button type="button" @click=${letGo}>Put this one in its place …</button></p>`
      : html`<h2>Questions</h2>
        <div class="pb-mock__head">${line("interview", "Role, and who is asked")}${line("interviewer", "Who asks")}${line("day", "Day")}</div>
        ${plan.questions.map(question)}${debrief()}`}
    <h2>On paper, or in Word</h2>`;

  function look(view) {
    place = 0;
    go({ view });
    page.querySelector("h2").focus();
  }

  function turn(by) {
    place += by;
    show();
    page.querySelector(".pb-mock__one").focus();
  }

  function forCandidate() {
    const { questions, length } = plan;
    const one = questions[place - 1];
    const isOver = place > questions.length;
    return html`
      <h2 tabindex="-1">Your interview</h2>
      <p>${length.minutes} minutes, ${questions.length} questions, one after the other. Each has ${questions[0].minutes} minutes, with what is asked on. At the end ${length.theirs} minutes are yours.</p>
      <section class="pb-mock__one" tabindex="-1" aria-live="polite">
        ${one ? html`<h3>Question ${place} of ${questions.length}</h3><p class="pb-mock__asked">${one.asked}</p>` : nothing}
        ${isOver ? html`<h3>Your questions</h3><p class="pb-mock__asked">What would you like to ask?</p>` : nothing}
      </section>
      <p class="pb-mock__turn">
        <button type="button" ?disabled=${place === 0} @click=${() => turn(-1)}>Back</button>
        <button type="button" ?disabled=${isOver} @click=${() => turn(1)}>${place === 0 ? "Show the first question" : "Next"}</button></p>
      <p><button type="button" class="pb-plain" @click=${() => look("")}>I am the interviewer</button></p>
      <h2>On paper, or in Word</h2>
      <p>This shows all questions at once; on paper, each has a page of its own.</p>`;
  }

  function tell(words) {
    told = words;
    show();
  }

  function show() {
    const words = isCandidate() && plan ? nothing : html`${notice(workbook.state)}${chooser()}`;
    render(html`${wrong ? html`<p class="pb-wrong" role="alert">${wrong}</p>` : nothing}${words}
      ${plan ? (isCandidate() ? forCandidate() : forInterviewer()) : nothing}`, page);
    const name = taken();
    render(plan ? takeBar({ take: takes[name], choices: offers.choices, files: offers.files(name), told: isCandidate() ? told : "", tell }) : nothing, bar);
    paper.dataset.of = name;
    holder.toggleAttribute("data-planned", plan !== null);
  }
  const showSoon = afterPaint(show);

  addEventListener("beforeprint", () => {
    if (plan) paper.replaceChildren(reading(forms[taken()], isCandidate() ? brief() : sheet()));
  });
  addEventListener("hashchange", () => {
    readLink();
    show();
  });
  workbook.watch(show);
  readLink();
  show();
}
