/** Play a recording back: its waveform with the pauses marked, a place to listen from, and what becomes of it. */

import { saved } from "../save.js";
import { html, nothing, render, svg } from "../vendor/lit-html/lit-html.js";
import { element } from "../yours/element.js";
import { minutes } from "./clock.js";
import { columns, loudness, pausesIn } from "./sound.js";

const COLUMNS = 120;
const LOOKS = 100; // milliseconds between two looks at where it plays
const RATE = 44_100;

const counted = (count) => (count === 1 ? "1 pause" : `${count} pauses`);

function pausesTold(pauses) {
  if (pauses.length === 0) return "No pause of a second or more.";
  const longest = pauses.reduce((one, other) => (other.to - other.from > one.to - one.from ? other : one));
  return `${counted(pauses.length)} of a second or more; the longest, ${(longest.to - longest.from).toFixed(1)} seconds, at ${minutes(longest.from)}.`;
}

/* By the samples and not by an audio element: browsers write no length into what they record. */
const decoded = async (blob) => new OfflineAudioContext(1, 1, RATE).decodeAudioData(await blob.arrayBuffer());

const ending = ({ type }) => (type.includes("mp4") ? ".m4a" : type.includes("ogg") ? ".ogg" : ".webm");

/**
 * Make a player.
 *
 * `label` says what was recorded, and `title`, where there is one, stands above. `name` is what a file of it is called;
 * `keep`, where it may be kept, does so. Gives its element, and what ends it.
 */
export function player({ blob, label, title, name, keep }) {
  const place = element("div", { class: "pb-player", role: "group", "aria-label": `Recording: ${label}` });
  let sound = null; // once it is decoded
  let seen = null; // its columns and pauses
  let audio;
  let source = null; // while it plays
  let from = 0; // the second that it plays from
  let begun = 0;
  let timer;
  let told = "";
  let kept = false;

  const at = () => Math.min(sound.duration, source ? from + audio.currentTime - begun : from);

  function stop() {
    clearInterval(timer);
    if (!source) return;
    from = at();
    source.onended = null;
    source.stop();
    source = null;
  }

  async function play() {
    audio ??= new AudioContext();
    await audio.resume();
    if (from >= sound.duration - 0.05) from = 0;
    source = audio.createBufferSource();
    source.buffer = sound;
    source.connect(audio.destination);
    source.onended = () => {
      stop();
      show();
    };
    begun = audio.currentTime;
    source.start(0, from);
    timer = setInterval(show, LOOKS);
  }

  async function toggle() {
    if (source) stop();
    else await play();
    show();
  }

  async function seek({ target }) {
    const plays = source !== null;
    stop();
    from = Number(target.value);
    if (plays) await play();
    show();
  }

  async function keepIt() {
    try {
      await keep(blob);
      kept = true;
      told = "Kept in this browser, and listed on the page “How your practice goes”.";
    } catch {
      told = "Your browser keeps nothing here. Save it as a file.";
    }
    show();
  }

  function save() {
    told = saved(blob, `${name}${ending(blob)}`);
    show();
  }

  function wave() {
    const { length } = seen.columns;
    const x = (seconds) => (seconds / sound.duration) * length;
    return html`<svg class="pb-player__wave" viewBox=${`0 0 ${length} 24`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      ${seen.pauses.map(({ from: begins, to }) => svg`<rect x=${x(begins)} width=${x(to) - x(begins)} height="24"></rect>`)}
      <path d=${seen.columns.map((height, index) => {
        const half = Math.max(0.4, height * 11);
        return `M${index + 0.5} ${12 - half}v${half * 2}`;
      }).join("")}></path>
      <line x1=${x(at())} x2=${x(at())} y1="0" y2="24"></line></svg>`;
  }

  function show() {
    render(html`
      ${title ? html`<p class="pb-player__title">${title}</p>` : nothing}
      ${sound ? html`${wave()}
        <p class="pb-player__tools"><button type="button" @click=${toggle}>${source ? "Stop" : "Listen"}</button>
          <input type="range" min="0" max=${sound.duration} step="0.1" .value=${String(at())} aria-label="Where in the recording"
            aria-valuetext=${`${minutes(at())} of ${minutes(sound.duration)}`} @input=${seek}> <span>${minutes(at())} of ${minutes(sound.duration)}</span></p>
        <p class="pb-player__pauses">${pausesTold(seen.pauses)}</p>` : nothing}
      <p class="pb-player__tools">${keep && !kept ? html`<button type="button" @click=${keepIt}>Keep this recording</button>` : nothing}
        <button type="button" @click=${save}>Save it as a file</button> <span role="status">${told}</span></p>`, place);
  }

  show();
  decoded(blob).then((buffer) => {
    const levels = loudness(buffer.getChannelData(0), buffer.sampleRate);
    [sound, seen] = [buffer, { columns: columns(levels, COLUMNS), pauses: pausesIn(levels) }];
    show();
  }, () => {
    told = "This browser can’t play what it recorded. Save it as a file.";
    show();
  });
  return {
    element: place,
    end() {
      stop();
      audio?.close();
    },
  };
}
