/** The example: three stories of a person who doesn't exist, put among a reader's own and taken away again. */

import { examples } from "../generated/example-stories.js";
import { compute } from "../measure.js";
import { inputWords } from "../number-words.js";
import { emptyFilling } from "../yours/filling.js";
import { worded } from "../yours/measure-panel.js";
import { removeStory, setServing, storyIn } from "./stories-of.js";

const HELD = /\{(\d+)\.(\w+)\}/g;

/* What the measures of a story say, by their number from 1: an input by its name, or a wording of the result. */
function spoken(results) {
  return results.map(({ change }) => {
    const { values, units, ...result } = compute(change.formula, change.inputs, change.units, change.goal);
    const inputs = Object.entries(values).map(([name, value]) => [name, inputWords(value, units[name])]);
    return { ...result, ...Object.fromEntries(inputs) };
  });
}

/* Give an example as a story: its measures calculated, and in its words what they say. */
function storyFrom({ id, title, state, telling, card }) {
  const said = spoken(card.rows.results);
  const words = (text) => text.replace(HELD, (_, number, name) => said[number - 1][name]);
  const held = (value) => (typeof value === "string" ? words(value) : { ...value, words: worded(value).text });
  const allWords = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, held(value)]));
  const rows = Object.entries(card.rows).map(([name, all]) => [
    name, all.map((fields, index) => ({ id: `example-${index + 1}`, ...emptyFilling(), words: allWords(fields) })),
  ]);
  return {
    id, title, state, example: true, telling: words(telling),
    card: { words: allWords(card.words), ticked: card.ticked, rows: Object.fromEntries(rows) },
  };
}

/** Tell whether the example is in a workbook. */
export const hasExample = (workbook) => workbook.stories.some(({ example }) => example);

/** Put the example into a workbook. */
export function addExample(workbook) {
  for (const one of examples) {
    if (storyIn(workbook, one.id)) continue;
    workbook.stories.push(storyFrom(one));
    for (const answer of one.answers) setServing(workbook, answer, one.id, true);
  }
}

/** Take the example away again. */
export function removeExample(workbook) {
  for (const { id } of workbook.stories.filter(({ example }) => example)) removeStory(workbook, id);
}
