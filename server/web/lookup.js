/**
 * Looking up: passages for what is typed, while it is typed, grouped by document. What is looked for stays in memory and
 * travels in bodies only. How a passage looks is in hits.js, how the choice is narrowed in filters.js.
 *
 * @import { Notice, Place } from "./api.js"
 * @import { Hit } from "./hits.js"
 * @import { Facets } from "./filters.js"
 * @typedef {{urgent: Notice | null, hits: Hit[], disclaimer: string, generation: string, facets: Facets}} Found
 * @typedef {{open: import("./reader.js").Reader["open"], announce: (text: string) => void, audience: () => string,
 *   urgent: () => void}} Page what the page does for its views
 */

import { readAddress } from "./addresses.js";
import { renderNotice } from "./answer.js";
import { Failure, fetchExamples, reach } from "./api.js";
import { counted, fetchCatalogue } from "./catalogue.js";
import { button, element, failureCard, TOUCH } from "./dom.js";
import { Filters } from "./filters.js";
import { bestPlace, renderGroups } from "./hits.js";
import { ownLocale } from "./region.js";
import { asSentence } from "./text.js";

const PAUSE = 200; // milliseconds without a key before a search
const QUIET = 900; // milliseconds without anything new before it is said
const SHORTEST = 2; // characters
const FIRST = 20; // passages
const MOST = 100;
const FAR = "None of these has your words; they come nearest in meaning.";
const CALL = "In an emergency, call your local emergency number.";

/** The view. */
export class LookUp {
  #page;
  #field;
  #filters = new Filters(() => this.#search());
  #notices = element("div", { class: "notices" });
  #count = element("p", { class: "tally" });
  #results = element("div", { class: "results" });
  /** @type {AbortController | null} */
  #running = null;
  #pause = 0;
  #quiet = 0;
  #limit = FIRST;
  /** @type {Found | null} */
  #found = null;
  #hasFailed = false;

  /**
   * @param {HTMLElement} container
   * @param {Page} page
   */
  constructor(container, page) {
    this.#page = page;
    const attributes = { id: "query", class: "field", type: "search", autocomplete: "off", enterkeyhint: "search" };
    this.#field = /** @type {HTMLInputElement} */ (element("input", attributes));
    const label = element("label", { class: "hint", for: "query" }, "A muscle, a symptom, a technique");
    const form = element("form", { class: "finder", role: "search", "aria-label": "The library" }, this.#field);
    container.append(label, form, this.#notices, this.#filters.element, this.#count, this.#results);
    form.addEventListener("submit", (event) => this.#sent(event));
    this.#field.addEventListener("input", () => this.#typed());
    container.addEventListener("keydown", (event) => this.#pressed(event));
    this.#results.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("online", () => this.#hasFailed && this.#search());
    this.#rest();
  }

  /**
   * Open what an address names: a passage among those found, or else whatever it is.
   *
   * @param {string} address
   */
  open(address) {
    const link = this.#links.find((each) => each.hash === address);
    const found = this.#found?.hits.map((each) => ({ ...bestPlace(each), label: "Passage" })) ?? [];
    const { id, start, end } = readAddress(address);
    const hit = link && found.find((place) => place.document_id === id && place.start === start && place.end === end);
    const place = hit ?? { document_id: id, title: "Source", heading_path: [], quote: "", start, end, label: "Passage" };
    const generation = hit ? this.#found?.generation ?? "" : "";
    this.#page.open({ ...place, address }, link ?? this.#field, hit ? found : [], generation);
  }

  get #query() {
    return this.#field.value.trim();
  }

  /** @returns {HTMLAnchorElement[]} */
  get #links() {
    return [...this.#results.querySelectorAll("a")];
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#limit = FIRST;
    this.#pause = setTimeout(() => this.#search(), PAUSE);
  }

  /** @param {Event} event */
  #sent(event) {
    event.preventDefault();
    this.#search();
    if (TOUCH.matches) {
      this.#field.blur(); // the keyboard covers what is found
    }
  }

  /** Look for what stands in the field now; what is still under way was for something else. */
  async #search() {
    clearTimeout(this.#pause);
    this.#running?.abort();
    this.#running = null;
    this.#hasFailed = false;
    if (this.#query.length < SHORTEST) {
      this.#rest();
      return;
    }
    const controller = new AbortController();
    this.#running = controller;
    this.#results.setAttribute("aria-busy", "true");
    if (!this.#found) {
      this.#results.replaceChildren(element("p", { class: "waiting" }, "Looking through the library"));
    }
    try {
      await this.#run(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.#fail(error);
      }
    }
    if (this.#running === controller) {
      this.#running = null;
      this.#results.removeAttribute("aria-busy");
    }
  }

  /** @param {AbortSignal} signal */
  async #run(signal) {
    const body = { query: this.#query, audience: this.#page.audience(), locale: ownLocale() };
    const isNarrowed = this.#filters.isOn;
    const found = await search({ ...body, filters: this.#filters.chosen, limit: this.#limit }, signal);
    if (signal.aborted) {
      return;
    }
    this.#found = found;
    this.#show(found);
    const { facets, generation } = isNarrowed ? await search({ ...body, limit: 1 }, signal) : found;
    const catalogue = await fetchCatalogue(generation).catch(() => new Map()); // ids will do for names
    if (!signal.aborted) {
      this.#filters.offer(facets, catalogue);
    }
  }

  /** @param {Found} found */
  #show(found) {
    this.#warn(found.urgent);
    const { hits, facets } = found;
    const total = Math.max(sum(facets.kinds), hits.length);
    const within = `${counted(total, "passage")} in ${counted(Object.keys(facets.documents).length, "document")}`;
    const extent = hits.length < total ? `The best ${hits.length} of ${within}` : within;
    const lead = hits.every(({ why }) => !why.terms.length) ? `${FAR} ` : "";
    this.#count.textContent = hits.length ? lead + extent : "";
    this.#results.replaceChildren(...(hits.length ? this.#renderHits(found, total) : this.#renderNothing(found)));
    this.#say(hits.length ? lead + within : this.#results.textContent ?? "");
  }

  /**
   * @param {Found} found
   * @param {number} total
   */
  #renderHits({ hits, facets, disclaimer }, total) {
    const isOne = Object.keys(facets.documents).length === 1;
    const made = renderGroups(hits, facets.documents, isOne ? null : (id) => this.#keepTo(id));
    if (this.#limit < MOST && hits.length < total) {
      made.push(button("Show more", "more", () => this.#showMore()));
    }
    return [...made, element("p", { class: "disclaimer" }, disclaimer)];
  }

  /** @param {Found} found */
  #renderNothing({ urgent, disclaimer }) {
    const below = element("p", { class: "disclaimer" }, disclaimer);
    if (urgent) {
      return [element("p", {}, "Nothing was looked up, as this comes first."), below];
    }
    const isNarrowed = this.#filters.isOn;
    const hint = isNarrowed ? "Nothing of what you narrowed it to." : "Try other words, or fewer.";
    const remedy = isNarrowed ? this.#everything() : this.#again();
    return [failureCard("Nothing found.", hint, remedy), below];
  }

  /** @param {string} id */
  #keepTo(id) {
    this.#filters.only(id);
    this.#readOn();
    scrollTo(0, 0);
  }

  async #showMore() {
    const shown = this.#links.length;
    this.#limit = MOST;
    await this.#search();
    this.#links[shown]?.focus();
  }

  #everything() {
    return button("Look everywhere", "", () => {
      this.#filters.clear();
      this.#readOn();
    });
  }

