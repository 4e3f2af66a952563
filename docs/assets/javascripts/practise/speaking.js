/** The screen on which somebody speaks: a question, the clock, notes if they like, and a recording if they asked for one. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { face, makeClock, minutes, tone } from "./clock.js";
import { beginRecording, canRecord } from "./recording.js";

const SLIP = 1; // seconds in which a second press is one too many
const NO_MICROPHONE = "There is no microphone, or your browser doesn’t let this page use it. Everything else works.";

/**
 * Let somebody answer aloud.
 *
 * `over` stands above the question `asked`; `aim` is in seconds; `record` and `sound` say what is wanted. `done` is
 * called with what came of it, `{took, blob, notes}`; `ways` are other ways on before one speaks, `[words, go]` each.
 * Gives what ends it.
 */
export function speak(place, { over, asked, aim, record, sound, takesNotes, ways, done }) {
  let stage = "before"; // asking for the microphone, going, held, over
  let recording = null;
  let notes = "";
  let told = "";
  let isOver = false;
  const clock = makeClock((slept) => {
    if (slept) told = "The clock kept running while your computer slept.";
    if (!isOver && clock.seconds >= aim) {
      isOver = true;
      told ||= "Time is up. Wrap up now.";
      if (sound) tone();
    }
    show();
  });

  async function begin() {
    told = "";
    if (record && canRecord() && !recording) {
      stage = "asking";
      show();
      const found = await beginRecording().catch(() => null);
      if (stage === "over") return drop(found); // they left while the browser asked
      recording = found;
    }
    if (record && !recording) told = NO_MICROPHONE;
    stage = "going";
    clock.go();
    show();
  }

  const drop = (one) => one?.end();

  function hold() {
    clock.hold();
    recording?.hold();
    stage = "held";
    show();
  }

  function goOn() {
    clock.go();
    recording?.goOn();
    stage = "going";
    show();
  }

  async function again() {
    clock.reset();
    await drop(recording);
    recording = null;
    [isOver, told] = [false, ""];
    await begin();
  }

  async function end() {
    if (!["going", "held"].includes(stage) || clock.seconds < SLIP) return;
    clock.hold();
    stage = "over";
    const blob = recording ? await recording.end() : null;
    done({ took: Math.round(clock.seconds), blob, notes: notes.trim() });
  }

  function leave() {
    stage = "over";
    clock.reset();
    drop(recording);
  }

  const steps = {
    before: [["Start speaking", begin], ...ways],
    asking: [["Asking for the microphone …", end]],
    going: [["Done", end], ["Pause", hold], ["Start again", again]],
    held: [["Done", end], ["Resume", goOn], ["Start again", again]],
  };

  /* Each button stays the same element from step to step, so that the keyboard stays where it is. */
  function show() {
    if (stage === "over") return;
    const [first, ...others] = steps[stage];
    render(html`
      <p class="pb-practice__over">${over}</p>
      <h2 tabindex="-1">${asked}</h2>
      ${face(clock, aim)}
      <p class="pb-practice__ways"><button type="button" class="pb-main" aria-disabled=${stage === "asking"} @click=${first[1]}>${first[0]}</button>
        ${others.map(([words, go]) => html`<button type="button" @click=${go}>${words}</button>`)}
        ${recording ? html`<span class="pb-practice__records">${stage === "held" ? "Recording paused" : "Recording"}</span>` : nothing}</p>
      <p class="pb-practice__told" role="status">${told}</p>
      ${takesNotes ? html`<details class="pb-practice__notes"><summary>Notes, if you like</summary>
        <textarea rows="4" aria-label="Notes" @input=${({ target }) => { notes = target.value; }}></textarea></details>` : nothing}`, place);
  }

  show();
  return { end: leave };
}

/** Say how long somebody spoke, against what was aimed at. */
export function lengthTold(took, aim) {
  const share = took / aim;
  const judged = share > 1.15 ? "too long" : share < 0.6 ? "short; they may want more" : "about right";
  return `You spoke for ${minutes(took)} of ${minutes(aim)}: ${judged}.`;
}
