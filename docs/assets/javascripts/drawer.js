/** The drawer of the navigation, for the keyboard: Material opens it with a label, which only a pointer can reach. */

/** Put a button in the place of the label, let Escape close the drawer, and let the keyboard go back in it. */
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
  for (const title of document.querySelectorAll(".md-nav--primary .md-nav__title[for]:not([for=__drawer])")) {
    title.tabIndex = 0; // Material clicks a label that has the focus when Enter is pressed
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
}
