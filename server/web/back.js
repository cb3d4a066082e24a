/**
 * One entry more in the browser's history while something lies over the page, so that going back closes it and does not
 * leave the page, nor scroll it. Moves through the history arrive late, so what is wanted is kept apart from what is.
 */
export class BackEntry {
  #isWanted = false;
  #isLeaving = false;
  #onBack;

  /** @param {() => void} onBack */
  constructor(onBack) {
    this.#onBack = onBack;
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => this.#moved());
    this.#settle(); // a page that was loaded anew has nothing open
  }

  add() {
    this.#isWanted = true;
    this.#settle();
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
      history.pushState({ isReader: true }, "");
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
    this.#settle(); // who goes forward onto an entry with nothing open is brought back
  }
}
