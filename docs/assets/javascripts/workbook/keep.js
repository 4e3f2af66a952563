/** The page that keeps a workbook: save it as a file, read one in, look at an example, erase everything. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { ask } from "../yours/ask.js";
import { element } from "../yours/element.js";
import { saved } from "../save.js";
import { styled } from "../yours/style.js";
import { addExample, hasExample, removeExample } from "./example.js";
import { forgetRecordings, keptRecordings } from "../practise/recordings.js";
import { fileText, readFile, Unreadable } from "./exchange-file.js";
import { differences, merged } from "./merging.js";
import { notice } from "./notice.js";
import { openWorkbook } from "./store.js";

const WAYS = [
  ["merge", "Merge: add what is new, and where both have something, use the file’s version"],
  ["replace", "Replace: keep what is in the file and nothing else"],
];
const KINDS = [["added", "Added"], ["changed", "Changed"], ["removed", "Removed"]];

const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("yours"), styled("workbook")]);
  const page = element("div", { class: "pb-keep" });
  holder.querySelector(".pb-workbook__without").replaceWith(page);
  let read = null; // the workbook of the chosen file, before it is taken in
  let way = "merge";
  let told = "";
  let wrong = "";
  let recordings = await keptRecordings().then(({ length }) => length, () => 0);

  const outcome = (mine) => (way === "merge" ? merged(mine, read) : read);
  const tell = (words) => {
    told = words;
    show();
  };

  function download() {
    const name = `workbook-${new Date().toISOString().slice(0, 10)}.json`;
    tell(saved(new Blob([fileText(workbook.data)], { type: "application/json" }), name));
  }

  async function choose({ target }) {
    const [file] = target.files;
    target.value = ""; // the same file may be chosen again, once it is mended
    if (!file) return;
    [read, wrong, told] = [null, "", ""];
    await workbook.save();
    try {
      read = await readFile(file);
    } catch (mistake) {
      if (!(mistake instanceof Unreadable)) throw mistake;
      wrong = `“${file.name}” wasn’t read, and your workbook is as it was. ${mistake.message}`;
    }
    show();
    page.querySelector(read ? "[name=way]" : "#pb-file").focus();
  }

  async function takeIn() {
    const words = way === "merge" ? "The file was merged into your workbook." : "Your workbook was replaced by the file.";
    await workbook.exchange(outcome);
    read = null;
    tell(words);
    page.querySelector(".pb-undo").focus();
  }

  async function bringBack() {
    await workbook.bringBack();
    tell("What was there before is back. The same button brings back the other.");
  }

  async function erase() {
    const question = `Erase ${contents()}, for good? A file that you saved stays where it is.`;
    if (!await ask({ name: "Erase everything", question, yes: "Erase it all", no: "Keep it" })) return;
    await workbook.erase();
    await forgetRecordings().catch(() => { /* a browser that keeps nothing has none */ });
    recordings = 0;
    tell("Everything is erased.");
  }

  function change(make, words) {
    workbook.change(make);
    workbook.save();
    tell(words);
  }

  function contents() {
    const { stories, templates, coverage, practice, read: marked } = workbook.data;
    return [
      counted(stories.length, "story", "stories"), counted(Object.keys(templates).length, "filled template"),
      `stories matched to ${counted(Object.keys(coverage).length, "question")}`, counted(practice.history.length, "practised answer"),
      counted(Object.keys(marked).length, "page marked as read", "pages marked as read"),
    ].join(", ").replace(/, ([^,]*)$/, " and $1");
  }

  function preview() {
    const changes = differences(workbook.data, outcome(workbook.data));
    const none = KINDS.every(([kind]) => changes[kind].length === 0);
    return html`<div class="pb-preview" role="group" aria-label="What the file would change">
      <fieldset><legend>How to load it</legend>${WAYS.map(([key, words]) => html`<label>
        <input type="radio" name="way" value=${key} .checked=${way === key} @change=${() => { way = key; show(); }}> ${words}</label>`)}</fieldset>
      ${none ? html`<p>Your workbook has all of this already, and it would stay as it is.</p>` : nothing}
      ${KINDS.filter(([kind]) => changes[kind].length > 0).map(([kind, words]) => html`<h3>${words} (${changes[kind].length})</h3>
        <ul data-kind=${kind}>${changes[kind].map((thing) => html`<li>${thing}</li>`)}</ul>`)}
      <p><button type="button" ?disabled=${none} @click=${takeIn}>Load it</button>
        <button type="button" class="pb-plain" @click=${() => { read = null; tell("The file was left alone."); }}>Leave it</button></p></div>`;
  }

  function show() {
    render(html`
      ${notice(workbook.state)}
      <p class="pb-told"><span role="status">${told}</span></p>
      <h2>Save a file</h2>
      <p>There are ${contents()} in this browser.</p>
      ${recordings > 0 ? html`<p>${recordings === 1 ? "The recording that you kept is" : `The ${recordings} recordings that you kept are`} only in this browser, not in the file. <a href="../../practise/progress/">Listen, or delete them</a>.</p>` : nothing}
      <p><button type="button" @click=${download}>Save my workbook</button></p>
      <h2>Load a file</h2>
      <p><label for="pb-file">A workbook that was saved here, as a JSON file</label><br>
        <input type="file" id="pb-file" accept=".json,application/json" @change=${choose}></p>
      <p class="pb-wrong" role="alert">${wrong}</p>
      ${read ? preview() : nothing}
      ${workbook.replaced ? html`<p><button type="button" class="pb-undo" @click=${bringBack}>Undo: bring back the workbook from before</button></p>` : nothing}
      <h2>Look at an example</h2>
      <p>Three stories of a fictional lead who forecasts how much electricity a city needs, with what they cover. They are marked as an example wherever they go, and your own stay as they are.</p>
      <p>${hasExample(workbook.data)
        ? html`<button type="button" @click=${() => change(removeExample, "The example is gone.")}>Remove the example</button>`
        : html`<button type="button" @click=${() => change(addExample, "The example is among your stories.")}>Show me the example</button>`}
        <a href="../">Your stories</a></p>
      <h2>Erase everything</h2>
      <p>This empties the workbook in this browser, in every tab. No copy of it is anywhere else unless you saved one.</p>
      <p><button type="button" class="pb-danger" @click=${erase}>Erase everything …</button></p>`, page);
  }

  workbook.watch(show);
  show();
}
