/**
 * Showing an answer: the notice, sentences as paragraphs and lists, numbers that open the source, the sources, the
 * nearest passages. What happens to a question, from sending to failing, is in thread.js.
 *
 * @import { Answer, Citation, Disagreement, Notice, Place, Sentence } from "./api.js"
 */

import { attachBubble } from "./bubble.js";
import { element, originalLink } from "./dom.js";
import { renderGlossary } from "./glossary.js";
import { beginning, callLink, cut, readableDate } from "./text.js";
import { Units } from "./units.js";

/** @typedef {(place: Place, opener: HTMLElement) => void} Open shows a place in its source */

const HEADINGS = new Map([
  ["emergency", "Emergency: act now"],
  ["crisis", "Crisis: help is there now"],
  ["urgent", "Urgent: have this checked"],
]);
const NAMED_QUOTE = 60; // characters of a quote in the name of its number
const PREVIEWED = 420; // and in its preview
const NO_BREAK = "\u00a0"; // a number stays with the word before it

/**
 * What comes before everything else. A new one is an alert, which screen readers speak at once.
 *
 * @param {Notice} notice
 * @param {{isNew?: boolean}} [how]
 */
export function renderNotice(notice, { isNew = true } = {}) {
  const contacts = element("ul", { class: "contacts" });
  for (const { name, number } of notice.contacts) {
    const href = callLink(number);
    const call = href ? element("a", { href }, number) : element("strong", {}, number);
    contacts.append(element("li", {}, element("span", {}, name), " ", call));
  }
  const made = element("div", { class: `notice ${notice.level}`, role: isNew ? "alert" : "group" });
  const message = element("p", {}, notice.message);
  const parts = notice.contacts.length ? [message, contacts] : [message];
  if (notice.level === "emergency") {
    parts.reverse(); // the number to call is in sight however small the window
  }
  made.append(element("h2", {}, HEADINGS.get(notice.level) ?? "Read this first"), ...parts);
  return made;
}

/** The sentences of one answer, which may come one by one. */
export class AnswerBody {
  element = element("div", { class: "answer" });
  /** @type {Map<number, Citation>} */
  citations = new Map();
  #open;
  #units = new Units();
  /** @type {HTMLElement} */
  #unit = this.element;
  /** @type {HTMLElement | null} */
  #written = null; // the paragraph of what a language model writes

  /** @param {Open} open */
  constructor(open) {
    this.#open = open;
  }

  /**
   * Add the next sentence, with the citations that it is the first to use.
   *
   * @param {Sentence} sentence
   * @param {Citation[]} newCitations
   */
  add(sentence, newCitations) {
    for (const citation of newCitations) {
      this.citations.set(citation.number, citation);
    }
    const words = sentence.role === "label" ? keyed(sentence.text) : [sentence.text];
    const marked = marks(sentence.citations, this.citations, this.#open);
    if (this.#isWritten(sentence) && this.#written) {
      this.#units.next(sentence, undefined);
      this.#written.append(" ", ...words, marked);
      return;
    }
    const { isNew, goesOn } = this.#units.next(sentence, this.citations.get(sentence.citations[0]));
    if (isNew) {
      this.#unit = element("div", { class: "unit" });
      this.element.append(this.#unit);
    }
    const holder = this.#holder(sentence.role, goesOn);
    holder.append(...words, marked);
    this.#written = this.#isWritten(sentence) ? holder : null;
  }

  /**
   * Whether a language model wrote it: such sentences are one paragraph.
   *
   * @param {Sentence} sentence
   */
  #isWritten({ text, role, citations }) {
    return role === "sentence" && !citations.some((number) => this.citations.get(number)?.quote === text);
  }

  /**
   * The element that a sentence of this role belongs in. The second sentence of an item or step joins the first.
   *
   * @param {string} role
   * @param {boolean} goesOn
   */
  #holder(role, goesOn) {
    const tag = { item: "ul", step: "ol" }[role];
    const last = this.#unit.lastElementChild;
    if (tag) {
      const list = last?.localName === tag ? last : this.#unit.appendChild(element(tag));
      const entry = goesOn && list.lastElementChild ? list.lastElementChild : list.appendChild(element("li"));
      entry.append(goesOn ? " " : "");
      return entry;
    }
    return this.#unit.appendChild(element("p", { class: role }));
  }
}

/**
 * A label line ("Nerve: superior gluteal nerve") with its key made strong.
 *
 * @param {string} text
 */
function keyed(text) {
  const key = /^[^:–—]{1,60}[:–—]/.exec(text)?.[0] ?? "";
  return [element("strong", {}, key), text.slice(key.length)];
}

/**
 * What stands below the sentences of a whole answer, or in their place.
 *
 * @param {Answer} answer
 * @param {Open} open
 * @param {HTMLElement[]} tools what can be done with the answer
 * @returns {HTMLElement[]}
 */
export function renderBelow(answer, open, tools) {
  const below = [];
  if (answer.refusal) {
    below.push(element("p", { class: "refusal" }, answer.refusal.message));
  }
  if (answer.disagreements.length) {
    below.push(renderDisagreements(answer, open));
  }
  if (answer.withheld.length) {
    below.push(renderWithheld(answer.withheld));
  }
  if (answer.citations.length) {
    below.push(renderSources(answer.citations, open));
  }
  if (answer.status === "not_covered") {
    below.push(renderNotCovered(answer, open));
  }
  if (answer.glossary.length) {
    below.push(renderGlossary(answer.glossary));
  }
  if (answer.writing) {
    below.push(element("p", { class: "writing" }, answer.writing.note));
  }
  below.push(element("p", { class: "disclaimer" }, answer.disclaimer), ...tools);
  return below;
}

