/** Open the working of a figure where the reader is, instead of following the link to it. */

const workingOf = (figure) => document.getElementById(figure.hash.slice(1));
const isOpenAt = (figure) => figure.nextElementSibling?.matches(".pb-working:popover-open") ?? false;

/** Put a working beside its figure, show it and move into it; once it is closed, the reader is back at the figure. */
function open(working, figure) {
  figure.after(working); // the build writes it once, for all figures that lead there
  working.showPopover();
  working.focus({ preventScroll: true });
  working.ontoggle = ({ newState }) => {
    if (newState === "open") return;
    const nowhere = document.activeElement === document.body;
    if (nowhere || working.contains(document.activeElement)) figure.focus({ preventScroll: true });
  };
}

/** Make every figure of the page open its working; the browser closes it on Escape or a click elsewhere. */
export function start() {
  let closed = null; // the figure whose working the press of a click has closed: the click must not open it again
  document.addEventListener("pointerdown", ({ target }) => {
    const figure = target.closest(".pb-figure");
    closed = figure && isOpenAt(figure) ? figure : null;
  });
  document.addEventListener("click", (event) => {
    const figure = event.target.closest(".pb-figure");
    if (!figure) return;
    event.preventDefault();
    const working = workingOf(figure);
    if (isOpenAt(figure)) working.hidePopover();
    else if (figure !== closed) open(working, figure);
    closed = null;
  });
}
