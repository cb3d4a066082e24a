/**
 * Counting text. The server counts characters as Unicode code points, JavaScript as UTF-16 units: an emoji is one of
 * the former and two of the latter, so every offset and every limit that crosses the wire is converted here.
 */

/** @param {string} text */
export function countCodePoints(text) {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

/**
 * The first `limit` code points of a text.
 *
 * @param {string} text
 * @param {number} limit
 */
export function cut(text, limit) {
  return text.length <= limit ? text : Array.from(text).slice(0, limit).join("");
}

/**
 * The beginning of a text on one line, with an ellipsis where it is not all.
 *
 * @param {string} text
 * @param {number} limit code points
 */
export function beginning(text, limit) {
  const line = oneLine(text);
  const start = cut(line, limit);
  return start === line ? line : `${start.replace(/ \S{0,20}$/, "")}…`;
}

/**
 * A text as a sentence of its own: a capital first and a full stop at the end.
 *
 * @param {string} text
 */
export function asSentence(text) {
  const words = text.trim();
  return words.charAt(0).toUpperCase() + words.slice(1) + (/[^.!?…]$/.test(words) ? "." : "");
}

/**
 * A function from an offset in code points to the offset in UTF-16 units of the same place in this text.
 *
 * @param {string} text
 * @returns {(codePoints: number) => number}
 */
export function unitOffsets(text) {
  if (!/[\uD800-\uDBFF]/.test(text)) {
    return (offset) => offset;
  }
  const offsets = [];
  let unit = 0;
  for (const character of text) {
    offsets.push(unit);
    unit += character.length;
  }
  return (offset) => offsets[offset] ?? unit;
}

/**
 * A text with its white space made single spaces.
 *
 * @param {string} text
 */
export function oneLine(text) {
  return text.trim().replace(/\s+/g, " ");
}

/**
 * Whether two texts differ in more than white space.
 *
 * @param {string} one
 * @param {string} other
 */
export function differ(one, other) {
  return oneLine(one) !== oneLine(other);
}

/**
 * The day of an ISO date, with or without a time, as people read it; what is no such date is given back as it came.
 *
 * @param {string} date
 */
export function readableDate(date) {
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(date) || Number.isNaN(Date.parse(date))) {
    return date;
  }
  return new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/**
 * What a contact's number leads to: a call, or a message where it says what to write ("text SHOUT to 85258"); "" where it
 * is neither.
 *
 * @param {string} number
 */
export function callLink(number) {
  const [, word, to] = /^text (\w+) to (\d+)$/.exec(number) ?? [];
  if (word) {
    return `sms:${to}?&body=${word}`; // telephones differ in which of the two signs they want
  }
  const digits = number.replace(/[\s().-]/g, "");
  return /^\+?\d{2,}$/.test(digits) ? `tel:${digits}` : "";
}

/**
 * How many of a thing there are, in words for the first.
 *
 * @param {number} count
 * @param {string} name in the singular
 */
export function counted(count, name) {
  return count === 1 ? `one ${name}` : `${count} ${name}s`;
}

/**
 * A number of seconds as people wait for them.
 *
 * @param {number} seconds
 */
export function waitingTime(seconds) {
  if (seconds < 90) {
    return `in ${seconds === 1 ? "a second" : `${seconds} seconds`}`;
  }
  const at = new Date(Date.now() + seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `in ${Math.round(seconds / 60)} minutes, at ${at}`;
}
