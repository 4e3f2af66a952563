/** Below a text that a reader means to say: how long it takes, and what is pointed out in it, as one types. */

import { afterPaint } from "../after-paint.js";
import { answerRules } from "../generated/answer-rules.js";
import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { element } from "../yours/element.js";
import { check, seconds } from "./check-answer.js";

const SITE = new URL("../../../", import.meta.url);
const PAUSE = 1200; // milliseconds without a key, after which a screen reader is told what there is
const { pace, rules: { length: { lasts } } } = answerRules;

function told(findings) {
  if (findings.length === 0) return "Nothing to point out.";
  return findings.length === 1 ? "1 thing to look at." : `${findings.length} things to look at.`;
}

/**
 * Make the panel of a text.
 *
 * `kind` is "opening" or "telling"; `field` gives the text area that holds the text, `measures` what stands behind its
 * numbers, each when it is asked. Gives the element to put below, what draws it anew soon, and what ends it.
 */
export function checkPanel({ kind, field, measures }) {
  const panel = element("div", { class: "pb-check", role: "group", "aria-label": `Check of the ${kind}` });
  const findings = element("div");
  const status = element("p", { class: "pb-hidden", role: "status" }); // of its own: what is drawn at each key isn't read out
  panel.append(findings, status);
  let pause;

  function lead([start, end]) {
    field().setSelectionRange(start, end);
    field().focus(); // last, so that the text scrolls to what is selected
  }

  const finding = (text) => ({ rule, place, words, page }) => html`
    <li>${words} <span class="pb-check__ways">${place[1] - place[0] < text.trim().length
      ? html`<button type="button" aria-label=${`Show it in the text: ${text.slice(...place)}`} @click=${() => lead(place)}>Show it</button>` : nothing}
      <a href=${new URL(page, SITE).href}>See how<span class="pb-hidden">: ${rule}</span></a></span></li>`;

  function show() {
    if (!panel.isConnected) return; // the story was closed or removed meanwhile
    const text = field().value;
    const found = check(text, { kind, measures: measures() });
    const none = found.length === 0;
    render(text.trim() === "" ? nothing : html`
      <p class="pb-check__time">${seconds(text)} of ${lasts[kind]} seconds, at ${pace} words a minute.${none ? " Nothing to point out. A listener may still ask." : nothing}</p>
      ${none ? nothing : html`<ul>${found.map(finding(text))}</ul>`}`, findings);
    clearTimeout(pause);
    if (document.activeElement === field()) pause = setTimeout(() => { status.textContent = text.trim() && told(found); }, PAUSE);
  }

  return { panel, showSoon: afterPaint(show), end: () => clearTimeout(pause) };
}
