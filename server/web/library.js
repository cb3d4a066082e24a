/**
 * The library: every document with where it comes from and what kinds of passages it has, narrowed by what is typed. Each
 * opens in the source reader. Adding and removing is in upload.js, for whoever has the key.
 *
 * @import { Page } from "./lookup.js"
 * @import { Summary } from "./catalogue.js"
 */

import { documentAddress, readAddress } from "./addresses.js";
import { Failure } from "./api.js";
import { counted, fetchCatalogue, KINDS } from "./catalogue.js";
import { button, element, failureCard, TOUCH } from "./dom.js";
import { readableDate } from "./text.js";
import { Keeper } from "./upload.js";

const ORDERS = new Map([
  ["title", { name: "Title", compare: byTitle }],
  ["newest", { name: "Newest first", compare: byDate }],
  ["longest", { name: "Most passages", compare: bySize }],
]);

/** The view. */
export class LibraryView {
  #page;
  #field;
  #order = /** @type {HTMLSelectElement} */ (element("select", { id: "order", class: "field" }));
  #count = element("p", { class: "tally", role: "status" });
  #list = element("ul", { class: "documents" });
  #keeper;
  /** @type {Summary[]} */
  #documents = [];
  #ready;

  /**
   * @param {HTMLElement} container
   * @param {Page} page
   */
  constructor(container, page) {
    this.#page = page;
    const attributes = { id: "find-document", class: "field", type: "search", autocomplete: "off" };
    this.#field = /** @type {HTMLInputElement} */ (element("input", attributes));
    this.#order.append(...[...ORDERS].map(([value, { name }]) => element("option", { value }, name)));
    const find = element("div", {}, element("label", { for: "find-document" }, "Title, author or file"), this.#field);
    const sort = element("div", {}, element("label", { for: "order" }, "Order"), this.#order);
    this.#keeper = new Keeper(() => this.refresh(), page.announce);
    container.append(element("div", { class: "finder" }, find, sort), this.#keeper.element, this.#count, this.#list);
    this.#field.addEventListener("input", () => this.#render());
    this.#order.addEventListener("change", () => this.#render());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#ready = this.refresh();
  }

  /** @param {string} address */
  async open(address) {
    await this.#ready;
    const { id, start, end } = readAddress(address);
    const link = [...this.#list.querySelectorAll("a")].find((each) => readAddress(each.hash).id === id);
    const title = this.#documents.find((each) => each.id === id)?.title ?? "Source";
    const place = { document_id: id, title, heading_path: [], quote: "", start, end, label: "Document", address };
    this.#page.open(place, link ?? this.#field, [], "");
  }

  /** Fetch the list anew and show it. */
  async refresh() {
    try {
      this.#documents = [...(await fetchCatalogue()).values()];
      this.#render();
    } catch (error) {
      const { message, hint } = error instanceof Failure ? error : new Failure("The library cannot be shown.", "Try again.");
      const again = button("Try again", "", () => this.refresh());
      this.#count.textContent = "";
      this.#list.replaceChildren(element("li", {}, failureCard(message, hint, again)));
    }
  }

  #render() {
    const words = this.#field.value.trim().toLowerCase().split(/\s+/);
    const shown = this.#documents.filter((each) => words.every((word) => searchable(each).includes(word)));
    const { compare } = /** @type {{compare: typeof byTitle}} */ (ORDERS.get(this.#order.value));
    const all = counted(this.#documents.length, "document");
    this.#count.textContent = shown.length < this.#documents.length ? `${shown.length} of ${all}` : all;
    const isEmpty = !shown.length && this.#documents.length > 0;
    this.#list.replaceChildren(...(isEmpty ? [this.#renderNone()] : shown.sort(compare).map((each) => this.#renderEntry(each))));
  }

  #renderNone() {
    const all = button("Show all", "", () => {
      this.#field.value = "";
      this.#render();
      const heading = /** @type {HTMLElement} */ (document.querySelector("#view-library .view-heading"));
      (TOUCH.matches ? heading : this.#field).focus();
    });
    const hint = "To find words in the text, use Look up.";
    return element("li", {}, failureCard("No title, author or file has these words.", hint, all));
  }

  /** @param {Summary} summary */
  #renderEntry(summary) {
    const entry = renderDocument(summary);
    if (this.#keeper.isOpen) {
      const remove = /** @type {HTMLButtonElement} */ (
        button("Remove", "quiet danger", () => this.#remove(summary, remove))
      );
      remove.setAttribute("aria-label", `Remove ${summary.title}`);
      entry.append(remove);
    }
    return entry;
  }

  /**
   * @param {Summary} summary
   * @param {HTMLButtonElement} opener
   */
  async #remove(summary, opener) {
    opener.closest("li")?.classList.add("is-going");
    const isGone = await this.#keeper.remove(summary);
    opener.closest("li")?.classList.remove("is-going");
    (isGone || !opener.isConnected ? this.#field : opener).focus();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.open(link.hash);
    }
  }
}

/** @param {Summary} summary */
function renderDocument({ id, title, authors, licence, published, reviewed, kinds }) {
  const date = reviewed ? `Reviewed ${readableDate(reviewed)}` : published && `Published ${readableDate(published)}`;
  const meta = [authors.join(", "), licence, date].filter(Boolean).map((part) => element("span", {}, part));
  const counts = [...KINDS].filter(([kind]) => kinds[kind]);
  const held = counts.map(([kind, name]) => element("li", {}, name, " ", element("span", { class: "amount" }, `${kinds[kind]}`)));
  return element(
    "li",
    { class: "hit" },
    element("h3", {}, element("a", { href: documentAddress(id) }, title)),
    element("p", { class: "meta" }, ...meta),
    element("ul", { class: "held", "aria-label": "Passages" }, ...held),
  );
}

/** @param {Summary} summary */
function searchable({ title, authors, key }) {
  return [title, ...authors, key].join(" ").toLowerCase();
}

/**
 * @param {Summary} one
 * @param {Summary} other
 */
function byTitle(one, other) {
  return one.title.localeCompare(other.title) || one.id.localeCompare(other.id);
}

/**
 * @param {Summary} one
 * @param {Summary} other
 */
function byDate(one, other) {
  return (other.reviewed || other.published).localeCompare(one.reviewed || one.published) || byTitle(one, other);
}

/**
 * @param {Summary} one
 * @param {Summary} other
 */
function bySize(one, other) {
  return size(other) - size(one) || byTitle(one, other);
}

/** @param {Summary} summary */
function size({ kinds }) {
  return Object.values(kinds).reduce((total, each) => total + each, 0);
}
