/**
 * The sections of the source that is open, as a list that unfolds over its text: choosing one goes there.
 */

import { button, element } from "./dom.js";

export class OutlineMenu {
  #menu;
  #list;

  /**
   * @param {HTMLDetailsElement} menu
   * @param {HTMLElement} list
   */
  constructor(menu, list) {
    this.#menu = menu;
    this.#list = list;
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        event.preventDefault(); // the source stays open
        this.#close();
        menu.querySelector("summary")?.focus();
      }
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!menu.contains(/** @type {Node} */ (target))) {
        this.#close();
      }
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) {
        this.#close();
      }
    });
  }

  get isEmpty() {
    return !this.#list.childElementCount;
  }

  /**
   * @param {HTMLElement} text the source as it is shown
   */
  fill(text) {
    this.#close();
    const headings = [...text.querySelectorAll("h3, h4, h5, h6")].map((each) => /** @type {HTMLElement} */ (each));
    const chosen = text.querySelector("mark.chosen");
    const quoted = headings.findLast((heading) => chosen && precedes(heading, chosen));
    this.#list.replaceChildren(...headings.map((heading) => this.#entry(heading, heading === quoted)));
    this.#menu.hidden = this.isEmpty;
  }

  /**
   * @param {HTMLElement} heading
   * @param {boolean} isQuoted
   */
  #entry(heading, isQuoted) {
    heading.tabIndex = -1;
    const made = button(heading.textContent ?? "", "quiet", () => {
      this.#close();
      heading.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    });
    if (isQuoted) {
      made.append(element("span", { class: "here" }, "quoted here"));
    }
    return element("li", { class: heading.localName }, made);
  }

  #close() {
    this.#menu.open = false;
  }
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function precedes(one, other) {
  return Boolean(one.compareDocumentPosition(other) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY));
}
