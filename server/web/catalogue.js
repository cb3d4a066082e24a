/**
 * What the library holds: its documents, fetched once for each build of the library, and the kinds of their passages in
 * words. Both views of the library read it.
 *
 * @typedef {{id: string, key: string, title: string, authors: string[], url: string, licence: string, published: string,
 *   reviewed: string, format: string, kinds: Record<string, number>}} Summary
 */

import { reach } from "./api.js";

/** In the order in which a note is read. */
export const KINDS = new Map([
  ["anatomy", "Anatomy"],
  ["action", "Action"],
  ["symptoms", "Symptoms"],
  ["referral", "Referred pain"],
  ["causes", "Causes"],
  ["assessment", "Assessment"],
  ["technique", "Technique"],
  ["self-care", "Self-care"],
  ["exercise", "Exercise"],
  ["treatment", "Treatment"],
  ["safety", "Safety"],
  ["other", "Other"],
]);

let generation = "";
/** @type {Map<string, Summary>} */
let documents = new Map();

/**
 * The documents by id.
 *
 * @param {string} [wanted] the build of the library that they must be of; without, the newest
 */
export async function fetchCatalogue(wanted) {
  if (!wanted || wanted !== generation) {
    const found = await (await reach("/api/documents")).json();
    generation = found.generation;
    documents = new Map(found.documents.map((/** @type {Summary} */ each) => [each.id, each]));
  }
  return documents;
}

/**
 * A number with the noun it counts.
 *
 * @param {number} number
 * @param {string} noun
 */
export function counted(number, noun) {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}
