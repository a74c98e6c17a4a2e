/** The projects that have a light, red ones first, as a table that can be sorted; and the part of a card that tells one. */

import { h, replace } from "../dom/dom.js";
import { visible } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { lamp, lightText, named, rank, reasons, said } from "../view/lights.js";
import { choose, facts as pairs, heading } from "../parts/lists.js";
import { table } from "../parts/table.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part @typedef {import("../parts/table.js").Column} Column */

/** The projects of the page. @type {import("./panel.js").Section} */
export function projects(context) {
  return context.book.lights ? drawn(context, "lights", make) : null;
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, page, w } = context;
  const head = heading(w("light.title"));
  const note = h("p", { class: "ft-note" });
  const points = book.points.filter((/** @type {any} */ point) => point.progress).sort((/** @type {any} */ one, /** @type {any} */ other) => Number(rank(one)) - Number(rank(other)));
  const made = table(context, w("light.title"), points, [
    { id: "name", name: w("table.name"), text: (point) => point.name },
    lightColumn(context),
    { id: "due", name: w("light.due"), text: (point) => said(point, "due").map(([, text]) => text).join(""), rank: (point) => point.progress.due },
  ], (id) => choose(context, id));
  /** @param {Context} now */
  const draw = (now) => {
    replace(note, w("light.own", { day: book.lights.day }));
    const n = made.draw(now, (point) => visible(point, now.view, page.kinds));
    head.count(n);
    return n > 0;
  };
  return { node: h("section", { class: "ft-projects" }, head.node, note, h("div", { class: "ft-tablebox" }, made.node)), draw };
}

/** The column of lights of a table. @param {Context} context @returns {Column} */
export function lightColumn({ book, w }) {
  const text = (/** @type {any} */ point) => (point.light ? lightText(book, point) : "");
  return { id: "light", name: w("table.light"), text, rank, sign: (point) => (point.light ? lamp(book, point.light.level) : null) };
}

/** The light of a card: its sign, why, and all that the office says; null where it says nothing. @param {Context} context @param {any} point @returns {Part|null} */
export function lightCard(context, point) {
  const { book, w } = context;
  if (!point.progress) return null;
  if (!point.light) return { node: h("section", { class: "ft-lit" }, pairs(point.progress.rows), h("p", { class: "ft-note" }, w("light.layer"))), draw: () => true };
  const line = h("p", { class: "ft-shine" });
  const day = h("p", { class: "ft-note" });
  let shown = "";
  const draw = () => {
    if (shown === book.lights.day) return true;
    shown = book.lights.day;
    line.dataset.light = point.light.level;
    replace(line, lamp(book, point.light.level, 18), h("b", {}, named(book, point)), h("span", {}, reasons(book, point)));
    replace(day, w("light.own", { day: shown }));
    return true;
  };
  return { node: h("section", { class: "ft-lit" }, line, pairs(point.progress.rows), day), draw };
}
