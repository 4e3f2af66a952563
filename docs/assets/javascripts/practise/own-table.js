/** What a reader wrote as comma-separated values: a row for each question that a story of theirs serves. */

import { serving, servedBy, titleOf } from "../workbook/stories-of.js";
import { rowOf } from "../yours/filling.js";
import { escaped, tidied } from "../yours/pieces.js";

export const COLUMNS = ["question", "opening", "two minutes", "rule", "follow-ups", "story", "tags"];
const PREP = "prep-document"; // its answers have a rule each
const TABLE = ".csv";
const BYTES_MARK = "\uFEFF"; // by which Excel knows that the file is UTF-8

const said = (held) => (typeof held === "object" ? held.words : held ?? "");

/** Write a cell: no spreadsheet takes it for a formula, and whatever is in it stays in it. */
function cell(words) {
  const safe = escaped(tidied(words), TABLE);
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function followUpsOf({ card }) {
  const probes = card.rows.probes ?? [];
  return probes.map(({ words }) => [said(words.question), said(words.answer)].filter(Boolean).join(" ")).filter(Boolean).join("\n");
}

/** A tag has no spaces; a double colon makes a tree of them in Anki. */
const tagOf = (story) => `story::${titleOf(story).replaceAll(/\s+/gu, "-")}`;

/**
 * Give the rows: the questions with the best story for each, then the stories that serve none.
 *
 * `answers` are {name, title} of the answers of the site, in their order.
 */
export function ownRows(workbook, answers) {
  const rules = Object.fromEntries((workbook.templates[PREP]?.rows.answers ?? []).map(({ id, words }) => [id, said(words.rule)]));
  const rowFor = (question, rule, tags, story) => ({
    question, rule, opening: said(story.card.words.opening), "two minutes": story.telling, "follow-ups": followUpsOf(story), story: titleOf(story),
    tags: [...tags, tagOf(story)].join(" "),
  });
  const served = answers.flatMap(({ name, title }) => (
    serving(workbook, name).slice(0, 1).map((story) => rowFor(title, rules[rowOf(name)] ?? "", [`section::${name.split("/")[0]}`], story))
  ));
  const others = workbook.stories.filter(({ id }) => servedBy(workbook, id).length === 0);
  return [...served, ...others.map((story) => rowFor(said(story.card.words.questions) || titleOf(story), "", [], story))];
}

/** Write rows as a file that a spreadsheet and Anki read. */
export function tableOf(rows) {
  const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))];
  return `${BYTES_MARK}${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}
