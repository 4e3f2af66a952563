/** Print a part of a page and nothing else of it. */

const UNPRINTED = "pb-unprinted";

/** Ask the browser to print, with some elements left off the paper. */
export function printWithout(left) {
  for (const one of left) one.classList.add(UNPRINTED);
  addEventListener("afterprint", () => {
    for (const one of left) one.classList.remove(UNPRINTED);
  }, { once: true });
  print();
}

/** Print one part of the article alone. */
export function printAlone(part) {
  const article = part.closest("article");
  const left = [];
  for (let one = part; one !== article; one = one.parentElement) {
    left.push(...[...one.parentElement.children].filter((other) => other !== one));
  }
  printWithout(left);
}
