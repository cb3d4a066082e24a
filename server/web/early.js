/**
 * The form before the rest of the page has come, which takes a while on a slow network: one can write at once, and what
 * is sent meanwhile is asked as soon as it can be. All else is in app.js.
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("question"));
const note = /** @type {HTMLElement} */ (document.getElementById("question-note"));
let isWaiting = false;
let send = () => {
  isWaiting = true;
  note.textContent = "One moment, the page is still loading.";
};

/**
 * Say what becomes of a question that is sent.
 *
 * @param {() => void} handler
 */
export function whenSent(handler) {
  send = handler;
  if (isWaiting) {
    handler();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
document.getElementById("whole")?.addEventListener("error", () => {
  note.textContent = "The page did not load whole. Load it again. In an emergency, call your local emergency number.";
});
performance.mark("usable"); // for bench/page.py
