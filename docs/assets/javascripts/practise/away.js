/** The page of what goes along: a table of one's own, and the plan of days in a calendar. */

import { loader } from "../copy.js";
import { saved } from "../save.js";
import { today } from "../today.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { notice } from "../workbook/notice.js";
import { openWorkbook } from "../workbook/store.js";
import { element } from "../yours/element.js";
import { styled } from "../yours/style.js";
import { ownRows, tableOf } from "./own-table.js";
import { calendarOf, daysBetween, entriesOf, fitting } from "./plan-calendar.js";

const TABLE = "my-questions.csv";
const UNREACHED = "The plans couldn’t be loaded. Check your connection and reload the page.";
const CALENDAR = "interview-plan.ics";
const dayWords = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });

const inWords = (day) => dayWords.format(new Date(`${day}T00:00Z`));

/** Make the page work. */
export async function start(holder) {
  const [workbook, plans] = await Promise.all([
    openWorkbook(), loader(holder.dataset.plans, (answer) => answer.json())().catch(() => null),
    styled("yours"), styled("workbook"), styled("away"),
  ]);
  const answers = JSON.parse(holder.dataset.titles);
  const source = new URL(holder.dataset.source, location.href).href;
  const page = element("div", { class: "pb-away" });
  holder.querySelector(".pb-workbook__without").replaceWith(page);

  let interview = { day: "", time: "" };
  let chosen = null; // the title of a plan, once the reader has chosen one
  let told = "";
  let toldTable = "";

  const plan = () => plans.find(({ title }) => title === chosen) ?? fitting(plans, daysBetween(today(), interview.day));
  const isOver = () => interview.day !== "" && interview.day < today();

  function downloadTable() {
    toldTable = saved(new Blob([tableOf(ownRows(workbook.data, answers))], { type: "text/csv;charset=utf-8" }), TABLE);
    show();
  }

  async function downloadCalendar(event) {
    event.preventDefault();
    const { title } = plan();
    const entries = entriesOf(plan(), interview, today());
    const text = await calendarOf(entries, { title, source, interview, made: new Date() });
    told = saved(new Blob([text], { type: "text/calendar;charset=utf-8" }), CALENDAR);
    show();
  }

  function set(change) {
    interview = { ...interview, ...change };
    told = "";
    show();
  }

  function planned() {
    if (!interview.day) return nothing;
    if (!plans) return html`<p class="pb-wrong" role="alert">${UNREACHED}</p>`;
    if (isOver()) return html`<p class="pb-wrong" role="alert">That day has passed. Choose the day of your next interview.</p>`;
    const entries = entriesOf(plan(), interview, today());
    const over = plan().stretches.length + 1 - entries.length;
    return html`
      <fieldset class="pb-away__plans"><legend>Plan</legend>${plans.map(({ title }) => html`<label>
        <input type="radio" name="plan" value=${title} .checked=${plan().title === title} @change=${() => { chosen = title; set({}); }}> ${title}</label>`)}</fieldset>
      ${over > 0 ? html`<p>The interview is too close for the whole plan. Days that have already passed are left out.</p>` : nothing}
      <ol class="pb-away__entries">${entries.map(({ from, at, words }) => html`<li><span>${inWords(from)}${at ? `, ${at}` : ""}</span> ${words}</li>`)}</ol>
      <p><button type="submit">Save the calendar file</button></p>`;
  }

  function show() {
    const rows = ownRows(workbook.data, answers);
    render(html`
      ${notice(workbook.state)}
      <h2 id="your-own-table">A table of your own</h2>
      <p>Each question that a story of yours serves, with your opening, your rule, the follow-ups that you expect and tags. Spreadsheets can read it, and so can Anki if you choose comma as the separator.</p>
      ${rows.length > 0 ? html`<p>${rows.length} ${rows.length === 1 ? "row" : "rows"}. <button type="button" @click=${downloadTable}>Save the table as CSV</button></p>`
        : html`<p class="pb-none">There is no story yet. <a href=${holder.dataset.stories}>Write the first one</a>, and say which questions it serves.</p>`}
      <p class="pb-told"><span role="status">${toldTable}</span></p>
      <h2 id="calendar">The days until then, in your calendar</h2>
      <p>One of <a href=${source}>the three plans</a>, day by day. The file is made in this browser; your calendar opens it.</p>
      <form @submit=${downloadCalendar}>
        <p class="pb-field"><label for="pb-away-day">Day of the interview</label>
          <input type="date" id="pb-away-day" required .value=${interview.day} @input=${({ target: { value } }) => set({ day: value })}></p>
        <p class="pb-field"><label for="pb-away-time">Time, if you know it</label>
          <input type="time" id="pb-away-time" .value=${interview.time} @input=${({ target: { value } }) => set({ time: value })}></p>
        ${planned()}</form>
      <p class="pb-told"><span role="status">${told}</span></p>`, page);
  }

  workbook.watch(show);
  show();
}
