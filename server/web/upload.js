/**
 * Adding and removing documents, for whoever has the admin key. The key stays in memory until the page is closed or
 * loaded anew, and travels in a header only. Files go one after the other, each with its own progress and its own error.
 */

import { Failure, failureOf, readEvents, reach } from "./api.js";
import { button, element } from "./dom.js";
import { asSentence } from "./text.js";

const PLAIN = /^[\x21-\x7e]+$/; // what a header can carry

/** The key, what is done with it, and the forms for it. */
export class Keeper {
  element = element("details", { class: "keeper" }, element("summary", {}, "Add and remove documents"));
  #key = "";
  #onChange;
  #announce;
  #note = element("p", { class: "key-note", role: "alert" });
  #queue = element("ul", { class: "queue" });
  #last = Promise.resolve();

  /**
   * @param {() => Promise<void>} onChange the library, or who may change it, is another now
   * @param {(text: string) => void} announce
   */
  constructor(onChange, announce) {
    this.#onChange = onChange;
    this.#announce = announce;
    this.#askKey("");
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
    try {
      await this.#send(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
    } catch (error) {
      this.#say(sentences(error));
      return false;
    }
    this.#say(`Removed: ${title}`);
    await this.#onChange();
    return true;
  }

  /**
   * @param {string} path
   * @param {RequestInit} options
   */
  async #send(path, options) {
    const headers = { ...options.headers, Authorization: `Bearer ${this.#key}` };
    try {
      return await reach(path, { ...options, headers });
    } catch (error) {
      if (error instanceof Failure && (error.status === 401 || error.status === 403)) {
        this.#lock(sentences(error));
      }
      throw error;
    }
  }

  /** @param {string} why */
  #lock(why) {
    this.#key = "";
    this.#askKey(why);
    this.#onChange();
  }

  /** @param {string} why what was wrong with the key before */
  #askKey(why) {
    const attributes = { id: "admin-key", class: "field", type: "password", autocomplete: "off", spellcheck: "false" };
    const field = /** @type {HTMLInputElement} */ (element("input", attributes));
    const enter = element("button", { type: "submit", class: "button" }, "Enter");
    const hint = element("p", { class: "meta" }, "It is forgotten when this page is closed or loaded again.");
    const form = element("form", { class: "key" }, element("label", { for: "admin-key" }, "Admin key"), field, enter, hint, this.#note);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const key = field.value.trim();
      if (PLAIN.test(key)) {
        this.#unlock(key);
      } else {
        this.#say(key ? "A key has no spaces, accents or other alphabets." : "Enter the key first.");
        field.focus();
      }
    });
    this.#show(form);
    this.#say(why);
  }

  /** @param {string} key */
  #unlock(key) {
    this.#key = key;
    const picker = /** @type {HTMLInputElement} */ (element("input", { type: "file", multiple: "", id: "files" }));
    const drop = element("label", { class: "drop", for: "files" }, element("strong", {}, "Choose files"), " or drop them here", picker);
    picker.addEventListener("change", () => {
      this.#add([...(picker.files ?? [])]);
      picker.value = "";
    });
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#add([...(event.dataTransfer?.files ?? [])]);
    });
    const forget = button("Forget the key", "quiet", () => this.#lock(""));
    this.#show(drop, this.#queue, this.#note, forget);
    this.#say("");
    picker.focus();
    this.#onChange();
  }

  /** @param {...HTMLElement} parts */
  #show(...parts) {
    const [summary] = this.element.children;
    this.element.replaceChildren(summary, ...parts);
  }

  /** @param {string} text */
  #say(text) {
    this.#note.textContent = text;
  }

  /** @param {File[]} files */
  #add(files) {
    for (const file of files) {
      const entry = new Entry(file, () => this.#enqueue(entry));
      this.#queue.append(entry.element);
      this.#enqueue(entry);
    }
  }

  /** @param {Entry} entry */
  #enqueue(entry) {
    entry.wait();
    this.#last = this.#last.then(() => this.#upload(entry));
  }

  /** @param {Entry} entry */
  async #upload(entry) {
    const body = new FormData();
    body.append("file", entry.file);
    try {
      const headers = { Accept: "text/event-stream" };
      const response = await this.#send("/api/documents", { method: "POST", headers, body });
      await follow(response, entry);
    } catch (error) {
      entry.fail(sentences(error));
      this.#announce(`${entry.file.name}: ${sentences(error)}`);
      return;
    }
    this.#announce(`${entry.file.name} is in the library.`);
    await this.#onChange();
  }
}

/** One file on its way. */
class Entry {
  #state = element("p", { class: "meta" });
  #bar = /** @type {HTMLProgressElement} */ (element("progress", { "aria-label": "Progress" }));
  #again;

  /**
   * @param {File} file
   * @param {() => void} onAgain
   */
  constructor(file, onAgain) {
    this.file = file;
    this.#again = button("Try again", "", onAgain);
    const name = element("p", { class: "source-title" }, file.name);
    this.element = element("li", {}, element("div", {}, name, this.#state), this.#bar, this.#again);
  }

  wait() {
    this.#set("waiting", "Waiting", true);
    this.#bar.removeAttribute("value");
  }

  /**
   * @param {string} stage
   * @param {number} done
   * @param {number} total 0 where it is not known
   */
  progress(stage, done, total) {
    this.#set("running", asSentence(stage).slice(0, -1), true);
    if (total > 0) {
      this.#bar.max = total;
      this.#bar.value = done;
    }
  }

  /** @param {string} text */
  finish(text) {
    this.#set("done", text, false);
  }

  /** @param {string} text */
  fail(text) {
    this.#set("failed", text, false);
    this.#again.hidden = false;
  }

  /**
   * @param {string} state
   * @param {string} text
   * @param {boolean} isRunning
   */
  #set(state, text, isRunning) {
    this.element.className = `entry ${state}`;
    this.#state.textContent = text;
    this.#bar.hidden = !isRunning;
    this.#again.hidden = true;
  }
}

/**
 * Show what the server says about a file until it is in the library.
 *
 * @param {Response} response
 * @param {Entry} entry
 */
async function follow(response, entry) {
  for await (const { event, data } of readEvents(response)) {
    const content = JSON.parse(data);
    if (event === "error") {
      throw failureOf(content, 500);
    }
    if (event === "progress") {
      entry.progress(content.stage, content.done ?? 0, content.total ?? 0);
    }
    if (event === "done") {
      entry.finish("In the library");
      return;
    }
  }
  throw new Failure("The connection broke.", "Look whether it is in the list, or try again.");
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
