/**
 * Terms of the trade, explained where they stand: the first of each in a text is dotted, and its plain words come when
 * it is pointed at or chosen.
 *
 * @typedef {{term: string, plain: string}} Entry
 */

import { attachBubble, hideBubble, isShownFor, showBubble } from "./bubble.js";
import { element } from "./dom.js";

const SKIPPED = "h1, h2, h3, h4, h5, h6, button, a, .term";

/**
 * Dot the terms in a text that is shown, each once below every heading. The words stay the same.
 *
 * @param {HTMLElement} container
 * @param {Entry[]} glossary
 */
export function markTerms(container, glossary) {
  if (!glossary.length) {
    return;
  }
  const entries = new Map(glossary.map((entry) => [pattern(entry.term), entry]));
  const sources = [...entries.keys()].sort((one, other) => other.length - one.length);
  const finder = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${sources.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const tests = sources.map((source) => ({ test: new RegExp(`^${source}$`, "iu"), entry: entries.get(source) }));
  let seen = new Set();
  for (const node of textNodes(container)) {
    if (node.parentElement?.closest(SKIPPED)) {
      seen = node.parentElement.closest("h3, h4, h5, h6") ? new Set() : seen;
      continue;
    }
    const found = [];
    for (const match of node.data.matchAll(finder)) {
      const entry = tests.find(({ test }) => test.test(match[0]))?.entry;
      if (entry && !seen.has(entry)) {
        seen.add(entry);
        found.push({ entry, start: match.index, end: match.index + match[0].length });
      }
    }
    for (const { entry, start, end } of found.reverse()) {
      wrap(node, start, end, entry);
    }
  }
}

/**
 * Make the terms of a long text one stop of the Tab key, from which the arrows to the left and right lead to the others.
 *
 * @param {HTMLElement} container
 */
export function joinTerms(container) {
  const terms = [...container.querySelectorAll(".term")].map((each) => /** @type {HTMLElement} */ (each));
  const quote = container.querySelector("mark.chosen");
  const follows = (/** @type {HTMLElement} */ term) =>
    quote && quote.compareDocumentPosition(term) & Node.DOCUMENT_POSITION_FOLLOWING;
  let stop = terms.find(follows) ?? terms[0];
  terms.forEach((term) => (term.tabIndex = term === stop ? 0 : -1));
  container.addEventListener("focusin", ({ target }) => {
    if (terms.includes(/** @type {HTMLElement} */ (target))) {
      stop.tabIndex = -1;
      stop = /** @type {HTMLElement} */ (target);
      stop.tabIndex = 0;
    }
  });
  container.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = by && event.target === stop && terms[terms.indexOf(stop) + by];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

/**
 * All terms with their plain words, folded away: on paper it is open.
 *
 * @param {Entry[]} glossary
 */
export function renderGlossary(glossary) {
  const list = element("dl");
  for (const { term, plain } of glossary) {
    list.append(element("div", {}, element("dt", {}, term), element("dd", {}, plain)));
  }
  return element("details", { class: "glossary" }, element("summary", {}, `In plain words (${glossary.length})`), list);
}

/**
 * The words of a term, each also in its plural. What stands in brackets after it is another name.
 *
 * @param {string} term
 */
function pattern(term) {
  const words = term.replace(/ \(.*\)$/, "").split(/[\s-]+/);
  return words.map((word) => `${word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?:e?s)?`).join("[\\s-]+");
}

/** @param {HTMLElement} container */
function textNodes(container) {
  const nodes = [];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    nodes.push(/** @type {Text} */ (walker.currentNode));
  }
  return nodes;
}

/**
 * @param {Text} node
 * @param {number} start
 * @param {number} end
 * @param {Entry} entry
 */
function wrap(node, start, end, { term, plain }) {
  const rest = node.splitText(start);
  rest.splitText(end - start);
  // A button would neither break over two lines nor be copied with its sentence.
  const made = element("span", { class: "term", role: "button", tabindex: "0", "aria-expanded": "false" });
  rest.replaceWith(made);
  made.append(rest);
  const render = () => [element("p", {}, element("strong", {}, term)), element("p", {}, plain)];
  attachBubble(made, render);
  made.addEventListener("click", () => toggle(made, render));
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      toggle(made, render);
    }
  });
}

/**
 * Choosing a term keeps its plain words open and has them read out; choosing it again takes them away.
 *
 * @param {HTMLElement} made
 * @param {() => Node[]} render
 */
function toggle(made, render) {
  if (isShownFor(made) && made.ariaExpanded === "true") {
    hideBubble();
    return;
  }
  showBubble(made, render(), { isSpoken: true });
  made.ariaExpanded = "true";
}
