/** The district at a glance: what the map itself counts, then the headline figures, each with what stands behind it. */

import { h, set, show } from "../dom/dom.js";
import { answer, number } from "../parts/figure.js";
import { carded, pageOf, stated } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { phrases } from "../dom/phrases.js";
import { heading, lineParts, rows, writeLine } from "../parts/lists.js";
import { isShown, listed, named } from "../view/shown_records.js";
import { released } from "../parts/later_status.js";
import { disc } from "../dom/symbol.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

const HUB = "hub";

/** @type {import("./panel.js").Section} */
export function district(context) {
  return carded(context.book, context.view, context.page) ? null : drawn(context, "district", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, w, page } = context;
  /** @type {any[]} */
  const counted = book.facts.filter((/** @type {any} */ fact) => listed(fact) && ["clusters", "streets"].includes(fact.counts));
  const about = w("card.subdistricts-area", { n: book.subdistricts.length, area: book.district.published_area_km2 });
  const cells = [
    openable(context, "clusters", [number({ printed: String(book.clusters.length), unit: w("card.unit-cluster") }), label(book, w("strip.clusters")), h("span", { class: "ft-about ft-line" }, lineParts(about))], counted, book.district.note),
    hubs(context),
    ...named(book, page.facts).map((fact) => figureCell(context, fact)),
  ];
  const source = h("p", { class: "ft-quiet" }, w("card.district", { day: released(book) }));
  const grid = h("div", { class: "ft-cells ft-key" }, cells.map((cell) => cell.node));
  const node = h("section", { class: "ft-district" }, h("header", { class: "ft-headline" }, h("h1", {}, book.district.name), source), grid, cells.map((cell) => cell.behind));
  /** @param {Context} now */
  const draw = (now) => {
    for (const cell of cells) cell.draw(now);
    return true;
  };
  return { node, draw };
}

/** @param {any} book @param {string} text */
const label = (book, text) => h("span", { class: "ft-label" }, phrases(text, book.lang));

/**
 * A cell of the grid that opens its quotes below it; they stay open until it is pressed again.
 * @param {Context} context @param {string} id @param {any[]} content @param {any[]} facts @param {string} [note]
 */
function openable(context, id, content, facts, note = "") {
  const behind = h("div", { class: "ft-behind", id: `ft-behind-${id}`, hidden: true });
  const node = h("button", { type: "button", class: "ft-cell", "aria-expanded": "false", "aria-controls": behind.id, data: { fact: id }, on: { click: turn } }, content);

  function turn() {
    if (!behind.firstChild) behind.append(...facts.map(one), ...(note ? [h("p", { class: "ft-note" }, note)] : []));
    show(behind, behind.hidden);
    set(node, "aria-expanded", String(!behind.hidden));
  }

  /** @param {any} fact */
  function one(fact) {
    return h("section", { data: { fact: fact.id } }, h("h3", {}, fact.label, " ", number(fact)), answer(context, fact));
  }
  return { node, behind, draw: (/** @type {Context} */ _now) => {} };
}

/** @param {Context} context @param {any} fact */
function figureCell(context, fact) {
  const rank = fact.rank ? h("em", {}, fact.rank) : null;
  const made = openable(context, fact.id, [number(fact), label(context.book, fact.label), h("span", { class: "ft-about ft-line" }, lineParts(fact.period, rank))], [fact]);
  /** @param {Context} now */
  const draw = (now) => {
    const shown = isShown(fact, now.view);
    show(made.node, shown);
    show(made.behind, shown && made.node.getAttribute("aria-expanded") === "true");
  };
  return Object.assign(made, { draw });
}

/** The hubs, as many as there are by now and as many as are still being built. @param {Context} context */
function hubs(context) {
  const { book, w } = context;
  /** @type {any[]} */
  const points = book.points.filter((/** @type {any} */ point) => point.kind === HUB);
  const count = h("span", { class: "ft-number" }, "", h("small", {}, w("card.unit-place")));
  const about = h("span", { class: "ft-about ft-line" });
  const made = openable(context, "hubs", [count, label(book, w("strip.hubs")), about], named(book, pageOf(book, "hubs").facts).filter(listed));
  /** @param {Context} now */
  const draw = (now) => {
    const shown = points.filter((point) => isShown(point, now.view));
    const states = book.statuses.map((/** @type {any} */ state) => [state.name, shown.filter((point) => stated(point, now.view) === state.id).length]);
    const text = states.filter((/** @type {any[]} */ [, n]) => n).map((/** @type {any[]} */ [name, n]) => `${name} ${n}`).join(" · ");
    writeLine(about, text);
    if (count.firstChild.data !== String(shown.length)) count.firstChild.data = String(shown.length);
  };
  return Object.assign(made, { draw });
}

/** The clusters of the filter with their areas; one that is pressed is selected. @type {import("./panel.js").Section} */
export function clusters(context) {
  return carded(context.book, context.view, context.page) ? null : drawn(context, "clusters", list);
}

/** @param {Context} context @returns {Part} */
function list(context) {
  const { book, w, go } = context;
  const top = heading(pageOf(book, "clusters").title);
  const made = rows(book.clusters, (/** @type {any} */ cluster) => {
    const button = h("button", { type: "button", class: "ft-row ft-strong", data: { id: cluster.id, cluster: cluster.id }, on: { click: () => go.select(cluster.id) } }, disc(cluster), h("span", {}, cluster.name), h("small", {}, w("compare.area", { n: cluster.area_km2.toFixed(1) })));
    return { node: h("li", {}, button), draw: () => {} };
  });
  /** @param {Context} now */
  const draw = (now) => {
    const n = made.draw(now, (/** @type {any} */ one) => now.view.clusters.length === 0 || now.view.clusters.includes(one.id));
    top.count(n);
    return n > 0;
  };
  return { node: h("section", {}, top.node, made.node), draw };
}
