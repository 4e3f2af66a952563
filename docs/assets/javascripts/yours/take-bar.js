/** What stands above a filled form: it copies it, prints it, and downloads it in every format. */

import { printAlone } from "../print-alone.js";
import { html } from "../vendor/lit-html/lit-html.js";

/**
 * Draw the bar of a form.
 *
 * `choices` are [format, label] for copying, `files` [ending, file name, label] for downloading; `told` stands in the
 * status line, and `tell` gets what belongs there next.
 */
export function takeBar({ take, choices, files, told, tell }) {
  const copy = async ({ target }) => {
    tell("");
    tell(await take.copy(target.closest(".pb-copy").querySelector("select").value));
  };
  // The paper stands beside the bar, and is written when printing begins.
  const printed = ({ target }) => printAlone(target.closest(".pb-yours__bar").parentElement.querySelector(".pb-yours__paper"));
  const download = async (ending, file) => tell(await take.download(ending, file));
  return html`
    <div class="pb-copy" role="group" aria-label="Copy your template">
      <label for="copy-yours">Copy for</label>
      <select id="copy-yours">${choices.map(([value, label]) => html`<option value=${value}>${label}</option>`)}</select>
      <button type="button" @click=${copy}>Copy</button>
      <button type="button" @click=${printed}>Print</button>
      <span class="pb-copy__status" role="status">${told}</span>
    </div>
    <details class="pb-downloads">
      <summary>Download your template</summary>
      <ul>${files.map(([ending, file, label]) => html`<li><button type="button" @click=${() => download(ending, file)}>${label}</button></li>`)}</ul>
    </details>`;
}
