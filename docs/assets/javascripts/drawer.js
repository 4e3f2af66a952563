/** The drawer of the navigation, for the keyboard: Material opens it with a label, which only a pointer can reach. */

/** Put a button in the place of the label, and let Escape close the drawer. */
export function start() {
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector("label.md-header__button[for=__drawer]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} pb-drawer`;
  button.ariaLabel = "Navigation";
  button.ariaExpanded = "false";
  button.append(...label.childNodes);
  label.replaceWith(button);
  button.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", () => {
    button.ariaExpanded = String(drawer.checked);
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
}
