/**
 * What can be done with a whole answer: copy it with its sources, print it as a handout, save it as a file, say whether
 * it helped. All but the last happens in the browser.
 *
 * @import { Answer } from "./api.js"
 */

import { button, element } from "./dom.js";
import { asJson, asMarkdown, asText } from "./export.js";
import { renderFeedback } from "./feedback.js";

const CONFIRMED = 2_500; // milliseconds that a button says what it has done

/**
 * @param {{question: string, audience: string, answer: Answer | null}} turn
 * @param {(text: string) => void} announce
 * @returns {HTMLElement[]}
 */
export function renderTools({ question, audience, answer }, announce) {
  if (!answer || answer.urgent?.level === "emergency" || answer.urgent?.level === "crisis") {
    return []; // nothing is to be done but to call
  }
  const feedback = renderFeedback(answer.answer_id, announce);
  if (answer.status === "declined") {
    return [feedback];
  }
  const name = fileName(question);
  const copy = button("Copy with sources", "quiet", async () => {
    const isDone = await copyText(asText(question, answer));
    confirm(copy, isDone ? "Copied" : "Copying is not allowed here", announce);
  });
  const row = element(
    "div",
    { class: "tools", role: "group", "aria-label": "Take this answer along" },
    copy,
    button("Print", "quiet", () => printTurn(row)),
    button("Save as Markdown", "quiet", () => save(`${name}.md`, "text/markdown", asMarkdown(question, answer))),
    button("Save as JSON", "quiet", () => save(`${name}.json`, "application/json", asJson(question, audience, answer))),
  );
  return [row, feedback];
}

/**
 * @param {HTMLElement} made
 * @param {string} said
 * @param {(text: string) => void} announce
 */
function confirm(made, said, announce) {
  const label = made.dataset.label ?? made.textContent ?? "";
  made.dataset.label = label;
  made.style.setProperty("min-width", `${made.offsetWidth}px`); // what stands beside it stays where it is
  made.textContent = said;
  announce(`${said}.`);
  setTimeout(() => (made.textContent = label), CONFIRMED);
}

/**
 * Whether a text could be copied. Without a secure connection there is no clipboard to write to, only the old way.
 *
 * @param {string} text
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "visually-hidden" }));
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return isDone;
  }
}

/**
 * Print the turn that these tools belong to, and no other.
 *
 * @param {HTMLElement} row
 */
function printTurn(row) {
  const turn = row.closest(".turn");
  turn?.classList.add("printed");
  document.body.classList.add("prints-one");
  addEventListener(
    "afterprint",
    () => {
      turn?.classList.remove("printed");
      document.body.classList.remove("prints-one");
    },
    { once: true },
  );
  print();
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // until the browser has taken it
}

/**
 * A name for a file from the first words of a question.
 *
 * @param {string} question
 */
function fileName(question) {
  const words = question.toLowerCase().normalize("NFKD").match(/[\p{L}\p{N}]+/gu) ?? [];
  return ["palpate", ...words.slice(0, 8)].join("-").slice(0, 60);
}
