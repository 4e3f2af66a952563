/** Inside an embed: set its colours, tell the page around it how tall it is, and copy its document. */
(() => {
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "auto" || theme === "dark") document.documentElement.dataset.theme = theme;

  /** Tell the page around this one; the height is no secret, so any page may hear it. */
  function tellHeight() {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ type: "playbook:resize", height }, "*");
  }

  let loaded;
  /** Load the document as Markdown. As a script, because a sandboxed frame may fetch nothing. */
  function markdown() {
    loaded ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = "markdown.js";
      script.onload = () => done(window.playbookMarkdown);
      script.onerror = () => {
        loaded = undefined;
        failed(new Error("markdown.js"));
      };
      document.head.append(script);
    });
    return loaded;
  }

  /** Copy by the event, which needs no permission in frames and sandboxes. */
  function copyByEvent(html, text) {
    let copied = false;
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      copied = true;
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done && copied;
  }

  async function copy() {
    const source = document.querySelector(".document").cloneNode(true);
    for (const box of source.querySelectorAll(".scroll")) box.replaceWith(...box.childNodes);
    const text = await markdown();
    if (copyByEvent(source.innerHTML, text)) return;
    const item = { "text/html": source.innerHTML, "text/plain": text };
    await navigator.clipboard.write([new ClipboardItem(item)]);
  }

  function offerCopying(button) {
    const told = document.querySelector("#told");
    button.hidden = false;
    for (const event of ["pointerover", "focus"]) {
      button.addEventListener(event, () => markdown().catch(() => { /* the click asks again, and says it */ }), { once: true });
    }
    button.addEventListener("click", () => copy().then(
      () => { told.textContent = "Copied. Paste it into your document."; },
      () => { told.textContent = "This page may not copy here. Select the text and copy it by hand."; },
    ));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".copy button");
    if (button) offerCopying(button);
    if (parent !== window) new ResizeObserver(tellHeight).observe(document.body);
  });
})();
