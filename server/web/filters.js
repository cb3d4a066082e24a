/**
 * Narrowing what is looked up: kinds of passages and documents, each with how many passages were found. The counts are
 * those of everything found, so that they say what another choice would bring.
 *
 * @import { Summary } from "./catalogue.js"
 * @typedef {{kinds: Record<string, number>, documents: Record<string, number>}} Facets
 */

import { KINDS } from "./catalogue.js";
import { button, element } from "./dom.js";

const NARROWED_FROM = 8; // documents

/** The row of kinds, and the list of documents that opens below it. */
export class Filters {
  #kinds = new Set();
  #documents = new Set();
  #onChange;
  #shown = "";
  /** @type {[Facets, Map<string, Summary>]} */
  #offered = [{ kinds: {}, documents: {} }, new Map()];
  #toggle = button("", "toggle", () => this.#unfold(this.#list.hidden));
  #clear = button("Clear", "quiet", () => this.clear());
  #row = element("div", { class: "chips", role: "group", "aria-label": "Kinds of passages" });
  #list = element("div", { id: "pick-documents", class: "picks", role: "group", "aria-label": "Documents", hidden: "" });
  element = element("div", { class: "filters", hidden: "" }, this.#row, this.#list);

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#toggle.setAttribute("aria-controls", this.#list.id);
    this.#unfold(false);
  }

  /** As the search route takes them. */
  get chosen() {
    return { kinds: [...this.#kinds], documents: [...this.#documents] };
  }

  get isOn() {
    return this.#kinds.size + this.#documents.size > 0;
  }

  clear() {
    this.#kinds.clear();
    this.#documents.clear();
    this.#changed();
  }

  /** @param {string} id */
  only(id) {
    this.#documents = new Set([id]);
    this.#changed();
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * Offer what was found. Where that is what is offered already nothing is touched, as the focus may be there.
   *
   * @param {Facets} facets
   * @param {Map<string, Summary>} catalogue
   */
  offer(facets, catalogue) {
    this.#offered = [facets, catalogue];
    const shown = JSON.stringify([facets, this.chosen]);
    this.element.hidden = !this.isOn && !Object.keys(facets.kinds).length;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#render();
    }
  }

  #changed() {
    this.offer(...this.#offered);
    this.#onChange();
  }

  #render() {
    const [{ kinds, documents }, catalogue] = this.#offered;
    const chips = [...KINDS]
      .filter(([kind]) => kinds[kind] || this.#kinds.has(kind))
      .map(([kind, name]) => this.#choice(this.#kinds, kind, name, kinds[kind] ?? 0));
    this.#row.replaceChildren(this.#toggle, ...chips, this.#clear);
    const ids = [...new Set([...this.#documents, ...Object.keys(documents)])];
    const named = ids.map((id) => ({ id, title: catalogue.get(id)?.title ?? id, count: documents[id] ?? 0 }));
    named.sort((one, other) => other.count - one.count || one.title.localeCompare(other.title));
    const picks = named.map(({ id, title, count }) => this.#choice(this.#documents, id, title, count));
    this.#list.replaceChildren(...(picks.length > NARROWED_FROM ? [narrowing(picks)] : []), ...picks);
    this.#name();
  }

  #name() {
    const chosen = this.#documents.size;
    this.#toggle.textContent = chosen ? `Documents: ${chosen}` : "Documents";
    this.#toggle.classList.toggle("is-on", chosen > 0);
    this.#clear.hidden = !this.isOn;
  }

  /** @param {boolean} isOpen */
  #unfold(isOpen) {
    this.#list.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
  }

  /**
   * @param {Set<string>} chosen
   * @param {string} value
   * @param {string} name
   * @param {number} count
   */
  #choice(chosen, value, name, count) {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
    input.checked = chosen.has(value);
    input.addEventListener("change", () => {
      input.checked ? chosen.add(value) : chosen.delete(value);
      this.#shown = JSON.stringify([this.#offered[0], this.chosen]); // the boxes show it already
      this.#name();
      this.#onChange();
    });
    const label = element("span", {}, name, " ", element("span", { class: "amount" }, `${count}`));
    return element("label", { class: "chip" }, input, label);
  }
}

/**
 * A field that hides all choices but those that hold what is typed.
 *
 * @param {HTMLElement[]} picks
 */
function narrowing(picks) {
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "search", class: "field", "aria-label": "Find a document", placeholder: "Find a document", autocomplete: "off" })
  );
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    picks.forEach((pick) => (pick.hidden = !(pick.textContent ?? "").toLowerCase().includes(wanted)));
  });
  return field;
}
