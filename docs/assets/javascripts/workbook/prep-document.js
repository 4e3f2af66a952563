/** What a reader chooses as rows of the prep document: each named after what it is made of, and made anew from that. */

import { compute, argumentsOf } from "../measure.js";
import { formulas } from "../generated/formulas.js";
import { inputWords } from "../number-words.js";
import { deepCompareStrict } from "../vendor/json-schema/deep-compare-strict.js";
import { emptyFilling, fieldName, hasWords, rowOf } from "../yours/filling.js";
import { servedBy, serving, storyIn, titleOf } from "./stories-of.js";

export const PREP = "prep-document";
const MOST_NUMBERS = 3; // of a story on the first page
const MOST_FOLLOW_UPS = 3; // below a question

const list = (parts) => parts.filter(Boolean).join("; ");
const sentence = (parts) => parts.filter(Boolean).join(". ");
/** Make a row; a place for which there is nothing stays open, and rows in it are asked for once at least. */
const row = (id, words, rows = {}) => ({
  id,
  ...emptyFilling(),
  words: Object.fromEntries(Object.entries(words).filter(([, held]) => held)),
  rows: Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.length > 0 ? all : [row("1", {})]])),
});
/** Give the words that stand in a measure's place. */
const said = (held) => (typeof held === "object" ? held.words : held ?? "");

/** Give the result of a measure, where it is one that can be calculated. */
function resultOf(held) {
  if (typeof held !== "object") return null;
  const result = compute(held.formula, held.inputs, held.units, held.goal);
  return result.refused ? null : result;
}

/** Tell from what a measure is calculated: its formula, each input with its unit, of lists and tables how many rows. */
function working({ formula }, { values, units }) {
  const inputs = argumentsOf(formula).map(({ name, label }) => {
    const value = values[name];
    return `${label} ${Array.isArray(value) ? `(${value.length} rows)` : inputWords(value, units[name])}`;
  });
  return `${formulas[formula].title}: ${inputs.join(", ")}`;
}

function measure({ id, words }) {
  const { measure: what, before, after, change, evidence } = words;
  const result = resultOf(change);
  const given = before && after ? `from ${said(before)} to ${said(after)}` : "";
  return row(id, { measure: what, outcome: change, working: result ? working(change, result) : given, verdict: evidence });
}

function number({ words: { measure: what, change } }) {
  const shown = resultOf(change)?.words ?? said(change);
  return [what, shown].filter(Boolean).join(": ");
}

function miss({ words: { measure: what, change } }) {
  const result = resultOf(change);
  return result?.verdict === "missed" && [what, `goal ${result.target}`].filter(Boolean).join(": ");
}

/** Make the row of a story from its card; `answers` are the titles of answers by their names. */
export function storyRow(workbook, id, answers) {
  const story = storyIn(workbook, id);
  const { words, rows: { actions = [], results = [], probes = [] } } = story.card;
  const serves = servedBy(workbook, id).map((name) => answers[name]);
  return row(id, {
    title: titleOf(story),
    opening: words.opening,
    numbers: list(results.slice(0, MOST_NUMBERS).map(number)),
    missed: list(results.map(miss)),
    serves: list(serves) || words.questions,
    part: sentence([words.problem, words.owned]),
    learned: list([words.has_changed, words.would_change]),
    confidential: words.confidential,
  }, {
    actions: actions.map(({ id: own, words: { did, instead, reason } }) => row(own, { did, instead, reason })),
    measures: results.map(measure),
    probes: probes.map(({ id: own, words: { question, answer } }) => row(own, { probe: question, reply: answer })),
  });
}

/** Make the row of an answer: the best story for it, and what may be asked next. */
export function answerRow(workbook, name, answers, followUps) {
  const [story] = serving(workbook, name);
  return row(rowOf(name), { question: answers[name], told: story && titleOf(story) }, {
    follow_ups: followUps.slice(0, MOST_FOLLOW_UPS).map((asked, index) => row(String(index + 1), { asked })),
  });
}

/** Make the row of a filled template: each place of it that holds something. */
export function templateRow(name, title, lines) {
  return row(rowOf(name), { paper: title }, {
    lines: lines.map(([place, written], index) => row(String(index + 1), { place, written })),
  });
}

/** Make the row of a question to ask. */
export const askRow = (id, ask) => row(id, { ask });

/** Give the questions that a reader wrote on the template for them, each with the name of its row. */
export function asksOf(workbook) {
  const written = workbook.templates["questions-to-ask"]?.rows.questions ?? [];
  return written.filter(({ words }) => words.question?.trim()).map(({ id, words }) => {
    const question = words.question.trim();
    return [`asked-${id}`, question.endsWith("?") ? question : `${question}?`];
  });
}

/** Put a row behind those that hold something. */
export function putRow(filling, rows, made) {
  const held = (filling.rows[rows] ?? []).filter((one) => one.id !== made.id && hasWords(one));
  filling.rows[rows] = [...held, structuredClone(made)];
}

/** Make a row anew in its place: what its sources say is taken from them, and what else was written into it stays. */
export function renewed(old, made) {
  const names = new Set([...Object.keys(old.rows), ...Object.keys(made.rows)]);
  const rows = Object.fromEntries([...names].map((name) => {
    const [was, now] = [old.rows[name] ?? [], made.rows[name] ?? []];
    const own = was.filter((one) => hasWords(one) && !now.some(({ id }) => id === one.id));
    const anew = now.map((one) => {
      const before = was.find(({ id }) => id === one.id);
      return before ? renewed(before, one) : one;
    });
    return [name, [...anew, ...own]];
  }));
  return { ...old, words: { ...old.words, ...made.words }, rows };
}

/**
 * Name the places of a row whose words stand in the document alone, and would be lost with it.
 *
 * `made` is the row as its sources say it; with `kept`, what they say nothing of isn't lost. Fields are those of the form.
 */
export function lost(old, made, fields, name, kept = false) {
  const alone = ([field, held]) => {
    const other = made?.words[field];
    return held && (other || !kept) && !deepCompareStrict(held, other);
  };
  const own = Object.entries(old.words).filter(alone).map(([field]) => fields[fieldName(name, field)]?.label ?? field);
  const inner = Object.entries(old.rows).flatMap(([rows, all]) => all.flatMap((one) => {
    const other = made?.rows[rows]?.find(({ id }) => id === one.id);
    return kept && !other ? [] : lost(one, other, fields, rows, kept);
  }));
  return [...new Set([...own, ...inner])];
}
