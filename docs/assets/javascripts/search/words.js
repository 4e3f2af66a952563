/** The words of a text or of a query, as the search looks for them: the browser's part of macros/search/words.py. */

import { searchWords } from "../generated/search-words.js";
import { stemmer } from "../vendor/stemmer/index.js";

const WORD = new RegExp(searchWords.pattern, "gu");
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu;
const LEAST_STEMMED = 4; // letters
const passedOver = new Set(searchWords.passedOver);

/** Give the words of a text with their places: [{ word, start, end }]. */
export function wordsIn(text) {
  // As long as before, so that places stay right.
  const plain = text.replaceAll(POSSESSIVE, "  ").replaceAll("’", "'").toLowerCase();
  return [...plain.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
}

/** Tell whether a word says nothing of what somebody looks for. */
export const isPassedOver = (word) => passedOver.has(word);

const stems = new Map();

/** Bring a word to its stem; terms such as p95 and SLO stay whole. */
export function stemOf(word) {
  if (word.length < LEAST_STEMMED || /\d/u.test(word)) return word;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    stems.set(word, stem);
  }
  return stem;
}

const alike = new Map();
for (const group of searchWords.alike) {
  const found = group.map(stemOf);
  for (const stem of found) {
    alike.set(stem, [...new Set([...(alike.get(stem) ?? []), ...found])].filter((other) => other !== stem));
  }
}

/** Give the stems of the words that people use for the same thing. */
export const alikeOf = (stem) => alike.get(stem) ?? [];
