/** Word what was found as the theme shows it: documents in groups, the page first and its headings below it, as HTML. */

import { stemOf, wordsIn } from "./words.js";

const MAP = { location: "start/prompt-map/", title: "The map of all questions" };
const AROUND = 180; // characters of a sentence that are shown

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Cut a long sentence where the first of the words stands that were found. */
function cut(sentence, isFound) {
  if (sentence.length <= AROUND) return sentence;
  const first = wordsIn(sentence).find(({ word }) => isFound(word))?.start ?? 0;
  const begin = first < AROUND / 2 ? 0 : sentence.indexOf(" ", first - AROUND / 2) + 1;
  const end = sentence.lastIndexOf(" ", begin + AROUND);
  const rest = end > begin ? sentence.slice(begin, end) : sentence.slice(begin, begin + AROUND);
  return `${begin > 0 ? "… " : ""}${rest}${begin + rest.length < sentence.length ? " …" : ""}`;
}

/** Mark the words of a text that were found. */
function marked(text, isFound) {
  let written = "";
  let at = 0;
  for (const { word, start, end } of wordsIn(text)) {
    if (!isFound(word)) continue;
    written += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return written + escaped(text.slice(at));
}

/** Word a page that was found; a part whose score is that of the page is shown at once, others when somebody asks. */
function group({ page, score, terms, stems, sentence, isLeading, parts }) {
  const isFound = (word) => stems.has(stemOf(word));
  const shown = (words) => (words ? `<p>${marked(cut(words, isFound), isFound)}</p>` : "");
  const least = parts.at(-1)?.weight ?? 0;
  return [
    {
      location: page.location,
      title: `${marked(page.title, isFound)} <small>${escaped(page.label)}</small>`,
      text: shown(sentence),
      terms,
      score,
    },
    ...parts.map(({ anchor, heading, sentence: words, weight }, place) => ({
      location: `${page.location}#${anchor}`,
      title: marked(heading, isFound),
      text: shown(words),
      terms,
      score: place === 0 && !isLeading ? score : Math.min(score * 0.99, weight - least),
    })),
  ];
}

/** Offer a way on where no page has any of the words: the map, and what is near. */
function nothing(query, near) {
  const below = near.length > 0 ? " Below is what begins the same way." : "";
  const text = `<p>No page has “${escaped(query)}”. This map has every question on a line, with the page that answers it.${below}</p>`;
  return [[{ ...MAP, text, terms: {}, score: 0 }], ...near.map(group)];
}

/** Give what answers a query in the words of the theme. */
export function answering(search) {
  return (query) => {
    const { found, near, suggested } = search(query);
    const isMissing = found.length === 0 && wordsIn(query).length > 0;
    return { items: isMissing ? nothing(query, near) : found.map(group), suggest: suggested };
  };
}
