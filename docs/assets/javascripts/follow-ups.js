/** Open all follow-up questions of an answer at once, and close them again. */

/** Put the button below the heading of the follow-ups, once a reader comes near: what is added to an article costs the style of
    the whole article anew, and most of it isn't on the screen yet. */
export function start(heading) {
  const near = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    near.disconnect();
    putBelow(heading);
  }, { rootMargin: "100%" });
  near.observe(heading);
}

function putBelow(heading) {
  const questions = [...document.querySelectorAll("details.question")];
  const button = document.createElement("button");
  button.type = "button";
  button.className = "pb-open-all";
  const tell = () => {
    button.textContent = questions.every(({ open }) => open) ? "Close all follow-ups" : "Open all follow-ups";
  };
  button.addEventListener("click", () => {
    const open = !questions.every((question) => question.open);
    for (const question of questions) question.open = open;
  });
  for (const question of questions) question.addEventListener("toggle", tell);
  tell();
  heading.after(button);
}
