/** Where everything comes from: the release, the layers, the origins of points, and what is not known. */

import { h } from "../dom/dom.js";
import { drawn, still } from "../dom/memo.js";
import { facts as pairs, heading } from "../parts/lists.js";
import { pageHead } from "./page_head.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** @type {import("./panel.js").Section} */
export function sources(context) {
  return drawn(context, "sources", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, w, go } = context;
  const about = book.sources_page;
  const circles = h("button", { type: "button", class: "ft-go", on: { click: () => go.open(book.pages[0].id, { errors: true, selected: "" }) } }, w("source.circles"));
  return still(h("div", { class: "ft-sources" }, pageHead(context),
    h("div", { class: "ft-columns" },
      h("section", {}, heading(about.release.kind).node, h("h3", { class: "ft-title" }, about.release.title), pairs(about.release.rows), notes(about.release.notes), since(context), heading(about.layers.schematic.title).node, notes(about.layers.schematic.notes), circles),
      h("section", {}, listed(context, about.unlocated), listed(context, about.doubtful), listed(context, about.unpublished)),
    ),
    block(about.layers),
    block(about.origins),
  ));
}

/** @param {string[]} texts */
const notes = (texts) => texts.map((text) => h("p", { class: "ft-note" }, text));

/** What became known after the release. @param {Context} context */
function since({ book, w }) {
  /** @type {any[]} */
  const heard = book.release.since || [];
  if (!heard.length) return null;
  return [heading(w("since.title"), 3).node, h("ol", { class: "ft-since" }, heard.map((one) => h("li", {}, h("b", {}, one.as_of), h("span", {}, w("since.line", { what: one.what, source: one.source })))))];
}

/** A table that stands as it is. @param {{title: string, heads: string[], rows: string[][]}} about */
function block({ title, heads, rows }) {
  const cell = (/** @type {string} */ text, /** @type {number} */ at) => (at ? h("td", { data: { label: heads[at] } }, text) : h("th", { scope: "row" }, text));
  const body = h("table", { class: "ft-plain ft-stacked" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell)))));
  return h("section", {}, heading(title).node, body);
}

/** A list of what is not known; a place in it can be seen where it is shown. @param {Context} context @param {any} about */
function listed({ go }, { title, text, rows }) {
  const line = (/** @type {any} */ row) => h("li", { data: { id: row.id || null } }, row.id ? h("button", { type: "button", class: "ft-go", data: { id: row.id }, on: { click: () => go.reveal(row.id) } }, row.name) : null, h("span", {}, row.about));
  return rows.length ? [heading(title).node, text ? h("p", { class: "ft-note" }, text) : null, h("ul", { class: "ft-lines" }, rows.map(line))] : null;
}
