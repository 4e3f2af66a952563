/** The page on which somebody practises: a choice, then question by question speaking, the mirror, and the page's words. */

import { html, nothing, render } from "../vendor/lit-html/lit-html.js";
import { notice } from "../workbook/notice.js";
import { openWorkbook } from "../workbook/store.js";
import { element } from "../yours/element.js";
import { styled } from "../yours/style.js";
import { addressOf, readAddress } from "./address.js";
import { openCatalogue } from "./catalogue.js";
import { showChoice } from "./choice.js";
import { minutes } from "./clock.js";
import { drawn, followUpOf, newSeed, wordingOf } from "./draw.js";
import { addEntry, keepSettings, PLACE_WORDS, settingsOf } from "./history.js";
import { showMirror, showPage } from "./mirror.js";
import { player } from "./player.js";
import { poolOf } from "./pool.js";
import { keepRecording } from "./recordings.js";
import { cardsOf, daysUntil } from "./schedule.js";
import { speak } from "./speaking.js";

const REMEMBERED = "playbook.round";
const ASKED_ON = 30; // seconds for what they ask on
const LATELY = 20; // so many follow-ups are looked back on, for their kinds to vary

/* How far a round is, for as long as the tab is open: a page that is read in between leads back to it. */
const memory = {
  get: () => { try { return JSON.parse(sessionStorage.getItem(REMEMBERED)); } catch { return null; } },
  set: (round) => { try { sessionStorage.setItem(REMEMBERED, JSON.stringify(round)); } catch { /* then it begins anew */ } },
};

