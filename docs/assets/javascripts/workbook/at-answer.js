/** On an answer page: the button that says which story of one's own serves the question, and the mark of having read it. */

import { everWrote } from "./wrote.js";

/* Nothing is loaded or shown for a reader who never wrote anything, until they ask. */

/** Make both work. */
export async function start(holder) {
  const button = holder.querySelector("button");
  const box = holder.querySelector(".pb-read input");
  const open = async (asked) => (await import("./own-story.js")).openOwnStory(holder, asked);
  const mark = async () => (await import("./marks.js")).openMark(box, holder.dataset.answer);
  if (await everWrote()) await Promise.all([open(false), mark()]);
  else {
    button.addEventListener("click", () => open(true), { once: true });
    box.addEventListener("change", mark, { once: true });
  }
}
