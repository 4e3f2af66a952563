/** Open the working of a figure where the reader is, instead of following the link to it. */

const workingOf = (figure) => document.getElementById(figure.hash.slice(1));

/** Show a working and move into it; once it is closed, whichever way, the reader is back at its figure. */
function open(working, figure) {
  working.showPopover();
  working.focus({ preventScroll: true });
  working.addEventListener("toggle", function closed({ newState }) {
    if (newState === "open") return;
    working.removeEventListener("toggle", closed);
    const nowhere = document.activeElement === document.body;
    if (nowhere || working.contains(document.activeElement)) figure.focus({ preventScroll: true });
  });
}

/** Make every figure of the page open its working; the browser closes it on Escape or a click elsewhere. */
export function start() {
  let closed = null; // the working that the press of a click has closed: the click must not open it again
  document.addEventListener("pointerdown", ({ target }) => {
    const figure = target.closest(".pb-figure");
    closed = figure && workingOf(figure).matches(":popover-open") ? workingOf(figure) : null;
  });
  document.addEventListener("click", (event) => {
    const figure = event.target.closest(".pb-figure");
    if (!figure) return;
    event.preventDefault();
    const working = workingOf(figure);
    if (working.matches(":popover-open")) working.hidePopover();
    else if (working !== closed) open(working, figure);
    closed = null;
  });
}
