/** The page on how practice goes: what is due, each section at a glance, how often stories were told, all times, recordings. */

import { html, nothing, render, svg } from "../vendor/lit-html/lit-html.js";
import { notice } from "../workbook/notice.js";
import { storyIn, titleOf } from "../workbook/stories-of.js";
import { openWorkbook } from "../workbook/store.js";
import { ask } from "../yours/ask.js";
import { element } from "../yours/element.js";
import { styled } from "../yours/style.js";
import { openCatalogue } from "./catalogue.js";
import { minutes } from "./clock.js";
import { addEntry, forgetPractice, lastTimes, PLACE_WORDS, PLACES, removeEntry, timesTold } from "./history.js";
import { player } from "./player.js";
import { forgetRecording, forgetRecordings, keptRecordings } from "./recordings.js";
import { cardsOf, daysUntil } from "./schedule.js";

const SHOWN = 20; // times of the history that stand there at once
const SOON = 7; // days that are looked ahead
const FROM_BEST = [...PLACES].reverse();
const IN_WORDS = { none: "without an answer", weak: "weak", solid: "solid", strong: "strong", open: "not yet" };
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("workbook"), styled("practise")]);
  const hrefOf = (name) => `${holder.dataset.answers}${name}/`;
  const place = element("div", { class: "pb-practice__screen" });
  holder.querySelector(".pb-workbook__without").replaceWith(place);
  let catalogue = null;
  let recordings = await keptRecordings().catch(() => []);
  const players = new Map(); // those that somebody listens to, by the recording
  let all = false;
  let taken = null; // the time that was just removed
  let told = "";

  const titleOfQuestion = (name) => catalogue.questions[name]?.title ?? name;
  const link = (name) => (name in catalogue.questions ? html`<a href=${hrefOf(name)}>${titleOfQuestion(name)}</a>` : name);
  const change = (make, words) => {
    workbook.change(make);
    workbook.save();
    told = words;
    show();
  };

  function due(cards) {
    const now = new Date();
    const waits = [...cards].map(([name, card]) => [name, daysUntil(card, now)]).filter(([name]) => name in catalogue.questions);
    const today = waits.filter(([, days]) => days === 0);
    const soon = waits.filter(([, days]) => days > 0 && days <= SOON).sort(([, one], [, other]) => one - other);
    const item = ([name, days]) => html`<li>${link(name)} <span>${days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`}</span></li>`;
    if (waits.length === 0) return html`<p>You haven’t answered anything yet. <a href=${holder.dataset.round}>Practise the first question</a>, and it comes up again here.</p>`;
    return html`<p>${today.length > 0 ? html`<a href=${holder.dataset.round}>Practise what is due</a>.` : "Nothing is due today."}</p>
      <ul class="pb-practice__list">${[...today, ...soon].map(item)}</ul>`;
  }

  /* One row: how many questions of a section stand where, as a bar and in words. */
  function row([section, title], last) {
    const names = Object.keys(catalogue.questions).filter((name) => name.startsWith(`${section}/`));
    const where = names.map((name) => last.get(name)?.place ?? "open");
    const parts = [...FROM_BEST, "open"].map((one) => [one, where.filter((found) => found === one).length]).filter(([, count]) => count > 0);
    let from = 0;
    const bars = parts.map(([one, count]) => {
      const x = from;
      from += (count / names.length) * 100;
      return svg`<rect data-place=${one} x=${x} width=${(count / names.length) * 100} height="6"></rect>`;
    });
    return html`<tr><th scope="row">${title}</th>
      <td><svg class="pb-picture__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">${bars}</svg>
        <span>${parts.map(([one, count]) => `${count} ${IN_WORDS[one]}`).join(", ")}</span></td></tr>`;
  }

  function stories() {
    const times = [...timesTold(workbook.data)].sort(([, one], [, other]) => other.times - one.times);
    if (times.length === 0) return html`<p>You haven’t said yet which of <a href=${holder.dataset.stories}>your stories</a> you told.</p>`;
    return html`<ul class="pb-practice__list">${times.map(([id, { times: count, questions, late, of, tooOften }]) => {
      const story = storyIn(workbook.data, id);
      return html`<li>${story ? html`<a href="${holder.dataset.stories}#story-${id}">${titleOf(story)}</a>` : "A story that is gone"}
        <span>told ${count === 1 ? "once" : `${count} times`}, for ${counted(questions, "question")}</span>
        ${tooOften ? html`<span class="pb-often">Too often: in ${late} of your last ${of} answers. A panel wants to hear it once.</span>` : nothing}</li>`;
    })}</ul>`;
  }

  function remove(entry) {
    taken = entry;
    change((document) => removeEntry(document, entry.id), "Removed. The next date for its question has been worked out again.");
    place.querySelector(".pb-undo").focus();
  }

  function bringBack() {
    const entry = taken;
    taken = null;
    change((document) => addEntry(document, structuredClone(entry)), "It is back.");
  }

  function time(entry) {
    const { question, at, aim, took, place: where, signals, story, follow_up: followUp, notes } = entry;
    const its = story && storyIn(workbook.data, story);
    return html`<li><div><span class="pb-times__day">${day.format(new Date(at))}</span> ${link(question)}
      <span>${PLACE_WORDS[where]}, ${minutes(took)} of ${minutes(aim)}, ${signals.given} of ${signals.of} signals${its ? `, with “${titleOf(its)}”` : ""}</span>
      ${followUp ? html`<span>Follow-up: ${followUp.asked}</span>` : nothing}
      ${notes ? html`<span class="pb-times__notes">${notes}</span>` : nothing}</div>
      <button type="button" class="pb-plain" aria-label=${`Remove ${titleOfQuestion(question)}, ${day.format(new Date(at))}`} @click=${() => remove(entry)}>Remove</button></li>`;
  }

  function listen(recording) {
    players.set(recording.id, player({ blob: recording.blob, label: recording.asked, name: `practice-${recording.at.slice(0, 10)}` }));
    show();
  }

  async function forget(recording) {
    players.get(recording.id)?.end();
    players.delete(recording.id);
    await forgetRecording(recording.id);
    recordings = recordings.filter((one) => one !== recording);
    told = "The recording is gone.";
    show();
    place.querySelector("#recordings").focus();
  }

  const kept = (recording) => html`<li><div><span class="pb-times__day">${day.format(new Date(recording.at))}</span> <span>${recording.asked}</span>
      ${players.get(recording.id)?.element ?? nothing}</div>
    ${players.has(recording.id) ? nothing : html`<button type="button" @click=${() => listen(recording)} aria-label=${`Listen to ${recording.asked}`}>Listen</button>`}
    <button type="button" class="pb-plain" aria-label=${`Delete the recording of ${recording.asked}`} @click=${() => forget(recording)}>Delete</button></li>`;

  async function forgetAll() {
    const question = `Forget ${counted(workbook.data.practice.history.length, "practised answer")} and ${counted(recordings.length, "recording")}, for good? Your stories stay.`;
    if (!await ask({ name: "Forget my practice", question, yes: "Forget it all", no: "Keep it" })) return;
    for (const one of players.values()) one.end();
    players.clear();
    await forgetRecordings();
    [recordings, taken] = [[], null];
    change(forgetPractice, "Your practice is forgotten.");
  }

  function show() {
    const { history } = workbook.data.practice;
    const last = lastTimes(workbook.data);
    const times = [...history].reverse();
    render(html`
      ${notice(workbook.state)}
      <p class="pb-told"><span role="status">${told}</span>${taken ? html` <button type="button" class="pb-undo" @click=${bringBack}>Bring it back</button>` : nothing}</p>
      <h2>What comes up again</h2>
      ${due(cardsOf(history))}
      <h2>Section by section</h2>
      <table class="pb-picture"><thead><tr><th scope="col">Section</th><th scope="col">How it went last time</th></tr></thead>
        <tbody>${Object.entries(catalogue.sections).map((section) => row(section, last))}</tbody></table>
      <h2>The stories that you told</h2>
      ${stories()}
      <h2>Every attempt</h2>
      ${times.length === 0 ? html`<p>Nothing yet.</p>` : html`<ol class="pb-practice__list pb-times" reversed>${(all ? times : times.slice(0, SHOWN)).map(time)}</ol>`}
      ${times.length > SHOWN && !all ? html`<p><button type="button" @click=${() => { all = true; show(); }}>Show all ${times.length}</button></p>` : nothing}
      <h2 id="recordings" tabindex="-1">Recordings that you kept</h2>
      ${recordings.length === 0 ? html`<p>None. A recording is deleted when you leave its question, unless you keep it.</p>`
        : html`<p>They are only in this browser, not in your workbook file.</p><ul class="pb-practice__list pb-times">${recordings.map(kept)}</ul>`}
      ${times.length > 0 || recordings.length > 0 ? html`<p><button type="button" class="pb-danger" @click=${forgetAll}>Forget my practice …</button></p>` : nothing}`, place);
  }

  workbook.watch(() => catalogue && show());
  catalogue = await openCatalogue(holder.dataset.questions, place);
  show();
}
