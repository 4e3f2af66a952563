/** The versions of the workbook: what an empty one is, and how one of an earlier version becomes one of today's. */

export const VERSION = 3;

const emptyPractice = () => ({ settings: {}, history: [] });

/** Give a workbook with nothing in it. */
export function emptyWorkbook() {
  return { version: VERSION, facts: {}, templates: {}, stories: [], coverage: {}, practice: emptyPractice() };
}

/* From each version to the next. */
const STEPS = {
  1(workbook) {
    workbook.stories = [];
    workbook.coverage = {};
  },
  2(workbook) {
    workbook.practice = emptyPractice();
  },
};

/**
 * Bring a stored workbook to the version of today.
 *
 * One from a newer site is refused with a RangeError, since nothing may get lost, and one that has no version with a
 * TypeError: it is none of ours.
 */
export function migrated(stored) {
  if (!Number.isInteger(stored.version) || stored.version < 1) {
    throw new TypeError("It doesn’t say its version, a whole number from 1.");
  }
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
