/**
 * Addresses of documents and of places in them, as they stand after the # of the page's own. Offsets count code points,
 * as the server does.
 *
 * @typedef {{id: string, start: number, end: number}} Target end is 0 where the whole document is meant
 */

const START = "#document=";

/** @param {string} address */
export function isDocumentAddress(address) {
  return address.startsWith(START);
}

/**
 * @param {string} id
 * @param {{start: number, end: number}} [range]
 */
export function documentAddress(id, range) {
  return `${START}${encodeURIComponent(id)}${range ? `&at=${range.start}-${range.end}` : ""}`;
}

/**
 * @param {string} address
 * @returns {Target}
 */
export function readAddress(address) {
  const named = new URLSearchParams(address.slice(1));
  const [, start = "0", end = "0"] = /^(\d{1,9})-(\d{1,9})$/.exec(named.get("at") ?? "") ?? [];
  return { id: named.get("document") ?? "", start: Number(start), end: Number(end) };
}
