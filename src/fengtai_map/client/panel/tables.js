/** The tables under the map: the places of a page, and the clusters with what is counted of them. */

import { within } from "./area_card.js";
import { h, show } from "../dom/dom.js";
import { stated, visible } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { choose } from "../parts/lists.js";
import { lightColumn } from "./projects.js";
import { isShown, listed, named } from "../view/shown_records.js";
import { disc, symbol } from "../dom/symbol.js";
import { table } from "../parts/table.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part @typedef {import("../parts/table.js").Column} Column */

/** The places of the page, stations aside, in its own columns; where the filter leaves none it says so. @type {import("./panel.js").Section} */
export function placetable(context) {
  return drawn(context, "table", places);
}

/** @param {Context} context @returns {Part} */
function places(context) {
  const { book, page, w } = context;
  const points = book.points.filter((/** @type {any} */ point) => page.kinds.includes(point.kind) && point.kind !== book.station);
  const made = table(context, page.title, points, [...columns(context), ...(points.some((/** @type {any} */ point) => point.progress) ? [lightColumn(context)] : [])], (id) => choose(context, id));
  const none = h("p", { class: "ft-note" }, w("table.none"));

  /** @param {Context} now */
  function draw(now) {
    show(none, made.draw(now, (point) => visible(point, now.view, page.kinds)) === 0);
    return points.length > 0;
  }
  return { node: h("div", { class: "ft-tablebox" }, made.node, none), draw };
}

/** The columns a page asks for. @param {Context} context @returns {Column[]} */
function columns({ book, page, w }) {
  const statuses = book.statuses.map((/** @type {any} */ one) => one.id);
  const cluster = (/** @type {any} */ point) => book.index.get(point.cluster) || { order: null };
  /** @type {Record<string, Omit<Column, "id"|"name">>} */
  const known = {
    name: { text: (point) => point.name, sign: (point, now) => symbol(book, point.kind, stated(point, now.view) || "") },
    kind: { text: (point) => point.kind_name },
    status: { text: (point, now) => w(`status.${stated(point, now.view)}`), rank: (point, now) => statuses.indexOf(stated(point, now.view)) },
    cluster: { text: (point) => point.cluster_name, rank: (point) => cluster(point).order },
    lines: { text: (point) => point.line_names },
    error: { number: true, text: (point) => point.error, rank: (point) => point.error_m },
  };
  return page.columns.map((/** @type {string} */ id) => Object.assign({ id, name: w(`table.${id}`) }, known[id]));
}

/** The clusters of the filter side by side: areas and counts. @type {import("./panel.js").Section} */
export function clustertable(context) {
  return drawn(context, "clustertable", clusters);
}

/** @param {Context} context @returns {Part} */
function clusters(context) {
  const { book, w, page, go } = context;
  const count = (/** @type {any[]} */ records, /** @type {Context} */ now) => records.filter((one) => isShown(one, now.view)).length;
  const points = new Map(book.clusters.map((/** @type {any} */ one) => [one.id, within(book, one)]));
  const of = (/** @type {any} */ cluster, /** @type {boolean} */ stations) => points.get(cluster.id).filter((/** @type {any} */ point) => (point.kind === book.station) === stations);
  /** @type {Record<string, Omit<Column, "id"|"name">>} */
  const known = {
    cluster: { text: (one) => one.name, rank: (one) => one.order, sign: (one) => disc(one) },
    area: { number: true, text: (one) => one.area_km2.toFixed(1), rank: (one) => one.area_km2 },
    subdistricts: { number: true, text: (one) => one.subdistricts.length },
    places: { number: true, text: (one, now) => count(of(one, false), now) },
    stations: { number: true, text: (one, now) => count(of(one, true), now) },
    facts: { number: true, text: (one, now) => count(named(book, one.facts).filter(listed), now) },
  };
  const all = Object.keys(known).map((id) => Object.assign({ id, name: w(id === "cluster" ? "kind.cluster" : `table.${id}`) }, known[id]));
  const made = table(context, page.title, book.clusters, all, (id) => go.select(id));
  return { node: h("div", { class: "ft-tablebox" }, made.node), draw: (now) => made.draw(now, (one) => now.view.clusters.length === 0 || now.view.clusters.includes(one.id)) > 0 };
}
