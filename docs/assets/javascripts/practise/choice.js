/** Choose what is practised: from where, for whom, how long, how many, and with what. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { live } from "../vendor/lit-html/directives/live.js";
import { SECONDS } from "./history.js";
import { poolOf, sources } from "./pool.js";

const LEVELS = ["tech lead", "EM", "senior EM", "director"];
const LENGTHS = { 30: "30 seconds", 120: "Two minutes", 300: "Five minutes" };
const COUNTS = [1, 3, 5, 10];
const EXTRAS = [
  ["follow_ups", "A follow-up after each answer"],
  ["record", "Record me, so that I can listen afterwards. It stays here, and is deleted unless I keep it"],
  ["sound", "A soft tone when time is up"],
];

function counted(count, others) {
  const fit = count === 1 ? "1 question fits." : `${count || "No"} questions fit.`;
  return others > 0 ? `${fit} The pages for ${others} more run to less than five minutes.` : fit;
}

/** Show the choice; `begin` is called with it. `told` stands below. */
export function showChoice(place, { catalogue, workbook, settings, told, changed, begin }) {
  const now = new Date();
  const choice = { ...settings };
  const all = sources(catalogue);
  const groups = [...new Set(all.map(({ group }) => group).filter(Boolean))];
  const due = poolOf(catalogue, workbook, { from: "due", level: "", seconds: SECONDS[0] }, now).length;
  if (!all.some(({ key }) => key === choice.from)) choice.from = "all";
  const fits = poolOf(catalogue, workbook, choice, now).length;
  const others = poolOf(catalogue, workbook, { ...choice, seconds: SECONDS[0] }, now).length - fits;
  const counts = [...new Set([...COUNTS, choice.count])].sort((one, other) => one - other); // a link may ask for others
  const set = (key, value) => changed({ ...choice, [key]: value });
  const option = ({ key, words }) => html`<option value=${key} .selected=${key === choice.from}>${words}</option>`;

  function submit(event) {
    event.preventDefault();
    if (fits > 0) begin(choice);
  }

  render(html`
    ${due > 0 && choice.from !== "due" ? html`<p class="pb-due"><span>${due === 1 ? "1 question is" : `${due} questions are`} due today.</span>
      <button type="button" @click=${() => set("from", "due")}>Choose ${due === 1 ? "it" : "them"}</button></p>` : nothing}
    <form class="pb-choice" @submit=${submit}>
      <p class="pb-field"><label for="pb-from">Which questions</label>
        <select id="pb-from" .value=${live(choice.from)} @change=${({ target }) => set("from", target.value)}>
          ${all.filter(({ group }) => !group).map(option)}
          ${groups.map((group) => html`<optgroup label=${group}>${all.filter((one) => one.group === group).map(option)}</optgroup>`)}</select></p>
      <p class="pb-field"><label for="pb-level">For which role</label>
        <select id="pb-level" @change=${({ target }) => set("level", target.value)}>
          <option value="" .selected=${choice.level === ""}>Any</option>
          ${LEVELS.map((level) => html`<option .selected=${choice.level === level}>${level}</option>`)}</select></p>
      <p class="pb-field"><label for="pb-count">How many</label>
        <select id="pb-count" @change=${({ target }) => set("count", Number(target.value))}>
          ${counts.map((count) => html`<option .selected=${choice.count === count}>${count}</option>`)}</select></p>
      <fieldset><legend>How long you speak</legend>${SECONDS.map((seconds) => html`<label>
        <input type="radio" name="seconds" .checked=${live(choice.seconds === seconds)} @change=${() => set("seconds", seconds)}> <span>${LENGTHS[seconds]}</span></label>`)}</fieldset>
      <fieldset><legend>Extras</legend>${EXTRAS.map(([key, words]) => html`<label>
        <input type="checkbox" .checked=${live(choice[key])} @change=${({ target }) => set(key, target.checked)}> <span>${words}</span></label>`)}</fieldset>
      <p class="pb-practice__ways"><button type="submit" ?disabled=${fits === 0}>Begin</button> <span role="status">${counted(fits, others)}</span></p>
      <p class="pb-practice__told" role="status">${told}</p>
    </form>`, place);
}
