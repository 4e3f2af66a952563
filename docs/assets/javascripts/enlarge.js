/** Show a diagram or a chart larger, in a dialog that scrolls; where no script runs it is readable where it stands. */

const dialog = document.createElement("dialog");
const sheet = document.createElement("div");
const closing = document.createElement("form");

function build() {
  const button = document.createElement("button");
  button.textContent = "Close";
  closing.method = "dialog";
  closing.append(button);
  sheet.className = "pb-enlarged__sheet";
  sheet.tabIndex = 0; // the arrow keys scroll it
  dialog.className = "pb-enlarged";
  dialog.append(sheet, closing);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close(); // beside the sheet
  });
  document.body.append(dialog);
}

/** Copy a drawing; a chart is named by elements with ids, of which a page may have only one each. */
function copyOf(drawing) {
  const copy = drawing.cloneNode(true);
  if (drawing.localName === "svg") {
    copy.removeAttribute("aria-labelledby");
    copy.setAttribute("aria-label", drawing.querySelector("desc").textContent);
    for (const named of copy.querySelectorAll("[id]")) named.remove();
  }
  return copy;
}

function enlarge(drawing, name) {
  if (!dialog.isConnected) build();
  sheet.replaceChildren(copyOf(drawing));
  dialog.setAttribute("aria-label", name);
  dialog.showModal();
}

/** Let a drawing be enlarged: by a button below it, and by a tap on itself. */
export function start(drawing) {
  const name = drawing.querySelector("title")?.textContent ?? "Diagram";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pb-enlarge";
  button.textContent = "Enlarge";
  button.setAttribute("aria-label", `Enlarge: ${name}`);
  button.addEventListener("click", () => enlarge(drawing, name));
  drawing.classList.add("pb-enlarges");
  drawing.addEventListener("click", () => {
    button.focus({ preventScroll: true }); // where the dialog leads back to
    enlarge(drawing, name);
  });
  drawing.after(button);
}
