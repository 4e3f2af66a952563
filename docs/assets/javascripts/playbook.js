/** The first script of every page: it starts what the page has, and loads a calculator only where there is one. */

import { start as startCopying } from "./copy.js";
import { start as startWorkings } from "./working.js";

startWorkings();
startCopying();

const calculators = document.querySelectorAll(".pb-calculator");
if (calculators.length > 0) {
  const { start } = await import("./calculator.js");
  calculators.forEach(start);
}
