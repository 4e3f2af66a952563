/**
 * Find pages: the index of macros/search/index.py, looked up by MiniSearch, with the part and the sentence that fit. What
 * the build has learned from the ways in which people ask counts beside it.
 *
 * open(index) gives search(query), which gives { found, near, suggested }:
 *   found       pages, the best first: { page, score, terms, sentence, parts: [{ anchor, heading, sentence, score }] }
 *   near        where nothing was found, pages with words that begin as those that were typed
 *   suggested   how the last word may end, the likeliest last
 */

import MiniSearch from "../vendor/minisearch/index.js";
import SearchableMap from "../vendor/minisearch/SearchableMap.js";
import { alikeOf, isPassedOver, stemOf, wordsIn } from "./words.js";

const FIELDS = ["title", "wordings", "headings", "text"];
const BOOST = { title: 3, wordings: 8, headings: 1.5, text: 1 };
/** What a kind of page counts for: most who ask want an answer, and who wants a template names it. */
const KINDS = { full: 1, short: 1, template: 0.8, story: 0.75, formula: 0.7, page: 0.6, section: 0.55 };
const ALIKE = 0.15; // what a word counts for that people use for the one that was typed
const SLIP = 0.8; // what a word counts for that was perhaps meant
const WEIGHTS = { fuzzy: 0, prefix: 0.5 };
const LEAST_PREFIX = 3; // letters
const LEAST_SLIP = 4;
const LEAST_NEAR = 4; // letters with which a word begins that is near another
const TWO_SLIPS = 6; // letters from which two may be wrong, or have changed places
const MOST_MEANT = 3;
const MOST_FOUND = 20;
const MOST_PARTS = 4;
const MOST_NEAR = 3;
const SAID = 0.6; // the share of what was typed that a part must hold to be shown at once
const MOST_SUGGESTED = 1;
const LEARNED = 0.5; // what a page counts for that the words speak for, beside one that holds them
const TITLE = 1; // by how much of itself the score of a page grows whose title was typed
const HEADING = 2; // what a word in a heading counts for beside one in a sentence

/** Visit the pages that a list of steps names, each with its number there: how often a word stands, or what it weighs. */
function visitPages(steps, most, visit) {
  let page = 0;
  for (const step of steps) {
    page += Math.floor(step / most);
    visit(page, step % most);
  }
}

/** Read what the build counted: for each stem the times that it stands in each page, by field. */
function readTerms(index) {
  const terms = new Map();
  for (const [field, name] of FIELDS.entries()) {
    for (const [word, steps] of Object.entries(index[name].words)) {
      const stem = stemOf(word);
      if (!terms.has(stem)) terms.set(stem, {});
      const places = terms.get(stem);
      places[field] ??= {};
      const counts = places[field];
      visitPages(steps, index.most, (page, count) => { counts[page] = (counts[page] ?? 0) + count; });
    }
  }
  return terms;
}

/** Put it into the form in which MiniSearch keeps its index. */
function library(terms, { pages, ...index }) {
  const all = (make) => Object.fromEntries(pages.map((_, number) => [number, make(number)]));
  const lengths = FIELDS.map((name) => index[name].lengths);
  return MiniSearch.loadJS({
    documentCount: pages.length,
    nextId: pages.length,
    documentIds: all((number) => number),
    fieldIds: Object.fromEntries(FIELDS.map((name, field) => [name, field])),
    fieldLength: all((number) => lengths.map((one) => one[number])),
    averageFieldLength: lengths.map((one) => one.reduce((sum, length) => sum + length, 0) / one.length),
    storedFields: {},
    dirtCount: 0,
    index: [...terms],
    serializationVersion: 2,
  }, { fields: FIELDS, tokenize: (text) => [text], processTerm: (term) => term });
}

/** Give the words of a text that tell what it is about; all of them where none does. */
function telling(text) {
  const words = wordsIn(text).map(({ word }) => word);
  const kept = words.filter((word) => !isPassedOver(word));
  return kept.length > 0 ? kept : words;
}

/** Cut a text into sentences, each with the stems of its words. */
function sentencesOf(text) {
  return text.split(/\n|(?<=[.!?]["”’)]?) /u).filter(Boolean).map((sentence) => ({
    sentence,
    stems: new Set(wordsIn(sentence).map(({ word }) => stemOf(word))),
  }));
}

