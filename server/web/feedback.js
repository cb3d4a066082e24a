/**
 * Whether an answer helped: asked only where the server says that it keeps what it is told, and what it keeps is said
 * before anything is sent. What is sent names the answer by its id and holds neither the question nor the answer.
 *
 * @import { FeedbackTerms } from "./api.js"
 */

import { renderNotice } from "./answer.js";
import { deleteFeedback, Failure, fetchFeedbackTerms, sendFeedback } from "./api.js";
import { button, element } from "./dom.js";
import { asSentence, readableDate } from "./text.js";

const REASONS = new Map([
  ["wrong", "It is wrong"],
  ["incomplete", "Something is missing"],
  ["off_topic", "It answers something else"],
  ["hard_to_understand", "It is hard to understand"],
  ["unsafe", "It could do harm"],
  ["other", "Something else"],
]);
/** @type {Promise<FeedbackTerms | null> | null} */
let asked = null; // once for all answers

/**
 * A place that fills itself where the server takes feedback, and stays empty where it does not.
 *
 * @param {string} answerId
 * @param {(text: string) => void} announce
 */
export function renderFeedback(answerId, announce) {
  const place = element("div", { class: "feedback" });
  asked ??= fetchFeedbackTerms().catch(() => null);
  asked.then((terms) => {
    if (terms?.status === "on") {
      new Feedback(place, answerId, terms, announce).ask();
    }
  });
  return place;
}

/** From the question to what was stored, and to its being deleted. */
class Feedback {
  #place;
  #answerId;
  #terms;
  #announce;

  /**
   * @param {HTMLElement} place
   * @param {string} answerId
   * @param {FeedbackTerms} terms
   * @param {(text: string) => void} announce
   */
  constructor(place, answerId, terms, announce) {
    this.#place = place;
    this.#answerId = answerId;
    this.#terms = terms;
    this.#announce = announce;
  }

  ask() {
    const choices = [true, false].map((isHelpful) =>
      button(isHelpful ? "Yes" : "No", "small", () => this.#fillIn(isHelpful)),
    );
    const label = element("span", {}, "Did this help?");
    this.#place.replaceChildren(element("div", { class: "feedback-row", role: "group", "aria-label": "Did this help?" }, label, ...choices));
  }

  /** @param {boolean} isHelpful */
  #fillIn(isHelpful) {
    const form = /** @type {HTMLFormElement} */ (element("form", { "aria-label": "Feedback on this answer" }));
    const limit = `${this.#terms.comment_limit}`;
    const comment = element("textarea", { name: "comment", rows: "2", maxlength: limit, autocomplete: "off" });
    const send = element("button", { type: "submit", class: "button small" }, "Send");
    const cancel = button("Cancel", "quiet small", () => this.#askAgain());
    form.append(
      ...(isHelpful ? [] : [renderReasons(this.#terms.reasons)]),
      element("label", {}, element("span", {}, isHelpful ? "What helped? (optional)" : "What should be better? (optional)"), comment),
      element("p", { class: "meta" }, this.#terms.text),
      element("div", { class: "feedback-row" }, send, cancel),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(isHelpful, new FormData(form));
    });
    this.#place.replaceChildren(form);
    /** @type {HTMLElement} */ (form.querySelector("input, textarea")).focus();
  }

  #askAgain() {
    this.ask();
    this.#place.querySelector("button")?.focus();
  }

  /**
   * @param {boolean} isHelpful
   * @param {FormData} form
   */
  async #send(isHelpful, form) {
    const [reason, comment] = ["reason", "comment"].map((name) => form.get(name)?.toString() ?? "");
    try {
      const { token, until, urgent } = await sendFeedback({ answer_id: this.#answerId, helpful: isHelpful, reason, comment });
      const remove = button("Delete it", "quiet small", () => this.#delete(token));
      this.#say(`Thank you. This is kept until ${readableDate(until)}.`, remove);
      if (urgent) {
        this.#place.prepend(renderNotice(urgent));
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {string} token */
  async #delete(token) {
    try {
      await deleteFeedback(token);
      this.#say("Your feedback is deleted.");
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const { message, hint } = error instanceof Failure ? error : new Failure("Your feedback was not sent.", "");
    this.#say(`${asSentence(message)} ${hint && asSentence(hint)}`, button("Try again", "quiet small", () => this.#askAgain()));
  }

  /**
   * @param {string} text
   * @param {...HTMLElement} remedies
   */
  #say(text, ...remedies) {
    const said = element("p", { tabindex: "-1" }, text);
    this.#place.replaceChildren(element("div", { class: "feedback-row" }, said, ...remedies));
    said.focus(); // what had it has gone
    this.#announce(text);
  }
}

/** @param {string[]} reasons */
function renderReasons(reasons) {
  const choices = reasons.filter(Boolean).map((reason) => {
    const input = element("input", { type: "radio", name: "reason", value: reason });
    return element("label", {}, input, REASONS.get(reason) ?? reason);
  });
  return element("fieldset", {}, element("legend", {}, "What is the matter?"), ...choices);
}
