/** Clusters side by side: a small map each at one scale, then every measure with share, rank and how it was computed. */

import { h, replace, set, show } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { phrases } from "../dom/phrases.js";
import { compared, shares } from "../view/comparison_measures.js";
import { printed } from "../view/nearest.js";
import { pageHead } from "./page_head.js";
import { disc } from "../dom/symbol.js";
import { grouped } from "../view/words.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part @typedef {import("../view/comparison_measures.js").Row} Row */

const EASY = [2, 3]; // as many clusters as are easily compared
const MEASURE = 160; // pixels: the column of the measures, see comparison.css
const COLUMN = 114; // pixels that a cluster needs at least
const BESIDE = 2; // as many as stand side by side on a phone; of more, each measure is a list, a line a cluster
const LEFT_OUT = encodeURIComponent("/*left-out*/").replace(/%2F/g, "/").replace(/%2A/g, "*"); // of content/small_maps.py

/** @type {import("./panel.js").Section} */
export function compare(context) {
  return drawn(context, "compare", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, w } = context;
  const advice = h("p", { class: "ft-hint" }, w("compare.choose"));
  const layer = book.layer ? h("p", { class: "ft-note" }, w("many.left-out", { n: grouped(book.layer.total) })) : null;
  /** @type {any[]} */
  const heads = book.clusters.map((/** @type {any} */ cluster) => columnHead(context, cluster));
  const rows = book.measures.map((/** @type {any} */ measure) => measureRow(context, measure));
  // The roles are given: a phone's style makes lists of the rows, and would take them away.
  const body = h("table", { class: "ft-compared", role: "table" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, h("th", { scope: "col", role: "columnheader" }, w("compare.measure")), heads.map((head) => head.node))),
    h("tbody", { role: "rowgroup" }, rows.map((/** @type {any} */ row) => row.node)),
  );
  const scroller = h("div", { class: "ft-sideways", tabindex: "0", role: "region", "aria-label": context.page.title }, body);
  const more = h("button", { type: "button", class: "ft-onward", hidden: true, on: { click: () => scroller.scrollBy({ left: scroller.clientWidth - MEASURE, behavior: "smooth" }) } }, w("compare.more"));
  const node = h("section", { class: "ft-comparison" }, pageHead(context), advice, layer, more, scroller);
  const look = () => show(more, scroller.scrollWidth - scroller.clientWidth - scroller.scrollLeft > 8);
  scroller.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(body);
  new ResizeObserver(fit).observe(scroller);
  let shown = "";
  let many = book.clusters.length;

  /** As many whole columns as there is room for: none is cut. */
  function fit() {
    const room = scroller.clientWidth - MEASURE;
    const columns = Math.max(1, Math.min(many, Math.floor(room / COLUMN)));
    body.style.setProperty("--ft-column", `${Math.ceil(room / columns)}px`);
  }

  /** @param {Context} now */
  function draw(now) {
    const { view } = now;
    const key = [view.clusters, view.without, [view.time]].map((part) => part.join()).join("|");
    if (key === shown) return true;
    shown = key;
    const among = book.clusters.map((/** @type {any} */ one) => view.clusters.length === 0 || view.clusters.includes(one.id));
    many = among.filter(Boolean).length;
    fit();
    body.style.setProperty("--ft-clusters", String(many));
    set(body, "data-form", many > BESIDE ? "lines" : "columns");
    show(advice, !EASY.includes(view.clusters.length));
    heads.forEach((head, at) => head.draw(among[at], view));
    compared(book, view).forEach((row, at) => rows[at].draw(row, among));
    return true;
  }
  return { node, draw };
}

/** Number, name and small map of a cluster. @param {Context} context @param {any} cluster */
function columnHead({ book, go }, cluster) {
  const picture = h("img", { alt: "", width: 200, height: 150 });
  const names = [h("span", { class: "ft-long" }, cluster.name), h("span", { class: "ft-short" }, cluster.short)];
  const press = h("button", { type: "button", data: { id: cluster.id, cluster: cluster.id }, on: { click: () => go.select(cluster.id) } }, disc(cluster), names);
  const printed = h("span", { class: "ft-on-paper", "aria-hidden": "true" }, disc(cluster), " ", phrases(cluster.name, book.lang));
  const node = h("th", { scope: "col", role: "columnheader", data: { cluster: cluster.id } }, press, printed, picture);

  /** @param {boolean} shown @param {import("../view/view.js").View} view */
  function draw(shown, view) {
    show(node, shown);
    const style = view.without.length ? `${view.without.map((status) => `.${status}`).join()}{display:none}` : "";
    if (shown) set(picture, "src", book.smallmaps[cluster.id].replace(LEFT_OUT, encodeURIComponent(style)));
    set(node, "aria-current", view.selected === cluster.id ? "true" : null);
  }
  return { node, draw };
}

/** A measure with how it was computed. @param {Context} context @param {any} measure */
function measureRow(context, measure) {
  const { book, w } = context;
  const how = h("small");
  /** @type {any[]} */
  const cells = book.clusters.map((/** @type {any} */ cluster) => cellOf(cluster));
  const node = h("tr", { role: "row", data: { measure: measure.id } }, h("th", { scope: "row", role: "rowheader" }, measure.label, how), cells);

  /** Its lines end between words; nothing is written where nothing changed. @param {Element} node @param {string} text */
  const said = (node, text) => node.textContent !== text && replace(node, phrases(text, book.lang));

  /** @param {Row} row @param {boolean[]} among */
  function draw(row, among) {
    said(how, measure.how + (row.nowhere && measure.nowhere ? measure.nowhere.replace("{n}", String(row.nowhere)) : ""));
    const lengths = shares(row, among);
    cells.forEach((cell, at) => {
      show(cell, among[at]);
      if (!among[at]) return;
      const [value, ...small] = cellTexts(context, measure, row.cells[at], w);
      const [number, unit] = value.split("\n");
      if (cell.dataset.value !== value) replace(cell.firstChild, number, unit ? h("small", {}, unit) : null);
      cell.dataset.value = value;
      [1, 2].forEach((child) => said(cell.children[child], small[child - 1] || ""));
      cell.style.setProperty("--ft-share", `${lengths[at]}%`);
    });
  }
  return { node, draw };
}

/** A value, what stands below it, and for a line of a list whose it is and its bar; the column says that to who listens. @param {any} cluster */
function cellOf(cluster) {
  const whose = h("span", { class: "ft-whose", "aria-hidden": "true" }, disc(cluster), cluster.short);
  return h("td", { role: "cell", data: { cluster: cluster.id } }, h("b"), h("small"), h("small"), h("i", { "aria-hidden": "true" }), whose);
}

/** The value (its unit on a line of its own), then what stands below it in small. @param {Context} context @param {any} measure @param {import("../view/comparison_measures.js").Cell} cell @param {import("../view/words.js").Say} w */
function cellTexts({ book }, measure, cell, w) {
  if (cell.value === null) return [w("near.none")];
  const rank = cell.rank === null ? "" : w("compare.rank", { position: cell.rank, among: book.clusters.length });
  const share = cell.share === null ? "" : w("compare.share", { share: `${Math.round(cell.share * 100)}%` });
  if (cell.near) return [cell.near.inside ? w("compare.inside") : printed(w, cell.value), book.index.get(cell.near.nearest.id).name, rank];
  const value = measure.unit ? measure.unit.replace(/\{n\}\s?/, `${cell.value.toFixed(1)}\n`) : String(cell.value);
  return [value, share || rank, share ? rank : ""];
}
