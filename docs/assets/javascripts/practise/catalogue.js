/** The questions of the site, as the build wrote them down; where they can't be fetched, the reader may try again. */

import { loader } from "../copy.js";
import { html, render } from "../vendor/lit-html/lit-html.js";

const UNREACHED = "The questions couldn’t be loaded. Check your connection and try again.";

/** Give them, sooner or later; until then `place` says why there is nothing. */
export async function openCatalogue(address, place) {
  const load = loader(address, (answer) => answer.json());
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((again) => {
        render(html`<p class="pb-practice__told" role="alert">${UNREACHED} <button type="button" @click=${again}>Try again</button></p>`, place);
      });
    }
  }
}
