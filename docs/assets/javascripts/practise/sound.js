/** What can be seen of a recording: how loud it is from moment to moment, and where somebody paused. */

const STEP = 0.05; // seconds of which one loudness is taken
const QUIET = 0.1; // of how loud somebody speaks: 20 dB below
const PAUSE = 1; // seconds from which a silence is a pause

/** Give the loudness of each step of some samples, of which there are `rate` a second. */
export function loudness(samples, rate) {
  const size = Math.round(rate * STEP);
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, index) => {
    const part = samples.subarray(index * size, (index + 1) * size);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  });
}

/** Find the pauses between the first and the last word, in seconds from the start. */
export function pausesIn(levels) {
  const loud = [...levels].sort((one, other) => one - other)[Math.floor(levels.length * 0.9)] ?? 0;
  const spoken = levels.map((level) => loud > 0 && level >= loud * QUIET);
  const found = [];
  for (let from = spoken.indexOf(true); from >= 0 && from < spoken.length;) {
    const begins = spoken.indexOf(false, from);
    const ends = begins < 0 ? -1 : spoken.indexOf(true, begins);
    if (ends < 0) break;
    if ((ends - begins) * STEP >= PAUSE) found.push({ from: begins * STEP, to: ends * STEP });
    from = ends;
  }
  return found;
}

/** Draw the loudness as so many columns at most, each from 0 to 1. */
export function columns(levels, most) {
  const count = Math.min(most, levels.length);
  const loudest = Math.max(...levels, Number.MIN_VALUE);
  return Array.from({ length: count }, (_, index) => {
    const part = levels.slice(Math.floor((index * levels.length) / count), Math.ceil(((index + 1) * levels.length) / count));
    return Math.max(...part) / loudest;
  });
}
