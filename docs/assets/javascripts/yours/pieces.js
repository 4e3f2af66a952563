/** Fill a format: what the build wrote between the places of a form, with a reader's words put in and escaped. */

import { escapes, tidying } from "../generated/escapes.js";

const steps = tidying.map(([pattern, replacement]) => [new RegExp(pattern, "g"), replacement]);
const patterns = new Map(Object.entries(escapes).map(([kind, { pattern }]) => [kind, pattern && new RegExp(pattern, "g")]));

/** Make lines of plain text of what a reader wrote, as macros/escapes.py does. */
export function tidied(words) {
  return steps.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), words.toWellFormed());
}

/** Keep a line from being read as markup in a format. */
export function escaped(line, kind) {
  const { replacement, special } = escapes[kind];
  const pattern = patterns.get(kind);
  if (!pattern) return line;
  return line.replace(pattern, (found) => {
    const by = special[found] ?? replacement;
    return by.replace("{code}", () => String(found.codePointAt(0))).replace("{found}", () => found);
  });
}

class Writing {
  constructor(kind, placeholders) {
    this.kind = kind;
    this.placeholders = placeholders;
    this.counted = 0;
    this.text = "";
  }

  /** Write pieces with what a filling holds; boxes are told apart by their order within the form or the row. */
  put(pieces, filling) {
    let box = 0;
    for (const piece of pieces) {
      if (typeof piece === "string") this.text += piece;
      else if ("field" in piece) this.text += this.field(piece, filling);
      else if ("rows" in piece) for (const row of rowsOf(filling, piece.rows)) this.put(piece.pieces, row);
      else if ("box" in piece) {
        this.text += piece.box[filling.ticked.includes(box) ? 1 : 0];
        box += 1;
      } else if ("open" in piece) this.text += filling.words[piece.open] ? "" : piece.text;
      else if ("number" in piece) {
        this.counted += 1;
        this.text += this.counted;
      } else this.text += this.underline(piece.underline);
    }
    return this;
  }

  field({ field, break: lineEnd, plain = false }, { words }) {
    const lines = (words[field] || this.placeholders[field]).split("\n");
    return lines.map((line) => (plain ? line : escaped(line, this.kind))).join(lineEnd);
  }

  /** Draw a line below a heading, as long as that. */
  underline(sign) {
    const above = this.text.slice(0, -1);
    return sign.repeat([...above.slice(above.lastIndexOf("\n") + 1)].length);
  }
}

const nothing = { words: {}, ticked: [], rows: {} };

/** Give the rows of a filling; there is always one. */
export function rowsOf(filling, name) {
  return filling.rows[name]?.length > 0 ? filling.rows[name] : [nothing];
}

/**
 * Fill a format.
 *
 * `pieces` come from the build; `filling` holds tidied words, boxes and rows; `placeholders` has what stands in a place
 * that nobody has filled, by the name of its field, those of rows as well.
 */
export function filled(kind, pieces, filling, placeholders) {
  return new Writing(kind, placeholders).put(pieces, filling).text;
}
