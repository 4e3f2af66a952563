/** Hand something over to a story of the workbook: a result that was calculated, or a template that was filled. */

import { formulas } from "../generated/formulas.js";
import { compute } from "../measure.js";
import { inputWords } from "../number-words.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { element } from "../yours/element.js";
import { worded } from "../yours/measure-panel.js";
import { styled } from "../yours/style.js";
import { openWorkbook } from "./store.js";
import { addResult, addTemplate, newStory, storyIn, titleOf } from "./stories-of.js";

const opening = openWorkbook(); // once, however often something is handed over
const STORIES = new URL("../../../workbook/", import.meta.url).href;
const BESIDE = ["before", "after"]; // arguments that have a place of their own in a row of results

/** Write a measure as a row of the card: what is measured, the result, and where it began and ended. */
function rowOf(measure, words) {
  const { values, units } = compute(measure.formula, measure.inputs, measure.units);
  const told = BESIDE.filter((name) => typeof values[name] === "number").map((name) => [name, inputWords(values[name], units[name])]);
  const whole = { ...measure, goal: null, wording: "words" };
  return { measure: words, ...Object.fromEntries(told), change: { ...whole, words: worded(whole).text } };
}

/** Ask for the story, then hand over `measure`, {formula, inputs, units} as they were typed, or the `template` of that name. */
export async function handOver({ measure, template }) {
  const [workbook] = await Promise.all([opening, styled("yours"), styled("workbook")]);
  const { stories } = workbook.data;
  const dialog = element("dialog", { class: "pb-dialog pb-hand-over", "aria-label": "Keep in my workbook" });
  let chosen = stories[0]?.id ?? "";
  let outcome; // the story that has it by now, or null where there is no such story any more

  async function take(event) {
    event.preventDefault();
    const { title, words } = event.target.elements;
    const fresh = chosen === "" ? newStory(title.value.trim()) : null;
    const row = measure && rowOf(measure, words.value.trim());
    const rowId = crypto.randomUUID().slice(0, 8);
    workbook.change((document) => {
      if (fresh) document.stories.push(structuredClone(fresh));
      const story = storyIn(document, fresh?.id ?? chosen);
      if (!story) return; // another tab has removed it
      if (row) addResult(story, structuredClone(row), rowId);
      else addTemplate(story, template);
    });
    await workbook.save();
    outcome = storyIn(workbook.data, fresh?.id ?? chosen) ?? null;
    show();
    dialog.querySelector("a, button").focus();
  }

  const close = () => dialog.close();

  const choice = () => html`<form @submit=${take}>
    ${measure ? html`<p class="pb-field"><label for="pb-hand-words">What is measured, over what period</label>
        <input type="text" id="pb-hand-words" name="words" required maxlength="200" autocomplete="off" .value=${formulas[measure.formula].title}></p>
      <p>The card gets the result <strong>${worded({ ...measure, goal: null, wording: "words" }).text}</strong> and everything it was calculated from.</p>`
    : html`<p>The story’s page will link to this form, and your words stay here.</p>`}
    <p class="pb-field"><label for="pb-hand-story">Under which story</label>
      <select id="pb-hand-story" @change=${({ target }) => { chosen = target.value; show(); }}>
        ${stories.map((story) => html`<option value=${story.id} ?selected=${story.id === chosen}>${titleOf(story)}</option>`)}
        <option value="" ?selected=${chosen === ""}>A new story</option></select></p>
    ${chosen === "" ? html`<p class="pb-field"><label for="pb-hand-title">The new story, in a few words</label>
      <input type="text" id="pb-hand-title" name="title" required maxlength="200" autocomplete="off"></p>` : nothing}
    <p class="pb-measure__done"><button type="submit">Keep it</button> <button type="button" @click=${close}>Cancel</button></p></form>`;

  function told() {
    if (!workbook.state.kept) return workbook.state.message;
    if (outcome === null) return "Another tab has removed that story, so nothing was kept.";
    return html`Kept with <a href="${STORIES}#story-${outcome.id}">${titleOf(outcome)}</a>.`;
  }

  function show() {
    render(html`<h2>Keep in my workbook</h2>${outcome === undefined ? choice() : html`<p role="status">${told()}</p>
      <p class="pb-measure__done"><button type="button" @click=${close}>Back to the page</button></p>`}`, dialog);
  }

  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show();
  dialog.showModal();
  dialog.querySelector("input")?.select(); // what is typed takes the place of the suggestion
}
