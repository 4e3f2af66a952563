/**
 * What was written in the moment in which a page was left.
 *
 * The browser ends what the database is at when a page goes, so the document is put down where that takes no time, and
 * the page that comes next takes it up, unless it was saved after all.
 */

const PLACE = "playbook.leaving";

/** Put the document down; `revision` is the one of the database that it comes from. */
export function putDown(data, revision) {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ revision, data }));
  } catch { /* there is no room, or nothing is kept here: the database may still make it */ }
}

/** Give what was put down, { revision, data }; null where nothing was. */
export function takeUp() {
  try {
    return JSON.parse(localStorage.getItem(PLACE));
  } catch {
    return null;
  }
}

/** Forget it. */
export function letGo() {
  try {
    localStorage.removeItem(PLACE);
  } catch { /* nothing is kept here */ }
}
