/** A round in the address of the page, behind #: its seed and what was chosen, so that the same link draws the same. */

import { SECONDS } from "./history.js";

const MOST = 20;
const SEED = /^[a-z0-9]{1,16}$/;
const FROM = /^[a-z0-9/-]{1,80}$/;

/** Write it. */
export function addressOf(seed, { from, level, seconds, count, follow_ups: followUps }) {
  return `#${new URLSearchParams({ draw: seed, from, level, seconds, count, ask_on: Number(followUps) })}`;
}

/** Read it; null where it holds none, or one that nobody wrote. */
export function readAddress(hash) {
  const held = new URLSearchParams(hash.slice(1));
  const [seconds, count] = [Number(held.get("seconds")), Number(held.get("count"))];
  const choice = { from: held.get("from") ?? "", level: held.get("level") ?? "", seconds, count, follow_ups: held.get("ask_on") === "1" };
  const seed = held.get("draw") ?? "";
  const right = SEED.test(seed) && FROM.test(choice.from) && SECONDS.includes(seconds) && Number.isInteger(count) && count >= 1 && count <= MOST;
  return right ? { seed, choice } : null;
}
