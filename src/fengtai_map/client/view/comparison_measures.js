/** What clusters are compared by, counted as a View shows it. Pure: the same as content/cluster_comparison.py, from the book. */

import { clustersOf } from "./filter.js";
import { near } from "./nearest.js";
import { isShown, listed } from "./shown_records.js";

/** @typedef {import("./view.js").View} View */

/**
 * A measure of one cluster. `share` is its part of the district's, `rank` its place among all clusters (equal values
 * share one, nothing has none), `near` what a distance leads to. All null where there is no such value.
 * @typedef {{value: number|null, share: number|null, rank: number|null, near: any}} Cell
 *
 * A measure across all clusters; `nowhere` counts those that lie in none: without a position, or beyond the district.
 * @typedef {{measure: any, total: number|null, nowhere: number, cells: Cell[]}} Row
 *
 * What a cluster holds, or the whole district: the same is counted of both. What lies beyond the district is in neither.
 * @typedef {{area: number, subdistricts: number, points: any[], facts: any[], entries: any[]}} Held
 */

/**
 * Every measure of every cluster, in the order of both.
 * @param {any} book @param {View} view @returns {Row[]}
 */
export function compared(book, view) {
  const district = all(book, view);
  const nowhere = book.points.filter((/** @type {any} */ point) => !point.cluster && isShown(point, view));
  /** @type {Held[]} */
  const held = book.clusters.map((/** @type {any} */ cluster) => inside(book, cluster, view));
  /** @type {Map<string, any[]>} */
  const distances = new Map(book.clusters.map((/** @type {any} */ cluster) => [cluster.id, near(book, cluster.id, view)]));
  return book.measures.map((/** @type {any} */ measure) => (measure.type === "nearest" ? distance(book, measure, distances) : counted(measure, held, district, nowhere)));
}

/** @param {any} book @param {View} view @returns {Held} */
function all(book, view) {
  const shown = (/** @type {any[]} */ records) => records.filter((record) => isShown(record, view));
  const points = shown(book.points).filter((point) => !point.outside);
  return { area: book.district.area_km2, subdistricts: book.subdistricts.length, points, facts: shown(book.facts).filter(listed), entries: shown(book.entries) };
}

/** @param {any} book @param {any} cluster @param {View} view @returns {Held} */
function inside(book, cluster, view) {
  const shown = (/** @type {string[]} */ ids) => ids.map((id) => book.index.get(id)).filter((record) => isShown(record, view));
  const points = book.points.filter((/** @type {any} */ point) => clustersOf(point).includes(cluster.id) && isShown(point, view));
  return { area: cluster.area_km2, subdistricts: cluster.subdistricts.length, points, facts: shown(cluster.facts), entries: shown(cluster.entries) };
}

/** @param {any} measure @param {Held} held */
function value(measure, held) {
  if (measure.type === "area") return held.area;
  if (measure.type === "subdistricts") return held.subdistricts;
  if (measure.type === "kind") return held.points.filter((point) => point.kind === measure.kind).length;
  if (measure.type === "lines") return new Set([].concat(...held.points.map((point) => point.lines))).size;
  return held[/** @type {"facts"|"entries"} */ (measure.type)].length;
}

/** @param {any} measure @param {Held[]} held @param {Held} district @param {any[]} nowhere @returns {Row} */
function counted(measure, held, district, nowhere) {
  const values = held.map((one) => value(measure, one));
  const total = value(measure, district);
  const ranks = ranked(values.map((one) => -one));
  const cells = values.map((one, at) => ({ value: one, share: measure.share && total ? one / total : null, rank: measure.rank ? ranks[at] : null, near: null }));
  return { measure, total, nowhere: nowhere.filter((point) => point.kind === measure.kind).length, cells };
}

/** @param {any} book @param {any} measure @param {Map<string, any[]>} distances @returns {Row} */
function distance(book, measure, distances) {
  const found = book.clusters.map((/** @type {any} */ cluster) => (distances.get(cluster.id) || []).find((one) => one.target === measure.target) || { nearest: null });
  const values = found.map((/** @type {any} */ one) => (one.nearest ? one.nearest.metres : null));
  const ranks = ranked(values);
  const cells = found.map((/** @type {any} */ one, /** @type {number} */ at) => ({ value: values[at], share: null, rank: ranks[at], near: one.nearest ? one : null }));
  return { measure, total: null, nowhere: 0, cells };
}

/**
 * How long the bars of a measure are, in hundredths of the longest among the clusters that are compared.
 * @param {Row} row @param {boolean[]} among @returns {number[]}
 */
export function shares(row, among) {
  const values = row.cells.map(({ value }, at) => (among[at] && value) || 0);
  const most = Math.max(...values) || 1;
  return values.map((one) => Math.round((1000 * one) / most) / 10);
}

/** The place of each value, the smallest first: one more than there are smaller ones; nothing has none. @param {(number|null)[]} values */
function ranked(values) {
  const known = values.filter((value) => value !== null);
  return values.map((value) => (!value ? null : 1 + known.filter((one) => Number(one) < value).length));
}

