/** Ask a second time before something is taken away. */

import { html, render } from "../vendor/lit-html/lit-html.js";
import { element } from "./element.js";

/** Ask in a dialog; resolves to whether the reader says yes. */
export function ask({ name, question, yes, no }) {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "pb-dialog", "aria-label": name });
    const answer = (sure) => {
      dialog.close();
      dialog.remove();
      resolve(sure);
    };
    render(html`
      <p>${question}</p>
      <button type="button" @click=${() => answer(true)}>${yes}</button>
      <button type="button" autofocus @click=${() => answer(false)}>${no}</button>`, dialog);
    dialog.addEventListener("cancel", () => answer(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}
