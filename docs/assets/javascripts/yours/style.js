/** Load a style sheet that only some pages need, before what it dresses is shown. */

import { element } from "./element.js";

/** Load a style sheet by its name. */
export function styled(name) {
  const href = new URL(`../../stylesheets/${name}.css`, import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    document.head.append(element("link", { rel: "stylesheet", href, ".onload": resolve, ".onerror": resolve }));
  });
}
