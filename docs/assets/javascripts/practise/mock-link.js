/**
 * The choices of a mock interview as the part of an address behind #, which no browser sends to a server.
 *
 * #minutes=45&loop=people&level=EM&seed=k3f9a2: the same link draws the same questions for everybody. "without" names
 * questions that were exchanged for others, and "view=candidate" shows the questions alone.
 */

const SEED = /^[a-z0-9]{1,16}$/;
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;
export const MOST_WITHOUT = 20;
export const CANDIDATE = "candidate";

/** Why a link isn't taken, in words for the reader. */
export class BadLink extends Error {}

/** Write choices as an address part. */
export function write({ minutes, loop, level, seed, without = [], view = "" }) {
  const written = new URLSearchParams({ minutes, loop, level, seed });
  if (without.length > 0) written.set("without", without.join(","));
  if (view) written.set("view", view);
  return `#${written}`.replaceAll("%2F", "/").replaceAll("%2C", ",");
}

function oneOf(given, name, known) {
  const value = given.get(name);
  if (!known.includes(value)) throw new BadLink(`The link can’t be used: it has no ${name} that this page knows.`);
  return value;
}

/**
 * Read choices from an address part; null where it holds none.
 *
 * `known` lists what may stand there: {minutes, loops, levels}, all as texts. Throws BadLink.
 */
export function read(hash, known) {
  const given = new URLSearchParams(hash.slice(1));
  if (!given.has("seed")) return null;
  const seed = given.get("seed");
  if (!SEED.test(seed)) throw new BadLink("The link can’t be used: its seed must be at most sixteen lower-case letters and digits.");
  const without = given.get("without")?.split(",") ?? [];
  if (without.length > MOST_WITHOUT || !without.every((name) => NAME.test(name))) {
    throw new BadLink("The link can’t be used: it leaves out things that aren’t questions.");
  }
  return {
    minutes: oneOf(given, "minutes", known.minutes),
    loop: oneOf(given, "loop", known.loops),
    level: oneOf(given, "level", known.levels),
    seed,
    without,
    view: given.get("view") === CANDIDATE ? CANDIDATE : "",
  };
}
