/** A clock that goes by the time of day: a tab in the background or a sleeping computer doesn't slow it. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";

const LOOKS = 250; // milliseconds between two looks at it
const SLEPT = 120_000; // so long nobody looked: more than browsers put off in the background

/** Say seconds as clocks do. */
export function minutes(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Make a clock; `look` is called as it goes, with whether it had to go on unseen. */
export function makeClock(look) {
  let since = null; // when it began to go, or went on
  let before = 0; // milliseconds that went before that
  let seen = 0;
  let timer;
  const gone = () => (before + (since === null ? 0 : Date.now() - since)) / 1000;
  const stop = () => clearInterval(timer);

  function go() {
    since = seen = Date.now();
    timer = setInterval(() => {
      const slept = Date.now() - seen > SLEPT;
      seen = Date.now();
      look(slept);
    }, LOOKS);
  }

  return {
    get goes() { return since !== null; },
    get seconds() { return gone(); },
    go,
    hold() {
      before = gone() * 1000;
      since = null;
      stop();
    },
    reset() {
      stop();
      [since, before] = [null, 0];
    },
  };
}

/** Draw its face: the time, and a bar that fills up to the aim. */
export function face({ seconds }, aim) {
  const over = seconds >= aim + 1;
  return html`<div class="pb-clock" ?data-over=${over}>
    <p class="pb-clock__time" role="timer" aria-live="off" aria-label="Time"><span>${minutes(seconds)}</span> of ${minutes(aim)}${over ? html` <span class="pb-clock__over">${minutes(seconds - aim)} over</span>` : nothing}</p>
    <svg class="pb-clock__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="100" height="1"></rect><rect width=${Math.min(100, (seconds / aim) * 100)} height="1"></rect></svg>
  </div>`;
}

/** Sound one soft tone, for whoever wants to hear that the time is over. */
export function tone() {
  const audio = new AudioContext();
  const [sound, loudness] = [audio.createOscillator(), audio.createGain()];
  sound.frequency.value = 440;
  loudness.gain.setValueAtTime(0.0001, audio.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.12, audio.currentTime + 0.1);
  loudness.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 1.2);
  sound.connect(loudness).connect(audio.destination);
  sound.onended = () => audio.close();
  sound.start();
  sound.stop(audio.currentTime + 1.2);
}
