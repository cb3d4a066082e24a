/**
 * The conversation, kept by the browser for as long as its tab is open: a reload brings it back, "Forget" and closing
 * the tab take it away. The server keeps nothing. Where the browser stores nothing either, the page goes on without.
 *
 * @import { Answer, Notice } from "./api.js"
 * @typedef {{question: string, audience: string, answer: Answer | null, notice: Notice | null,
 *   isPast: boolean}} KeptTurn `answer` is null where none has come whole; what is past goes along with a follow-up
 */

const NAME = "palpate.thread";
const FORM = 1; // of what is kept; what has another form is forgotten
const MOST = 30; // turns

/** @param {KeptTurn[]} turns */
export function keepTurns(turns) {
  try {
    if (turns.length) {
      sessionStorage.setItem(NAME, JSON.stringify({ form: FORM, turns: turns.slice(-MOST) }));
    } else {
      sessionStorage.removeItem(NAME);
    }
  } catch {} // storage may be switched off, or full
}

/** @returns {KeptTurn[]} */
export function keptTurns() {
  try {
    const { form, turns } = JSON.parse(sessionStorage.getItem(NAME) ?? "{}");
    return form === FORM ? turns : [];
  } catch {
    return [];
  }
}
