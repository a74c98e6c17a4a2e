/** What a View shows. Pure: the same book and View give the same answer. */

import { meets } from "./facets.js";
import { shines } from "./lights.js";

/** @typedef {import("./view.js").View} View */

/** @type {Record<string, string>} what a figure's status means for a place */
const ON_THE_GROUND = { reported: "existing", target: "planned" };

/**
 * Whether something of a status is shown; what has none always is.
 * @param {string|null|undefined} status @param {View} view
 */
export function shows(status, view) {
  return !status || !view.without.includes(ON_THE_GROUND[status] || status);
}

/**
 * The status of a fact, an entry or a point at the time the reader looks at: that of the release, or the latest that is
 * known; null where it has none.
 * @param {any} record @param {View} view @returns {any}
 */
export function stated(record, view) {
  return (view.time === "now" && record.now) || record.status;
}

/**
 * Whether the map shows a point, or a list does: one without a position is in no cluster's list.
 * @param {any} point @param {View} view @param {string[]} kinds those of the page
 */
export function visible(point, view, kinds) {
  return (
    kinds.includes(point.kind) &&
    !view.hidden.includes(point.kind) &&
    !view.without.includes(stated(point, view)) &&
    passesFilters(point, view) &&
    (view.clusters.length === 0 || clustersOf(point).some((one) => view.clusters.includes(one)))
  );
}

/** Whether a point passes the filters of the office's own data. @param {any} point @param {View} view */
export const passesFilters = (point, view) => meets(point, view.where) && shines(point, view);

/** The clusters something lies in: a point in one, a line or an area in each that it passes. @param {any} point @returns {string[]} */
export function clustersOf(point) {
  return point.passes && point.passes.length ? point.passes : point.cluster ? [point.cluster] : [];
}

/** @param {any[]} points */
export const located = (points) => points.filter((point) => point.lon !== null);

/** @param {any[]} points */
export const unlocated = (points) => points.filter((point) => point.lon === null);

/** The clusters of the filter, all where there is none. @param {any} book @param {View} view @returns {any[]} */
export function chosenClusters(book, view) {
  return view.clusters.length ? book.clusters.filter((/** @type {any} */ one) => view.clusters.includes(one.id)) : book.clusters;
}

/**
 * The record whose card a page shows: what is selected; where nothing is, the only cluster of the filter, on a page
 * that lists the clusters. Undefined where there is none.
 * @param {any} book @param {View} view @param {any} page
 */
export function carded(book, view, page) {
  const alone = view.clusters.length === 1 && page.panel.includes("clusters") ? view.clusters[0] : "";
  return book.index.get(view.selected) || book.index.get(alone);
}

/**
 * How many places (stations aside) the clusters and the kinds have under a View, for the legend that filters.
 * A cluster is counted with all others on as well, a kind with those of the clusters chosen. Stations beyond the district
 * are none of its own.
 * @param {any} book @param {View} view @param {string[]} kinds
 * @returns {{clusters: Map<string, number>, kinds: Map<string, number>, shown: number, total: number, nowhere: number, stations: number, beyond: number}}
 */
export function counts(book, view, kinds) {
  /** @type {Map<string, number>} */
  const clusters = new Map();
  /** @type {Map<string, number>} */
  const byKind = new Map();
  let shown = 0;
  let nowhere = 0;
  let total = 0;
  let stations = 0;
  let beyond = 0;
  for (const point of book.points) {
    if (!kinds.includes(point.kind)) continue;
    const station = point.kind === book.station;
    if (!station) total += 1;
    if (view.without.includes(stated(point, view)) || !passesFilters(point, view)) continue;
    const lies = clustersOf(point);
    const among = view.clusters.length === 0 || lies.some((one) => view.clusters.includes(one));
    if (point.outside) {
      if (among && !view.hidden.includes(point.kind)) beyond += 1;
      continue;
    }
    if (point.lon !== null && among) byKind.set(point.kind, (byKind.get(point.kind) || 0) + 1);
    if (view.hidden.includes(point.kind)) continue;
    if (station) stations += Number(among);
    else if (point.lon === null) nowhere += Number(among);
    else {
      for (const one of lies) clusters.set(one, (clusters.get(one) || 0) + 1);
      if (among) shown += 1;
    }
  }
  return { clusters, kinds: byKind, shown, total, nowhere, stations, beyond };
}

/** The page of a book; the first where it has none of this name. @param {any} book @param {string} id @returns {any} */
export function pageOf(book, id) {
  return book.pages.find((/** @type {any} */ page) => page.id === id) || book.pages[0];
}

/**
 * What a View must become so that a record is seen: a thing that was searched for is not left hidden by a filter.
 * @param {any} book @param {View} view @param {string} id @returns {Partial<View>}
 */
export function reveal(book, view, id) {
  const record = book.index.get(id);
  if (!record) return { selected: id };
  const cluster = record.type === "cluster" ? id : record.cluster;
  const point = record.type === "point";
  const lies = point ? clustersOf(record) : cluster ? [cluster] : [];
  const away = lies.length > 0 && view.clusters.length > 0 && !lies.some((one) => view.clusters.includes(one));
  return {
    selected: id,
    clusters: away ? book.clusters.map((/** @type {any} */ one) => one.id).filter((/** @type {string} */ one) => one === cluster || view.clusters.includes(one)) : view.clusters,
    hidden: point ? view.hidden.filter((kind) => kind !== record.kind) : view.hidden,
    without: shows(stated(record, view), view) ? view.without : [],
    where: point && !meets(record, view.where) ? [] : view.where,
    lights: point && !shines(record, view) ? [] : view.lights,
    ask: "",
    at: "",
  };
}