  #again() {
    return button("Try again", "", () => {
      this.#search();
      this.#readOn();
    });
  }

  /**
   * Show a notice before all else, and say it once, however often the same comes again.
   *
   * @param {Notice | null} notice
   */
  #warn(notice) {
    const text = notice ? JSON.stringify(notice) : "";
    if (text === (this.#notices.dataset.notice ?? "")) {
      return;
    }
    this.#notices.dataset.notice = text;
    this.#notices.replaceChildren(...(notice ? [renderNotice(notice)] : []));
    if (notice) {
      this.#page.urgent();
      scrollTo(0, 0);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    const failure = error instanceof Failure ? error : new Failure("Something went wrong on this page.", "Try again.");
    if (failure !== error) {
      console.error(error);
    }
    if (failure.urgent) {
      this.#warn(failure.urgent);
    }
    this.#found = null;
    this.#hasFailed = !failure.isRefusal;
    const call = failure.isRefusal || this.#notices.firstChild ? "" : CALL; // nobody may have looked for signs
    const remedy = failure.isRefusal && this.#filters.isOn ? this.#everything() : this.#again();
    const card = failureCard(failure.message, `${asSentence(failure.hint)} ${call}`, remedy);
    this.#count.textContent = "";
    this.#results.replaceChildren(card);
    this.#say(card.firstElementChild?.textContent ?? "");
  }

  /** What had the focus goes, and what is found is to be read: from the field, or without a keyboard over it. */
  #readOn() {
    const heading = /** @type {HTMLElement} */ (document.querySelector("#view-look-up .view-heading"));
    (TOUCH.matches ? heading : this.#field).focus({ preventScroll: true });
  }

  /** What stands there while nothing is looked for. */
  async #rest() {
    this.#found = null;
    this.#warn(null);
    this.#filters.hide();
    this.#count.textContent = "";
    this.#say("");
    const list = element("ul");
    const begin = element("section", { class: "examples", hidden: "" }, element("h3", {}, "For example"), list);
    this.#results.replaceChildren(begin);
    this.#results.removeAttribute("aria-busy");
    const questions = await fetchExamples(this.#page.audience()).catch(() => []); // one can look up without
    for (const question of questions) {
      const example = button(question, "example", () => {
        this.#field.value = question;
        this.#readOn();
        this.#search();
      });
      list.append(element("li", {}, example));
    }
    begin.hidden = !questions.length;
  }

  /**
   * Arrows go from the field through what was found and back.
   *
   * @param {KeyboardEvent} event
   */
  #pressed(event) {
    const stops = [this.#field, ...this.#links];
    const at = stops.indexOf(/** @type {any} */ (event.target));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) {
      return;
    }
    const last = stops.length - 1;
    const inField = /** @type {Record<string, number>} */ ({ ArrowDown: 1 });
    const inList = /** @type {Record<string, number>} */ ({ ArrowDown: at + 1, ArrowUp: at - 1, Home: 1, End: last, Escape: 0 });
    const to = (at ? inList : inField)[event.key];
    const isForReader = event.key === "Escape" && document.querySelector("dialog[open]");
    if (to === undefined || isForReader) {
      return;
    }
    event.preventDefault();
    stops[Math.min(to, last)].focus();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.open(link.hash);
    }
  }

  /**
   * Said when nothing new has come for a while, or every key would bring a sentence.
   *
   * @param {string} text
   */
  #say(text) {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#page.announce(text), text ? QUIET : 0);
  }
}

/** @param {Record<string, number>} counts */
function sum(counts) {
  return Object.values(counts).reduce((total, each) => total + each, 0);
}

/**
 * @param {object} body
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
async function search(body, signal) {
  const headers = { "Content-Type": "application/json" };
  const response = await reach("/api/search", { method: "POST", headers, body: JSON.stringify(body), signal });
  return response.json();
}
