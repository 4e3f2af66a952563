/** A reader's own story for one answer: chosen from all, and shown beside the page's own. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { styled } from "../yours/style.js";
import { exampleMark } from "./notice.js";
import { openWorkbook } from "./store.js";
import { newStory, serving, setBest, setServing, titleOf } from "./stories-of.js";

/** Show the story, and the choice when it was asked for before this had come: `isAsked` tells. */
export async function openOwnStory(holder, isAsked) {
  const [workbook] = await Promise.all([openWorkbook(), styled("workbook")]);
  const { answer, stories: home } = holder.dataset;
  const place = document.createElement("div");
  holder.append(place);
  const button = holder.querySelector("button");
  let choosing = isAsked();

  const change = (make) => {
    workbook.change(make);
    workbook.save();
    show();
  };

  function add(event) {
    event.preventDefault();
    const story = newStory(event.target.elements.title.value.trim());
    event.target.reset();
    change((document) => {
      document.stories.push(structuredClone(story));
      setServing(document, answer, story.id, true);
    });
  }

  const choice = (story, served) => html`<li><label><input type="checkbox" .checked=${served.includes(story)}
    @change=${({ target: { checked } }) => change((document) => setServing(document, answer, story.id, checked))}> ${titleOf(story)}${exampleMark(story)}</label>
    ${served.length > 1 && served.includes(story) && story !== served[0]
      ? html`<button type="button" aria-label=${`Mark as best: “${titleOf(story)}”`} @click=${() => change((document) => setBest(document, answer, story.id))}>Mark as best</button>` : nothing}</li>`;

  const chooser = (served) => html`<div class="pb-own__choose" role="group" aria-label="Your stories for this question">
    <ul>${workbook.data.stories.map((story) => choice(story, served))}</ul>
    <form @submit=${add}><label>A new story, in a few words <input name="title" required maxlength="200" autocomplete="off"></label>
      <button type="submit">Add it</button></form>
    <p><a href=${home}>Your stories</a>, kept in this browser and sent nowhere.</p></div>`;

  const own = (story) => html`<div class="pb-own__story"><p><strong>Your story:</strong> <a href="${home}#story-${story.id}">${titleOf(story)}</a>${exampleMark(story)}</p>
    <p class="pb-own__said">${story.card.words.opening || "Its 30 seconds aren’t written yet."}</p></div>`;

  function show() {
    const served = serving(workbook.data, answer);
    button.setAttribute("aria-expanded", String(choosing));
    button.textContent = served.length > 0 ? "My stories for this" : "I have a story for this";
    render(html`${served.length > 0 ? own(served[0]) : nothing}${choosing ? chooser(served) : nothing}
      ${workbook.state.kept ? nothing : html`<p role="status">${workbook.state.message}</p>`}`, place);
  }

  button.addEventListener("click", () => {
    choosing = !choosing;
    show();
  });
  workbook.watch(show);
  show();
  if (choosing) place.querySelector("input").focus();
}
