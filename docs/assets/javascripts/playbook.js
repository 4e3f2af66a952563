/** The first script of every page: it starts what the page has, and loads a calculator only where there is one. */

import { start as startDrawer } from "./drawer.js";
import { start as startWorkings } from "./working.js";

/* A wide table scrolls in its box; the keyboard must be able to scroll it too. A tab is opened, a screen turned, a font
   arrives: each time the boxes are measured again. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".pb-scroll");
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});
for (const part of document.querySelectorAll(".pb-scroll:not([tabindex]), .pb-scroll:not([tabindex]) > table")) sizes.observe(part);

startDrawer();
startWorkings();

if (document.querySelector(".pb-copy:is([data-copies], [data-text])")) (await import("./copy.js")).start();

const offline = document.querySelector(".pb-offline");
if (offline) (await import("./offline/keep.js")).start(offline);

/* The theme tells what an abbreviation means to whoever rests on it or moves to it. The tab key gets to the first of each,
   since a page may have one often, and a finger to all. */
const met = new Set();
for (const term of document.querySelectorAll("article abbr:not(:is(a, button, label, summary) *)")) {
  term.tabIndex = met.has(term.textContent) ? -1 : 0;
  met.add(term.textContent);
}

const drawings = document.querySelectorAll("article :is(p > img, .pb-chart > svg)");
if (drawings.length > 0) {
  const { start } = await import("./enlarge.js");
  drawings.forEach(start);
}

const lost = document.querySelector(".pb-lost");
if (lost) (await import("./lost.js")).start(lost);

const menu = document.querySelector(".pb-menu");
menu?.addEventListener("toggle", async () => (await import("./page-menu.js")).start(menu), { once: true });

const followUps = document.querySelector("#follow-ups");
if (followUps) (await import("./follow-ups.js")).start(followUps);

const panel = document.querySelector(".pb-narrow");
if (panel) (await import("./narrow.js")).start(panel);

const calculators = document.querySelectorAll(".pb-calculator");
if (calculators.length > 0) {
  const { start } = await import("./calculator.js");
  calculators.forEach(start);
}

const forms = document.querySelectorAll(".pb-yours");
if (forms.length > 0) {
  const { start } = await import("./yours/start.js");
  forms.forEach(start);
}

/** Call when nothing else is to be done, but within the seconds in which somebody would miss what is called. */
const whenIdle = (call) => globalThis.requestIdleCallback?.(call, { timeout: 3000 }) ?? setTimeout(call);

/* What belongs to the reader's workbook comes last: most read a page without it. Who presses its button before that, has
   pressed it all the same. */
for (const room of ["workbook", "practise"]) {
  const own = document.querySelector(`[data-${room}]`);
  if (own) {
    let pressed = null;
    const note = ({ target }) => {
      pressed = target.closest("button") ?? pressed;
    };
    own.addEventListener("click", note);
    whenIdle(async () => {
      const { start } = await import(`./${room}/${own.dataset[room]}.js`);
      own.removeEventListener("click", note);
      const started = start(own);
      pressed?.click();
      await started;
    });
  }
}

/* Calculators and filled templates offer what they hold. */
addEventListener("playbook-keep", async ({ detail }) => (await import("./workbook/hand-over.js")).handOver(detail));
