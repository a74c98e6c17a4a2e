/** The map in words: what it shows in the order of the distance. Pure: the same book and View give the same answer. */

import { chosenClusters, stated, visible } from "./filter.js";
import { azimuth, centroidOf, compass, metres } from "./geo.js";

/** @typedef {import("./view.js").View} View @typedef {[number, number]} Position longitude and latitude */

/**
 * A thing on the map. `metres` and `direction` lead to it from the origin: null and "" where its position is not known,
 * "" also where it is less than a metre away. `status` is null of a cluster. The distance is `notComputed` where one
 * of the two was put where the other is.
 * @typedef {{id: string, record: any, status: string|null, metres: number|null, direction: string, notComputed: boolean}} Line
 *
 * Where distances are measured from: the key of the words that say so, the name they need, and the position.
 * @typedef {{key: string, name: string, at: Position}} Origin
 */

const TOGETHER = 5; // metres within which two things are in one place: as in content/nearest.py

/**
 * Where distances are measured from: what is selected, the point itself or where the name of an area stands; else the
 * centre of the clusters of the filter, or of the district.
 * @param {any} book @param {View} view @returns {Origin}
 */
export function origin(book, view) {
  const record = book.index.get(view.selected);
  if (record && record.type === "point" && record.lon !== null) return { key: "twin.from-place", name: record.name, at: [record.lon, record.lat] };
  if (record && (record.type === "cluster" || record.type === "subdistrict")) return { key: "twin.from-area", name: record.name, at: record.label };
  const middle = view.clusters.length ? centroidOf(chosenClusters(book, view)) : null;
  return middle ? { key: "twin.from-clusters", name: "", at: middle } : { key: "twin.from-district", name: "", at: book.district.centre };
}

/**
 * What the map of a page shows, nearest first, then what has no position.
 * @param {any} book @param {View} view @param {string[]} kinds @returns {Line[]}
 */
export function nearestFirst(book, view, kinds) {
  const { at } = origin(book, view);
  const from = book.index.get(view.selected);
  const lines = chosenClusters(book, view).map((cluster) => line(cluster, null, at, cluster.label));
  for (const point of book.points) {
    if (visible(point, view, kinds)) lines.push(line(point, stated(point, view), at, point.lon === null ? null : [point.lon, point.lat]));
  }
  for (const one of lines) one.notComputed = Boolean(from && from !== one.record && from.type === "point" && one.record.type === "point" && (from.stands_in || one.record.stands_in) && one.metres !== null && one.metres < TOGETHER);
  const away = (/** @type {Line} */ one) => (one.metres === null ? Infinity : one.metres);
  return lines.map((one, number) => ({ one, number })).sort((a, b) => (away(a.one) === away(b.one) ? a.number - b.number : away(a.one) - away(b.one))).map(({ one }) => one);
}

/** How many things that are. @param {any} book @param {View} view @param {string[]} kinds */
export function shownOn(book, view, kinds) {
  return chosenClusters(book, view).length + book.points.filter((/** @type {any} */ point) => visible(point, view, kinds)).length;
}

/** @param {any} record @param {string|null} status @param {Position} from @param {Position|null} to @returns {Line} */
function line(record, status, from, to) {
  if (!to) return { id: record.id, record, status, metres: null, direction: "", notComputed: false };
  const length = metres(from, to);
  return { id: record.id, record, status, metres: length, direction: length < 1 ? "" : compass(azimuth(from, to)), notComputed: false };
}
