/** Copy a template, a page or a sentence in the form that the reader's tool understands. */

const REMEMBERED = "playbook.__copy";
export const COPIED = "Copied. Now paste it.";
export const REFUSED = "Your browser refused to copy. Select the text and copy it by hand, or download it.";
export const NOT_LOADED = "The text could not be loaded. Check your connection and try again.";
export const MARKDOWN = ".md";

/** Give a function that loads a file once; after a failure it tries again. */
export function loader(address, read) {
  let loading;
  return () => {
    loading ??= fetch(address)
      .then((answer) => (answer.ok ? read(answer) : Promise.reject(new Error(answer.statusText))))
      .catch((error) => {
        loading = undefined;
        throw error;
      });
    return loading;
  };
}

/** A rich editor takes the HTML and a plain one the Markdown; a choice of text must not offer any HTML to take. */
function flavours(copies, choice) {
  if (choice in copies.html) return { "text/html": copies.html[choice], "text/plain": copies.text[MARKDOWN] };
  return { "text/plain": copies.text[choice] };
}

async function copy(texts) {
  const item = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))]);
}

/** Copy by the event that browsers answer on plain http and inside frames too. */
function copyByEvent(texts) {
  let copied = false;
  const put = (event) => {
    event.preventDefault();
    for (const [type, text] of Object.entries(texts)) event.clipboardData.setData(type, text);
    copied = true;
  };
  document.addEventListener("copy", put, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", put);
  return copied;
}

/** Put texts by their types on the clipboard; tells whether the browser let it. */
export const put = (texts) => copy(texts).then(() => true, () => copyByEvent(texts));

/** The last choice, where the browser keeps such things for this site; some readers tell it not to. */
const memory = {
  get: () => { try { return localStorage.getItem(REMEMBERED); } catch { return null; } },
  set: (choice) => { try { localStorage.setItem(REMEMBERED, choice); } catch { /* then it is forgotten */ } },
};

/** Give what loads the texts of a holder, by type, for one choice of it. */
function source({ copies, text }) {
  const load = copies
    ? loader(copies, (answer) => answer.json())
    : loader(text, async (answer) => ({ html: {}, text: { [MARKDOWN]: await answer.text() } }));
  return async (choice) => flavours(await load(), choice);
}

/** Show what copies a template or a page, and make it work. */
export function startOne(holder, texts) {
  const select = holder.querySelector("select:not([name])"); // one with a name chooses what is copied, not what for
  const chosen = () => (select ? select.value : MARKDOWN);
  const status = holder.querySelector("[role=status]");
  const last = memory.get();
  if (select && [...select.options].some(({ value }) => value === last)) select.value = last;
  holder.querySelector("button").addEventListener("click", async () => {
    status.textContent = "";
    const loaded = await texts(chosen()).catch(() => null);
    if (!loaded) {
      status.textContent = NOT_LOADED;
      return;
    }
    if (select) memory.set(chosen());
    status.textContent = await put(loaded) ? COPIED : REFUSED;
  });
  // Loaded before the click, so that the browser sees the copy follow it at once.
  const prepare = () => texts(chosen()).catch(() => { /* the click asks again, and says it */ });
  for (const name of ["pointerenter", "focusin"]) holder.addEventListener(name, prepare, { once: true });
  holder.addEventListener("change", prepare);
  holder.hidden = false;
  return prepare;
}

/** Start everything on the page that copies; templates are loaded when the browser has nothing else to do. */
export function start() {
  for (const holder of document.querySelectorAll(".pb-copy:is([data-copies], [data-text])")) {
    const prepare = startOne(holder, source(holder.dataset));
    if (holder.dataset.copies) (globalThis.requestIdleCallback ?? setTimeout)(prepare);
  }
}
