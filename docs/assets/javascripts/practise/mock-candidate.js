/** What a candidate sees of a mock interview: how it goes, then one question after another, and nothing else. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";

/**
 * Draw it.
 *
 * `place` counts the questions, 0 before the first and one more than there are behind the last; `turn(by)` goes on or
 * back, `leave()` to the view of the interviewer.
 */
export function candidateView({ questions, length }, place, { turn, leave }) {
  const one = questions[place - 1];
  const isOver = place > questions.length;
  return html`
    <h2 tabindex="-1">Your interview</h2>
    <p>${length.minutes} minutes, ${questions.length} questions, one after the other. Each gets ${questions[0].minutes} minutes, follow-ups included. The last ${length.theirs} minutes are yours.</p>
    <section class="pb-mock__one" tabindex="-1">
      ${place === 0 ? html`<h3>Before you begin</h3><p>Show the first question when both of you are ready.</p>` : nothing}
      ${one ? html`<h3>Question ${place} of ${questions.length}</h3><p class="pb-mock__asked">${one.asked}</p>` : nothing}
      ${isOver ? html`<h3>Your questions</h3><p class="pb-mock__asked">What would you like to ask?</p>` : nothing}
    </section>
    <p class="pb-mock__turn">
      <button type="button" ?disabled=${place === 0} @click=${() => turn(-1)}>Back</button>
      <button type="button" ?disabled=${isOver} @click=${() => turn(1)}>${place === 0 ? "Show the first question" : "Next"}</button></p>
    <p><button type="button" class="pb-plain" @click=${leave}>I am the interviewer</button></p>
    <h2>On paper, or in Word</h2>
    <p>This shows all questions at once; on paper, each has a page of its own.</p>`;
}
