/** What cards are made of: a head that can be closed, a grid of numbers, what the release says, what lies there. */

import { h, show } from "../dom/dom.js";
import { heading, pointRow, rows } from "./lists.js";
import { isShown } from "../view/shown_records.js";
import { entryList, figureList } from "./statements.js";

/** @typedef {import("../panel/panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/**
 * The head of a card: its sign, its name, and a way to let it go. `level` is 2 where a page has several cards.
 * @param {Context} context @param {any} record @param {any} sign @param {string} title @param {any} about @param {1|2} [level]
 */
export function head({ w, go }, record, sign, title, about, level = 1) {
  const button = h("button", { type: "button", class: "ft-close", "aria-label": w("card.close"), title: w("card.close"), data: { key: `close-${record.id}` }, on: { click: () => close(go, record.id) } }, "×");
  return h("header", { class: "ft-card-head" }, h("div", {}, sign, h(`h${level}`, {}, title), button), about ? h("p", { class: "ft-quiet" }, about) : null);
}

/** Let go of what has the card; the focus stays in the panel. @param {import("../panel/panel.js").Go} go @param {string} id */
function close(go, id) {
  go.close(id);
  const panel = /** @type {HTMLElement|null} */ (document.querySelector(".ft-panel"));
  if (panel && document.activeElement === document.body) panel.focus({ preventScroll: true });
}

/**
 * A card: its parts below each other, each hidden where it has nothing to show.
 * @param {any} record @param {any} top @param {Part[]} parts @returns {Part}
 */
export function card(record, top, parts) {
  const node = h("article", { class: "ft-card", tabindex: "-1", data: { id: record.id, cluster: record.type === "cluster" ? record.id : record.cluster, kind: record.kind } }, top, parts.map((part) => part.node));
  const draw = (/** @type {Context} */ now) => {
    for (const part of parts) show(part.node, part.draw(now));
    return true;
  };
  return { node, draw };
}

/**
 * A number in the even grid of a card.
 * @param {string|number} value @param {string} unit @param {string} label @param {any} [about]
 */
export function cell(value, unit, label, about) {
  return h("div", { class: "ft-cell" }, h("span", { class: "ft-number" }, value, unit ? h("small", {}, unit) : null), h("span", { class: "ft-label" }, label), about ? h("span", { class: "ft-about" }, about) : null);
}

/**
 * The figures and entries that the release ties to something.
 * @param {Context} context @param {{type?: string, facts: string[], entries: string[]}} record @param {2|3} [level] @returns {Part}
 */
export function release(context, record, level = 2) {
  const top = heading(context.w("panel.release"), level);
  const figures = figureList(context, record.facts || [], record.type === "cluster" ? [record] : []);
  const entries = entryList(context, record.entries || [], true);
  const draw = (/** @type {Context} */ now) => {
    const n = figures.draw(now, (fact) => isShown(fact, now.view)) + entries.draw(now, (entry) => isShown(entry, now.view));
    top.count(n);
    return n > 0;
  };
  return { node: h("section", {}, top.node, figures.node, entries.node), draw };
}

/**
 * The points inside something.
 * @param {Context} context @param {string} title @param {any[]} points @param {2|3} [level] @returns {Part}
 */
export function inside(context, title, points, level = 2) {
  const top = heading(title, level);
  const list = rows(points, (point) => pointRow(context, point));
  const draw = (/** @type {Context} */ now) => {
    const n = list.draw(now, (point) => isShown(point, now.view));
    top.count(n);
    return n > 0;
  };
  return { node: h("section", {}, top.node, list.node), draw };
}

/** Notes in small. @param {string[]} texts @returns {Part} */
export function notes(texts) {
  const said = texts.filter(Boolean);
  return { node: h("div", {}, said.map((text) => h("p", { class: "ft-note" }, text))), draw: () => said.length > 0 };
}
