/** Lists of the panel: headings that count, rows that select what they stand for, small tags. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { pageOf, stated } from "../view/filter.js";
import { lamp, named } from "../view/lights.js";
import { disc, symbol } from "../dom/symbol.js";

/** @typedef {import("../panel/panel.js").Context} Context */

/**
 * A heading with a quiet number behind it.
 * @param {string} text @param {2|3} [level]
 * @returns {{node: any, count: (n: number) => void}}
 */
export function heading(text, level = 2) {
  const number = h("span", { class: "ft-of" });
  const node = h(`h${level}`, { class: `ft-heading ft-heading-${level}` }, text, number);
  return { node, count: (n) => write(number, ` · ${n}`) };
}

/**
 * The status as a small tag; none where there is no status.
 * @param {import("../view/words.js").Say} w @param {string|null} status
 */
export function tag(w, status) {
  return status ? h("span", { class: "ft-tag", data: { status } }, w(`status.${status}`)) : null;
}

/** Bring a tag up to date. @param {any} node @param {import("../view/words.js").Say} w @param {string|null} status */
export function retag(node, w, status) {
  if (!node) return;
  show(node, Boolean(status));
  if (!status || node.dataset.status === status) return;
  node.dataset.status = status;
  write(node, w(`status.${status}`));
}

/**
 * Select a record where this page shows it; go to a page that does where not.
 * @param {Context} context @param {string} id
 */
export function choose(context, id) {
  const record = context.book.index.get(id);
  const shown = !record || record.type !== "point" || pageOf(context.book, context.page.id).kinds.includes(record.kind);
  const act = shown && context.page.layout !== "wide" ? context.go.select : context.go.reveal;
  act(id);
}

/**
 * A button in a line of others that selects a record: a place or cluster that is named.
 * @param {Context} context @param {any} record
 */
export function chip(context, record) {
  const data = { id: record.id, cluster: record.type === "cluster" ? record.id : null };
  const sign = record.type === "cluster" ? disc(record) : record.type === "point" ? symbol(context.book, record.kind, record.status, 16) : null;
  return h("button", { type: "button", class: "ft-chip", data, on: { click: () => choose(context, record.id) } }, sign, h("span", {}, record.name || record.label));
}

/**
 * The clusters and places a record belongs to, as chips; null where there are none.
 * @param {Context} context @param {string[]} ids
 */
export function chips(context, ids) {
  const records = ids.map((id) => context.book.index.get(id)).filter(Boolean);
  return records.length ? h("p", { class: "ft-chips" }, records.map((record) => chip(context, record))) : null;
}

/**
 * A row for a point: its symbol, its name, and quietly how well its position is known, or that it is not built yet.
 * `draw` follows the time the reader looks at.
 * @param {Context} context @param {any} point
 */
export function pointRow(context, point) {
  const { book, w } = context;
  const about = h("small");
  const button = h("button", { type: "button", class: "ft-row", data: { id: point.id, kind: point.kind, cluster: point.cluster }, on: { click: () => choose(context, point.id) } }, h("i"), h("span", {}, point.name), about);
  const node = h("li", {}, button);

  /** @param {Context} now */
  function draw(now) {
    const status = String(stated(point, now.view));
    set(button, "aria-current", now.view.selected === point.id ? "true" : null);
    const level = point.light ? point.light.level : "";
    if (button.dataset.status === status && (button.dataset.light || "") === level) return;
    button.dataset.status = status;
    if (level) button.dataset.light = level;
    button.replaceChild(symbol(book, point.kind, status), button.firstChild);
    const known = point.lon !== null && point.error_m ? point.error : "";
    replace(about, point.light ? lamp(book, level) : null, [named(book, point), status === "existing" ? "" : w(`status.${status}`), known].filter(Boolean).join(" · "));
  }
  return { node, draw };
}

/**
 * A list of rows that are made once. `draw` shows those that `wanted` wants and tells how many they are.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => {node: any, draw: (context: Context) => void}} make
 * @param {string} [look] further classes
 */
export function rows(items, make, look = "") {
  const made = items.map((item) => ({ item, row: make(item) }));
  const node = h("ul", { class: `ft-rows ${look}` }, made.map(({ row }) => row.node));

  /** @param {Context} context @param {(item: T) => boolean} wanted */
  function draw(context, wanted) {
    let n = 0;
    for (const { item, row } of made) {
      const shown = wanted(item);
      show(row.node, shown);
      if (!shown) continue;
      row.draw(context);
      n += 1;
    }
    show(node, n > 0);
    return n;
  }
  return { node, draw };
}

/**
 * What a small line (.ft-line) is made of: it breaks between its parts only, and none of its lines begins or ends with a dot.
 * @param {...(string|Element|null)} parts
 */
export function lineParts(...parts) {
  /** @type {any[]} */
  const given = parts;
  const all = given.flatMap((part) => (typeof part === "string" ? part.split(" · ") : part)).filter(Boolean);
  return all.map((part, at) => h("span", { class: "ft-line-part" }, at ? h("i", {}, " · ") : null, part));
}

/** Write such a line only where it changes. @param {Element} element @param {string} text */
export function writeLine(element, text) {
  if (element.textContent !== text) replace(element, ...lineParts(text));
}

/**
 * Labels with their values, as far as there are values.
 * @param {[string, any][]} pairs
 */
export function facts(pairs) {
  return h("dl", { class: "ft-pairs" }, ...pairs.filter(([, value]) => value).map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]));
}
