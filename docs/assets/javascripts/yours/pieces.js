/** Fill a format: what the build wrote between the places of a form, with a reader's words put in and escaped. */

import { escapes, tidying } from "../generated/escapes.js";
import { fieldName } from "./filling.js";

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
  constructor(kind, fields) {
    this.kind = kind;
    this.fields = fields;
    this.counted = 0;
    this.text = "";
  }

  /** Write pieces with what a filling holds; boxes are told apart by their order within the form or the row. */
  put(pieces, filling, within = "") {
    let box = 0;
    for (const piece of pieces) {
      if (typeof piece === "string") this.text += piece;
      else if ("field" in piece) this.text += this.field(piece, filling, within);
      else if ("rows" in piece) for (const row of rowsOf(filling, piece.rows)) this.put(piece.pieces, row, piece.rows);
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

  field({ field, break: lineEnd, plain = false }, { words }, within) {
    const lines = (words[field] || this.fields[fieldName(within, field)].placeholder).split("\n");
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
 * `pieces` come from the build; `filling` holds tidied words, boxes and rows; `fields` is what fieldsOf gives: its
 * placeholders stand in the places that nobody has filled.
 */
export function filled(kind, pieces, filling, fields) {
  return new Writing(kind, fields).put(pieces, filling).text;
}
