/**
 * The conversation: what becomes of each question, from sending it to its answer, its refusal, or its being stopped,
 * and what is sent along of the turns before. It lives in memory only. How an answer looks is in answer.js.
 *
 * @import { Answer, HistoryTurn, Notice, Place } from "./api.js"
 */

import { AnswerBody, renderBelow, renderNotice, renderSources } from "./answer.js";
import { chat, Failure } from "./api.js";
import { button, element, failureCard } from "./dom.js";
import { asSentence, beginning, cut, differ } from "./text.js";

const TURNS = 10; // sent along
export const QUESTION_LIMIT = 4_000; // characters, as the server counts them
const ANSWER_LIMIT = 20_000;
const HEADING_LIMIT = 200; // characters
const HEADING_LINES = 4;
const CALL = "In an emergency, call your local emergency number.";

/**
 * What the thread tells the page. `generation` names the build of the library that the places belong to.
 *
 * @typedef {{open: (place: Place, opener: HTMLElement, others: Place[], generation: string) => void,
 *   announce: (text: string) => void, urgent: () => void, busy: (isBusy: boolean) => void,
 *   edit: (question: string) => void}} Listener
 */

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
    const turn = new Turn(question, audience, this.#turns.length + 1, this.#listener);
    turn.onRetry = () => this.#run(turn);
    this.#turns.push(turn);
    this.#element.append(turn.element);
    this.#run(turn);
    turn.show();
    return turn;
  }

  stop() {
    this.#running?.abort();
  }

  forget() {
    this.stop();
    this.#running = null;
    this.#turns = [];
    this.#element.replaceChildren();
  }

  /** @param {Turn} turn */
  async #run(turn) {
    if (this.#running) {
      return;
    }
    const controller = new AbortController();
    this.#running = controller;
    this.#listener.busy(true);
    try {
      await turn.run(this.#before(turn), controller.signal);
    } finally {
      if (this.#running === controller) {
        this.#running = null;
        this.#listener.busy(false);
      }
    }
  }

  /**
   * @param {Turn} turn
   * @returns {HistoryTurn[]}
   */
  #before(turn) {
    const earlier = this.#turns.slice(0, this.#turns.indexOf(turn)).filter((each) => each.hasAnswer);
    return earlier.slice(-TURNS).map((each) => ({
      question: cut(each.question, QUESTION_LIMIT),
      answer: cut(each.answerText, ANSWER_LIMIT),
    }));
  }
}

/** One question and what came of it. */
class Turn {
  hasAnswer = false;
  answerText = "";
  /** @type {() => void} */
  onRetry = () => {};
  #audience;
  #listener;
  #generation = "";
  /** @type {Place[]} */
  #places = [];
  /** @type {HTMLElement | null} */
  #notice = null;
  #content = element("div", { class: "content" });

