/** When a question comes again: FSRS over all times that it was answered, so that nothing but the history is kept. */

import { createEmptyCard, fsrs, Rating } from "../vendor/ts-fsrs/index.js";

const GRADES = { none: Rating.Again, weak: Rating.Hard, solid: Rating.Good, strong: Rating.Easy };

/* In whole days, since nobody gives an answer again after ten minutes; and without chance, so that every device says the same. */
export const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

/** Give what FSRS knows of each question, by its name; a history is in the order of its times. */
export function cardsOf(history, by = scheduler) {
  const cards = new Map();
  for (const { question, at, place } of history) {
    const when = new Date(at);
    cards.set(question, by.next(cards.get(question) ?? createEmptyCard(when), when, GRADES[place]).card);
  }
  return cards;
}

const dayOf = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Give the day on which a question comes again: an evening may begin earlier than the one before. */
export const dueDay = ({ due }) => dayOf(due);

/** Tell in how many days from now that is; none where it has come. */
export const daysUntil = (card, now) => Math.max(0, Math.round((dueDay(card) - dayOf(now)) / 86_400_000));

/** Name what is due now, what has waited longest first. */
export function dueNow(cards, now) {
  const due = [...cards].filter(([, card]) => daysUntil(card, now) === 0);
  return due.sort(([, one], [, other]) => one.due - other.due).map(([name]) => name);
}
