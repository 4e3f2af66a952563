/** Take a filled form along: copy it, download it in any format, print it. */

import { COPIED, loader, MARKDOWN, NOT_LOADED, put, REFUSED } from "../copy.js";
import { saved } from "../save.js";
import { wordsOf } from "./field-words.js";
import { fieldName } from "./filling.js";
import { filled, tidied } from "./pieces.js";

const NAME = "yours";
const WORD = "word";
const WORD_TEXT = "word/document.xml";
const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Make words of all that a filling holds, as they go into any format. */
export function inWords({ words = {}, ticked = [], rows = {} }, fields, within = "") {
  return {
    words: Object.fromEntries(Object.entries(words)
      .filter(([name]) => fieldName(within, name) in fields)
      .map(([name, value]) => [name, tidied(wordsOf(value, fields[fieldName(within, name)]))])),
    ticked,
    rows: Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.map((row) => inWords(row, fields, name))])),
  };
}

/**
 * Give what takes the form of a template page along.
 *
 * `fillingNow` gives what the reader has written so far, `folder` leads to the page of the template.
 */
export function taking(fields, fillingNow, folder = "") {
  const load = loader(`${folder}${NAME}.json`, (answer) => answer.json());
  const written = (pieces, kind) => filled(kind, pieces[kind], inWords(fillingNow(), fields), fields);

  /** Copy in a format of the copy menu; gives what to tell the reader. */
  async function copy(choice) {
    const pieces = await load().catch(() => null);
    if (!pieces) return NOT_LOADED;
    const pasted = !choice.startsWith(".");
    const texts = pasted
      ? { "text/html": written(pieces, choice), "text/plain": written(pieces, MARKDOWN) }
      : { "text/plain": written(pieces, choice) };
    return await put(texts) ? COPIED : REFUSED;
  }

  /** Write a Word file: the one of the build, with another text in it. */
  async function word() {
    const { unzipSync, zipSync, strFromU8, strToU8 } = await import("../vendor/fflate/browser.js");
    const [pieces, answer] = await Promise.all([load(), fetch(`${folder}${NAME}.docx`)]);
    if (!answer.ok) throw new Error(answer.statusText);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    if (!(WORD_TEXT in files) || strFromU8(files[WORD_TEXT]) === "") throw new Error("no Word file");
    files[WORD_TEXT] = strToU8(written(pieces, WORD));
    return new Blob([zipSync(files)], { type: WORD_TYPE });
  }

  /** Download in a format, named by its ending; gives what to tell the reader. */
  async function download(ending, file) {
    let content;
    try {
      content = ending === ".docx" ? await word() : new Blob([written(await load(), ending)], { type: "text/plain;charset=utf-8" });
    } catch {
      return NOT_LOADED;
    }
    return saved(content, file);
  }

  return { load, copy, download };
}
