/**
 * Adding and removing documents, for whoever has the admin key. The key stays in memory until the page is closed or
 * loaded anew, and travels in a header only. What is added goes in batches, one at a time; what becomes of each file is
 * shown beside its name.
 *
 * @typedef {{name: string, status: string, title: string, reason: string, warnings: string[]}} Outcome
 * @typedef {{stage: string, done: number, total: number, source: Outcome | null, sources: Outcome[]}} Told
 */

import { Failure, failureOf, readEvents, reach } from "./api.js";
import { button, element } from "./dom.js";
import { asSentence } from "./text.js";

const PLAIN = /^[\x21-\x7e]+$/; // what a header can carry
const BATCH = 20; // files
const TRIES = 10; // while the library is being changed
const BATCH_SIZE = 20_000_000; // bytes, unless one file has more
const STAGES = new Map([
  ["reading", "Reading"],
  ["splitting", "Finding the passages"],
  ["embedding", "Making them searchable"],
]);
const OUTCOMES = new Map([
  ["added", "Added"],
  ["replaced", "Replaced what was there"],
  ["unchanged", "Was there already"],
]);

/** The key, the forms that it opens, and what is sent with it. */
export class Keeper {
  element = element("details", { class: "keeper" }, element("summary", {}, "Add or remove documents"));
  #key = "";
  #onChange;
  #announce;
  #note = element("p", { class: "note", role: "alert" });
  #stage = element("p", { class: "meta" });
  #bar = /** @type {HTMLProgressElement} */ (element("progress", { "aria-label": "Progress" }));
  #progress = element("div", { class: "stage", hidden: "" }, this.#stage, this.#bar);
  #queue = element("ul", { class: "queue" });
  #last = Promise.resolve();

  /**
   * @param {() => Promise<void>} onChange the library is another now, or who may change it
   * @param {(text: string) => void} announce
   */
  constructor(onChange, announce) {
    this.#onChange = onChange;
    this.#announce = announce;
    this.#lock("");
  }

  get isOpen() {
    return this.#key !== "";
  }

  /**
   * Remove a document, once that is confirmed; whether it is gone.
   *
   * @param {{id: string, title: string}} summary
   */
  async remove({ id, title }) {
    if (!(await confirmed(title))) {
      return false;
    }
    this.#note.textContent = "";
    this.#announce(`Removing ${title}`);
    try {
      await this.#send(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
    } catch (error) {
      this.#note.textContent = `${title}: ${sentences(error)}`;
      return false;
    }
    await this.#onChange();
    this.#announce(`Removed: ${title}`);
    return true;
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async #send(path, options = {}) {
    try {
      return await reach(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${this.#key}` } });
    } catch (error) {
      if (error instanceof Failure && error.status === 401) {
        error.message = "That is not the admin key.";
        error.hint = "";
        this.#lock(error.message);
      }
      throw error;
    }
  }

  /**
   * Forget the key and ask for it.
   *
   * @param {string} why what was wrong with the one before
   */
  #lock(why) {
    const wasOpen = this.isOpen;
    this.#key = "";
    const attributes = { id: "admin-key", class: "field", type: "password", autocomplete: "off" };
    const field = /** @type {HTMLInputElement} */ (element("input", attributes));
    const hint = element("p", { class: "meta" }, "It is forgotten when this page is closed or loaded again.");
    const enter = element("button", { class: "button" }, "Enter");
    const form = element("form", { class: "row-form" }, element("label", { for: field.id }, "Admin key"), field, enter, hint);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(field.value.trim(), field);
    });
    this.#show(form);
    this.#note.textContent = why;
    if (wasOpen) {
      this.#onChange();
    }
  }

  /**
   * @param {string} key
   * @param {HTMLElement} field
   */
  async #try(key, field) {
    if (!PLAIN.test(key)) {
      this.#note.textContent = key ? "A key has no spaces, accents or other alphabets." : "Enter the key first.";
      field.focus();
      return;
    }
    this.#key = key;
    try {
      await this.#send("/reports"); // which needs the key too, and changes nothing
      this.#unlock();
    } catch (error) {
      this.#key = "";
      this.#note.textContent = sentences(error);
      this.element.querySelector("input")?.focus();
    }
  }

  #unlock() {
    const picker = /** @type {HTMLInputElement} */ (element("input", { type: "file", multiple: "" }));
    const drop = element("label", { class: "drop" }, element("strong", {}, "Choose files"), " or drop them here", picker);
    picker.addEventListener("change", () => {
      this.#addFiles([...(picker.files ?? [])]);
      picker.value = "";
    });
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#addFiles([...(event.dataTransfer?.files ?? [])]);
    });
    const forget = button("Forget the key", "quiet", () => {
      this.#lock("");
      this.element.querySelector("summary")?.focus();
    });
    this.#show(drop, this.#pageForm(), this.#progress, this.#queue, forget);
    this.#note.textContent = "";
    picker.focus();
    this.#onChange();
  }

  #pageForm() {
    const attributes = { id: "page-address", class: "field", type: "url", autocomplete: "off", placeholder: "https://" };
    const field = /** @type {HTMLInputElement} */ (element("input", attributes));
    const label = element("label", { for: field.id }, "Or the address of a page");
    const form = element("form", { class: "row-form" }, label, field, element("button", { class: "button" }, "Add"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) {
        this.#add([new Entry(field.value.trim(), null)]);
        field.value = "";
      }
    });
    return form;
  }

  /** @param {...HTMLElement} parts */
  #show(...parts) {
    this.element.replaceChildren(/** @type {Node} */ (this.element.firstChild), ...parts, this.#note);
  }

  /** @param {File[]} files */
  #addFiles(files) {
    let batch = /** @type {Entry[]} */ ([]);
    let size = 0;
    for (const file of files) {
      if (batch.length && (batch.length === BATCH || size + file.size > BATCH_SIZE)) {
        this.#add(batch);
        batch = [];
        size = 0;
      }
      batch.push(new Entry(file.name, file));
      size += file.size;
    }
    if (batch.length) {
      this.#add(batch);
    }
  }

  /** @param {Entry[]} entries */
  #add(entries) {
    for (const entry of entries) {
      entry.show("waiting", "Waiting");
      if (!entry.element.isConnected) {
        this.#queue.append(entry.element);
      }
    }
    this.#last = this.#last.then(() => this.#upload(entries));
  }

  /** @param {Entry[]} entries */
  async #upload(entries) {
    this.#progress.hidden = false;
    this.#tell("Sending", 0, 0);
    try {
      await this.#follow(await this.#post(entries), entries);
    } catch (error) {
      const open = entries.filter((entry) => !entry.isSettled);
      const again = () => this.#add(open);
      open.forEach((entry, place) => entry.show("failed", sentences(error), place ? null : again));
    }
    this.#progress.hidden = true;
    const failed = entries.filter((entry) => entry.hasFailed).length;
    this.#announce(`Added: ${entries.length - failed}. Not added: ${failed}.`);
    await this.#onChange();
  }

  /**
   * Send a batch; where somebody else changes the library, when that is done.
   *
   * @param {Entry[]} entries
   * @returns {Promise<Response>}
   */
  async #post(entries) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#send("/api/documents", { method: "POST", ...bodyOf(entries) });
      } catch (error) {
        const wait = error instanceof Failure && error.status === 503 ? error.wait : 0;
        if (!wait || tries === TRIES) {
          throw error;
        }
        this.#tell("Waiting until the library can be changed", 0, 0);
        await new Promise((resolve) => setTimeout(resolve, wait * 1000));
      }
    }
  }

  /**
   * Show what the server tells of a batch, to its end.
   *
   * @param {Response} response
   * @param {Entry[]} entries
   */
  async #follow(response, entries) {
    for await (const { event, data } of readEvents(response)) {
      const told = JSON.parse(data);
      for (const outcome of told.sources ?? []) {
        entries.find((entry) => !entry.isSettled && entry.isNamed(outcome.name))?.settle(outcome);
      }
      if (event === "progress") {
        entries.find((entry) => entry.isNamed(told.source?.name))?.show("read", told.source.reason || "Read");
        this.#tell(STAGES.get(told.stage) ?? told.stage, told.done, told.total);
      } else if (event === "error") {
        throw failureOf(told, 500);
      } else if (event === "done") {
        const rest = told.sources.filter((/** @type {Outcome} */ { name }) => !entries.some((entry) => entry.isNamed(name)));
        entries.filter((entry) => !entry.isSettled).forEach((entry, place) => entry.settle(rest[place] ?? rest.at(-1)));
        return;
      }
    }
    throw new Failure("The connection broke.", "See whether it is in the list before you try again.");
  }

  /**
   * @param {string} stage
   * @param {number} done
   * @param {number} total
   */
  #tell(stage, done, total) {
    this.#stage.textContent = stage;
    this.#bar.removeAttribute("value");
    if (total > 0) {
      this.#bar.max = total;
      this.#bar.value = done;
    }
  }
}

