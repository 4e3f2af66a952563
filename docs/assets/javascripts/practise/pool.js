/** Which questions a choice leaves: all, a part of the prompt, a section, what is due, what went badly, what has no story. */

import { serving } from "../workbook/stories-of.js";
import { wentBadly } from "./history.js";
import { cardsOf, dueNow } from "./schedule.js";

const PART = "part/";
const SECTION = "section/";

/** Give everything that may be chosen from: a key for each, what it is called, and under which heading it stands. */
export function sources({ parts, sections }) {
  return [
    { key: "all", words: "All questions" },
    { key: "due", words: "What is due today" },
    { key: "badly", words: "What went badly last time" },
    { key: "untold", words: "Questions without a story of yours" },
    ...parts.map(({ asked }, index) => ({ key: `${PART}${index + 1}`, words: asked, group: "A part of the prompt" })),
    ...Object.entries(sections).map(([name, title]) => ({ key: `${SECTION}${name}`, words: title, group: "A section" })),
  ];
}

function namesFrom({ parts, questions }, workbook, from, now) {
  const all = Object.keys(questions);
  if (from.startsWith(PART)) return parts[from.slice(PART.length) - 1]?.answers ?? [];
  if (from.startsWith(SECTION)) return all.filter((name) => name.startsWith(`${from.slice(SECTION.length)}/`));
  if (from === "due") return dueNow(cardsOf(workbook.practice.history), now);
  if (from === "badly") return wentBadly(workbook);
  if (from === "untold") return all.filter((name) => serving(workbook, name).length === 0);
  return all;
}

/** Name the questions that fit a choice; a page that isn't told in five minutes isn't asked for them. */
export function poolOf(catalogue, workbook, { from, level, seconds }, now) {
  return namesFrom(catalogue, workbook, from, now).filter((name) => {
    const question = catalogue.questions[name]; // a workbook may name one that this site hasn't
    return question?.seconds.includes(seconds) && (level === "" || question.levels.includes(level));
  });
}
