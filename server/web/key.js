/**
 * The key of a server that asks for one. The person is asked for it once; the browser keeps it until the tab is closed.
 */

import { byId } from "./dom.js";

const NAME = "palpate.key";

let key = stored();
/** @type {Promise<boolean> | null} */
let asking = null;

/** The key as far as it is known, "" where it is not. */
export function currentKey() {
  return key;
}

/**
 * Ask for another key than the one that was refused; whether there is one now. Who comes while the dialog is open waits
 * for what is said in it.
 *
 * @param {string} refused
 */
export function askForKey(refused) {
  if (key !== refused) {
    return Promise.resolve(true);
  }
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

/** @returns {Promise<boolean>} */
function ask() {
  /** @type {HTMLDialogElement} */
  const dialog = byId("key-dialog");
  /** @type {HTMLFormElement} */
  const form = byId("key-form");
  /** @type {HTMLInputElement} */
  const field = byId("key");
  byId("key-note").textContent = key ? "That key was not accepted." : "";
  field.value = "";
  dialog.showModal();
  return new Promise((resolve) => {
    let isGiven = false;
    form.onsubmit = (event) => {
      event.preventDefault();
      isGiven = true;
      keep(field.value.trim());
      dialog.close();
    };
    byId("key-cancel").onclick = () => dialog.close();
    dialog.onclose = () => resolve(isGiven);
  });
}

/** @param {string} given */
function keep(given) {
  key = given;
  try {
    sessionStorage.setItem(NAME, given);
  } catch {} // storage may be switched off
}

function stored() {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}
