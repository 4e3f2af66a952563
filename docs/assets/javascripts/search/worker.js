/** The search, in the place of the theme's own: the theme sends the index and what is typed, and shows what is answered. */

(() => {
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  let answer; // once the index is read

  // The theme starts a worker that is no module, so modules are imported here.
  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP) {
      const [{ open }, { answering }] = await Promise.all([import("./engine.js"), import("./results.js")]);
      answer = answering(open(data.docs));
      postMessage({ type: READY });
    } else if (type === QUERY) postMessage({ type: RESULT, data: answer(data) });
  });
})();