/** Make the page work. */
export async function start(holder) {
  const [workbook] = await Promise.all([openWorkbook(), styled("workbook"), styled("practise")]);
  const hrefOf = (name) => `${holder.dataset.answers}${name}/`;
  const top = element("div");
  const place = element("div", { class: "pb-practice__screen" });
  holder.querySelector(".pb-workbook__without").replaceWith(top, place);
  let catalogue = null;
  let choosing = true;
  let settings = settingsOf(workbook.data);
  let told = "";
  let running = null; // what must end when the screen changes
  let players = [];

  const showTop = () => render(notice(workbook.state), top);

  function clearScreen() {
    running?.end();
    running = null;
    render(nothing, place);
  }

  function dropRecordings() {
    for (const one of players) one.end();
    players = [];
  }

  function focus() {
    place.querySelector("h2").focus({ preventScroll: true });
    holder.scrollIntoView({ block: "start" });
  }

  function choose() {
    choosing = true;
    holder.removeAttribute("data-running");
    showChoice(place, {
      catalogue, workbook: workbook.data, settings, told,
      changed(next) {
        [settings, told] = [next, ""];
        choose();
      },
      begin(choice) {
        settings = choice;
        workbook.change((document) => keepSettings(document, structuredClone(choice)));
        workbook.save();
        location.hash = addressOf(newSeed(), choice);
      },
    });
  }

  /* The round that an address names: as far as it is, or drawn. */
  function roundAt({ seed, choice }) {
    const kept = memory.get();
    if (kept?.address === location.hash && kept.names.every((name) => name in catalogue.questions)) return kept;
    return { address: location.hash, seed, choice, names: drawn(poolOf(catalogue, workbook.data, choice, new Date()), choice.count, seed), at: 0, entries: [] };
  }

  function follow() {
    clearScreen();
    dropRecordings();
    const read = readAddress(location.hash);
    const round = read && roundAt(read);
    if (!round || round.names.length === 0) {
      if (location.hash.startsWith("#draw=")) told = read ? "No question fits this link any more." : "This link can’t be read. Choose for yourself.";
      choose();
      return;
    }
    choosing = false;
    holder.setAttribute("data-running", "");
    settings = { ...settings, ...read.choice };
    ask(round);
  }

  function leave() {
    history.pushState(null, "", location.pathname);
    told = "";
    follow();
  }

  const askedBefore = () => workbook.data.practice.history.filter((entry) => entry.follow_up).slice(-LATELY)
    .map(({ question, follow_up: { asked } }) => (
      { asked, kind: catalogue.questions[question]?.follow_ups.find((one) => one.asked === asked)?.kind }
    ));

  function passOn(round, entry) {
    round.at += 1;
    if (entry) round.entries.push(entry.id);
    memory.set(round);
  }

  function ask(round) {
    if (round.at >= round.names.length) {
      finish(round);
      return;
    }
    clearScreen();
    dropRecordings();
    const name = round.names[round.at];
    const question = catalogue.questions[name];
    const asked = wordingOf(question, round.seed);
    const { sound, record } = settings;
    const id = crypto.randomUUID();
    running = speak(place, {
      over: `Question ${round.at + 1} of ${round.names.length} · ${catalogue.sections[name.split("/")[0]]}`,
      asked, aim: round.choice.seconds, record, sound, takesNotes: true,
      ways: [
        ["Skip this question", () => {
          passOn(round);
          ask(round);
        }],
        ["Stop here", () => finish(round)],
      ],
      done(given) {
        if (given.blob) players.push(playerOf(`${id}-answer`, "Your answer", asked, given.blob));
        if (round.choice.follow_ups) askOn(round, { id, name, question, asked, given });
        else look(round, { id, name, question, asked, given });
      },
    });
    focus();
  }

  function askOn(round, answer) {
    const followUp = followUpOf(answer.question, askedBefore(), round.seed);
    clearScreen();
    running = speak(place, {
      over: `They follow up${followUp.kind ? ` · ${followUp.kind}` : ""}`,
      asked: followUp.asked, aim: ASKED_ON, record: settings.record, sound: settings.sound, takesNotes: false,
      ways: [["Skip it", () => look(round, answer)]],
      done({ took, blob }) {
        if (blob) players.push(playerOf(`${answer.id}-follow-up`, "Your answer to the follow-up", followUp.asked, blob));
        look(round, { ...answer, followUp, followUpTook: took });
      },
    });
    focus();
  }

  const playerOf = (id, title, asked, blob) => player({
    blob, title, label: asked, name: `practice-${new Date().toISOString().slice(0, 10)}`,
    keep: (kept) => keepRecording({ id, asked, at: new Date().toISOString(), blob: kept }),
  });

  function look(round, { id, name, question, asked, given, followUp, followUpTook }) {
    clearScreen();
    const aim = round.choice.seconds;
    const listen = players.map((one) => one.element);
    showMirror(place, {
      name, question, workbook: workbook.data, players: listen,
      given: { asked, took: given.took, aim, followUp: followUp?.asked },
      done(judged) {
        const entry = {
          id, question: name, at: new Date().toISOString(), aim, took: given.took, ...judged,
          ...(followUp ? { follow_up: { asked: followUp.asked, took: followUpTook } } : {}), notes: given.notes,
        };
        workbook.change((document) => addEntry(document, structuredClone(entry)));
        workbook.save();
        passOn(round, entry);
        reveal(round, { name, question, followUp, listen });
      },
    });
    focus();
  }

  function reveal(round, { name, question, followUp, listen }) {
    clearScreen();
    const isLast = round.at >= round.names.length;
    showPage(place, {
      question, href: hrefOf(name), answered: followUp, players: listen,
      days: daysUntil(cardsOf(workbook.data.practice.history).get(name), new Date()),
      next: () => ask(round),
      stop: isLast ? null : () => finish(round),
    });
    focus();
  }

  function finish({ entries }) {
    clearScreen();
    dropRecordings();
    const held = workbook.data.practice.history.filter(({ id }) => entries.includes(id));
    render(html`
      <p class="pb-practice__over">The end of this round</p>
      <h2 tabindex="-1">${held.length === 0 ? "Nothing answered this time" : "What you answered"}</h2>
      <ul class="pb-practice__list">${held.map(({ question, place: where, took, aim }) => html`<li>
        <a href=${hrefOf(question)}>${catalogue.questions[question].title}</a> <span>${PLACE_WORDS[where]}, ${minutes(took)} of ${minutes(aim)}</span></li>`)}</ul>
      <p class="pb-practice__ways"><button type="button" class="pb-main" @click=${leave}>Choose again</button>
        <a href=${holder.dataset.progress}>How your practice goes</a></p>`, place);
    focus();
  }

  addEventListener("hashchange", () => catalogue && follow());
  workbook.watch((data, { from }) => {
    showTop();
    if (!catalogue || !choosing || from === "save") return;
    settings = settingsOf(data); // another tab has changed them, or the history
    choose();
  });
  showTop();
  catalogue = await openCatalogue(holder.dataset.questions, place);
  if (poolOf(catalogue, workbook.data, settings, new Date()).length === 0) settings = { ...settings, from: "all" }; // nothing is due any more
  follow();
}
