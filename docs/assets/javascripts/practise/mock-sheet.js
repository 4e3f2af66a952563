/** The scoring sheet of a mock interview and the candidate's page, as fillings of their templates; and the debrief. */

import { emptyFilling, rowOf } from "../yours/filling.js";

export const SCORECARD = "interview-scorecard";
export const BRIEF = "interview-brief";
export const RATINGS = ["weak", "solid", "strong"];
export const NOT_ASKED = "not asked";
const HEARD = "heard";
/* What no plan fills in. */
const NOTED = ["interview", "interviewer", "day", "whole", "keep", "keep_too", "change", "evidence", "rating", "heard", "reply"];

const row = (id, words, rows = {}) => ({ id, ...emptyFilling(), words, rows });
const numbered = (all, words) => all.map((one, index) => row(String(index + 1), words(one)));

const CONCLUDES = "The listener concludes:";
const wholeOf = ({ said, concluded }) => `${said} ${CONCLUDES} ${concluded}`;

/** Make the sheet of a plan, with nothing noted on it. */
export function sheetOf(plan, link) {
  return {
    ...emptyFilling(),
    words: { link },
    rows: {
      parts: numbered(plan.parts, ({ title: part, from, minutes }) => ({ part, from: String(from), minutes: String(minutes) })),
      questions: plan.questions.map(({ id, title, asked, signals, probes, scale }) => row(rowOf(id), {
        question: title,
        asked,
        ...(scale && Object.fromEntries(RATINGS.map((place) => [place, wholeOf(scale[place])]))),
      }, {
        signals: numbered(signals, (signal) => ({ signal })),
        probes: numbered(probes, ({ asked: probe }) => ({ probe })),
      })),
    },
  };
}

/** Put what somebody noted on a sheet of the same questions onto a sheet of the plan; what the plan says stays. */
export function withNotes(sheet, kept) {
  if (!kept) return sheet;
  const rows = Object.fromEntries(Object.entries(sheet.rows).map(([name, all]) => [name, all.map((one) => (
    withNotes(one, kept.rows[name]?.find(({ id }) => id === one.id))
  ))]));
  return { ...sheet, words: { ...kept.words, ...sheet.words }, ticked: kept.ticked, rows };
}

/** Tell whether anything was noted on a sheet, or on a row of one. */
export function isNoted({ words, ticked, rows }) {
  return ticked.length > 0 || NOTED.some((name) => words[name]) || Object.values(rows).flat().some(isNoted);
}

/** Find the row of a question on a sheet. */
export const questionOn = (sheet, id) => sheet.rows.questions.find((one) => one.id === rowOf(id));

export const isHeard = ({ words }) => words.heard === HEARD;

/** Say of a signal whether it was heard. */
export function setHeard({ words }, heard) {
  if (heard) words.heard = HEARD;
  else delete words.heard;
}

/** Tell how many questions of a sheet have no rating yet. */
export const unrated = (sheet) => sheet.rows.questions.filter(({ words }) => !words.rating).length;

/**
 * Draft the debrief of a sheet: what to keep from the answers that were rated highest, what to change from the lowest.
 *
 * Gives {keep, keep_too, change}; what the sheet doesn't tell is missing.
 */
export function debriefOf(sheet) {
  const rated = sheet.rows.questions.filter(({ words }) => RATINGS.includes(words.rating))
    .toSorted((one, other) => RATINGS.indexOf(other.words.rating) - RATINGS.indexOf(one.words.rating));
  const good = rated.filter(({ words }) => words.rating !== RATINGS[0]);
  const [keep, keepToo] = [...good.map((row) => keptWords(row, 0)), ...good.map((row) => keptWords(row, 1))].filter(Boolean);
  const change = rated.length > 0 && changeWords(rated.at(-1));
  return Object.fromEntries(Object.entries({ keep, keep_too: keepToo, change }).filter(([, words]) => words));
}

/* The first thing to keep from an answer comes with its evidence; another has another signal. */
function keptWords({ words, rows }, place) {
  const heard = rows.signals.filter(isHeard)[place]?.words.signal;
  const evidence = place === 0 && words.evidence;
  const parts = [heard, evidence].filter(Boolean);
  const told = `${parts.join(": ")} (${words.question})`;
  return parts.length > 0 && `${told[0].toUpperCase()}${told.slice(1)}`;
}

function changeWords({ words, rows }) {
  const missing = rows.signals.find((signal) => !isHeard(signal))?.words.signal;
  const strong = words.strong?.includes(CONCLUDES) && `From a strong answer the listener concludes:${words.strong.split(CONCLUDES)[1]}`;
  const parts = [missing && `Not heard: ${missing} (${words.question}).`, strong].filter(Boolean);
  return parts.join(" ");
}

/** Make the candidate's page of a plan: the parts and the questions, and nothing of what is listened for. */
export function briefOf(plan) {
  const minutes = (count) => `${count} minutes`;
  const [first, ...others] = plan.parts.filter(({ id }) => !id);
  const ours = { title: `${plan.questions.length} questions, one after the other`, minutes: plan.questions.length * plan.questions[0].minutes };
  return {
    ...emptyFilling(),
    words: { length: minutes(plan.length.minutes) },
    rows: {
      parts: numbered([first, ours, ...others], ({ title, forThem = title, minutes: count }) => ({ part: forThem, minutes: minutes(count) })),
      questions: plan.questions.map(({ id, asked, minutes: count }) => row(rowOf(id), {
        question: asked, time: `${minutes(count)}, follow-ups included.`,
      })),
    },
  };
}
