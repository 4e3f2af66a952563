/** The page of the mock interview: draw the questions, ask them, note and rate alone, and part with three things. */

import { afterPaint } from "../after-paint.js";
import { put as copied } from "../copy.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { notice } from "../workbook/notice.js";
import { openWorkbook } from "../workbook/store.js";
import { ask } from "../yours/ask.js";
import { element } from "../yours/element.js";
import { hasWords } from "../yours/filling.js";
import { fieldsOf, reading } from "../yours/form.js";
import { styled } from "../yours/style.js";
import { taking } from "../yours/take.js";
import { takeBar } from "../yours/take-bar.js";
import { openCatalogue } from "./catalogue.js";
import { newSeed } from "./draw.js";
import { candidateView } from "./mock-candidate.js";
import { debriefDesk, headFields, planTable, questionDesk } from "./mock-desk.js";
import { BadLink, CANDIDATE, MOST_WITHOUT, read, write } from "./mock-link.js";
import { MIXED, planOf } from "./mock-plan.js";
import { BRIEF, briefOf, isNoted, questionOn, SCORECARD, sheetOf, withNotes } from "./mock-sheet.js";

const FIRST = { minutes: "45", loop: MIXED, level: "EM", without: [], view: "" };

/** Give the choices of the link in the words of a sheet, as an address part. */
const choicesIn = (words) => (words?.includes("#") ? words.slice(words.indexOf("#")) : "");

