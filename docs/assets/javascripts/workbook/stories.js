/** The page of a reader's stories: list them, add, open, remove and bring back, and say how far each one is. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { element } from "../yours/element.js";
import { blankOf } from "../yours/sheet.js";
import { styled } from "../yours/style.js";
import { addExample } from "./example.js";
import { exampleMark, notice } from "./notice.js";
import { openWorkbook } from "./store.js";
import { AIM, bringBack, newStory, removeStory, servedBy, STATES, storyIn, takenWith, titleOf } from "./stories-of.js";
import { openStory } from "./story-editor.js";

const HASH = "#story-";

const counted = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

/** Say how far one is towards six to eight stories. */
function progress(stories) {
  const own = stories.filter(({ example }) => !example);
  const ready = own.filter(({ state }) => state === "ready").length;
  const left = AIM.least - own.length;
  const rest = left > 0 ? `${left} more and you have enough.` : "That is enough to answer most questions.";
  return { count: own.length, words: `${own.length} of ${AIM.words} stories, ${ready} ready. ${rest}` };
}

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("yours"), styled("workbook")]);
  const template = holder.querySelector("template");
  const blank = blankOf(template);
  const top = element("div", { class: "pb-list" });
  const desk = element("section", { class: "pb-desk", "aria-label": "The open story", tabindex: "-1" });
  holder.querySelector(".pb-workbook__without").replaceWith(top, desk);
  let editor = null;
  let taken = null;
  let told = "";

  const change = (make, words = "") => {
    workbook.change(make);
    workbook.save();
    told = words;
    show();
  };

  function add(event) {
    event.preventDefault();
    const field = event.target.elements.title;
    const story = newStory(field.value.trim(), blank);
    field.value = "";
    change((document) => { document.stories.push(structuredClone(story)); }, `Added “${titleOf(story)}”.`);
    location.hash = HASH + story.id;
  }

  function remove({ id }) {
    taken = takenWith(workbook.data, id);
    change((document) => removeStory(document, id), `Removed “${titleOf(taken.story)}”.`);
    top.querySelector(".pb-undo")?.focus();
  }

  function undo() {
    const back = taken;
    taken = null;
    change((document) => bringBack(document, back), `Brought back “${titleOf(back.story)}”.`);
  }

  const state = (story) => html`
    <label><span class="pb-hidden">How far “${titleOf(story)}” is</span>
      <select @change=${({ target: { value } }) => change((document) => { const found = storyIn(document, story.id); if (found) found.state = value; })}>
        ${STATES.map((one) => html`<option ?selected=${one === story.state}>${one}</option>`)}</select></label>`;

  const row = (story) => html`
    <li class="pb-story" ?data-open=${editor?.id === story.id}>
      <a class="pb-story__title" href=${HASH + story.id} aria-current=${editor?.id === story.id ? "true" : nothing}>${titleOf(story)}</a>${exampleMark(story)}
      <span class="pb-story__serves">serves ${counted(servedBy(workbook.data, story.id).length, "question")}</span>
      ${state(story)}
      <button type="button" aria-label=${`Remove “${titleOf(story)}”`} @click=${() => remove(story)}>Remove</button>
    </li>`;

  function show() {
    const { stories } = workbook.data;
    const { count, words } = progress(stories);
    render(html`
      ${notice(workbook.state)}
      <p class="pb-aim"><meter min="0" max=${AIM.least} value=${Math.min(count, AIM.least)} aria-label="Stories of your own, towards six"></meter> ${words}</p>
      <ol class="pb-stories" ?hidden=${stories.length === 0}>${repeat(stories, ({ id }) => id, row)}</ol>
      <form class="pb-add" @submit=${add}>
        <label for="pb-new-story">A new story, in a few words</label>
        <input id="pb-new-story" name="title" autocomplete="off" maxlength="200" required placeholder="the launch that slipped">
        <button type="submit">Add a story</button>
        ${stories.length === 0 ? html`<button type="button" class="pb-plain" @click=${showExample}>Look at an example first</button>` : nothing}
      </form>
      <p class="pb-told"><span role="status">${told}</span>
        ${taken ? html` <button type="button" class="pb-undo" @click=${undo}>Bring it back</button>` : nothing}</p>`, top);
  }

  function showExample() {
    change(addExample, "Three stories of somebody who doesn’t exist. You can remove them on the page “Keep your workbook”.");
  }

  /** Open the story that the address names. */
  function follow({ focus = true } = {}) {
    const id = location.hash.startsWith(HASH) ? location.hash.slice(HASH.length) : null;
    const found = id && storyIn(workbook.data, id);
    if (editor && editor.id === id && found) return;
    editor?.close();
    editor = found ? openStory({ desk, id, workbook, template, blank, holder, changed: show }) : null;
    show();
    if (editor && focus) {
      desk.scrollIntoView({ block: "start" });
      desk.querySelector("input").focus({ preventScroll: true });
    }
  }

  addEventListener("hashchange", () => follow());
  workbook.watch((_, { from }) => {
    if (from !== "save") follow({ focus: false });
    editor?.changed(from);
    show();
  });
  follow();
}
