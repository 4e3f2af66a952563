/** The mirror after an answer: what they listen for, where one was, which story it was; the page's own words come later. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { serving, titleOf } from "../workbook/stories-of.js";
import { PLACE_WORDS, PLACES } from "./history.js";
import { lengthTold } from "./speaking.js";

/* For pages that don't tell the same moment three times. */
const IN_GENERAL = {
  weak: "It stayed general, or it wandered.",
  solid: "The facts were there. The point came late, or with no reason for it.",
  strong: "One point, the reason for it, and what came of it. You’d say it the same way again.",
};

const ticked = (form, name) => form.querySelectorAll(`input[name="${name}"]:checked`).length;

/** Draw boxes to tick. */
const boxes = (name, legend, texts) => html`<fieldset><legend>${legend}</legend>
  ${texts.map((text) => html`<label><input type="checkbox" name=${name}> <span>${text}</span></label>`)}</fieldset>`;

function placeText({ scale }, place) {
  if (place === "none") return nothing;
  if (!scale) return html`: ${IN_GENERAL[place]}`;
  const { said, concluded } = scale[place];
  return html`: ${said} <em>${concluded}</em>`;
}

/**
 * Show it.
 *
 * `given` is what was said: `{asked, took, aim, followUp}`; `players` are elements to listen with. `done` is called with
 * what the reader says of it: `{place, signals, red_flags, story}`.
 */
export function showMirror(place, { name, question, workbook, given, players, done }) {
  const first = serving(workbook, name);
  const stories = [...first, ...workbook.stories.filter((story) => !first.includes(story))];
  const { red_flags: flags = [], moment, signals } = question;

  function submit(event) {
    event.preventDefault();
    const form = event.target;
    done({
      place: form.elements.place.value,
      signals: { given: ticked(form, "signal"), of: signals.length },
      red_flags: ticked(form, "flag"),
      story: form.elements.story?.value || null,
    });
  }

  render(html`
    <p class="pb-practice__over">The mirror</p>
    <h2 tabindex="-1">How did it go?</h2>
    <p>${given.asked}</p>
    <p>${lengthTold(given.took, given.aim)}${given.followUp ? html` The follow-up was: ${given.followUp}` : nothing}</p>
    ${players}
    <form class="pb-mirror" @submit=${submit}>
      ${boxes("signal", "What they listen for. Which did you cover?", signals)}
      ${flags.length > 0 ? boxes("flag", "Red flags. Did one slip in?", flags) : nothing}
      <fieldset><legend>How good was it?</legend>
        ${moment ? html`<p>The page tells one moment three times: ${moment}</p>` : nothing}
        ${PLACES.map((one) => html`<label><input type="radio" name="place" value=${one} required>
          <span><strong>${PLACE_WORDS[one]}</strong>${placeText(question, one)}</span></label>`)}</fieldset>
      ${stories.length > 0 ? html`<p class="pb-field"><label for="pb-told-story">Which of your stories did you tell?</label>
        <select id="pb-told-story" name="story"><option value="">None of them</option>
          ${stories.map((story) => html`<option value=${story.id}>${titleOf(story)}</option>`)}</select></p>` : nothing}
      <p class="pb-practice__ways"><button type="submit">Show what the page says</button></p>
    </form>`, place);
}

/** Say when a question comes again. */
export function comesAgain(days) {
  if (days === 0) return "It comes up again today.";
  const day = new Date();
  day.setDate(day.getDate() + days);
  const words = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(day);
  return `It comes up again ${days === 1 ? "tomorrow" : `in ${days} days`}, on ${words}.`;
}

/** Show what the page says, once somebody has said what they think of their own; the last page of a round has no `stop`. */
export function showPage(place, { question, href, answered, days, players, next, stop }) {
  render(html`
    <p class="pb-practice__over">${comesAgain(days)}</p>
    <h2 tabindex="-1">What the page says</h2>
    <h3><a href=${href}>${question.title}</a></h3>
    <blockquote><p>${question.opening}</p></blockquote>
    <p><strong>The rule:</strong> ${question.rule}</p>
    ${answered ? html`<p><strong>${answered.asked}</strong> ${answered.answered}</p>` : nothing}
    <p><a href=${`${href}#tell-it`}>How the page tells it</a> · <a href=${`${href}#follow-ups`}>Other follow-ups</a></p>
    ${players}
    <p class="pb-practice__ways"><button type="button" class="pb-main" @click=${next}>${stop ? "Next question" : "Finish"}</button>
      ${stop ? html`<button type="button" @click=${stop}>Stop here</button>` : nothing}</p>`, place);
}
