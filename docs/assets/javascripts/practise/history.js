/** What a workbook holds of practice: the settings of the last time, and each time that a question was answered aloud. */

import { emptyWorkbook } from "../workbook/versions.js";

/** Where somebody may place what they said, from the lowest. */
export const PLACES = ["none", "weak", "solid", "strong"];
export const PLACE_WORDS = { none: "No answer came", weak: "Weak", solid: "Solid", strong: "Strong" };

/** For how long one may speak. */
export const SECONDS = [30, 120, 300];

const FIRST = { from: "all", level: "", seconds: 120, count: 3, follow_ups: true, sound: false, record: false };
const OFTEN = { least: 3, of: 12, share: 1 / 3 }; // of the last so many answers, told so often and in such a share of them

/** Give the settings of the last time. */
export const settingsOf = ({ practice: { settings } }) => ({ ...FIRST, ...settings });

/** Keep the settings for the next time. */
export function keepSettings(workbook, settings) {
  workbook.practice.settings = settings;
}

/** Add a time that a question was answered, where its place in time is. */
export function addEntry({ practice: { history } }, entry) {
  if (history.some(({ id }) => id === entry.id)) return;
  history.push(entry);
  history.sort((one, other) => one.at.localeCompare(other.at));
}

/** Take one away. */
export function removeEntry({ practice }, id) {
  practice.history = practice.history.filter((entry) => entry.id !== id);
}

/** Forget how somebody practised. */
export function forgetPractice(workbook) {
  workbook.practice = emptyWorkbook().practice;
}

/** Give the last time of each question, by its name. */
export const lastTimes = ({ practice: { history } }) => new Map(history.map((entry) => [entry.question, entry]));

/** Name the questions that went badly the last time. */
export const wentBadly = (workbook) => [...lastTimes(workbook).values()]
  .filter(({ place }) => place === "none" || place === "weak").map(({ question }) => question);

/** Tell how often each story was told, by its id: in all, for how many questions, and whether lately too often. */
export function timesTold({ practice: { history } }) {
  const told = history.filter(({ story }) => story !== null);
  const lately = told.slice(-OFTEN.of);
  return new Map(Object.entries(Object.groupBy(told, ({ story }) => story)).map(([story, times]) => {
    const late = lately.filter((one) => one.story === story).length;
    const tooOften = late >= OFTEN.least && late / lately.length > OFTEN.share;
    return [story, { times: times.length, questions: new Set(times.map(({ question }) => question)).size, late, of: lately.length, tooOften }];
  }));
}
