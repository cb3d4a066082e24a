/**
 * The source reader: one document with its sections, the words that were quoted marked in their place. Beside the
 * answer where there is room, over it where there is not.
 *
 * @import { Citation, Place, Section, SourceDocument } from "./api.js"
 * @typedef {{start: number, end: number, isChosen: boolean}} Range in UTF-16 units of the text; ranges never overlap
 * @typedef {{start: number, end: number}} Piece one paragraph, or one entry of a list
 * @typedef {Place & {number?: number, label?: string}} Quoted
 */

import { Failure, fetchDocument } from "./api.js";
import { BackEntry } from "./back.js";
import { button, byId, element, failureCard, originalLink } from "./dom.js";
import { joinTerms, markTerms } from "./glossary.js";
import { renderLeftOut } from "./left-out.js";
import { OutlineMenu } from "./outline.js";
import { readableDate, unitOffsets } from "./text.js";

const BESIDE = matchMedia("(min-width: 60rem)");
const ENTRY = /^\s*(?:([-*•‣◦])|(\d{1,3})[.)])\s+/;

/** The panel. Documents are kept per generation, as a document may differ in the next. */
export class Reader {
  /** @type {Map<string, SourceDocument>} */
  #kept = new Map();
  /** @type {HTMLDialogElement} */
  #dialog = byId("reader");
  #title = byId("reader-title");
  #place = byId("reader-place");
  #body = byId("reader-body");
  #bar = byId("reader-bar");
  #steps = byId("reader-steps");
  #step = byId("reader-step");
  #outline = new OutlineMenu(byId("reader-outline"), byId("reader-sections"));
  /** @type {(by: number) => void} shows the quote so many after this one */
  #move = () => {};
  /** @type {HTMLElement | null} */
  #opener = null;
  #orElse;
  #isLeft = false;
  #asked = 0;
  #back = new BackEntry(() => this.close());

  /** @param {{focus: (options: FocusOptions) => void}} orElse gets the focus back where the opener has gone */
  constructor(orElse) {
    this.#orElse = orElse;
    byId("reader-close").addEventListener("click", () => this.close());
    byId("reader-before").addEventListener("click", () => this.#move(-1));
    byId("reader-after").addEventListener("click", () => this.#move(1));
    this.#dialog.addEventListener("close", () => this.#closed());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#dialog.open && !event.defaultPrevented) {
        event.preventDefault();
        this.close();
      }
    });
    BESIDE.addEventListener("change", () => this.#dialog.open && this.#show());
  }

  /**
   * Show a place in its document.
   *
   * @param {Quoted & {address?: string}} place without a quote the document's own
   *   words are marked, if any; at its address, if it has one, it can be found again
   * @param {HTMLElement} opener
   * @param {Place[]} others the other places of the same answer
   * @param {string} generation "" where it is not known yet
   */
  async open(place, opener, others, generation) {
    this.#opener?.classList.remove("is-open");
    this.#opener = opener;
    opener.classList.add("is-open");
    this.#title.textContent = place.title;
    this.#place.textContent = labelOf(place);
    this.#body.replaceChildren(element("p", { class: "waiting" }, "Opening the source"));
    if (!this.#dialog.open) {
      this.#show();
    }
    this.#bar.hidden = true;
    this.#back.add(place.address ?? "");
    const asked = ++this.#asked;
    try {
      const found = await this.#fetch(place.document_id, generation);
      if (asked === this.#asked && this.#dialog.open) {
        this.#fill(found, place, others);
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.#fail(error, place, () => this.open(place, opener, others, generation));
      }
    }
  }

  close() {
    this.#dialog.close();
  }

  /** Close as the page goes on to something else, which has the focus already or will have it. */
  leave() {
    this.#isLeft = this.#opener !== null;
    this.close();
  }

  /** Make way for what must be seen, where the reader covers the page. */
  uncover() {
    if (this.#dialog.matches(":modal")) {
      this.close();
    }
  }