/** Make the page work. */
export async function start(holder) {
  const { questions, answers, templates } = holder.dataset;
  const [workbook] = await Promise.all([openWorkbook(), styled("yours"), styled("workbook"), styled("mock-interview")]);
  const interviews = JSON.parse(holder.dataset.interviews);
  const levels = JSON.parse(holder.dataset.levels);
  const loops = { ...Object.fromEntries(Object.entries(interviews.loops).map(([name, { title }]) => [name, title])), [MIXED]: "Mixed" };
  const known = { minutes: interviews.lengths.map(({ minutes }) => String(minutes)), loops: Object.keys(loops), levels };
  const forms = Object.fromEntries([...holder.querySelectorAll("template")].map((form) => [form.dataset.form, form]));
  const copies = JSON.parse(holder.dataset.choices);
  const files = JSON.parse(holder.dataset.files);

  const page = element("div", { class: "pb-mock" });
  const bar = element("div", { class: "pb-yours__bar" });
  const paper = element("div", { class: "pb-template pb-yours__paper pb-mock__paper" });
  holder.querySelector(".pb-workbook__without").replaceWith(page, bar, paper);
  const catalogue = await openCatalogue(questions, page);

  let choices = FIRST; // those of the plan
  let plan = null;
  let place = 0; // of the question that the candidate sees
  let told = "";
  let wrong = "";

  const linkOf = (view) => write({ ...choices, view });
  const address = (view) => new URL(linkOf(view), location.href).href;
  const planned = () => sheetOf(plan, address(""));
  const kept = () => workbook.data.templates[SCORECARD];
  const isOurs = () => choicesIn(kept()?.words.link) === linkOf("");
  const sheet = () => withNotes(planned(), isOurs() ? kept() : null);

  /* What is kept may be the sheet of another interview: it stays until the reader lets it go. Without a link it is all theirs. */
  function other() {
    const held = kept();
    if (!held || isOurs()) return null;
    return (choicesIn(held.words.link) ? isNoted(held) : hasWords(held)) ? held : null;
  }

  const takes = {
    [SCORECARD]: taking(fieldsOf(forms[SCORECARD]), sheet, `${templates}${SCORECARD}/`),
    [BRIEF]: taking(fieldsOf(forms[BRIEF]), () => briefOf(plan), `${templates}${BRIEF}/`),
  };
  const isCandidate = () => choices.view === CANDIDATE;
  const taken = () => (isCandidate() ? BRIEF : SCORECARD);

  /** Let `make` change the sheet of this interview, which takes the place of another one. */
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

  function go(next) {
    [choices, wrong, told] = [next, "", ""];
    plan = planOf(choices, catalogue, interviews);
    show();
  }

  function goOn(next) {
    go(next);
    history.replaceState(history.state, "", linkOf(choices.view));
  }

  function draw(event) {
    event.preventDefault();
    const { minutes, loop, level } = event.target.elements;
    place = 0;
    goOn({ ...FIRST, minutes: minutes.value, loop: loop.value, level: level.value, seed: newSeed() });
    page.querySelector("#pb-mock-plan").focus();
  }

  async function exchange({ id, asked }) {
    const held = isOurs() ? structuredClone(kept()) : null;
    const question = `Ask something other than “${asked}”? Your notes on it will be lost.`;
    if (held && isNoted(questionOn(held, id)) && !await ask({ name: "A different question", question, yes: "A different question", no: "Keep it" })) return;
    goOn({ ...choices, without: [...choices.without, id] });
    if (held) {
      const anew = withNotes(planned(), held);
      workbook.change((document) => { document.templates[SCORECARD] = structuredClone(anew); });
      await workbook.save();
    }
    show();
    page.querySelector(`[data-question="${CSS.escape(plan.questions.at(-1).id)}"] h3`)?.focus();
  }

  async function letGo() {
    const question = "Replace the other sheet with the one for this interview? Its notes and ratings will be lost, unless you have saved a copy.";
    if (!await ask({ name: "Another interview", question, yes: "Replace it", no: "Keep the other" })) return;
    note(() => { /* nothing is noted on it yet */ });
    await workbook.save();
    show();
  }

  async function copyLink(view) {
    tell(await copied({ "text/plain": address(view) }) ? "Link copied." : "Your browser refused to copy. Use the address of this page.");
  }

  function followLink() {
    try {
      const found = read(location.hash, known);
      place = 0;
      if (found) go(found);
    } catch (mistake) {
      if (!(mistake instanceof BadLink)) throw mistake;
      wrong = mistake.message;
      show();
    }
  }

  function look(view) {
    place = 0;
    goOn({ ...choices, view });
    page.querySelector("h2").focus();
  }

  function turn(by) {
    place += by;
    show();
    page.querySelector(".pb-mock__one").focus();
  }

  function toQuestion(id) {
    const heading = page.querySelector(`[data-question="${CSS.escape(id)}"] h3`);
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  const choice = (name, label, entries) => html`<p class="pb-field"><label for=${`pb-mock-${name}`}>${label}</label>
    <select id=${`pb-mock-${name}`} name=${name}>
      ${entries.map(([value, words]) => html`<option value=${value} ?selected=${choices[name] === value}>${words}</option>`)}</select></p>`;

  const chooser = () => html`<form class="pb-mock__choices" @submit=${draw}>
    ${choice("minutes", "How long", known.minutes.map((minutes) => [minutes, `${minutes} minutes`]))}
    ${choice("loop", "Kind of loop", Object.entries(loops))}
    ${choice("level", "Level", levels.map((level) => [level, level]))}
    <p><button type="submit">${plan ? "Draw other questions" : "Draw the questions"}</button></p></form>`;

  const anotherSheet = (link) => html`<p class="pb-mock__other">The sheet in your workbook belongs to another interview, and it is kept until you say otherwise.
    ${link ? html`<a href=${link}>Open that one</a>` : nothing} <button type="button" @click=${letGo}>Replace it with this one …</button></p>`;

  function interviewerView() {
    const [held, now] = [other(), sheet()];
    const canExchange = plan.spare > 0 && choices.without.length < MOST_WITHOUT;
    return html`
      <h2 id="pb-mock-plan" tabindex="-1">The plan</h2>
      ${planTable(plan, toQuestion)}
      <p>Anyone who opens these links gets the same questions. The candidate’s link shows them one by one, without what to listen for.</p>
      <p class="pb-mock__links"><button type="button" @click=${() => copyLink("")}>Copy the link for interviewers</button>
        <button type="button" @click=${() => copyLink(CANDIDATE)}>Copy the link for the candidate</button>
        <button type="button" class="pb-plain" @click=${() => look(CANDIDATE)}>Look at the candidate’s view</button></p>
      <p class="pb-told"><span role="status">${told}</span></p>
      ${held ? anotherSheet(choicesIn(held.words.link)) : html`<h2>Questions</h2>
        ${headFields(now, note)}
        ${plan.questions.map((question, index) => questionDesk(question, {
          number: index + 1, length: plan.length, sheet: now, note, page: `${answers}${question.id}/`,
          exchange: canExchange ? () => exchange(question) : null,
        }))}
        ${debriefDesk(now, note)}`}
      <h2>On paper, or in Word</h2>`;
  }

  function tell(words) {
    told = words;
    show();
  }

  function show() {
    const name = taken();
    const forCandidate = plan && isCandidate();
    render(html`
      ${wrong ? html`<p class="pb-wrong" role="alert">${wrong}</p>` : nothing}
      ${forCandidate ? nothing : html`${notice(workbook.state)}${chooser()}`}
      ${forCandidate ? candidateView(plan, place, { turn, leave: () => look("") }) : nothing}
      ${plan && !forCandidate ? interviewerView() : nothing}`, page);
    const named = files.map(([ending, label]) => [ending, `${name}${ending}`, label]);
    render(plan ? takeBar({ take: takes[name], choices: copies, files: named, told: forCandidate ? told : "", tell }) : nothing, bar);
    paper.dataset.of = name;
    holder.toggleAttribute("data-planned", plan !== null);
  }
  const showSoon = afterPaint(show);

  addEventListener("beforeprint", () => {
    if (plan) paper.replaceChildren(reading(forms[taken()], isCandidate() ? briefOf(plan) : sheet()));
  });
  addEventListener("hashchange", followLink);
  workbook.watch(show);
  show();
  followLink();
}
