/** Copy a template with its form for documents, and its words for plain text. */

/** Lay out the words of an element as plain text: a line a block, a tab between cells. */
export function plainText(element) {
  const boxed = element.cloneNode(true);
  for (const box of boxed.querySelectorAll("input[type=checkbox]")) box.replaceWith("\u2610 ");
  for (const cell of boxed.querySelectorAll("th, td")) cell.append("\t");
  for (const block of boxed.querySelectorAll("p, li, tr, h2, h3, h4, ul, ol, table")) block.append("\n");
  for (const item of boxed.querySelectorAll("li")) item.prepend("\u2022 ");
  return boxed.textContent.replace(/ *\t */g, "\t").replace(/[ \t]+\n/g, "\n").replace(/\n /g, "\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

async function copy(element) {
  const html = new Blob([element.innerHTML], { type: "text/html" });
  const text = new Blob([plainText(element)], { type: "text/plain" });
  await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": text })]);
}

/** Copy by the event that browsers answer on plain http and inside frames too. */
function copyByEvent(element) {
  let copied = false;
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/html", element.innerHTML);
    event.clipboardData.setData("text/plain", plainText(element));
    copied = true;
  };
  document.addEventListener("copy", put, { once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", put);
  return copied;
}

/** Show the copy buttons of the page and make them copy the document below them. */
export function start() {
  for (const button of document.querySelectorAll(".pb-copy")) {
    const holder = button.closest(".pb-fill");
    const status = holder.querySelector(".pb-copy__status");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = holder.querySelector("[data-copy]");
      const copied = await copy(source).then(() => true, () => copyByEvent(source));
      status.textContent = copied
        ? "Copied. Paste it into your document."
        : "Your browser refused to copy. Select the text and copy it by hand.";
    });
  }
}
