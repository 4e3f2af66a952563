/**
 * Check what a reader means to say, by the rules of macros/answer_rules.yml.
 *
 * check(text, { kind: "opening", measures: measuresOf(card, fields) }) gives, in the order of the text,
 *   [{ rule, place: [start, end], words, page }]
 *   place   where in the text it is found; words say why in a line; page shows how: an address below the site
 *
 * kind is "opening" for the 30 seconds, "telling" for the two minutes. Nothing is scored, and no text is refused.
 */

import { answerRules } from "../generated/answer-rules.js";
import { numbersBehind, unbacked } from "./numbers.js";

export { measuresOf } from "./numbers.js";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu;
const END = /(?<=[.!?]["”’)]{0,3})\s+|\n+/gu;
const LONGEST_SHOWN = 60; // characters of the text that a finding repeats

const compiled = new Map(Object.entries(answerRules.rules).map(([name, rule]) => {
  const expression = (pattern, flags) => pattern && new RegExp(pattern, rule.case ? flags : `${flags}i`);
  return [name, { ...rule, finds: expression(rule.pattern, "gu"), has: expression(rule.pattern, "u"), spared: expression(rule.without, "u") }];
}));

const countWords = (text) => text.match(WORD)?.length ?? 0;
const secondsOf = (words) => Math.round((words * 60) / answerRules.pace);

/** Give how many seconds a text takes to say. */
export function seconds(text) {
  return secondsOf(countWords(text));
}

function sentencesOf(text) {
  const sentences = [];
  let start = 0;
  for (const { 0: gap, index } of text.matchAll(END)) {
    if (index > start) sentences.push([start, index]);
    start = index + gap.length;
  }
  if (start < text.length) sentences.push([start, text.length]);
  return sentences;
}

/** Leave the blanks at both ends of a place out. */
function trimmed(text, [start, end]) {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return [from, Math.max(from, start + words.trimEnd().length)];
}

const SEARCHES = {
  /* Each place, unless a sentence at or beside it holds what the rule asks for; each sentence is searched once. */
  * finds({ finds, spared, once, except = [] }, text, { sentences }) {
    const known = new Set(except);
    const seen = new Set();
    const answers = new Map();
    const answered = (number) => {
      if (!(number in sentences)) return false;
      if (!answers.has(number)) answers.set(number, spared.test(text.slice(...sentences[number])));
      return answers.get(number);
    };
    let sentence = 0;
    for (const { 0: found, index } of text.matchAll(finds)) {
      while (sentence < sentences.length - 1 && sentences[sentence][1] <= index) sentence += 1;
      if (spared && [sentence - 1, sentence, sentence + 1].some(answered)) continue;
      if (found.split(/[ -]/u).every((word) => known.has(word)) || (once && seen.has(found))) continue;
      seen.add(found);
      yield [index, index + found.length];
    }
  },
  * lacks({ has, from = 0 }, text, { words }) {
    if (words >= Math.max(from, 1) && !has.test(text)) yield [0, text.length];
  },
  * unbacked({ finds }, text, { measures }) {
    const spared = [...text.matchAll(finds)].map(({ 0: found, index }) => [index, index + found.length]);
    let next = 0;
    for (const [start, end] of unbacked(text, numbersBehind(measures)).sort(([one], [other]) => one - other)) {
      while (next < spared.length && spared[next][1] <= start) next += 1;
      if (next === spared.length || spared[next][0] >= end) yield [start, end];
    }
  },
  * lasts({ lasts, allows = 0 }, text, { kind, words }) {
    if (secondsOf(words) > lasts[kind] * (1 + allows)) yield [0, text.length];
  },
};

function told({ words: pattern, lasts }, text, [start, end], { kind, words }) {
  const found = text.slice(start, end).replaceAll(/\s+/gu, " ");
  const values = {
    found: found.length > LONGEST_SHOWN ? `${found.slice(0, LONGEST_SHOWN).toWellFormed()} …` : found,
    seconds: secondsOf(words),
    most: lasts?.[kind],
    pace: answerRules.pace,
  };
  return pattern.replaceAll(/\{(\w+)\}/gu, (_, name) => String(values[name]));
}

/** Check a text; the comment above says what comes out. */
export function check(text, { kind, measures = [] }) {
  const about = { kind, measures, sentences: sentencesOf(text), words: countWords(text) };
  const looking = [...compiled].filter(([, { of = kind }]) => of === kind);
  const findings = looking.flatMap(([name, rule]) => [...SEARCHES[rule.kind](rule, text, about)].map((place) => {
    const own = trimmed(text, place);
    return { rule: name, place: own, words: told(rule, text, own, about), page: rule.page };
  }));
  return findings.sort((one, other) => one.place[0] - other.place[0]);
}
