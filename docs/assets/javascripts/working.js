/** Open the working of a figure where the reader is, instead of following the link to it. */

/** Make every figure of the page open its working; the browser closes it on Escape or a click elsewhere. */
export function start() {
  document.addEventListener("click", (event) => {
    const figure = event.target.closest(".pb-figure");
    if (!figure) return;
    event.preventDefault();
    const working = document.getElementById(figure.hash.slice(1));
    working.togglePopover();
    if (working.matches(":popover-open")) {
      working.focus({ preventScroll: true });
      working.addEventListener("toggle", () => {
        if (working.contains(document.activeElement) || document.activeElement === document.body) figure.focus();
      }, { once: true });
    }
  });
}
