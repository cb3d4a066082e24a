/**
 * Talking to the server: questions with their answers as server-sent events, documents, examples. Nothing here knows
 * what the page looks like.
 *
 * @typedef {{name: string, number: string}} Contact
 * @typedef {{level: string, rule: string, message: string, contacts: Contact[]}} Notice
 * @typedef {{text: string, role: string, group: number | null, citations: number[]}} Sentence
 * @typedef {{document_id: string, title: string, heading_path: string[], quote: string, start: number, end: number}} Place
 * @typedef {Place & {number: number, authors: string[], url: string, licence: string}} Citation
 * @typedef {{topic: string, positions: {text: string, citations: number[], date: string}[]}} Disagreement
 * @typedef {{status: string, urgent: Notice | null, refusal: {message: string} | null,
 *   interpreted_question: string, sentences: Sentence[], citations: Citation[], disagreements: Disagreement[],
 *   nearest: Place[], covered: {title: string, headings: string[]}[], withheld: {topic: string, reason: string}[],
 *   glossary: {term: string, plain: string}[], writing: {note: string} | null,
 *   disclaimer: string, generation: string, answer_id: string}} Answer
 * @typedef {{heading_path: string[], start: number, end: number}} Section
 * @typedef {{id: string, title: string, authors: string[], url: string, licence: string, published: string,
 *   reviewed: string, text: string, sections: Section[], dropped: {reason: string, text: string}[],
 *   warnings: string[], glossary?: {term: string, plain: string}[]}} SourceDocument
 * @typedef {{question: string, answer: string}} HistoryTurn
 * @typedef {{question: string, audience: string, history: HistoryTurn[]}} Question
 * @typedef {{status: string, text: string, reasons: string[], comment_limit: number}} FeedbackTerms
 * @typedef {{answer_id: string, helpful: boolean, reason: string, comment: string}} Feedback
 * @typedef {{event: string, data: any}} ServerEvent
 */

import { askForKey, currentKey } from "./key.js";
import { ownLocale } from "./region.js";

/** Why no answer came: what happened, what to do, and the notice that came with it if there was one. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} hint
   * @param {{isRefusal?: boolean, urgent?: Notice | null, status?: number, wait?: number}} [more] a refusal comes again
   *   if the same is sent again; `wait` is how many seconds to let go by before, 0 where the server does not say
   */
  constructor(message, hint, { isRefusal = false, urgent = null, status = 0, wait = 0 } = {}) {
    super(message);
    this.hint = hint;
    this.status = status;
    this.isRefusal = isRefusal;
    this.urgent = urgent;
    this.wait = wait;
  }
}

/** Reads server-sent events out of text that comes in pieces, wherever it was cut. */
export class EventParser {
  #line = "";
  #endsWithReturn = false;
  #name = "";
  /** @type {string[]} */
  #data = [];

  /**
   * The events that this piece completes.
   *
   * @param {string} piece
   * @returns {{event: string, data: string}[]}
   */
  feed(piece) {
    const events = [];
    for (const part of piece.match(/\r\n|\r|\n|[^\r\n]+/g) ?? []) {
      const restOfEnding = this.#endsWithReturn && part === "\n"; // the \r came at the end of the piece before
      this.#endsWithReturn = part === "\r";
      if (restOfEnding) {
        continue;
      }
      if (!/^[\r\n]/.test(part)) {
        this.#line += part;
        continue;
      }
      const event = this.#endLine();
      if (event) {
        events.push(event);
      }
    }
    return events;
  }

  #endLine() {
    const line = this.#line;
    this.#line = "";
    if (line === "") {
      return this.#dispatch();
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#name = value;
    } else if (field === "data") {
      this.#data.push(value);
    } // a comment has no field name; `id` and `retry` are for reconnecting, which a question must not do by itself
    return null;
  }

  #dispatch() {
    const event = this.#data.length ? { event: this.#name || "message", data: this.#data.join("\n") } : null;
    this.#name = "";
    this.#data = [];
    return event;
  }
}

