/** The line on each page of the workbook that says where everything stays. */

import { html } from "../vendor/lit-html/lit-html.js";

/** Draw it for the state of a workbook. */
export const notice = ({ kept, message, saved }) => html`
  <p class="pb-kept" data-saved=${saved}><strong>Nothing you write is sent anywhere.</strong>
    <span role="status">${kept ? "It is kept in this browser, the same in every tab." : message}</span></p>`;

/** Mark what belongs to a story that the site made up. */
export const exampleMark = ({ example }) => (example ? html` <span class="pb-example">Example</span>` : "");
