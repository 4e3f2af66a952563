/** On an answer page: the button that says which story of one's own serves the question. */

/* Nothing is loaded or shown for a reader who never wrote anything, until they ask. */
async function neverWrote() {
  const found = await indexedDB.databases?.().catch(() => null);
  return found !== undefined && found !== null && !found.some(({ name }) => name === "playbook");
}

/** Make the button of an answer page work. */
export async function start(holder) {
  const button = holder.querySelector("button");
  const open = async (asked) => (await import("./own-story.js")).openOwnStory(holder, asked);
  if (!await neverWrote()) await open(false);
  else button.addEventListener("click", () => open(true), { once: true });
}
