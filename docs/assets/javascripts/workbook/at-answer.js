/** On an answer page: the button that says which story of one's own serves the question, and the mark of having read it. */

import { everWrote } from "./wrote.js";

/* Nothing is loaded or shown for a reader who never wrote anything, until they ask. */

/** Make both work. */
export async function start(holder) {
  const button = holder.querySelector("button");
  const box = holder.querySelector(".pb-read input");
  let isAsked = false;
  const open = async () => (await import("./own-story.js")).openOwnStory(holder, () => isAsked);
  const mark = async () => (await import("./marks.js")).openMark(box, holder.dataset.answer);
  const click = () => { // before the story's own script is there to hear it
    isAsked = true;
  };
  button.addEventListener("click", click, { once: true });
  if (await everWrote()) await Promise.all([open(), mark()]);
  else {
    if (isAsked) open();
    else button.addEventListener("click", open, { once: true });
    if (box.checked) mark();
    else box.addEventListener("change", mark, { once: true });
  }
}
