/** What the release says: facts and entries of a book, as far as a View shows them. */

import { shows, stated } from "./filter.js";

/** @typedef {import("./view.js").View} View */

/**
 * The records of these ids, without those the book does not know.
 * @param {any} book @param {string[]} ids @returns {any[]}
 */
export function named(book, ids) {
  return ids.map((id) => book.index.get(id)).filter(Boolean);
}

/**
 * What the tag beside an entry says at the time the reader looks at; null where it has none.
 * @param {any} entry @param {View} view @returns {string|null}
 */
export function tagged(entry, view) {
  return view.time === "now" ? entry.tag_now : entry.tag;
}

/** Facts of which somebody asks; the others are kept for the proof only. @param {any} fact */
export const listed = (fact) => fact.listed !== false;

/**
 * Whether a figure is one of the whole district where it stands under the name of these clusters.
 * @param {any} fact @param {any[]} clusters
 */
export function ofDistrict(fact, clusters) {
  return clusters.length > 0 && clusters.every((one) => !one.facts.includes(fact.id) || one.of_district.includes(fact.id));
}

/**
 * Whether a View shows a fact, an entry or a point as far as its status goes.
 * @param {any} record @param {View} view
 */
export function isShown(record, view) {
  return shows(stated(record, view), view);
}
