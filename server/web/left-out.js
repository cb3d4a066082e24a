/**
 * What a source held and the library does not: menus, footers and the like, each with why it was left out, for whoever
 * asks to see it.
 *
 * @import { SourceDocument } from "./api.js"
 */

import { element } from "./dom.js";
import { asSentence } from "./text.js";

/** @param {SourceDocument} source */
export function renderLeftOut({ dropped = [], warnings = [] }) {
  if (!dropped.length && !warnings.length) {
    return [element("p", { class: "left-out" }, "Nothing was left out when this was read.")];
  }
  const heading = `Left out when this was read (${dropped.length})`;
  const said = warnings.map((warning) => element("p", {}, asSentence(warning)));
  return [element("details", { class: "left-out" }, element("summary", {}, heading), ...said, ...renderDrops(dropped))];
}

/** @param {SourceDocument["dropped"]} dropped */
function renderDrops(dropped) {
  /** @type {Map<string, HTMLElement>} */
  const lists = new Map();
  for (const { reason, text } of dropped) {
    const list = lists.get(reason) ?? element("ul");
    lists.set(reason, list);
    list.append(element("li", {}, text));
  }
  return [...lists].flatMap(([reason, list]) => [element("h3", {}, asSentence(reason).slice(0, -1)), list]);
}