  #show() {
    this.#dialog.close();
    if (BESIDE.matches) {
      this.#dialog.show();
    } else {
      this.#dialog.showModal();
    }
  }

  #closed() {
    if (this.#dialog.open) {
      return; // it was only moved beside the page or over it
    }
    this.#asked += 1;
    this.#opener?.classList.remove("is-open");
    if (!this.#isLeft) {
      (this.#opener?.isConnected ? this.#opener : this.#orElse).focus({ preventScroll: true }); // a notice may have come
    }
    this.#isLeft = false;
    this.#opener = null;
    this.#back.remove();
  }

  /**
   * @param {string} id
   * @param {string} generation
   */
  async #fetch(id, generation) {
    const key = `${generation}/${id}`;
    const found = this.#kept.get(key) ?? (await fetchDocument(id));
    if (generation) {
      this.#kept.set(key, found);
    }
    return found;
  }

  /**
   * @param {SourceDocument} source
   * @param {Quoted} place
   * @param {Quoted[]} others
   */
  #fill(source, place, others) {
    const toUnit = unitOffsets(source.text);
    const end = Math.min(toUnit(place.end), source.text.length);
    const chosen = { start: toUnit(place.start), end, isChosen: true };
    const parts = [renderMeta(source, place)];
    const here = others.filter((other) => other.document_id === source.id);
    let text = renderText(source, [], toUnit);
    if (place.quote && source.text.slice(chosen.start, chosen.end) !== place.quote) {
      parts.push(renderChanged(place));
    } else {
      const ranges = apart(chosen, here.map((other) => ({ start: toUnit(other.start), end: toUnit(other.end) })));
      text = renderText(source, ranges, toUnit);
    }
    this.#title.textContent = source.title;
    this.#body.replaceChildren(...parts, text, ...renderLeftOut(source));
    markTerms(text, source.glossary ?? []);
    joinTerms(text);
    this.#outline.fill(text);
    this.#offerSteps(source, place, here);
    this.#bar.hidden = this.#outline.isEmpty && this.#steps.hidden;
    this.#showQuote();
  }

  /**
   * Let the reader go from one quote of the answer to the next, in the order in which they stand in the document.
   *
   * @param {SourceDocument} source
   * @param {Quoted} place
   * @param {Quoted[]} here all quotes of this document
   */
  #offerSteps(source, place, here) {
    const quotes = here.toSorted((one, other) => one.start - other.start || one.end - other.end);
    const at = quotes.findIndex(({ start, end }) => start === place.start && end === place.end);
    this.#steps.hidden = at < 0 || quotes.length < 2;
    this.#step.textContent = this.#steps.hidden ? "" : `Quote ${at + 1} of ${quotes.length}`;
    this.#move = (by) => {
      const next = quotes[(at + by + quotes.length) % quotes.length];
      const focused = /** @type {HTMLElement} */ (document.activeElement);
      this.#place.textContent = labelOf(next);
      this.#fill(source, next, here);
      focused.focus({ preventScroll: true }); // to go on from
    };
  }

  #showQuote() {
    const quote = this.#body.querySelector("mark.chosen");
    if (!quote) {
      this.#body.scrollTop = 0;
      return;
    }
    const fits = quote.getBoundingClientRect().height < this.#body.clientHeight * 0.8;
    quote.scrollIntoView({ block: fits ? "center" : "start" });
    quote.focus({ preventScroll: true });
  }

  /**
   * @param {unknown} error
   * @param {Place} place
   * @param {() => void} again
   */
  #fail(error, place, again) {
    const { message, hint } =
      error instanceof Failure ? error : { message: "The source cannot be shown.", hint: "Try again in a moment." };
    const failure = failureCard(message, hint, button("Try again", "", again));
    failure.role = "alert";
    this.#body.replaceChildren(failure, ...(place.quote ? [element("blockquote", {}, place.quote)] : []));
  }
}

/** @param {Quoted} place */
function labelOf({ number, label = number ? `Source ${number}` : "Nearest passage" }) {
  return label;
}

/**
 * @param {SourceDocument} source
 * @param {Place} place
 */
function renderMeta(source, place) {
  const rows = [
    ["Section", place.heading_path.join(" › ")],
    ["Authors", source.authors.join(", ")],
    ["Published", readableDate(source.published)],
    ["Reviewed", readableDate(source.reviewed)],
    ["Licence", source.licence],
    ["Link", originalLink(source.url) ?? ""],
  ];
  const list = element("dl", { class: "about" });
  for (const [term, value] of rows) {
    if (value) {
      list.append(element("div", {}, element("dt", {}, /** @type {string} */ (term)), element("dd", {}, value)));
    }
  }
  return list;
}