  /**
   * @param {string} question
   * @param {string} audience
   * @param {number} number
   * @param {Listener} listener
   */
  constructor(question, audience, number, listener) {
    this.question = question;
    this.#audience = audience;
    this.#listener = listener;
    const id = `turn-${number}`;
    this.heading = element("h2", { id, class: "asked", tabindex: "-1" }, question);
    this.element = element("article", { class: "turn", "aria-labelledby": id }, this.heading, this.#content);
    if (question.split("\n").length > HEADING_LINES || cut(question, HEADING_LIMIT) !== question) {
      this.heading.textContent = beginning(question, HEADING_LIMIT);
      const all = element("p", {}, question);
      this.heading.after(element("details", { class: "whole" }, element("summary", {}, "Show the whole question"), all));
    }
  }

  /** Bring the start of the turn to the top of the window: the notice, where there is one. */
  show() {
    this.element.scrollIntoView({ block: "start" });
  }

  /**
   * Send the question and show what comes. Whatever happens is shown in the turn; nothing is thrown.
   *
   * @param {HistoryTurn[]} history
   * @param {AbortSignal} signal
   */
  async run(history, signal) {
    const waiting = element("p", { class: "waiting" }, "Looking through the library");
    this.#content.replaceChildren(waiting);
    this.#places = [];
    this.#generation = "";
    const body = new AnswerBody(this.#open);
    const said = [];
    try {
      for await (const { event, data } of chat({ question: this.question, audience: this.#audience, history }, signal)) {
        if (event === "urgent") {
          this.#warn(data);
        } else if (event === "sentence") {
          const { new_citations: citations, ...sentence } = data;
          waiting.replaceWith(body.element);
          body.add(sentence, citations);
          said.push(sentence);
          this.#places.push(...citations);
          this.answerText = said.map(({ text }) => text).join(" ");
        } else if (event === "done") {
          this.#finish(data, JSON.stringify(said) === JSON.stringify(data.sentences) ? body : null);
        }
      }
    } catch (error) {
      waiting.remove();
      this.#breakOff(error, body, signal.aborted);
    }
  }

  /**
   * @param {Answer} answer
   * @param {AnswerBody | null} streamed what is shown, if it is what the whole answer says
   */
  #finish(answer, streamed) {
    const body = streamed ?? this.#renderWhole(answer);
    if (answer.urgent) {
      this.#warn(answer.urgent);
    }
    this.hasAnswer = true;
    this.answerText = answer.sentences.map(({ text }) => text).join(" ");
    this.#generation = answer.generation;
    this.#places = [...answer.citations, ...answer.nearest];
    if (!body.element.isConnected) {
      this.#content.replaceChildren(body.element); // one that is shown is not moved, as it would lose the focus
    }
    if (answer.status !== "declined" && differ(answer.interpreted_question, this.question)) {
      body.element.before(element("p", { class: "interpreted" }, "Searched for: ", answer.interpreted_question));
    }
    body.element.after(...renderBelow(answer, this.#open));
    if (!answer.sentences.length) {
      body.element.remove();
    }
    this.#listener.announce(spoken(answer));
  }

  /** @param {Answer} answer */
  #renderWhole(answer) {
    const body = new AnswerBody(this.#open);
    const byNumber = new Map(answer.citations.map((citation) => [citation.number, citation]));
    for (const sentence of answer.sentences) {
      body.add(sentence, sentence.citations.flatMap((number) => byNumber.get(number) ?? []));
    }
    return body;
  }

  /**
   * What has come stays, with its sources, under a line that says that it is not all.
   *
   * @param {unknown} error
   * @param {AnswerBody} body
   * @param {boolean} wasStopped
   */
  #breakOff(error, body, wasStopped) {
    const cited = [...body.citations.values()];
    if (cited.length) {
      this.#content.append(renderSources(cited, this.#open));
    }
    if (wasStopped) {
      this.hasAnswer = true; // the question stands for those that follow on it
      const extent = cited.length ? "What stands above is not the whole answer." : "There is no answer yet.";
      this.#say("Stopped.", extent, false);
      return;
    }
    const failure = error instanceof Failure ? error : new Failure("Something went wrong on this page.", "Try again.");
    if (failure !== error) {
      console.error(error);
    }
    if (failure.urgent) {
      this.#warn(failure.urgent);
    }
    const call = failure.isRefusal || this.#notice ? "" : CALL; // nobody may have looked for signs
    this.#say(failure.message, `${asSentence(failure.hint)} ${call}`, failure.isRefusal);
  }

  /**
   * @param {string} message
   * @param {string} hint
   * @param {boolean} isRefusal the same question would be refused again, so it is offered for editing
   */
  #say(message, hint, isRefusal) {
    const again = isRefusal
      ? button("Edit the question", "", () => this.#listener.edit(this.question))
      : button("Try again", "", () => this.onRetry());
    const card = failureCard(message, hint, again);
    this.#content.prepend(card);
    this.#listener.announce(card.firstElementChild?.textContent ?? "");
  }

  /**
   * Show a notice before all else. One that is shown is never taken back, only replaced.
   *
   * @param {Notice} notice
   */
  #warn(notice) {
    const text = JSON.stringify(notice);
    if (this.#notice?.dataset.notice === text) {
      return;
    }
    const made = renderNotice(notice);
    made.dataset.notice = text;
    this.#notice?.remove();
    this.#notice = made;
    this.element.prepend(made);
    this.#listener.urgent();
    this.show();
  }

  /** @type {(place: Place, opener: HTMLElement) => void} */
  #open = (place, opener) => this.#listener.open(place, opener, this.#places, this.#generation);
}

/**
 * A finished answer, as it is read out.
 *
 * @param {Answer} answer
 */
function spoken(answer) {
  if (answer.status === "declined") {
    return answer.refusal?.message ?? ""; // else the alert has said it
  }
  if (answer.status === "not_covered") {
    return `The library does not answer this. Nearest passages: ${answer.nearest.length}.`;
  }
  const sources = new Set(answer.citations.map((citation) => citation.document_id)).size;
  return `Answer: ${answer.sentences.map(({ text }) => text).join(" ")} Sources: ${sources}.`;
}
