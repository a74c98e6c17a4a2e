/** A card per cluster of the filter: the selected one, or the only one, with everything; the others briefly. */

import { fullCluster, within } from "./area_card.js";
import { comeIntoSight } from "./card.js";
import { h, replace, show, write } from "../dom/dom.js";
import { chosenClusters } from "../view/filter.js";
import { drawn, kept } from "../dom/memo.js";
import { isShown, listed, named } from "../view/shown_records.js";
import { disc } from "../dom/symbol.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** @type {import("./panel.js").Section} */
export function clustercards(context) {
  return drawn(context, "clustercards", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  /** @type {any[]} */
  const boxes = context.book.clusters.map((/** @type {any} */ cluster) => ({ cluster, brief: brief(context, cluster), node: h("li") }));
  const node = h("ul", { class: "ft-cards" }, boxes.map((box) => box.node));
  let open = "";

  /** @param {Context} now */
  function draw(now) {
    const chosen = chosenClusters(now.book, now.view);
    for (const { cluster, brief: short, node: box } of boxes) {
      const shown = chosen.includes(cluster);
      show(box, shown);
      if (!shown) continue;
      const selected = now.view.selected === cluster.id;
      const full = selected || chosen.length === 1;
      const part = full ? kept(now, `cluster-${cluster.id}`, () => fullCluster(now, cluster, 2)) : short;
      part.draw(now);
      if (box.firstChild !== part.node) replace(box, part.node);
      if (selected && open !== cluster.id) comeIntoSight(box);
    }
    open = now.view.selected;
    return chosen.length > 0;
  }
  return { node, draw };
}

/** A cluster in two lines. @param {Context} context @param {any} cluster @returns {Part} */
function brief(context, cluster) {
  const { book, w, go } = context;
  const points = within(book, cluster).filter((point) => point.kind !== book.station);
  const more = h("span", { class: "ft-more" });
  const about = h("small", {}, w("cluster.summary", { subdistricts: cluster.subdistricts.length, area: cluster.area_km2.toFixed(1) }));
  const button = h("button", { type: "button", class: "ft-brief", data: { id: cluster.id, cluster: cluster.id }, on: { click: () => go.select(cluster.id) } }, disc(cluster), h("span", { class: "ft-label" }, cluster.name), about, more);

  /** @param {Context} now */
  function draw(now) {
    const n = { places: points.filter((point) => isShown(point, now.view)).length, facts: named(book, cluster.facts).filter((one) => listed(one) && isShown(one, now.view)).length, entries: named(book, cluster.entries).filter((one) => isShown(one, now.view)).length };
    write(more, w("cluster.more", n));
    return true;
  }
  return { node: button, draw };
}
