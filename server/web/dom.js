/**
 * Making elements. Text becomes text nodes and nothing else: whatever a note or a question holds, none of it is ever
 * read as markup.
 */

import { asSentence } from "./text.js";

/** Where a field that gets the focus brings up a keyboard, which covers what there is to read. */
export const TOUCH = matchMedia("(pointer: coarse)");

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} label
 * @param {string} style classes besides `button`
 * @param {(event: Event) => void} onClick
 */
export function button(label, style, onClick) {
  const made = element("button", { type: "button", class: `button ${style}`.trim() }, label);
  made.addEventListener("click", onClick);
  return made;
}

/**
 * What went wrong, what to do, and a way to do it.
 *
 * @param {string} message
 * @param {string} hint
 * @param {HTMLElement} remedy
 */
export function failureCard(message, hint, remedy) {
  return element("div", { class: "failure" }, failureText(message, hint), remedy);
}

/**
 * @param {string} message
 * @param {string} hint
 */
export function failureText(message, hint) {
  return element("p", {}, element("strong", {}, asSentence(message)), ` ${asSentence(hint)}`);
}

/**
 * A link to where a source comes from; null where its address is none that a browser should follow.
 *
 * @param {string} address
 * @returns {HTMLElement | null}
 */
export function originalLink(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    return null;
  }
  const attributes = { href: url.href, target: "_blank", rel: "noreferrer noopener" };
  return element(
    "a",
    attributes,
    `Original at ${url.host}`,
    element("span", { class: "visually-hidden" }, " (opens in a new tab)"),
  );
}

/**
 * The element with this id, which the page is known to have.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no #${id}`);
  }
  return found;
}