/**
 * The documents quoted, each with the places in it and their numbers.
 *
 * @param {Citation[]} citations
 * @param {Open} open
 */
export function renderSources(citations, open) {
  const documents = [...Map.groupBy(citations, (citation) => citation.document_id).values()];
  const list = element("ul", { class: "source-list" }, ...documents.map((cited) => renderSource(cited, open)));
  return element("section", { class: "sources" }, element("h3", {}, "Sources"), list);
}

/**
 * @param {Citation[]} cited of one document
 * @param {Open} open
 */
function renderSource(cited, open) {
  const [first] = cited;
  const places = element("ul", { class: "places" });
  for (const [path, here] of Map.groupBy(cited, ({ heading_path }) => heading_path.join(" › "))) {
    const name = element("span", { class: "path" }, path || "Opening");
    places.append(element("li", {}, name, " ", citationButtons(here, open)));
  }
  const about = [first.authors.join(", "), first.licence].filter(Boolean).map((part) => element("span", {}, part));
  const link = originalLink(first.url);
  const meta = element("p", { class: "meta" }, ...about, ...(link ? [link] : []));
  return element("li", {}, element("p", { class: "source-title" }, first.title), meta, places);
}

/**
 * @param {Answer} answer
 * @param {Open} open
 */
function renderNotCovered({ nearest, covered }, open) {
  const list = element("ul", { class: "nearest" }, ...nearest.map((place) => renderNearest(place, open)));
  const advice = nearest.length
    ? [element("p", {}, "These passages come nearest. They may be about something else."), list, renderCovered(covered)]
    : [element("p", {}, "Try other words, or ask about a single muscle or symptom.")];
  return element("section", { class: "not-covered" }, element("h3", {}, "The library does not answer this"), ...advice);
}

/** @param {Answer["covered"]} covered */
function renderCovered(covered) {
  const list = element("dl", { class: "covered" });
  for (const { title, headings } of covered.filter((note) => note.headings.length)) {
    list.append(element("dt", {}, title), element("dd", {}, headings.join(" · ")));
  }
  return element("details", {}, element("summary", {}, "What these notes do cover"), list);
}

/**
 * @param {Place} place
 * @param {Open} open
 */
function renderNearest(place, open) {
  const opener = element(
    "button",
    { type: "button", class: "near" },
    element("span", { class: "path" }, [place.title, ...place.heading_path].join(" › ")),
    element("span", { class: "quote" }, place.quote),
  );
  opener.addEventListener("click", () => open(place, opener));
  return element("li", {}, opener);
}

/**
 * @param {Answer} answer
 * @param {Open} open
 */
function renderDisagreements({ disagreements, citations }, open) {
  const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
  const section = element("section", { class: "disagreements" }, element("h3", {}, "Where sources differ"));
  for (const { topic, positions } of disagreements) {
    const list = element("ul", { class: "positions" });
    for (const { text, citations: numbers, date } of positions) {
      const source = [byNumber.get(numbers[0])?.title, readableDate(date)].filter(Boolean).join(", ");
      const said = element("p", {}, text, marks(numbers, byNumber, open));
      list.append(element("li", {}, said, element("p", { class: "meta" }, source)));
    }
    section.append(element("p", { class: "lead_in" }, topic), list);
  }
  return section;
}

/** @param {{topic: string, reason: string}[]} withheld */
function renderWithheld(withheld) {
  const list = element("dl");
  for (const { topic, reason } of withheld) {
    list.append(element("div", {}, element("dt", {}, topic), element("dd", {}, reason)));
  }
  return element("section", { class: "withheld" }, element("h3", {}, "Not shown here"), list);
}

/**
 * The numbers after a sentence. One that names no citation is left out.
 *
 * @param {number[]} numbers
 * @param {Map<number, Citation>} citations
 * @param {Open} open
 */
function marks(numbers, citations, open) {
  const cited = numbers.flatMap((number) => citations.get(number) ?? []);
  const sources = new Set(cited.map(({ document_id }) => document_id)).size;
  const made = citationButtons(cited, open, cited.length > 1 ? `${cited.length} places say this` : "");
  if (sources > 1) {
    made.classList.add("several");
    made.prepend(element("span", { class: "count" }, `${sources} sources`));
  }
  made.prepend(NO_BREAK);
  return made;
}

/**
 * @param {Citation[]} citations
 * @param {Open} open
 * @param {string} [together] what is said of them all
 */
function citationButtons(citations, open, together = "") {
  const buttons = citations.map((citation) => {
    const label = `Source ${citation.number}: ${citation.title}, “${beginning(citation.quote, NAMED_QUOTE)}”`;
    const made = element("button", { type: "button", class: "citation", "aria-label": label }, `${citation.number}`);
    made.addEventListener("click", () => open(citation, made));
    attachBubble(made, () => renderPreview(citation, together), { opensMore: true });
    return made;
  });
  return element("span", { class: "marks" }, ...buttons);
}

/**
 * The quote behind a number, with its source. Screen readers have it from the number's name.
 *
 * @param {Citation} citation
 * @param {string} together
 */
function renderPreview({ number, title, heading_path: path, quote, authors, licence }, together) {
  const about = [authors.join(", "), licence, together].filter(Boolean).map((part) => element("span", {}, part));
  return [
    element("p", { class: "bubble-title" }, element("span", { class: "number" }, `${number}`), title),
    ...(path.length ? [element("p", { class: "path" }, path.join(" › "))] : []),
    element("blockquote", {}, cut(quote, PREVIEWED) === quote ? quote : beginning(quote, PREVIEWED)),
    element("p", { class: "meta" }, ...about),
  ];
}
