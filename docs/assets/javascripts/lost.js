/** Offer to search for what an address says that leads nowhere. */

const WORD = /[\p{L}\p{N}]+/gu;

/** Fill the link of the page that stands in for one that is not there, and show it. */
export function start(offer) {
  let name = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
  try {
    name = decodeURIComponent(name);
  } catch { /* then it is taken as it stands */ }
  const words = name.replace(/\.html?$/u, "").match(WORD);
  if (!words) return;
  const link = offer.querySelector("a");
  link.search = new URLSearchParams({ q: words.join(" ") });
  link.querySelector("span").textContent = words.join(" ");
  offer.hidden = false;
}
