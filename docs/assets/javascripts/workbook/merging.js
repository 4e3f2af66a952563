/** What becomes of a workbook when another is taken in: merged or in its place, and what that adds, changes, removes. */

import { deepCompareStrict } from "../vendor/json-schema/deep-compare-strict.js";
import { titleOf } from "./stories-of.js";

/** Put another workbook into one: what both have is taken from the other, and nothing is removed. */
export function merged(mine, other) {
  const next = structuredClone(mine);
  Object.assign(next.facts, other.facts);
  Object.assign(next.templates, structuredClone(other.templates));
  for (const story of structuredClone(other.stories)) {
    const index = next.stories.findIndex(({ id }) => id === story.id);
    if (index < 0) next.stories.push(story);
    else next.stories[index] = story;
  }
  for (const [answer, { stories, best }] of Object.entries(other.coverage)) {
    const own = next.coverage[answer] ?? { stories: [], best: null };
    next.coverage[answer] = { stories: [...new Set([...own.stories, ...stories])], best: best ?? own.best };
  }
  for (const [answer, day] of Object.entries(other.read)) next.read[answer] = [next.read[answer] ?? day, day].sort()[1];
  Object.assign(next.practice.settings, other.practice.settings);
  const taken = new Set(other.practice.history.map(({ id }) => id));
  const history = [...next.practice.history.filter(({ id }) => !taken.has(id)), ...structuredClone(other.practice.history)];
  next.practice.history = history.sort((one, another) => one.at.localeCompare(another.at));
  return next;
}

/* Everything in a workbook that a reader would call one thing, by a key that stays its own. */
function things(workbook) {
  const namedIn = (held, part, word) => Object.entries(held).map(([name, value]) => (
    [`${part}/${name}`, { words: `${word}: ${name.replace(/^.*\//, "").replace(/[-_]/g, " ")}`, value }]
  ));
  const named = (part, word) => namedIn(workbook[part], part, word);
  return new Map([
    ...workbook.stories.map((story) => [`stories/${story.id}`, { words: `Story: ${titleOf(story)}`, value: story }]),
    ...named("templates", "Template"),
    ...named("coverage", "Stories for"),
    ...named("facts", "Used again"),
    ...named("read", "Read"),
    ...namedIn(Object.groupBy(workbook.practice.history, ({ question }) => question), "history", "Practice"),
    ...namedIn(workbook.practice.settings, "settings", "Practice setting"),
  ]);
}

/** Tell in words what one workbook has more, other and less than another. */
export function differences(from, to) {
  const [old, now] = [things(from), things(to)];
  const added = [...now].filter(([key]) => !old.has(key));
  const removed = [...old].filter(([key]) => !now.has(key));
  const changed = [...now].filter(([key, { value }]) => old.has(key) && !deepCompareStrict(old.get(key).value, value));
  const words = (found) => found.map(([, thing]) => thing.words);
  return { added: words(added), changed: words(changed), removed: words(removed) };
}
