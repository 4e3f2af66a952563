/** The plan of a mock interview: what is asked, in which words, what is asked on, and the minutes of each part. */

import { rankOf, wordingOf } from "./draw.js";

export const MIXED = "mixed";
const PROBES = 3; // below each question, the last of them one that fits any story

/* What a draw avoids: most of all a question without a scale to rate by, then a section twice, then a kind of loop. */
const COSTS = { noScale: 15, section: 10, loop: 1 };

/** Draw by rank, each time from what costs least beside what was drawn. */
function drawn(pool, count, shared) {
  const left = [...pool];
  const chosen = [];
  while (chosen.length < count && left.length > 0) {
    const costs = left.map((one) => chosen.reduce((cost, other) => cost + shared(one, other), one.scale ? 0 : COSTS.noScale));
    chosen.push(...left.splice(costs.indexOf(Math.min(...costs)), 1));
  }
  return chosen;
}

const least = (things, seed, name) => things.toSorted((one, other) => rankOf(name(one), seed) - rankOf(name(other), seed));

/** Choose what is asked on: of the page what rests on nobody's story, then what may be asked of any, each of another kind. */
function probesOf(question, seed, probes) {
  const chosen = [];
  const fresh = ({ kind }) => !kind || !chosen.some((one) => one.kind === kind);
  for (const { asked, kind } of least(question.follow_ups.filter(({ general }) => general), seed, ({ asked }) => asked)) {
    if (chosen.length < PROBES - 1 && fresh({ kind })) chosen.push({ asked, kind });
  }
  const any = Object.entries(probes).flatMap(([kind, all]) => all.map((asked) => ({ asked, kind })));
  for (const probe of least(any, seed, ({ asked }) => `${question.id} ${asked}`)) {
    if (chosen.length < PROBES && fresh(probe)) chosen.push(probe);
  }
  return chosen;
}

/** Give the parts of the interview in their order, each with the minute at which it begins. */
function timed(parts) {
  let from = 0;
  return parts.map((part) => {
    const placed = { ...part, from };
    from += part.minutes;
    return placed;
  });
}

/** Tell which questions a kind of loop and a level have, by their names. */
export function poolOf({ loop, level, without = [] }, catalogue, { loops }) {
  const sections = loop === MIXED ? Object.keys(catalogue.sections) : loops[loop].sections;
  return Object.entries(catalogue.questions)
    .map(([id, question]) => ({ ...question, id, section: id.split("/")[0] }))
    .filter(({ id, section, levels }) => sections.includes(section) && levels.includes(level) && !without.includes(id));
}

/**
 * Make the plan.
 *
 * `choices` are those of a link, `catalogue` the questions of the site, `interviews` what macros/practice/interviews.yml
 * declares. The same three give the same plan, and a question that the site gains leaves most plans as they are.
 */
export function planOf(choices, catalogue, interviews) {
  const { seed } = choices;
  const length = interviews.lengths.find(({ minutes }) => String(minutes) === choices.minutes);
  const loopsOf = (section) => Object.values(interviews.loops).filter(({ sections }) => sections.includes(section));
  const shared = (one, other) => (
    COSTS.section * (one.section === other.section)
    + COSTS.loop * loopsOf(one.section).filter((loop) => loopsOf(other.section).includes(loop)).length
  );
  const pool = least(poolOf(choices, catalogue, interviews), seed, ({ id }) => id);
  const minutes = length.tell + length.ask_on + length.rate;
  const questions = drawn(pool, length.questions, shared).map((question) => ({
    ...question,
    asked: wordingOf(question, seed),
    probes: probesOf(question, seed, interviews.probes),
    minutes,
  }));
  return {
    choices,
    length,
    questions,
    spare: pool.length - questions.length, // others that could be asked
    parts: timed([
      { title: "Hello, and how this works", minutes: length.opening },
      ...questions.map(({ id, asked }) => ({ title: asked, minutes, id })),
      { title: "Their questions to you", forThem: "Your questions to us", minutes: length.theirs },
      { title: "Notes and ratings, alone", forThem: "We each write our notes alone", minutes: length.notes },
    ]),
  };
}
