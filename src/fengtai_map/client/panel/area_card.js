/** The cards of areas: a cluster with everything that is known of it, and a 街镇. */

import { card, cell, head, inside, notes, release } from "../parts/card_parts.js";
import { distances } from "./distances.js";
import { h, show, write } from "../dom/dom.js";
import { clustersOf } from "../view/filter.js";
import { still } from "../dom/memo.js";
import { counted } from "../view/lights.js";
import { chips, facts as pairs, writeLine } from "../parts/lists.js";
import { isShown } from "../view/shown_records.js";
import { disc } from "../dom/symbol.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/**
 * A cluster.
 * @param {Context} context @param {any} cluster @param {1|2} [level] of its heading @returns {Part}
 */
export function fullCluster(context, cluster, level = 1) {
  const below = level === 1 ? 2 : 3;
  const { book, w } = context;
  const points = within(book, cluster);
  const places = points.filter((point) => point.kind !== book.station);
  const top = head(context, cluster, disc(cluster), cluster.name, cluster.subdistrict_names.join(w("list.comma")), level);
  const named = (/** @type {string} */ key, /** @type {string[]} */ names) => (names.length ? w(key) + names.join(w("list.comma")) : "");
  return card(cluster, top, [
    numbers(context, cluster, points),
    release(context, cluster, below),
    inside(context, w("table.places"), places, below),
    distances(context, cluster, below),
    notes([named("cluster.aliases", cluster.aliases), named("cluster.contains", cluster.contains), cluster.note]),
  ]);
}

/** The points of a cluster, those of a kind together. @param {any} book @param {any} cluster @returns {any[]} */
export function within(book, cluster) {
  return book.points.filter((/** @type {any} */ point) => clustersOf(point).includes(cluster.id));
}

/** What is counted of a cluster, and of each kind how many. @param {Context} context @param {any} cluster @param {any[]} points @returns {Part} */
function numbers({ book, w }, cluster, points) {
  const stations = cell(0, w("card.unit-station"), w("table.stations"));
  const places = cell(0, w("card.unit-place"), w("table.places"));
  const share = w("compare.share", { share: `${Math.round(cluster.share * 100)}%` });
  const grid = h("div", { class: "ft-cells" },
    cell(cluster.area_km2.toFixed(1), w("talk.area-unit"), w("card.area"), share),
    cell(cluster.subdistricts.length, w("card.unit-subdistrict"), w("table.subdistricts")),
    stations,
    places,
  );
  const kinds = h("p", { class: "ft-quiet ft-counts ft-line" });
  const lights = h("p", { class: "ft-quiet ft-counts" });
  const node = h("div", {}, grid, kinds, lights);
  const first = (/** @type {any} */ one) => one.firstChild.firstChild;

  /** @param {Context} now */
  function draw(now) {
    const shown = points.filter((point) => isShown(point, now.view));
    const counts = book.kinds.map((/** @type {any} */ kind) => ({ kind, n: shown.filter((point) => point.kind === kind.id).length }));
    const own = counts.filter((/** @type {any} */ one) => one.n && one.kind.id !== book.station);
    const all = own.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.n, 0);
    first(stations).data = String(shown.length - all);
    first(places).data = String(all);
    writeLine(kinds, own.map((/** @type {any} */ one) => `${one.n === 1 ? one.kind.name : one.kind.several} ${one.n}`).join(" · "));
    write(lights, counted(book, shown));
    show(lights, Boolean(lights.textContent));
    show(kinds, own.length > 0);
    return true;
  }
  return { node, draw };
}

/** A 街镇. @param {Context} context @param {any} subdistrict @returns {Part} */
export function fullSubdistrict(context, subdistrict) {
  const top = head(context, subdistrict, null, subdistrict.name, subdistrict.kind_name);
  return card(subdistrict, top, [
    still(h("div", {}, chips(context, [subdistrict.cluster]), pairs(subdistrict.rows))),
    release(context, subdistrict),
    distances(context, subdistrict),
    notes(subdistrict.notes),
  ]);
}