/** One file or page on its way. */
class Entry {
  isSettled = false;
  hasFailed = false;
  #name;
  #state = element("p", { class: "meta" });
  #rest = element("div");

  /**
   * @param {string} name
   * @param {File | null} file
   */
  constructor(name, file) {
    this.file = file;
    this.#name = name;
    this.element = element("li", {}, element("p", { class: "source-title" }, name), this.#state, this.#rest);
  }

  get address() {
    return this.#name;
  }

  /** @param {string | undefined} name as the library knows it */
  isNamed(name) {
    return this.#name.normalize() === name;
  }

  /**
   * @param {string} state
   * @param {string} text
   * @param {(() => void) | null} [again]
   */
  show(state, text, again = null) {
    this.hasFailed = state === "failed";
    this.element.className = `entry ${state}`;
    this.#state.textContent = text;
    this.#rest.replaceChildren(...(again ? [button("Try again", "", again)] : []));
  }

  /** @param {Outcome} outcome */
  settle({ status, reason, warnings }) {
    this.isSettled = true;
    this.show(status === "failed" ? "failed" : "done", OUTCOMES.get(status) ?? reason);
    this.#rest.append(...warnings.map((warning) => element("p", { class: "meta" }, asSentence(warning))));
  }
}

/** @param {Entry[]} entries */
function bodyOf(entries) {
  const headers = { Accept: "text/event-stream" };
  if (!entries[0].file) {
    return { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ url: entries[0].address }) };
  }
  const body = new FormData();
  entries.forEach(({ file }) => file && body.append("files", file));
  return { headers, body };
}

/** @param {unknown} error */
function sentences(error) {
  if (!(error instanceof Failure)) {
    console.error(error);
    return "Something went wrong on this page.";
  }
  return [error.message, error.hint].filter(Boolean).map(asSentence).join(" ");
}

/**
 * Ask before a document is removed.
 *
 * @param {string} title
 * @returns {Promise<boolean>}
 */
function confirmed(title) {
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "confirm", "aria-labelledby": "confirm-title" }));
  const keep = button("Keep it", "", () => dialog.close());
  const remove = button("Remove", "danger", () => dialog.close("remove"));
  dialog.append(
    element("h2", { id: "confirm-title" }, `Remove “${title}”?`),
    element("p", {}, "It will no longer be found or quoted. Its file can be added again."),
    element("div", { class: "choices" }, keep, remove),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "remove");
    });
  });
}
