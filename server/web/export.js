/**
 * An answer to take along: as text, as Markdown, as JSON. Each has the sentences with their numbers, the quotes behind
 * the numbers with their sources, and the disclaimer. What the page shows is made in answer.js.
 *
 * @import { Answer, Citation, Notice, Sentence } from "./api.js"
 * @typedef {{heading: (text: string, level: number) => string, strong: (text: string) => string,
 *   plain: (text: string) => string, entry: string}} Style `entry` begins a source, which is a line of its own
 */

import { oneLine } from "./text.js";
import { Units } from "./units.js";

/** @type {Style} */
const TEXT = { heading: (text) => text, strong: (text) => text, plain: (text) => text, entry: "" };

/** @type {Style} */
const MARKDOWN = {
  heading: (text, level) => `${"#".repeat(level)} ${escaped(text)}`,
  strong: (text) => `**${escaped(text)}**`,
  plain: escaped,
  entry: "- ",
};

/**
 * @param {string} question
 * @param {Answer} answer
 */
export function asText(question, answer) {
  return written(question, answer, TEXT);
}

/**
 * @param {string} question
 * @param {Answer} answer
 */
export function asMarkdown(question, answer) {
  return written(question, answer, MARKDOWN);
}

/**
 * @param {string} question
 * @param {string} audience
 * @param {Answer} answer as the server sent it
 */
export function asJson(question, audience, answer) {
  return `${JSON.stringify({ question, audience, answer }, null, 2)}\n`;
}

/**
 * @param {string} question
 * @param {Answer} answer
 * @param {Style} style
 */
function written(question, answer, style) {
  const { urgent, disagreements, withheld, nearest, glossary, citations, writing, disclaimer } = answer;
  const blocks = [style.heading(oneLine(question), 1)];
  const section = (/** @type {string} */ title, /** @type {string[]} */ lines) =>
    lines.length && blocks.push(`${style.heading(title, 2)}\n\n${lines.join("\n")}`);

  if (urgent) {
    blocks.push(...writtenNotice(urgent, style));
  }
  blocks.push(...writtenSentences(answer, style));
  if (answer.status === "not_covered") {
    blocks.push(style.plain("The library does not answer this."));
    const near = nearest.map(({ title, quote }) => `- ${style.strong(title)}: “${style.plain(oneLine(quote))}”`);
    section("What comes nearest", near);
  }
  for (const { topic, positions } of disagreements) {
    section(
      `Where sources differ: ${topic}`,
      positions.map(({ text, citations: numbers }) => `- ${style.plain(oneLine(text))}${marked(numbers)}`),
    );
  }
  section("Not shown here", withheld.map(({ topic, reason }) => `- ${style.strong(topic)}: ${style.plain(reason)}`));
  section("Sources", citations.map((citation) => writtenSource(citation, style)));
  section("In plain words", glossary.map(({ term, plain }) => `- ${style.strong(term)}: ${style.plain(plain)}`));
  if (writing) {
    blocks.push(style.plain(writing.note));
  }
  return `${[...blocks, style.plain(disclaimer)].join("\n\n")}\n`;
}

/**
 * @param {Notice} notice
 * @param {Style} style
 */
function writtenNotice({ message, contacts }, style) {
  const calls = contacts.map(({ name, number }) => `- ${style.plain(name)}: ${style.strong(number)}`);
  return [style.strong(message), ...(calls.length ? [calls.join("\n")] : [])];
}

/**
 * Sentences as paragraphs, items and steps as lists.
 *
 * @param {Answer} answer
 * @param {Style} style
 */
function writtenSentences({ sentences, citations }, style) {
  const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
  const units = new Units();
  /** @type {string[]} */
  const blocks = [];
  let lines = /** @type {string[]} */ ([]);
  let step = 0;
  let before = "";
  for (const sentence of sentences) {
    const { text, role, citations: numbers } = sentence;
    const { isNew, goesOn } = units.next(sentence, byNumber.get(numbers[0]));
    const isEntry = role === "item" || role === "step";
    if (isNew || !isEntry || role !== before) {
      lines = [];
      step = 0;
    }
    const words = (role === "lead_in" ? style.strong : style.plain)(oneLine(text)) + marked(numbers);
    before = role;
    if (isEntry && goesOn && lines.length) {
      lines[lines.length - 1] += ` ${words}`;
      blocks[blocks.length - 1] = lines.join("\n");
      continue;
    }
    step += 1;
    lines.push(`${{ item: "- ", step: `${step}. ` }[role] ?? ""}${words}`);
    blocks[lines.length > 1 ? blocks.length - 1 : blocks.length] = lines.join("\n");
  }
  return blocks;
}

/**
 * @param {Citation} citation
 * @param {Style} style
 */
function writtenSource({ number, title, heading_path: path, quote, authors, licence, url }, style) {
  const place = [title, ...path].map(style.plain).join(" › ");
  const about = [authors.join(", "), licence, url].filter(Boolean).map(style.plain).join(" · ");
  return `${style.entry}[${number}] ${place}: “${style.plain(oneLine(quote))}”${about && ` (${about})`}`;
}

/** @param {number[]} numbers */
function marked(numbers) {
  return numbers.map((number) => ` [${number}]`).join("");
}

/**
 * What Markdown shows as this text, whatever it holds.
 *
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>&#|~]/g, "\\$&").replace(/^(\s*\d*)([-+=.)])/gm, "$1\\$2");
}
