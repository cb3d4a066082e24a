/**
 * A small box beside the words it belongs to: the quote behind a number, the plain words for a term. One is open at a
 * time. It comes when the pointer has moved to its opener and rests, or the keyboard reaches it, stays while the pointer is on it, and
 * Escape takes it away. It holds nothing that can be chosen: what can be done is done by the opener.
 */

import { element } from "./dom.js";

const REST = 120; // milliseconds that a pointer rests before the box comes
const LEAVE = 220; // and that it may take on its way from the opener to the box
const GAP = 8; // pixels between the box and the words, and the edge of the window

const box = element("div", { id: "bubble", class: "bubble", popover: "manual" });
/** @type {HTMLElement | null} */
let owner = null;
/** @type {HTMLElement | null} */
let left = null; // the opener that was chosen last
let timer = 0;

/**
 * Give an opener its box.
 *
 * @param {HTMLElement} opener
 * @param {() => Node[]} render what stands in the box
 * @param {{opensMore?: boolean}} [how] whether choosing the opener shows something else, before which the box gives way
 */
export function attachBubble(opener, render, { opensMore = false } = {}) {
  const show = () => owner !== opener && showBubble(opener, render());
  opener.addEventListener("pointermove", ({ pointerType }) => pointerType === "mouse" && later(show, REST));
  opener.addEventListener("pointerleave", leave);
  opener.addEventListener("focus", () => {
    const isBack = left === opener; // from what it opened
    left = null;
    if (!isBack && opener.matches(":focus-visible")) {
      show();
    }
  });
  opener.addEventListener("blur", () => owner === opener && hideBubble());
  if (opensMore) {
    opener.addEventListener("click", () => {
      left = opener;
      hideBubble();
    });
  }
}

/**
 * Show the box now.
 *
 * @param {HTMLElement} opener
 * @param {Node[]} content
 * @param {{isSpoken?: boolean}} [how] whether screen readers say what stands in it
 */
export function showBubble(opener, content, { isSpoken = false } = {}) {
  hideBubble();
  if (!opener.isConnected) {
    return; // it has gone while the pointer rested
  }
  owner = opener;
  const holder = element("div", isSpoken ? { role: "status" } : {});
  box.replaceChildren(holder);
  (opener.closest("dialog, main") ?? document.body).append(box); // behind an open dialog it could not be reached
  box.showPopover();
  holder.append(...content); // a status that is filled already when it comes is not read out
  place();
}

export function hideBubble() {
  clearTimeout(timer);
  if (owner) {
    owner.ariaExpanded &&= "false";
    owner = null;
    box.remove();
  }
}

/** @param {HTMLElement} opener */
export function isShownFor(opener) {
  return owner === opener;
}

/**
 * @param {() => void} what
 * @param {number} milliseconds
 */
function later(what, milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(what, milliseconds);
}

function leave() {
  if (owner?.ariaExpanded === "true") {
    clearTimeout(timer); // it was asked for, and stays until it is sent away
  } else {
    later(hideBubble, LEAVE);
  }
}

/** Below the words where there is room, above them where there is not, and never beyond the edges of the window. */
function place() {
  if (!owner) {
    return;
  }
  const [words] = owner.getClientRects();
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  if (!words || words.bottom < 0 || words.top > clientHeight) {
    hideBubble();
    return;
  }
  const below = words.bottom + GAP;
  const top = below + height <= clientHeight ? below : Math.max(words.top - height - GAP, GAP);
  const left = Math.min(words.left + words.width / 2 - width / 2, clientWidth - width - GAP);
  box.style.setProperty("--x", `${Math.max(left, GAP)}px`);
  box.style.setProperty("--y", `${top}px`);
}

box.addEventListener("pointerenter", () => clearTimeout(timer));
box.addEventListener("pointerleave", leave);
addEventListener("scroll", place, { capture: true, passive: true });
addEventListener("resize", place);
addEventListener("beforeprint", hideBubble);
document.addEventListener("pointerdown", ({ target }) => {
  if (owner && !owner.contains(/** @type {Node} */ (target)) && !box.contains(/** @type {Node} */ (target))) {
    hideBubble();
  }
});
addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && owner) {
      event.preventDefault(); // and nothing behind it is closed
      hideBubble();
    }
  },
  { capture: true },
);