/**
 * Ask, and get the events of the answer as they come; the last one is `done`.
 *
 * @param {Question} question
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* chat(question, signal) {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
  const body = JSON.stringify({ ...question, locale: ownLocale(), stream: true });
  const response = await reach("/api/chat", { method: "POST", headers, body, signal });
  for await (const { event, data } of readEvents(response)) {
    const content = JSON.parse(data);
    if (event === "error") {
      throw failureOf(content, 503);
    }
    yield { event, data: content };
    if (event === "done") {
      return;
    }
  }
  throw new Failure("The answer broke off.", "Try again in a moment.");
}

/**
 * @param {string} id
 * @returns {Promise<SourceDocument>}
 */
export async function fetchDocument(id) {
  return (await reach(`/api/documents/${encodeURIComponent(id)}`)).json();
}

/**
 * Questions that this library answers.
 *
 * @param {string} audience
 * @returns {Promise<string[]>}
 */
export async function fetchExamples(audience) {
  return (await (await reach(`/api/examples?audience=${encodeURIComponent(audience)}`)).json()).questions;
}

/**
 * Whether feedback is taken, and what is stored of it.
 *
 * @returns {Promise<FeedbackTerms>}
 */
export async function fetchFeedbackTerms() {
  return (await reach("/api/feedback")).json();
}

/**
 * @param {Feedback} feedback
 * @returns {Promise<{token: string, until: string, urgent: Notice | null}>}
 */
export async function sendFeedback(feedback) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ ...feedback, locale: ownLocale() });
  return (await reach("/api/feedback", { method: "POST", headers, body })).json();
}

/** @param {string} token */
export async function deleteFeedback(token) {
  await reach(`/api/feedback/${encodeURIComponent(token)}`, { method: "DELETE" });
}

/**
 * The events that a response brings, with their data as text.
 *
 * @param {Response} response
 */
export async function* readEvents(response) {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = /** @type {ReadableStream} */ (response.body).getReader();
  try {
    for (;;) {
      const { done, value } = await unbroken(reader.read());
      if (done) {
        return;
      }
      yield* parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {}); // whatever ended it, nobody listens any more
  }
}

/**
 * A response that is good, or a Failure.
 *
 * @param {string} path
 * @param {RequestInit} [options]
 */
export async function reach(path, options = {}) {
  const headers = new Headers(options.headers);
  const key = headers.has("Authorization") ? null : currentKey();
  if (key) {
    headers.set("Authorization", `Bearer ${key}`);
  }
  const response = await unbroken(fetch(path, { credentials: "same-origin", ...options, headers }));
  if (response.status === 401 && key !== null && (await mayAskAgain(response, key))) {
    return reach(path, options);
  }
  if (!response.ok) {
    const wait = secondsUntil(response.headers.get("Retry-After") ?? "");
    throw failureOf(await response.json().catch(() => ({})), response.status, wait);
  }
  return response;
}

/**
 * Whether there is another key to try than the one refused. What is urgent is shown before anything is asked.
 *
 * @param {Response} response
 * @param {string} key
 */
async function mayAskAgain(response, key) {
  const { urgent } = await response.clone().json().catch(() => ({}));
  return !urgent && askForKey(key);
}

/**
 * What a network call gives; where the network itself failed, a Failure that says so.
 *
 * @template T
 * @param {Promise<T>} call
 * @returns {Promise<T>}
 */
async function unbroken(call) {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    throw navigator.onLine
      ? new Failure("Palpate cannot be reached.", "Check that it is still running, then try again.")
      : new Failure("You are offline.", "Try again when you are connected.");
  }
}

/**
 * How long a `Retry-After` header asks to wait, in whole seconds: it names them, or a moment.
 *
 * @param {string} header
 * @returns {number}
 */
export function secondsUntil(header) {
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Math.max(seconds, 0) || 0;
}

/**
 * @param {any} body
 * @param {number} status
 * @param {number} [wait]
 */
export function failureOf(body, status, wait = 0) {
  const { message = `The server answered with status ${status}.`, hint = "" } = body.error ?? {};
  const isRefusal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return new Failure(message, hint, { isRefusal, urgent: body.urgent ?? null, status, wait });
}
