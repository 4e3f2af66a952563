/** Print one part of a page and nothing else of it. */

const UNPRINTED = "pb-unprinted";

/** Ask the browser to print, with everything beside a part of the article left off the paper. */
export function printAlone(part) {
  const article = part.closest("article");
  const left = [];
  for (let one = part; one !== article; one = one.parentElement) {
    left.push(...[...one.parentElement.children].filter((other) => other !== one));
  }
  for (const other of left) other.classList.add(UNPRINTED);
  addEventListener("afterprint", () => {
    for (const other of left) other.classList.remove(UNPRINTED);
  }, { once: true });
  print();
}
