/** Narrow the list of all answers by level, section and time, each alone or together. */

const FACETS = ["level", "section", "time"];

/** Show the form in the place of the links, and keep what it says in the address, so that a list can be sent on. */
export function start(panel) {
  const form = panel.querySelector("form");
  const sections = [...document.querySelectorAll("section.pb-answers")];
  for (const links of panel.querySelectorAll("p")) links.remove();
  form.hidden = false;

  const narrow = () => {
    const { level, section, time } = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const part of sections) {
      let shown = 0;
      for (const answer of part.querySelectorAll("li")) {
        answer.hidden = (level !== "" && !answer.dataset.level.split(" ").includes(level))
          || (time !== "" && answer.dataset.time !== time)
          || (section !== "" && part.id !== `section-${section}`);
        if (!answer.hidden) shown += 1;
      }
      part.hidden = shown === 0;
      count += shown;
    }
    form.querySelector("output").value = count === 1 ? "1 answer" : `${count} answers`;
  };

  const read = () => {
    const wanted = decodeURIComponent(location.hash.slice(1)).split(",");
    for (const facet of FACETS) {
      const said = wanted.find((one) => one.startsWith(`${facet}-`))?.slice(facet.length + 1) ?? "";
      const field = form.elements[facet];
      field.value = [...field.options].some(({ value }) => value === said) ? said : "";
    }
    narrow();
  };

  form.addEventListener("change", () => {
    const chosen = FACETS.filter((facet) => form.elements[facet].value).map((facet) => `${facet}-${form.elements[facet].value}`);
    history.replaceState(null, "", chosen.length > 0 ? `#${chosen.join(",")}` : location.pathname + location.search);
    narrow();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  read();
}
