/**
 * Showing what was looked up: passages under their document's title, each with its best sentence marked and, in plain
 * words, why it was found. What is looked up, and when, is in lookup.js.
 *
 * @import { Place } from "./api.js"
 * @typedef {{document_id: string, title: string, heading_path: string[], kind: string, text: string, start: number,
 *   end: number, why: {dense: number, terms: string[], best_sentence: string}}} Hit
 */

import { documentAddress } from "./addresses.js";
import { counted, KINDS } from "./catalogue.js";
import { button, element } from "./dom.js";
import { countCodePoints } from "./text.js";

const BEFORE = 90; // characters shown before the best sentence
const AFTER = 160;
const ENDING = 4; // letters that a word may have beyond its stem
const WORD = /(\p{L}[\p{L}\p{M}\p{N}]*)/u;
const NEARNESS = /** @type {[number, string][]} */ ([
  [0.55, "very close in meaning"],
  [0.4, "close in meaning"],
  [-1, "further off in meaning"],
]);

/**
 * Where the best sentence of a passage stands in its document.
 *
 * @param {Hit} hit
 * @returns {Place}
 */
export function bestPlace({ document_id, title, heading_path, text, start, why }) {
  const at = Math.max(text.indexOf(why.best_sentence), 0);
  const from = start + countCodePoints(text.slice(0, at));
  const quote = text.slice(at, at + why.best_sentence.length);
  return { document_id, title, heading_path, quote, start: from, end: from + countCodePoints(quote) };
}

/**
 * The hits under the titles of their documents, in the order of the best of each.
 *
 * @param {Hit[]} hits
 * @param {Record<string, number>} counts how many passages of each document were found
 * @param {((id: string) => void) | null} onOnly keeps to one document; null where that is so already
 */
export function renderGroups(hits, counts, onOnly) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) {
    groups.set(hit.document_id, [...(groups.get(hit.document_id) ?? []), hit]);
  }
  return [...groups].map(([id, own], number) => {
    const heading = element("h3", { id: `group-${number}` }, own[0].title);
    const shown = `${own.length} of ${counted(Math.max(counts[id] ?? 0, own.length), "passage")}`;
    const head = element("div", { class: "group-head" }, heading, element("p", { class: "meta" }, shown));
    if (onOnly) {
      const only = button("Only this document", "quiet", () => onOnly(id));
      only.setAttribute("aria-describedby", heading.id);
      head.append(only);
    }
    const list = element("ul", { "aria-labelledby": heading.id }, ...own.map((hit, place) => renderHit(hit, `${number}-${place}`)));
    return element("section", { class: "group" }, head, list);
  });
}

/**
 * @param {Hit} hit
 * @param {string} number
 */
function renderHit(hit, number) {
  const kind = KINDS.get(hit.kind) ?? hit.kind;
  const path = hit.heading_path.filter((heading) => heading !== kind).join(" › ");
  const why = element("p", { id: `why-${number}`, class: "why" }, ...explain(hit));
  const link = element(
    "a",
    { href: documentAddress(hit.document_id, bestPlace(hit)), "aria-describedby": why.id },
    element("span", { class: "path" }, element("span", { class: "tag" }, kind), path),
    element("span", { class: "quote" }, ...renderWords(hit)),
  );
  return element("li", { class: "hit" }, link, why);
}

/**
 * The best sentence with some words before and after it.
 *
 * @param {Hit} hit
 */
function renderWords({ text, why }) {
  const at = Math.max(text.indexOf(why.best_sentence), 0);
  const end = at + why.best_sentence.length;
  const before = text.slice(0, at);
  const after = text.slice(end);
  const lead = before.length > BEFORE ? `… ${before.slice(-BEFORE).replace(/^\S*\s/, "")}` : before;
  const rest = after.length > AFTER ? `${after.slice(0, AFTER).replace(/\s\S*$/, "")} …` : after;
  const best = element("mark", { class: "chosen" }, ...emphasised(text.slice(at, end), why.terms));
  return [...emphasised(lead, why.terms), best, ...emphasised(rest, why.terms)];
}

/**
 * A text with the words of the search made strong.
 *
 * @param {string} text
 * @param {string[]} stems
 */
function emphasised(text, stems) {
  const lines = text.replace(/\n\s*/g, "\n").replace(/^- /gm, "• ");
  return lines.split(WORD).map((part) => (stems.some((stem) => isOf(part, stem)) ? element("strong", {}, part) : part));
}

/** @param {Hit} hit */
function explain({ text, title, heading_path, why }) {
  const words = [text, title, ...heading_path].join(" ").split(WORD);
  const shared = why.terms.map((stem) => words.find((word) => isOf(word, stem))?.toLowerCase() ?? stem);
  const [, nearness] = /** @type {[number, string]} */ (NEARNESS.find(([least]) => why.dense >= least));
  if (!shared.length) {
    return [`None of these words · ${nearness}`];
  }
  return ["Has ", element("strong", {}, [...new Set(shared)].join(", ")), ` · ${nearness}`];
}

/**
 * Whether a word has this stem, as far as can be seen from its beginning.
 *
 * @param {string} word
 * @param {string} stem
 */
function isOf(word, stem) {
  const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const start = stem.length > 3 ? stem.replace(/i$/, "") : stem; // "injuri" is the stem of "injury"
  return plain.startsWith(start) && plain.length <= stem.length + ENDING;
}
