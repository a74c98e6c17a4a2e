/** A table of records: sorted by its heads, which keep their order over every change; a row selects its record. */

import { h, set, show } from "../dom/dom.js";

/** @typedef {import("../panel/panel.js").Context} Context */

/**
 * A column: its head, the text of a cell, and what it is sorted by where that is not the text.
 * @typedef {{id: string, name: string, number?: boolean, text: (record: any, context: Context) => string|number, rank?: (record: any, context: Context) => string|number|null, sign?: (record: any, context: Context) => any}} Column
 */

/**
 * The order of rows by a column; what has no value comes last, whichever way round, and equal ones stay as they were.
 * @param {any[]} values the value of each row @param {1|-1} way @param {string} lang
 * @returns {number[]} the numbers of the rows in their order
 */
export function order(values, way, lang) {
  const speech = new Intl.Collator(lang === "zh" ? "zh-u-co-pinyin" : "en", { numeric: true });
  const none = (/** @type {any} */ value) => value === null || value === undefined || value === "";
  const compare = (/** @type {any} */ one, /** @type {any} */ other) => (typeof one === "number" && typeof other === "number" ? one - other : speech.compare(String(one), String(other)));
  return values
    .map((value, at) => ({ value, at }))
    .sort((one, other) => Number(none(one.value)) - Number(none(other.value)) || (none(one.value) ? 0 : way * compare(one.value, other.value)) || one.at - other.at)
    .map(({ at }) => at);
}

/**
 * A table whose rows are made once. `draw` shows those that `wanted` wants and tells how many they are.
 * @param {Context} context @param {string} name for who does not see it @param {any[]} records @param {Column[]} columns
 * @param {(id: string) => void} select
 */
export function table(context, name, records, columns, select) {
  const key = `sorted ${context.page.id} ${columns.map(({ id }) => id).join()}`;
  /** @type {{column: string, way: 1|-1}} */
  let sorted = context.kept.get(key) || { column: "", way: 1 };
  let last = context;
  const heads = columns.map((column) => h("th", { scope: "col", class: column.number ? "ft-digits" : "" }, h("button", { type: "button", data: { column: column.id }, on: { click: () => sort(column) } }, column.name)));
  const made = records.map((record) => row(record, columns, select));
  const body = h("tbody", {}, made.map((one) => one.node));
  const node = h("table", { class: "ft-sorted", "aria-label": name }, h("thead", {}, h("tr", {}, heads)), body);

  /** @param {Column} column */
  function sort(column) {
    const numbers = Boolean(column.number);
    const begin = numbers ? -1 : 1; // of numbers the largest is wanted first
    sorted = { column: column.id, way: sorted.column === column.id ? /** @type {1|-1} */ (-sorted.way) : begin };
    context.kept.set(key, sorted);
    arrange();
  }

  function arrange() {
    const column = columns.find((one) => one.id === sorted.column);
    if (!column) return;
    const value = column.rank || column.text;
    const turned = order(made.map(({ record }) => value(record, last)), sorted.way, last.view.lang);
    const nodes = turned.map((at) => made[at].node);
    if (nodes.some((one, at) => body.children[at] !== one)) body.append(...nodes);
    heads.forEach((head, at) => set(head, "aria-sort", columns[at] === column ? (sorted.way === 1 ? "ascending" : "descending") : null));
  }

  /** @param {Context} now @param {(record: any) => boolean} wanted */
  function draw(now, wanted) {
    last = now;
    let n = 0;
    let changed = false;
    for (const one of made) {
      const shown = wanted(one.record);
      show(one.node, shown);
      if (!shown) continue;
      n += 1;
      changed = one.draw(now) || changed;
    }
    if (changed && sorted.column) arrange();
    return n;
  }
  return { node, draw };
}

/** @param {any} record @param {Column[]} columns @param {(id: string) => void} select */
function row(record, columns, select) {
  const press = h("button", { type: "button", data: { key: `row-${record.id}` }, on: { click: choose } });
  const cells = columns.map((column, at) => (at ? h("td", { class: column.number ? "ft-digits" : "", data: { label: column.name } }) : h("th", { scope: "row" }, press)));
  const cluster = record.type === "cluster" ? record.id : record.cluster;
  const node = h("tr", { data: { id: record.id, kind: record.kind, cluster, status: record.status }, on: { click: choose } }, cells);
  let shown = "";

  /** @param {Event} event */
  function choose(event) {
    event.stopPropagation();
    select(record.id);
  }

  /** Whether a cell changed. @param {Context} now */
  function draw(now) {
    const selected = now.view.selected === record.id ? "true" : null;
    set(node, "aria-current", selected);
    set(press, "aria-current", selected);
    const texts = columns.map((column) => String(column.text(record, now)));
    if (texts.join("\n") === shown) return false;
    shown = texts.join("\n");
    columns.forEach((column, at) => {
      const sign = column.sign ? column.sign(record, now) : null;
      (at ? cells[at] : press).replaceChildren(...(sign ? [sign] : []), texts[at]);
    });
    return true;
  }
  return { record, node, draw };
}
