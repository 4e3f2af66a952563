/** The versions of the workbook: what an empty one is, and how one of an earlier version becomes one of today's. */

export const VERSION = 1;

/** Give a workbook with nothing in it. */
export function emptyWorkbook() {
  return { version: VERSION, facts: {}, templates: {} };
}

/* From each version to the next; the first has none before it. */
const STEPS = {};

/** Bring a stored workbook to the version of today. One from a newer site is refused, since nothing may get lost. */
export function migrated(stored) {
  if (stored.version > VERSION) {
    throw new RangeError("This workbook was written by a newer version of the site. Reload the page.");
  }
  const next = structuredClone(stored);
  while (next.version < VERSION) {
    STEPS[next.version](next);
    next.version += 1;
  }
  return next;
}