/** @param {Place} place */
function renderChanged(place) {
  const text = "This source has changed since the answer was given. These words were quoted:";
  return element("div", { class: "failure" }, element("p", {}, text), element("blockquote", {}, place.quote));
}

/**
 * The chosen range and what the others leave beside it, in order; where two overlap the earlier keeps its words.
 *
 * @param {Range} chosen
 * @param {Piece[]} others
 * @returns {Range[]}
 */
function apart(chosen, others) {
  const free = others.filter(({ start, end }) => end <= chosen.start || start >= chosen.end);
  const ranges = [chosen, ...free.map((range) => ({ ...range, isChosen: false }))];
  let end = 0;
  return ranges
    .sort((one, other) => one.start - other.start)
    .filter((range) => range.start >= end && (end = range.end));
}

/**
 * The text of a document, section by section.
 *
 * @param {SourceDocument} source
 * @param {Range[]} ranges
 * @param {(codePoints: number) => number} toUnit
 */
function renderText(source, ranges, toUnit) {
  const made = element("div", { class: "text" });
  let level = 2;
  for (const section of source.sections) {
    const pieces = piecesOf(source.text, toUnit(section.start), toUnit(section.end), ranges);
    const [first] = pieces;
    const words = first ? source.text.slice(first.start, first.end) : "";
    const isTitle = words === source.title && !section.heading_path.length;
    if (isTitle && !ranges.some((range) => range.start < first.end && range.end > first.start)) {
      pieces.shift(); // it stands above already
    } else if (isTitle || words === section.heading_path.at(-1)) {
      level = Math.min(Math.max(section.heading_path.length, 1) + 2, level + 1, 6);
      made.append(appendWords(element(`h${level}`), source.text, /** @type {Piece} */ (pieces.shift()), ranges));
    }
    appendPieces(made, source.text, pieces, ranges);
  }
  return made;
}

/**
 * A section's lines, where they are not blank; lines that one quote spans stay together.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Range[]} ranges
 * @returns {Piece[]}
 */
function piecesOf(text, start, end, ranges) {
  const pieces = [];
  for (let from = start; from < end; ) {
    let to = lineEnd(text, from, end);
    for (let over; to < end && (over = ranges.find((range) => range.start < to && range.end > to)); ) {
      to = lineEnd(text, over.end, end);
    }
    if (text.slice(from, to).trim()) {
      pieces.push({ start: from, end: to });
    }
    from = to + 1;
  }
  return pieces;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} end
 */
function lineEnd(text, from, end) {
  const found = text.indexOf("\n", from);
  return found < 0 || found > end ? end : found;
}

/**
 * Pieces as entries of lists or as paragraphs.
 *
 * @param {HTMLElement} parent
 * @param {string} text
 * @param {Piece[]} pieces
 * @param {Range[]} ranges
 */
function appendPieces(parent, text, pieces, ranges) {
  let list = null;
  for (const piece of pieces) {
    const words = text.slice(piece.start, piece.end);
    const entry = words.includes("\n") ? null : ENTRY.exec(words);
    const from = piece.start + (entry?.[0].length ?? 0);
    if (!entry || ranges.some((range) => range.start < from && range.end > piece.start)) {
      list = null;
      const style = words.includes(" | ") ? "row" : "line";
      parent.append(appendWords(element("p", { class: style }), text, piece, ranges));
      continue;
    }
    const tag = entry[1] ? "ul" : "ol";
    if (list?.localName !== tag) {
      list = parent.appendChild(element(tag));
    }
    const item = element("li", entry[2] ? { value: entry[2] } : {});
    list.append(appendWords(item, text, { start: from, end: piece.end }, ranges));
  }
}

/**
 * The words of one piece, with what is quoted of them in marks.
 *
 * @param {HTMLElement} parent
 * @param {string} text
 * @param {Piece} piece
 * @param {Range[]} ranges
 */
function appendWords(parent, text, piece, ranges) {
  let at = piece.start;
  for (const range of ranges) {
    if (range.start >= piece.end || range.end <= at) {
      continue;
    }
    const end = Math.min(range.end, piece.end);
    const start = Math.max(range.start, at);
    const attributes = range.isChosen ? { class: "chosen", tabindex: "-1" } : {};
    parent.append(text.slice(at, start), element("mark", attributes, text.slice(start, end)));
    at = end;
  }
  parent.append(text.slice(at, piece.end));
  return parent;
}
