/** The menu below the title of a page: copy, save or print the page or one part of it; the texts come from the build. */

import { MARKDOWN, NOT_LOADED, loader, startOne } from "./copy.js";
import { printWithout } from "./print-alone.js";
import { saved } from "./save.js";

const WHOLE = "";
const CHEAT_SHEET = "cheat-sheet";

/** Give a function that loads files, each once. */
function library() {
  const loaders = new Map();
  return (address, read) => {
    if (!loaders.has(address)) loaders.set(address, loader(address, read));
    return loaders.get(address)();
  };
}

/** The words of a heading, without the link to itself. */
function title(heading) {
  const words = [...heading.childNodes].filter((one) => !one.classList?.contains("headerlink"));
  return words.map((one) => one.textContent).join("").trim();
}

/** Print what stands under one heading, below the title of the page. */
function printSection(article, heading) {
  let inside = false;
  printWithout([...article.children].filter((one) => {
    if (one.tagName === "H2") inside = one === heading;
    return !inside && one.tagName !== "H1";
  }));
}

/** Make the menu of a page work. */
export function start(menu) {
  const article = menu.closest("article");
  const holder = menu.querySelector(".pb-copy");
  const part = holder.querySelector("[name=part]");
  for (const heading of article.querySelectorAll(":scope > h2[id]")) part.add(new Option(title(heading), heading.id));

  const load = library();
  const parts = (key) => load(`index.${key.replace(/^\./, "")}.parts.json`, (answer) => answer.json());
  /** What a file of this ending holds of the chosen part. */
  const text = async (ending) =>
    part.value === WHOLE ? load(`index${ending}`, (answer) => answer.text()) : (await parts(ending))[part.value];

  startOne(holder, async (choice) => {
    if (choice.startsWith(".")) return { "text/plain": await text(choice) };
    const chosen = part.value;
    const [html, plain] = await Promise.all([parts(choice), text(MARKDOWN)]);
    return { "text/html": html[chosen], "text/plain": plain };
  });

  const [word, ...links] = menu.querySelectorAll("#files + ul a");
  part.addEventListener("change", () => {
    menu.querySelector("#files span").textContent = part.selectedOptions[0].text;
    // A section has no Word file of its own: it is copied for Word.
    word.parentElement.hidden = ![WHOLE, CHEAT_SHEET].includes(part.value);
    const stem = part.value === CHEAT_SHEET ? `-${CHEAT_SHEET}` : "";
    word.href = stem ? `${CHEAT_SHEET}.docx` : "index.docx";
    word.download = `${menu.dataset.parts}${stem}.docx`;
  });
  for (const link of links) {
    const ending = link.getAttribute("href").replace("index", "");
    link.addEventListener("click", async (event) => {
      if (part.value === WHOLE) return;
      event.preventDefault();
      const name = `${menu.dataset.parts}-${part.value}${ending}`;
      const status = holder.querySelector("[role=status]");
      status.textContent = "";
      const loaded = await text(ending).catch(() => null);
      status.textContent = loaded === null ? NOT_LOADED : saved(new Blob([loaded], { type: "text/plain" }), name);
    });
  }

  holder.querySelector("[value=print]").addEventListener("click", () => {
    if (part.value === CHEAT_SHEET) location.assign(menu.dataset.cheatSheet);
    else if (part.value === WHOLE) print();
    else printSection(article, document.getElementById(part.value));
  });
}
