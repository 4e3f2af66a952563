/** The first script of every page: it starts what the page has, and loads a calculator only where there is one. */

import { start as startCopying } from "./copy.js";
import { start as startWorkings } from "./working.js";

/* Material wraps wide tables in a box that scrolls; the keyboard must be able to scroll it too. */
for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

startWorkings();
startCopying();

const calculators = document.querySelectorAll(".pb-calculator");
if (calculators.length > 0) {
  const { start } = await import("./calculator.js");
  calculators.forEach(start);
}
