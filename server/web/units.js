/**
 * Which sentences of an answer belong together: those of one list, with what leads in to it, and the sentences of one of
 * its entries. Both what is shown and what is taken along go by this.
 *
 * @import { Citation, Sentence } from "./api.js"
 */

/** Told of one sentence after the other, it says how each stands to the one before. */
export class Units {
  #place = "";
  #end = -1;

  /**
   * @param {Sentence} sentence
   * @param {Citation | undefined} quoted the first that the sentence cites
   * @returns {{isNew: boolean, goesOn: boolean}} whether it begins a unit; whether it goes on with the entry before
   */
  next(sentence, quoted) {
    const group = sentence.role === "label" ? "labels" : sentence.group;
    const place = group === null ? "" : `${quoted?.document_id}:${group}`;
    const isNew = place === "" || place !== this.#place;
    const goesOn = !isNew && quoted?.start === this.#end + 1;
    this.#place = place;
    this.#end = quoted?.end ?? -1;
    return { isNew, goesOn };
  }
}
