/**
 * One entry more in the browser's history while something lies over the page, so that going back closes it and does not
 * leave the page, nor scroll it. Moves through the history arrive late, so what is wanted is kept apart from what is.
 */

import { isDocumentAddress } from "./addresses.js";

export class BackEntry {
  #isWanted = false;
  #isLeaving = false;
  #address = "";
  #onBack;

  /** @param {() => void} onBack */
  constructor(onBack) {
    this.#onBack = onBack;
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => this.#moved());
    this.#settleUnlessNamed(); // a page that was loaded anew has nothing open
  }

  /** @param {string} address what the entry is to be found under, "" for that of the page as it is */
  add(address) {
    this.#isWanted = true;
    this.#address = address;
    this.#settle();
    if (address && this.#isThere && !this.#isLeaving) {
      history.replaceState(history.state, "", address); // another document in the place of the one before
    }
  }

  remove() {
    this.#isWanted = false;
    this.#settle();
  }

  get #isThere() {
    return history.state?.isReader === true;
  }

  #settle() {
    if (this.#isLeaving || this.#isWanted === this.#isThere) {
      return;
    }
    if (this.#isWanted) {
      history.pushState({ isReader: true, under: location.hash }, "", this.#address);
    } else {
      this.#isLeaving = true;
      history.back();
    }
  }

  #moved() {
    const isOurs = this.#isLeaving;
    this.#isLeaving = false;
    if (!isOurs && this.#isWanted && !this.#isThere) {
      this.#isWanted = false;
      this.#onBack();
    }
    this.#settleUnlessNamed(); // who goes forward onto an entry with nothing open is brought back
  }

  /** An entry that names a document is left to whoever opens documents. */
  #settleUnlessNamed() {
    if (this.#isWanted || !isDocumentAddress(location.hash)) {
      this.#settle();
    }
  }
}
