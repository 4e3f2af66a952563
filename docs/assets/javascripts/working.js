/** Open the working of a figure where the reader is, instead of following the link to it. */

const workingOf = (figure) => document.getElementById(figure.hash.slice(1));
const isOpen = (figure) => figure.getAttribute("aria-expanded") === "true";

const button = document.createElement("button");
button.type = "button";
button.className = "pb-working__close";
button.textContent = "Close";
button.addEventListener("click", () => button.parentElement.hidePopover());

/** Put a working beside its figure, show it and move into it; once it is closed, the reader is back at the figure. */
function open(working, figure) {
  figure.after(working); // the build writes it once, for all figures that lead there
  working.append(button); // only one is open at a time
  figure.setAttribute("aria-expanded", "true");
  working.showPopover();
  working.focus({ preventScroll: true });
  working.ontoggle = ({ newState }) => {
    if (newState === "open") return;
    figure.removeAttribute("aria-expanded");
    const nowhere = document.activeElement === document.body;
    if (nowhere || working.contains(document.activeElement)) figure.focus({ preventScroll: true });
  };
}

/** Make every figure of the page open its working; its button, Escape or a click elsewhere closes it. */
export function start() {
  if (!("popover" in HTMLElement.prototype)) return; // an old browser follows the link
  let closed = null; // the figure whose working the press of a click has closed: the click must not open it again
  document.addEventListener("pointerdown", ({ target }) => {
    const figure = target.closest(".pb-figure");
    closed = figure && isOpen(figure) ? figure : null;
  });
  document.addEventListener("click", (event) => {
    const figure = event.target.closest(".pb-figure");
    if (!figure) return;
    event.preventDefault();
    if (isOpen(figure)) workingOf(figure).hidePopover();
    else if (figure !== closed) open(workingOf(figure), figure);
    closed = null;
  });
}
