/** Ranks by a seed: the same for the same seed and name in every browser, and for another seed in another order. */

/** Give the rank of a name, a whole number below 2³², by FNV-1a and the last steps of MurmurHash3. */
export function rank(seed, name) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${seed} ${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
