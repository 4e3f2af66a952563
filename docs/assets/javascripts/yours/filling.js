/** What a reader wrote into a form: words by field, ticked boxes, rows; and how a change finds its place in it. */

/** Give a form, or a row of one, with nothing in it. */
export function emptyFilling() {
  return { words: {}, ticked: [], rows: {} };
}

/** Give a row with nothing in it but the rows that it begins with; its name stays its own wherever it is moved. */
export function emptyRow(begins = {}) {
  return { id: crypto.randomUUID().slice(0, 8), ...emptyFilling(), rows: emptyRows(begins) };
}

/** Give rows with nothing in them, as many as a form begins with: {actions: {count: 3, rows: {…}}}. */
export function emptyRows(begins) {
  return Object.fromEntries(Object.entries(begins).map(([name, { count, rows }]) => (
    [name, Array.from({ length: count }, () => emptyRow(rows))]
  )));
}

/** Give a filling the rows that it lacks: whatever is asked for in rows is asked for once at least. */
export function complete(filling, begins) {
  for (const [name, { rows }] of Object.entries(begins)) {
    if (!(filling.rows[name]?.length > 0)) filling.rows[name] = emptyRows(begins)[name];
    for (const row of filling.rows[name]) complete(row, rows);
  }
  return filling;
}

/** Name a field as fieldsOf does: fields of different rows may be called alike. */
export const fieldName = (rows, field) => (rows ? `${rows}.${field}` : field);

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

/** Name the row that is made of an answer, a template or a question; the name of an answer has a slash, which no row may have. */
export const rowOf = (name) => name.replace("/", ".");

/** Tell whether anything stands in a filling or in a row. */
export function hasWords({ words, ticked, rows }) {
  return Object.values(words).some(Boolean) || ticked.length > 0 || Object.values(rows).flat().some(hasWords);
}
