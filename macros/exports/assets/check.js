/** On embed/check/: say what the place allows in which the page is shown. */
document.addEventListener("DOMContentLoaded", () => {
  const framed = parent !== window;
  const say = (name, words) => { document.getElementById(name).textContent = words; };

  say("framing", framed
    ? "Framing works here: this page is shown inside another one."
    : "This page is open by itself, so it can't tell whether framing works anywhere.");
  say("scripts", "Scripts run.");
  say("sandbox", !framed
    ? "No frame, no sandbox."
    : window.origin === "null"
      ? "The frame is sandboxed, without an origin of its own. Everything here works so too."
      : "The frame keeps the origin of this site.");
  say("around", !framed
    ? "Nothing is around this page."
    : document.referrer
      ? `The page around it is at ${new URL(document.referrer).origin}.`
      : "The page around it keeps its address to itself.");
  document.getElementById("use").hidden = framed;

  const sayHeight = () => {
    const missing = Math.ceil(document.body.getBoundingClientRect().height) - innerHeight;
    say("height", !framed
      ? "It is as high as its window."
      : missing > 0
        ? `The frame is ${missing} pixels too low and scrolls. Give it a greater height.`
        : "The frame shows all of this page.");
  };
  sayHeight();
  addEventListener("resize", sayHeight);
  new ResizeObserver(sayHeight).observe(document.body);

  const button = document.querySelector("#try button");
  button.hidden = false;
  say("clipboard", "Press the button to see whether copying works.");
  button.addEventListener("click", () => {
    let copied = false;
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", "Copying works.");
      copied = true;
    };
    document.addEventListener("copy", put, { once: true });
    copied = document.execCommand("copy") && copied;
    document.removeEventListener("copy", put);
    say("clipboard", copied
      ? "Copying works: the clipboard now holds the words “Copying works.”"
      : "Copying is refused here. Readers can select the text and copy it by hand.");
  });
});