/** Open an index; the comment above says what comes out. */
export function open(index) {
  const terms = readTerms(index);
  // What the build has learned: for each stem, and each pair of them, the pages that it speaks for, read once asked for.
  const spokenFor = new Map(Object.entries(index.learned));
  const shelves = library(terms, index);
  const { pages } = index;
  const titles = pages.map(({ title }) => new Set(telling(title).map(stemOf)));
  const endings = Object.entries(index.text.words).map(([word, steps]) => [word, steps.length]);
  const read = new Map(); // of the pages that were found, since somebody types on and finds them again

  function partsOf(number) {
    if (!read.has(number)) {
      read.set(number, pages[number].parts.map(([anchor, heading, text]) => (
        { anchor, heading, stems: new Set(wordsIn(heading).map(({ word }) => stemOf(word))), sentences: sentencesOf(text) }
      )));
    }
    return read.get(number);
  }

  /** Count the pages that have a stem in the field where most have it. */
  const pagesWith = (stem) => Math.max(...Object.values(terms.get(stem)).map((counts) => Object.keys(counts).length));

  function suggestions(last) {
    if (last.length < LEAST_PREFIX - 1) return [];
    const fitting = endings.filter(([word]) => word.startsWith(last) && word !== last);
    return fitting.sort(([, one], [, other]) => one - other).slice(-MOST_SUGGESTED).map(([word]) => word);
  }

  let spelled; // every word as it is spelled, once somebody has made a slip

  /** Give the stems of what was perhaps meant by a word that stands nowhere: the words that differ least. */
  function meant(word) {
    if (terms.has(stemOf(word)) || word.length < LEAST_SLIP || /\d/u.test(word)) return [];
    spelled ??= SearchableMap.from(FIELDS.flatMap((name) => Object.keys(index[name].words)).map((one) => [one, stemOf(one)]));
    const near = [...spelled.fuzzyGet(word, word.length >= TWO_SLIPS ? 2 : 1).values()];
    const least = Math.min(...near.map(([, distance]) => distance));
    const stems = near.filter(([, distance]) => distance === least).map(([stem]) => stem);
    return [...new Set(stems)].sort((one, other) => pagesWith(other) - pagesWith(one)).slice(0, MOST_MEANT);
  }

  const rarity = (count) => Math.log(1 + (pages.length - count + 0.5) / (count + 0.5));

  /** Tell what a word counts for: a rare word for a common thing says no more than the common one. */
  function told(stem) {
    if (!terms.has(stem)) return 1;
    const counts = [stem, ...alikeOf(stem)].filter((one) => terms.has(one)).map(pagesWith);
    return rarity(Math.max(...counts)) / rarity(counts[0]);
  }

  const boosted = (by) => Object.fromEntries(FIELDS.map((name) => [name, BOOST[name] * by]));

  /**
   * Ask for each word by its stem, for what was perhaps meant, and for words that are used in its place.
   *
   * `stems` has for each word its own stem, then those that were perhaps meant.
   */
  function asked(words, stems) {
    const typed = words.map((word, place) => ({
      queries: [stems[place][0]],
      boost: boosted(told(stems[place][0])),
      weights: WEIGHTS,
      prefix: place === words.length - 1 && word.length >= LEAST_PREFIX,
    }));
    const slips = stems.flatMap(([, ...others]) => others).map((stem) => ({ queries: [stem], boost: boosted(SLIP) }));
    const others = stems.flat().flatMap(alikeOf).map((stem) => ({ queries: [stem], boost: boosted(ALIKE) }));
    return { combineWith: "OR", queries: [...typed, ...slips, ...others] };
  }

  /** Give how much the words speak for each page that they speak for, by its number. */
  function learned(stems) {
    const pairs = stems.slice(1).map((stem, place) => [`${stems[place]} ${stem}`, 1]);
    const sums = new Map();
    for (const [feature, by] of new Map([...stems.map((stem) => [stem, told(stem)]), ...pairs])) {
      visitPages(spokenFor.get(feature) ?? [], index.most, (page, weight) => {
        sums.set(page, (sums.get(page) ?? 0) + by * weight);
      });
    }
    return sums;
  }

  /** Add to what holds the words what they speak for; either counts by its share of the best. A word alone is looked up. */
  function weighed(found, stems) {
    const sums = stems.length > 1 ? learned(stems.map(([own, meantFirst]) => meantFirst ?? own)) : new Map();
    const most = Math.max(...found.map(({ score }) => score), 0);
    const mostLearned = Math.max(...sums.values(), 0);
    if (mostLearned === 0) return found;
    const holding = new Map(found.map((one) => [one.id, one]));
    return [...new Set([...holding.keys(), ...sums.keys()])].map((id) => {
      const { score, ...one } = holding.get(id) ?? { id, score: 0, terms: [] };
      const share = (sums.get(id) ?? 0) / mostLearned;
      return { ...one, score: (1 - LEARNED) * score + LEARNED * share * (most || 1) };
    });
  }

  /** Choose the sentences and the parts of a page that hold most of what was found. */
  function shown({ id, score, terms: matched }, words) {
    const weights = new Map(matched.map((stem) => [stem, Math.log(1 + pages.length / pagesWith(stem))]));
    const weigh = (stems) => [...stems].reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0);
    const parts = partsOf(id).map(({ anchor, heading, stems, sentences }) => {
      let best = { sentence: sentences[0]?.sentence ?? "", weight: 0 };
      for (const one of sentences) {
        const weight = weigh(one.stems);
        if (weight > best.weight) best = { sentence: one.sentence, weight };
      }
      return { anchor, heading, sentence: best.sentence, weight: best.weight + HEADING * weigh(stems) };
    });
    const all = weigh(new Set(words.map(stemOf)));
    const [lead] = parts.filter(({ anchor }) => !anchor);
    const below = parts.filter(({ anchor, weight }) => anchor && weight > 0).sort((one, other) => other.weight - one.weight);
    const stems = new Set(matched);
    return {
      page: pages[id],
      score,
      terms: Object.fromEntries(words.filter((word) => stems.has(stemOf(word))).map((word) => [word, true])),
      stems,
      sentence: lead?.sentence ?? "",
      // Where no part says most of it, the page is found by how people ask for it: its beginning tells what it is.
      isLeading: (lead?.weight ?? 0) >= (below[0]?.weight ?? 0) || below[0].weight < SAID * all,
      parts: below.slice(0, MOST_PARTS),
    };
  }

  /** Tell which share of the words of a title and of those that were typed is the same. */
  function likeness(title, stems) {
    const shared = stems.filter((stem) => title.has(stem)).length;
    return shared / (title.size + stems.length - shared);
  }

  function find(words) {
    const stems = words.map((word) => [stemOf(word), ...meant(word)]);
    const typed = [...new Set(stems.map(([own]) => own))];
    const likely = titles.map((title) => likeness(title, typed));
    const holding = shelves.search(asked(words, stems), { boostDocument: (id) => KINDS[pages[id].kind] })
      .map((one) => ({ ...one, score: one.score * (1 + TITLE * likely[one.id]) }));
    // Whoever types a whole title wants that page; the name of a section is also a word of its own.
    const isTitle = ({ id }) => Number(likely[id] === 1 && pages[id].kind !== "section");
    return weighed(holding, stems).sort((one, other) => isTitle(other) - isTitle(one) || other.score - one.score);
  }

  /** Give the commonest word that shares the longest beginning with a word that stands nowhere. */
  function nearTo(word) {
    for (let length = word.length - 1; length >= LEAST_NEAR; length -= 1) {
      const found = endings.filter(([one]) => one.startsWith(word.slice(0, length)));
      if (found.length > 0) return [found.toSorted(([, one], [, other]) => other - one)[0][0]];
    }
    return [];
  }

  return (query) => {
    const words = telling(query);
    if (words.length === 0) return { found: [], near: [], suggested: [] };
    const found = find(words).slice(0, MOST_FOUND).map((one) => shown(one, words));
    const others = found.length > 0 ? [] : words.flatMap(nearTo);
    const near = others.length > 0 ? find(others).slice(0, MOST_NEAR).map((one) => shown(one, others)) : [];
    return { found, near, suggested: suggestions(words.at(-1)) };
  };
}
