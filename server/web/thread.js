/**
 * The conversation: the questions in their order, the one that is being answered, and what is sent along of the turns
 * before. It stays in the browser, where keep.js keeps it over a reload. What becomes of one question is in turn.js.
 *
 * @import { HistoryTurn } from "./api.js"
 * @import { Listener } from "./turn.js"
 */

import { keepTurns, keptTurns } from "./keep.js";
import { cut } from "./text.js";
import { Turn } from "./turn.js";

const TURNS = 10; // sent along
export const QUESTION_LIMIT = 4_000; // characters, as the server counts them
const ANSWER_LIMIT = 20_000;

/** The turns so far, and the one question that is being answered. */
export class Thread {
  /** @type {Turn[]} */
  #turns = [];
  #element;
  #listener;
  /** @type {AbortController | null} */
  #running = null;

  /**
   * @param {HTMLElement} container
   * @param {Listener} listener
   */
  constructor(container, listener) {
    this.#element = container;
    this.#listener = listener;
  }

  get isBusy() {
    return this.#running !== null;
  }

  /**
   * @param {string} question
   * @param {string} audience
   */
  ask(question, audience) {
    const turn = this.#add(question, audience);
    this.#run(turn);
    turn.show();
    return turn;
  }

  /** Show what was kept of the conversation before the page was loaded anew; whether there was any. */
  restore() {
    for (const kept of keptTurns()) {
      this.#add(kept.question, kept.audience).restore(kept);
    }
    return this.#turns.length > 0;
  }

  showLast() {
    this.#turns.at(-1)?.show();
  }

  stop() {
    this.#running?.abort();
  }

  forget() {
    this.stop();
    this.#running = null;
    this.#turns.forEach((turn) => turn.leave());
    this.#turns = [];
    this.#element.replaceChildren();
    this.#keep();
  }

  /**
   * @param {string} question
   * @param {string} audience
   */
  #add(question, audience) {
    const turn = new Turn(question, audience, this.#turns.length + 1, this.#listener);
    turn.onRetry = () => this.#run(turn);
    this.#turns.push(turn);
    this.#element.append(turn.element);
    return turn;
  }

  #keep() {
    keepTurns(this.#turns.map((turn) => turn.kept));
  }

  /** @param {Turn} turn */
  async #run(turn) {
    if (this.#running) {
      return;
    }
    const controller = new AbortController();
    this.#running = controller;
    this.#listener.busy(true);
    this.#keep();
    try {
      await turn.run(this.#before(turn), controller.signal);
    } finally {
      if (this.#running === controller) {
        this.#running = null;
        this.#listener.busy(false);
        this.#keep();
      }
    }
  }

  /**
   * @param {Turn} turn
   * @returns {HistoryTurn[]}
   */
  #before(turn) {
    const earlier = this.#turns.slice(0, this.#turns.indexOf(turn)).filter((each) => each.isPast);
    return earlier.slice(-TURNS).map((each) => ({
      question: cut(each.question, QUESTION_LIMIT),
      answer: cut(each.answerText, ANSWER_LIMIT),
    }));
  }
}
