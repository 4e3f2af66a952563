/** What a workbook holds of stories, and which of them serves which answer. */

import { emptyFilling } from "../yours/filling.js";

export const STATES = ["rough", "told once", "ready"];
/** How many stories are the aim, and how many of them for each part of the prompt. */
export const AIM = { least: 6, most: 8, words: "six to eight", eachPart: 2 };

/** Give a story with nothing in it but its title; `card` is the empty card. */
export function newStory(title, card = emptyFilling()) {
  return { id: crypto.randomUUID(), title, state: "rough", card: structuredClone(card), telling: "" };
}

/** Find a story; nothing where another tab has removed it. */
export const storyIn = (workbook, id) => workbook.stories.find((story) => story.id === id);

/** What is shown where a story has no title yet. */
export const titleOf = ({ title }) => title.trim() || "A story without a title";

/** Give the stories that serve an answer, the best of them first. */
export function serving(workbook, answer) {
  const { stories = [], best = null } = workbook.coverage[answer] ?? {};
  const found = workbook.stories.filter(({ id }) => stories.includes(id));
  return [...found.filter(({ id }) => id === best), ...found.filter(({ id }) => id !== best)];
}

/** The story that the reader called the best for an answer; null where none is. */
export const bestOf = (workbook, answer) => serving(workbook, answer).find(({ id }) => id === workbook.coverage[answer].best) ?? null;

/** Name the answers that a story serves. */
export function servedBy(workbook, id) {
  return Object.keys(workbook.coverage).filter((answer) => workbook.coverage[answer].stories.includes(id));
}

/** Say whether a story serves an answer; the first one that does is the best until the reader says otherwise. */
export function setServing(workbook, answer, id, serves) {
  workbook.coverage[answer] ??= { stories: [], best: null };
  const entry = workbook.coverage[answer];
  entry.stories = entry.stories.filter((one) => one !== id).concat(serves ? [id] : []);
  if (!entry.stories.includes(entry.best)) entry.best = entry.stories[0] ?? null;
  if (entry.stories.length === 0) delete workbook.coverage[answer];
}

/** Say which of the stories that serve an answer is the best. */
export function setBest(workbook, answer, id) {
  const entry = workbook.coverage[answer];
  if (entry?.stories.includes(id)) entry.best = id;
}

/** Put a result into the next row of a story's card that holds none; `id` names the row where a new one is needed. */
export function addResult(story, words, id) {
  story.card.rows.results ??= [];
  const rows = story.card.rows.results;
  const free = rows.find((row) => Object.values(row.words).every((value) => value === ""));
  if (free) free.words = words;
  else rows.push({ id, ...emptyFilling(), words });
}

/** Name the templates that belong to a story; their words stay in their forms. */
export const templatesOf = ({ templates = [] }) => templates;

/** Say that a template belongs to a story. */
export function addTemplate(story, name) {
  story.templates = [...new Set([...templatesOf(story), name])];
}

/** Say that a template doesn't belong to a story any more. */
export function removeTemplate(story, name) {
  story.templates = templatesOf(story).filter((one) => one !== name);
  if (story.templates.length === 0) delete story.templates;
}

/** Give what goes when a story is removed: the story, its place, and what it covers. */
export function takenWith(workbook, id) {
  const index = workbook.stories.findIndex((story) => story.id === id);
  const coverage = servedBy(workbook, id).map((answer) => [answer, workbook.coverage[answer].best === id]);
  return structuredClone({ story: workbook.stories[index], index, coverage });
}

/** Remove a story, and take it out of what it covers. */
export function removeStory(workbook, id) {
  for (const answer of servedBy(workbook, id)) setServing(workbook, answer, id, false);
  workbook.stories = workbook.stories.filter((story) => story.id !== id);
}

/** Bring back what was removed. */
export function bringBack(workbook, { story, index, coverage }) {
  if (storyIn(workbook, story.id)) return;
  workbook.stories.splice(index, 0, structuredClone(story));
  for (const [answer, best] of coverage) {
    setServing(workbook, answer, story.id, true);
    if (best) setBest(workbook, answer, story.id);
  }
}
