/**
 * One question and what becomes of it, from sending it to its answer, its refusal, or its being stopped. The questions
 * together are the conversation, in thread.js; how an answer looks is in answer.js.
 *
 * @import { Answer, HistoryTurn, Notice, Place } from "./api.js"
 * @import { KeptTurn } from "./keep.js"
 */

import { AnswerBody, renderBelow, renderNotice, renderSources } from "./answer.js";
import { chat, Failure } from "./api.js";
import { button, element, failureCard, failureText } from "./dom.js";
import { markTerms } from "./glossary.js";
import { asSentence, beginning, counted, cut, differ, waitingTime } from "./text.js";
import { renderTools } from "./tools.js";

const HEADING_LIMIT = 200; // characters
const HEADING_LINES = 4;
const CALL = "In an emergency, call your local emergency number.";

/**
 * What a turn tells the page. `generation` names the build of the library that the places belong to.
 *
 * @typedef {{open: (place: Place, opener: HTMLElement, others: Place[], generation: string) => void,
 *   announce: (text: string) => void, urgent: () => void, busy: (isBusy: boolean) => void,
 *   edit: (question: string) => void}} Listener
 */

export class Turn {
  isPast = false;
  answerText = "";
  /** @type {() => void} */
  onRetry = () => {};
  #audience;
  #listener;
  #generation = "";
  /** @type {Place[]} */
  #places = [];
  /** @type {Answer | null} */
  #answer = null;
  /** @type {HTMLElement | null} */
  #alert = null;
  /** @type {Notice | null} */
  #notice = null;
  #state = element("p", { class: "state" });
  #content = element("div", { class: "content" });
  #patience = 0; // the timer that says when to try again

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

  /** @returns {KeptTurn} */
  get kept() {
    const said = { answer: this.#answer, notice: this.#notice, isPast: this.isPast };
    return { question: this.question, audience: this.#audience, ...said };
  }

  /**
   * Show again what was kept. Nothing of it is announced: it was, when it came.
   *
   * @param {KeptTurn} kept
   */
  restore({ answer, notice, isPast }) {
    this.isPast = isPast;
    if (notice) {
      this.#warn(notice, { isNew: false });
    }
    if (answer) {
      this.#show(answer, null);
    } else {
      this.#say("There is no answer yet.", "The page was left before it came.", this.#retryButton());
    }
  }

  /** Let go of what is still waiting. */
  leave() {
    clearTimeout(this.#patience);
  }

  /**
   * Send the question and show what comes. Whatever happens is shown in the turn; nothing is thrown.
   *
   * @param {HistoryTurn[]} history
   * @param {AbortSignal} signal
   */
  async run(history, signal) {
    this.leave();
    this.#state.textContent = "Looking through the library";
    this.#state.className = "state waiting";
    this.#content.replaceChildren(this.#state);
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
          this.#content.append(body.element);
          body.add(sentence, citations);
          said.push(sentence);
          this.#places.push(...citations);
          this.answerText = said.map(({ text }) => text).join(" ");
        } else if (event === "done") {
          if (data.urgent) {
            this.#warn(data.urgent);
          }
          this.#show(data, JSON.stringify(said) === JSON.stringify(data.sentences) ? body : null);
          this.#listener.announce(spoken(data));
        }
      }
    } catch (error) {
      this.#state.remove();
      this.#breakOff(error, body, signal.aborted);
    }
  }

  /**
   * @param {Answer} answer
   * @param {AnswerBody | null} streamed what is shown, if it is what the whole answer says
   */
  #show(answer, streamed) {
    const body = streamed ?? this.#renderWhole(answer);
    this.#answer = answer;
    this.isPast = true;
    this.answerText = answer.sentences.map(({ text }) => text).join(" ");
    this.#generation = answer.generation;
    this.#places = [...answer.citations, ...answer.nearest];
    if (!body.element.isConnected) {
      this.#content.replaceChildren(this.#state, body.element); // one that is shown stays, with the focus if it has it
    }
    this.#showState(answer);
    markTerms(body.element, answer.glossary);
    body.element.after(...renderBelow(answer, this.#open, renderTools(this.kept, this.#listener.announce)));
    if (!answer.sentences.length) {
      body.element.remove();
    }
  }

  /**
   * The line above the answer, which has stood there from the beginning: nothing moves when it says something else.
   *
   * @param {Answer} answer
   */
  #showState({ status, interpreted_question: interpreted, citations }) {
    this.#state.className = "state";
    if (status !== "declined" && differ(interpreted, this.question)) {
      this.#state.className = "state interpreted";
      this.#state.replaceChildren("Searched for: ", element("q", {}, interpreted));
    } else if (citations.length) {
      const documents = new Set(citations.map(({ document_id }) => document_id)).size;
      const quotes = `${counted(citations.length, "quote")} from ${counted(documents, "note")}`;
      this.#state.textContent = `For a ${this.#audience}: ${quotes}`;
    } else {
      this.#state.remove();
    }
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
      this.isPast = true; // the question stands for those that follow on it
      const extent = cited.length ? "What stands below is not the whole answer." : "There is no answer yet.";
      this.#listener.announce(this.#say("Stopped.", extent, this.#retryButton()));
      return;
    }
    const failure = error instanceof Failure ? error : new Failure("Something went wrong on this page.", "Try again.");
    if (failure !== error) {
      console.error(error);
    }
    if (failure.urgent) {
      this.#warn(failure.urgent);
    }
    this.#fail(failure);
  }

  /** @param {Failure} failure */
  #fail(failure) {
    const call = failure.isRefusal || this.#notice ? "" : CALL; // nobody may have looked for signs
    const when = failure.wait ? `Try again ${waitingTime(failure.wait)}.` : asSentence(failure.hint);
    const remedy = failure.isRefusal
      ? button("Edit the question", "", () => this.#listener.edit(this.question)) // it would be refused again
      : this.#retryButton();
    this.#listener.announce(this.#say(failure.message, `${when} ${call}`, remedy));
    if (failure.wait) {
      this.#patience = setTimeout(() => {
        const text = failureText(failure.message, `You can try again now. ${call}`);
        this.#content.querySelector(":scope > .failure > p")?.replaceWith(text);
        this.#listener.announce(text.textContent ?? "");
      }, failure.wait * 1000);
    }
  }

  #retryButton() {
    return button("Try again", "", () => this.onRetry());
  }

  /**
   * Say what happened; what it says.
   *
   * @param {string} message
   * @param {string} hint
   * @param {HTMLElement} remedy
   */
  #say(message, hint, remedy) {
    const card = failureCard(message, hint, remedy);
    this.#content.prepend(card);
    return card.firstElementChild?.textContent ?? "";
  }

  /**
   * Show a notice before all else. One that is shown is never taken back, only replaced.
   *
   * @param {Notice} notice
   * @param {{isNew?: boolean}} [how]
   */
  #warn(notice, how) {
    if (JSON.stringify(this.#notice) === JSON.stringify(notice)) {
      return;
    }
    this.#notice = notice;
    const made = renderNotice(notice, how);
    this.#alert?.remove();
    this.#alert = made;
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
