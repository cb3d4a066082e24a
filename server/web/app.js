/**
 * Palpate's page: puts the form, the thread and the source reader together. Nothing is stored but the audience that was
 * chosen and, while the tab is open, the thread; nothing is fetched from anywhere but this server.
 */

import { fetchExamples } from "./api.js";
import { button, byId, element, TOUCH } from "./dom.js";
import { whenSent } from "./early.js";
import { Reader } from "./reader.js";
import { countCodePoints } from "./text.js";
import { QUESTION_LIMIT, Thread } from "./thread.js";
import { Views } from "./views.js";

const COUNTED_FROM = 3_500;
const STORED_AUDIENCE = "palpate.audience";
const AUDIENCES = ["client", "therapist"];

/** @type {HTMLFormElement} */
const form = byId("ask");
/** @type {HTMLTextAreaElement} */
const field = byId("question");
const note = byId("question-note");
const sendButton = byId("send");
const stopButton = byId("stop");
const newConversation = byId("new-conversation");
const announcer = byId("announcer");
const examples = byId("examples");
const STICKING = { "--head": byId("top"), "--foot": byId("standing"), "--dock": form };

const observer = new ResizeObserver(measure);
let silence = 0; // the timer that empties the announcer

const reader = new Reader({ focus: (options) => views.rest().focus(options) });
const thread = new Thread(byId("thread"), {
  open: (place, opener, others, generation) => reader.open(place, opener, others, generation),
  announce,
  urgent: () => reader.uncover(),
  busy: showBusy,
  edit: (question) => {
    field.value = question;
    showCount();
    focusField();
    form.scrollIntoView({ block: "nearest" });
  },
});

/* The views: the others are loaded when they are first wanted, so that one can ask the sooner. */

/** @type {import("./lookup.js").Page} */
const page = {
  open: (...place) => reader.open(...place),
  announce,
  audience,
  urgent: () => reader.uncover(),
};
const views = new Views(
  [
    { name: "answers", title: "", skip: "Skip to the question", rest: "question" },
    {
      name: "look-up",
      title: "Look up",
      skip: "Skip to the search",
      rest: "query",
      load: async () => new (await import("./lookup.js")).LookUp(byId("view-look-up"), page),
    },
    {
      name: "library",
      title: "Library",
      skip: "Skip to the documents",
      rest: "find-document",
      load: async () => new (await import("./library.js")).LibraryView(byId("view-library"), page),
    },
  ],
  reader,
);

/** @param {string} question */
function ask(question) {
  announce("");
  showBegun(true);
  measure(); // the box may just have shrunk
  return thread.ask(question, audience()).heading;
}

/** The window stays where it is, as a notice may stand in it. */
function focusField() {
  field.focus({ preventScroll: true });
}

function send() {
  if (thread.isBusy) {
    announce("Wait for the answer, or stop it.");
    return;
  }
  if (!field.value.trim()) {
    note.textContent = "Write a question first.";
    focusField();
    return;
  }
  const question = field.value.trim();
  field.value = "";
  showCount();
  const heading = ask(question); // one that is too long too: the server looks at it for urgent signs and then refuses
  if (TOUCH.matches) {
    heading.focus({ preventScroll: true });
  }
}

/** @param {boolean} hasBegun */
function showBegun(hasBegun) {
  document.body.classList.toggle("begun", hasBegun);
  byId("welcome").hidden = hasBegun;
  newConversation.hidden = !hasBegun;
  examples.hidden = true;
  field.placeholder = hasBegun ? "Ask another question" : "For example: why does my hip hurt when I lie on it?";
}

/** @param {boolean} isBusy */
function showBusy(isBusy) {
  const hadFocus = document.activeElement === sendButton || document.activeElement === stopButton;
  sendButton.hidden = isBusy;
  stopButton.hidden = !isBusy;
  if (hadFocus) {
    (isBusy ? stopButton : TOUCH.matches ? sendButton : field).focus({ preventScroll: true });
  }
}

function showCount() {
  const count = countCodePoints(field.value);
  const isTooLong = count > QUESTION_LIMIT;
  note.textContent =
    count < COUNTED_FROM ? "" : `${count.toLocaleString("en-GB")} of ${QUESTION_LIMIT.toLocaleString("en-GB")} characters`;
  note.classList.toggle("over", isTooLong);
  field.setAttribute("aria-invalid", String(isTooLong));
}

/**
 * Have screen readers say something, once: the words are taken away again, so that nobody meets them a second time.
 *
 * @param {string} text
 */
function announce(text) {
  announcer.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => announcer.replaceChildren(), 20_000);
}

function audience() {
  return new FormData(form).get("audience")?.toString() ?? AUDIENCES[0];
}

function restoreAudience() {
  let stored = null;
  try {
    stored = localStorage.getItem(STORED_AUDIENCE);
  } catch {} // storage may be switched off
  for (const choice of form.querySelectorAll("input[name=audience]")) {
    const input = /** @type {HTMLInputElement} */ (choice);
    input.checked = input.value === (AUDIENCES.includes(stored ?? "") ? stored : AUDIENCES[0]);
    input.addEventListener("change", keepAudience);
  }
}

function keepAudience() {
  try {
    localStorage.setItem(STORED_AUDIENCE, audience());
  } catch {}
  showExamples();
}

async function showExamples() {
  const wanted = audience();
  const questions = await fetchExamples(wanted).catch(() => []); // one can ask without
  if (wanted !== audience() || document.body.classList.contains("begun")) {
    return;
  }
  const buttons = questions.map((question) => button(question, "example", () => ask(question).focus({ preventScroll: true })));
  byId("example-list").replaceChildren(...buttons.map((each) => element("li", {}, each)));
  examples.hidden = !questions.length;
}

function startAnew() {
  if (document.querySelector("dialog[open]")) {
    reader.close();
  }
  thread.forget();
  announce("");
  showBusy(false);
  showBegun(false);
  showExamples();
  (TOUCH.matches ? byId("welcome-heading") : field).focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** What sticks to the head and the foot of the window covers what lies behind; to scroll clear of it, measure it. */
function measure() {
  for (const [name, { offsetHeight }] of Object.entries(STICKING)) {
    document.documentElement.style.setProperty(name, `${offsetHeight}px`);
  }
}

field.addEventListener("input", showCount);
stopButton.addEventListener("click", () => thread.stop());
newConversation.addEventListener("click", startAnew);

restoreAudience();
showBegun(thread.restore());
Object.values(STICKING).forEach((each) => observer.observe(each));
showExamples();
views.start();
measure();
thread.showLast();
whenSent(send);
performance.mark("whole"); // for bench/page.py
