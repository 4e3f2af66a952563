/** What an interviewer sees of a mock interview: the plan, each question with what to listen for, and the debrief. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { debriefOf, isHeard, NOT_ASKED, questionOn, RATINGS, setHeard, unrated } from "./mock-sheet.js";

const HEAD = [["interview", "Role, and the candidate"], ["interviewer", "Who asks"], ["day", "Day"]];
const DEBRIEF = [["keep", "Keep"], ["keep_too", "Also keep"], ["change", "Change"]];
const BOXES = ["Each question has its rating, and evidence beside it", "I have read no other notes yet"]; // as on the sheet

function setWords(filling, name, words) {
  if (words) filling.words[name] = words;
  else delete filling.words[name];
}

function line(name, label, value, write) {
  return html`<p class="pb-field"><label for=${`pb-mock-${name}`}>${label}</label>
    <input id=${`pb-mock-${name}`} autocomplete="off" maxlength="300" .value=${live(value ?? "")} @input=${({ target }) => write(target.value)}></p>`;
}

function area(name, label, value, write) {
  return html`<p class="pb-field"><label for=${`pb-mock-${name}`}>${label}</label>
    <textarea id=${`pb-mock-${name}`} rows="3" .value=${live(value ?? "")} @input=${({ target }) => write(target.value)}></textarea></p>`;
}

function tickBox(words, isTicked, tick) {
  return html`<label><input type="checkbox" .checked=${live(isTicked)} @change=${({ target: { checked } }) => tick(checked)}> <span>${words}</span></label>`;
}

/** Draw the plan; `toQuestion` gets the name of a question that somebody wants to see. */
export const planTable = ({ parts, length }, toQuestion) => html`
  <table class="pb-mock__plan"><thead><tr><th scope="col">From</th><th scope="col">Minutes</th><th scope="col">Part</th></tr></thead>
    <tbody>${parts.map(({ title, minutes, from, id }) => html`<tr><td>${from}</td><td>${minutes}</td>
      <td>${id ? html`<button type="button" class="pb-mock__to" @click=${() => toQuestion(id)}>${title}</button>` : title}</td></tr>`)}</tbody>
    <tfoot><tr><td></td><td>${length.minutes}</td><td>in all</td></tr></tfoot></table>`;

/** Draw who meets whom; `note(make)` lets `make` change the sheet. */
export const headFields = (sheet, note) => html`<div class="pb-mock__head">${HEAD.map(([name, label]) => (
  line(name, label, sheet.words[name], (words) => note((filling) => setWords(filling, name, words)))
))}</div>`;

/** Draw a question; `exchange` asks another in its place, where there is one, and `page` leads to its page. */
export function questionDesk(question, { number, length, sheet, note, exchange, page }) {
  const { id, title, asked, minutes, signals, probes, scale } = question;
  const { words, rows } = questionOn(sheet, id);
  const on = (make) => note((filling) => make(questionOn(filling, id)));
  return html`<section class="pb-mock__question" data-question=${id}>
    <h3 tabindex="-1">${number}. ${title}</h3>
    <p class="pb-mock__asked">${asked}</p>
    <p class="pb-mock__minutes">${minutes} minutes: ${length.tell} to tell, ${length.ask_on} for follow-ups, ${length.rate} to rate.
      <a href=${page}>The page for this question</a>
      ${exchange ? html`<button type="button" class="pb-plain" @click=${exchange} aria-label=${`A different question from “${asked}”`}>A different question</button>` : nothing}</p>
    <fieldset class="pb-mock__signals"><legend>Listen for</legend>
      ${signals.map((signal, place) => tickBox(signal, isHeard(rows.signals[place]), (heard) => on((row) => setHeard(row.rows.signals[place], heard))))}</fieldset>
    <h4>Follow up, where it fits</h4>
    <ul class="pb-mock__probes">${probes.map((probe, place) => html`<li>${line(`${id}-${place}`, probe.asked, rows.probes[place].words.reply,
      (reply) => on((row) => setWords(row.rows.probes[place], "reply", reply)))}</li>`)}</ul>
    <h4>What weak, solid and strong sound like</h4>
    ${scale ? html`<div class="pb-mock__scale">${RATINGS.map((rating) => html`<div><h5>${rating}</h5><p>${scale[rating].said}</p>
        <p class="pb-mock__concluded">${scale[rating].concluded}</p></div>`)}</div>`
      : html`<p>The page for this question has no such scale. Write one on the sheet before you ask.</p>`}
    ${area(`${id}-evidence`, "Evidence: what they said, in their words", words.evidence, (evidence) => on((row) => setWords(row, "evidence", evidence)))}
    <fieldset class="pb-mock__rating"><legend>Your rating, before you talk with the others</legend>
      ${[...RATINGS, NOT_ASKED].map((rating) => html`<label><input type="radio" name=${`${id}-rating`} value=${rating}
        .checked=${live(words.rating === rating)} @change=${() => on((row) => setWords(row, "rating", rating))}> ${rating}</label>`)}</fieldset>
  </section>`;
}

/** Draw what follows the questions: the ratings together, then two things to keep and one to change. */
export function debriefDesk(sheet, note) {
  const open = unrated(sheet);
  const write = (name) => (words) => note((filling) => setWords(filling, name, words));
  const draft = () => {
    const drafts = Object.entries(debriefOf(sheet));
    note((filling) => {
      for (const [name, words] of drafts) filling.words[name] ||= words; // what is written there stays
    });
  };
  return html`<h2>Before the debrief</h2>
    ${BOXES.map((words, number) => html`<p class="pb-mock__box">${tickBox(words, sheet.ticked.includes(number), (ticked) => note((filling) => {
      filling.ticked = filling.ticked.filter((one) => one !== number).concat(ticked ? [number] : []);
    }))}</p>`)}
    ${area("whole", "What the ratings add up to, and what would change that", sheet.words.whole, write("whole"))}
    <h2>Debrief</h2>
    <p>Two things to keep and one to change are as much as a candidate takes home. Say first what you heard, then what you make of it.</p>
    <p>${open > 0 ? html`<span role="status">${open} of ${sheet.rows.questions.length} questions have no rating yet.</span>`
      : html`<button type="button" @click=${draft}>Draft it from the sheet</button>`}</p>
    ${DEBRIEF.map(([name, label]) => area(name, label, sheet.words[name], write(name)))}`;
}
