/** What the prep document takes from other pages of the site, fetched when somebody chooses it. */

import { loader } from "../copy.js";
import { wordsOf } from "../yours/field-words.js";
import { askedAt, laidOut } from "../yours/form.js";

/** Give what loads the questions that may follow each answer, by the names of the answers. */
export const followUps = (address) => loader(address, async (answer) => {
  const { questions } = await answer.json();
  return Object.fromEntries(Object.entries(questions).map(([name, one]) => [name, one.follow_ups.map(({ asked }) => asked)]));
});

/** Give what loads the form of a template page. */
export const formOn = (address) => loader(address, async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(".pb-yours template");
});

const text = (place) => place.textContent.replaceAll(/\s+/gu, " ").trim();

/** Give each place of a filled template that holds something, in the order of the page: what is asked, what is written. */
export function linesOf(template, filling) {
  const made = laidOut(template, filling, {
    place(slot, { filling: { words }, called }) {
      const asked = askedAt(slot);
      const written = wordsOf(words[asked.field], asked);
      slot.removeAttribute("data-field");
      slot.dataset.place = called ? `${asked.label}, ${called}` : asked.label;
      slot.dataset.written = written;
      if (written) slot.textContent = written;
    },
    box(box, number, { filling: { ticked } }) {
      if (ticked.includes(number)) box.closest("li").dataset.written = "ticked";
    },
  });
  const lines = new Map(); // what stands in several places is told once
  for (const place of made.querySelectorAll("[data-written]:not([data-written=''])")) {
    lines.set(place.dataset.place ?? text(place), place.dataset.written);
  }
  return [...lines];
}
