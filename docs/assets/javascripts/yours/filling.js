/** What a reader wrote into a form: words by field, ticked boxes, rows; and how a change finds its place in it. */

/** Give a form, or a row of one, with nothing in it. */
export function emptyFilling() {
  return { words: {}, ticked: [], rows: {} };
}

/** Give a row with nothing in it; its name stays its own wherever it is moved. */
export function emptyRow() {
  return { id: crypto.randomUUID().slice(0, 8), ...emptyFilling() };
}

/** Find a row of a filling by a path such as [["actions", "1f2e3d4c"]], or itself; makes what isn't there. */
export function at(filling, path) {
  let found = filling;
  for (const [name, id] of path) {
    found.rows[name] ??= [];
    let row = found.rows[name].find((one) => one.id === id);
    if (!row) {
      row = { ...emptyRow(), id };
      found.rows[name].push(row);
    }
    found = row;
  }
  return found;
}
