/**
 * The views of the page, one of them shown at a time, and the addresses that lead to them. An address names a view or a
 * place in a document, so that it can be passed on; it never holds a question. What a view shows is its own business:
 * all but the first are loaded when they are first wanted.
 *
 * @import { Reader } from "./reader.js"
 * @typedef {{open: (address: string) => void}} View opens the document that an address names
 * @typedef {{name: string, title: string, skip: string, rest: string, load?: () => Promise<View>}} Known
 */

import { byId, button, failureCard } from "./dom.js";
import { isDocumentAddress } from "./addresses.js";

const NAME = "Palpate";

/** Shows the view that the address names, now and whenever it changes. */
export class Views {
  #known;
  #reader;
  #current = "";
  /** @type {Map<string, Promise<View | null>>} */
  #loaded = new Map();
  /** @type {Map<string, number>} */
  #scrolled = new Map();

  /**
   * @param {Known[]} known the first is shown where the address names none
   * @param {Reader} reader
   */
  constructor(known, reader) {
    this.#known = new Map(known.map((each) => [each.name, each]));
    this.#reader = reader;
    addEventListener("popstate", () => this.#follow());
    byId("skip").addEventListener("click", (/** @type {Event} */ event) => {
      event.preventDefault(); // an address is for a view
      this.rest().focus();
    });
  }

  /** Show what the address names; one that came from elsewhere gets its view underneath, for Back to lead to. */
  start() {
    const address = location.hash;
    if (isDocumentAddress(address) && !history.state?.isReader) {
      history.replaceState(null, "", "#library");
      this.#show("library");
      this.#open("library", address);
    } else {
      this.#follow();
    }
  }

  /**
   * Where the focus goes, when what had it has gone: a control of the view, or its heading until that is there.
   *
   * @returns {HTMLElement}
   */
  rest() {
    const { rest } = /** @type {Known} */ (this.#known.get(this.#current));
    return document.getElementById(rest) ?? headingOf(byId(`view-${this.#current}`));
  }

  #follow() {
    const address = location.hash;
    if (!isDocumentAddress(address)) {
      this.#show(address.slice(1));
    } else if (history.state?.isReader) {
      const under = history.state.under?.slice(1) ?? "library";
      this.#show(under);
      this.#open(under, address);
    } else {
      this.start(); // typed or followed on this page
    }
  }

  /** @param {string} wanted */
  #show(wanted) {
    const [first] = this.#known.keys();
    const name = this.#known.has(wanted) ? wanted : first;
    if (name === this.#current) {
      return;
    }
    const isFirst = !this.#current;
    this.#scrolled.set(this.#current, scrollY);
    this.#current = name;
    this.#reader.leave();
    this.#place(name);
    this.#load(name);
    if (!isFirst) {
      headingOf(byId(`view-${name}`)).focus({ preventScroll: true });
      scrollTo(0, this.#scrolled.get(name) ?? 0);
    }
  }

  /** @param {string} name */
  #place(name) {
    const { title, skip } = /** @type {Known} */ (this.#known.get(name));
    document.title = title ? `${title} – ${NAME}` : NAME;
    document.documentElement.dataset.view = name;
    byId("skip").textContent = skip;
    for (const each of this.#known.keys()) {
      byId(`view-${each}`).hidden = each !== name;
      const link = byId(`to-${each}`);
      each === name ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
  }

  /** @param {string} name */
  #load(name) {
    const load = this.#known.get(name)?.load;
    if (load && !this.#loaded.has(name)) {
      this.#loaded.set(name, load().catch((error) => this.#fail(name, error)));
    }
    return this.#loaded.get(name);
  }

  /**
   * @param {string} name
   * @param {unknown} error
   */
  #fail(name, error) {
    console.error(error);
    const again = button("Load the page again", "", () => location.reload());
    byId(`view-${name}`).append(failureCard("This part of the page did not arrive.", "It needs a connection.", again));
    return null;
  }

  /**
   * @param {string} name
   * @param {string} address
   */
  async #open(name, address) {
    (await this.#load(name))?.open(address);
  }
}

/**
 * The heading to read on from: that of the last question, where questions stand in the view.
 *
 * @param {HTMLElement} view
 * @returns {HTMLElement}
 */
function headingOf(view) {
  const found = view.querySelector(".turn:last-child .asked") ?? view.querySelector("h2");
  return /** @type {HTMLElement} */ (found);
}
