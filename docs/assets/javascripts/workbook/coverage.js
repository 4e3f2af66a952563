/** The page of what stories cover: which serves which question, the best for each, and the gaps first. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { element } from "../yours/element.js";
import { styled } from "../yours/style.js";
import { exampleMark, notice } from "./notice.js";
import { openWorkbook } from "./store.js";
import { AIM, bestOf, serving, setBest, setServing, titleOf } from "./stories-of.js";

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("workbook")]);
  const parts = [...holder.querySelectorAll("[data-answers]")];
  const answers = [...holder.querySelectorAll("[data-answer]")].map((item) => ({
    name: item.dataset.answer, title: item.textContent.trim(), href: item.querySelector("a").href,
  }));
  const top = element("div");
  const table = element("div", { class: "pb-coverage" });
  holder.querySelector(".pb-workbook__without").replaceWith(top);
  for (const section of holder.querySelectorAll(".pb-answers")) section.remove();
  holder.append(table);
  let order = [];

  /* Rows keep their places while one ticks: they are put in order when the page is opened, or another tab changes it. */
  function arrange() {
    const open = ({ name }) => serving(workbook.data, name).length === 0;
    order = [["No story yet", answers.filter(open)], ["With a story", answers.filter((one) => !open(one))]];
  }

  const change = (make) => {
    workbook.change(make);
    workbook.save();
    show();
  };

  function showParts() {
    for (const part of parts) {
      const found = new Set(part.dataset.answers.split(" ").flatMap((name) => serving(workbook.data, name)).map(titleOf));
      const enough = found.size >= AIM.eachPart;
      part.dataset.enough = String(enough);
      const told = found.size === 0 ? "no story yet" : `${found.size} of ${AIM.eachPart}: ${[...found].join("; ")}`;
      const place = part.querySelector("output") ?? part.appendChild(element("output", { class: "pb-prompt__told" }));
      place.textContent = told;
    }
  }

  const cell = (answer, story) => html`
    <td><label><input type="checkbox" .checked=${serving(workbook.data, answer.name).some(({ id }) => id === story.id)}
      aria-label=${`${titleOf(story)}: ${answer.title}`}
      @change=${({ target: { checked } }) => change((document) => setServing(document, answer.name, story.id, checked))}>
      <span class="pb-coverage__story">${titleOf(story)}</span></label></td>`;

  function best(answer) {
    const found = serving(workbook.data, answer.name);
    if (found.length < 2) return html`<td>${found.length === 1 ? titleOf(found[0]) : nothing}</td>`;
    const chosen = bestOf(workbook.data, answer.name);
    return html`<td><select aria-label=${`Best story: ${answer.title}`}
      @change=${({ target: { value } }) => change((document) => setBest(document, answer.name, value))}>
      ${found.map((story) => html`<option value=${story.id} .selected=${story === chosen}>${titleOf(story)}</option>`)}</select></td>`;
  }

  function show() {
    const { stories } = workbook.data;
    render(html`${notice(workbook.state)}
      ${stories.length === 0 ? html`<p class="pb-none">There is no story yet. <a href="../">Write the first one</a>, then come back and say what it serves.</p>` : nothing}`, top);
    showParts();
    render(html`<div class="pb-scroll" tabindex="0" role="group" aria-label="Answers and stories"><table class="pb-coverage__table">
      <thead><tr><th scope="col">Question</th>
        ${stories.map((story) => html`<th scope="col" class="pb-coverage__head"><span>${titleOf(story)}${exampleMark(story)}</span></th>`)}
        ${stories.length > 0 ? html`<th scope="col">Best</th>` : nothing}</tr></thead>
      ${order.filter(([, found]) => found.length > 0).map(([words, found]) => html`<tbody>
        <tr><th scope="rowgroup" colspan=${stories.length + 2} class="pb-coverage__group">${words} (${found.length})</th></tr>
        ${found.map((answer) => html`<tr>
          <th scope="row"><a href=${answer.href}>${answer.title}</a></th>
          ${stories.map((story) => cell(answer, story))}${stories.length > 0 ? best(answer) : nothing}</tr>`)}</tbody>`)}
    </table></div>`, table);
  }

  workbook.watch((_, { from }) => {
    if (from !== "save") arrange();
    show();
  });
  arrange();
  show();
}
