/** In the embed of a formula: show its calculator, and load what makes it work when somebody turns to it. */
document.addEventListener("DOMContentLoaded", () => {
  const TOUCHES = ["pointerover", "focusin", "input", "click"];
  const form = document.querySelector("form");
  const told = form.querySelector("[role=alert]");
  let loading = false;
  let pressed;

  /** Load the calculators as one script, because a sandboxed frame may load no module. After a failure it tries again. */
  function load() {
    loading = true;
    const script = document.createElement("script");
    script.src = "../calculator.js";
    script.onload = start;
    script.onerror = () => {
      loading = false;
      told.textContent = "The calculator did not load. Check your connection and try again.";
    };
    document.head.append(script);
  }

  function start() {
    for (const event of TOUCHES) form.removeEventListener(event, touch);
    told.textContent = "";
    window.playbookCalculator.start(form);
    pressed?.click();
  }

  /** A button that is pressed before anything can answer is pressed again when it can. */
  function touch({ type, target }) {
    if (type === "click" && target.matches("button")) pressed = target;
    if (!loading) load();
  }

  for (const event of TOUCHES) form.addEventListener(event, touch);
  form.hidden = false;
});
