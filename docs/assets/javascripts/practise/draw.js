/** Draw by a seed: the same seed gives the same draw from the same things, and each of them is as likely as any other. */

import { uniformInt } from "../vendor/pure-rand/uniformInt.js";
import { xoroshiro128plus } from "../vendor/pure-rand/xoroshiro128plus.js";

/* None that is read for another. */
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // pragma: allowlist secret

/* FNV-1a, since the generator begins with a number, and a seed is words that people can pass on. */
function numberOf(words) {
  return new TextEncoder().encode(words).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
}

const generatorOf = (seed) => xoroshiro128plus(numberOf(seed));

/** Make up a seed that nobody can foresee. */
export const newSeed = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => LETTERS[byte % LETTERS.length]).join("");

/** Draw so many names, none of them twice; the order in which they are given is of no account. */
export function drawn(names, count, seed) {
  const generator = generatorOf(seed);
  const left = [...names].sort();
  const found = [];
  while (found.length < count && left.length > 0) found.push(...left.splice(uniformInt(generator, 0, left.length - 1), 1));
  return found;
}

/** Give a name its rank in a draw, below 2³¹: what is new among the names moves none of the others. */
export const rankOf = (name, seed) => uniformInt(generatorOf(`${seed}/${name}/rank`), 0, 0x7fffffff);

const oneOf = (list, seed) => list[uniformInt(generatorOf(seed), 0, list.length - 1)];

/** Choose in which of its wordings a question is asked, the title among them. */
export const wordingOf = ({ title, wordings }, seed) => oneOf([title, ...wordings], `${seed}/${title}/asked`);

/**
 * Choose what they ask on: of a kind that came least often, and if possible something that wasn't asked before and fits any
 * story, since the reader has told another than the page.
 *
 * `before` are the questions that followed so far, each `{asked, kind}`, whatever they followed.
 */
export function followUpOf({ title, follow_ups: all }, before, seed) {
  const asked = new Set(before.map((one) => one.asked));
  const fresh = all.filter((one) => !asked.has(one.asked));
  const offered = fresh.length > 0 ? fresh : all;
  const times = ({ kind }) => before.filter((one) => one.kind === kind).length;
  const least = Math.min(...offered.map(times));
  const varying = offered.filter((one) => times(one) === least);
  const fitting = varying.filter(({ general }) => general);
  return oneOf(fitting.length > 0 ? fitting : varying, `${seed}/${title}/follow-up`);
}
