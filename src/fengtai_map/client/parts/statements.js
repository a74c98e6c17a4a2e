/** What the release says of one subject, in the lists of a page or of a card. */

import { h, show } from "../dom/dom.js";
import { entryRow } from "./entry.js";
import { figureRow } from "./figure.js";
import { drawn } from "../dom/memo.js";
import { heading, rows } from "./lists.js";
import { isShown, listed, named, ofDistrict } from "../view/shown_records.js";
import { shownTopic } from "./topics.js";

/** @typedef {import("../panel/panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/**
 * A list of facts that opens in place; its `draw` tells how many the View shows.
 * @param {Context} context @param {string[]} ids @param {any[]} [clusters] under whose name they stand
 */
export function figureList(context, ids, clusters = []) {
  return rows(named(context.book, ids).filter(listed), (fact) => figureRow(context, fact, ofDistrict(fact, clusters)), "ft-figures");
}

/**
 * A list of entries; its `draw` tells how many the View shows.
 * @param {Context} context @param {string[]} ids @param {boolean} [kinds] whether each tells its sort
 */
export function entryList(context, ids, kinds = false) {
  return rows(named(context.book, ids), (entry) => entryRow(context, entry, kinds), "ft-entries");
}

/** The figures of a page; on the page of figures all there are, by topic. @type {import("../panel/panel.js").Section} */
export function figures(context) {
  return drawn(context, "figures", context.page.facts.length ? some : all);
}

/** @param {Context} context @returns {Part} */
function some(context) {
  const head = heading(context.w("panel.release"));
  const list = figureList(context, context.page.facts);
  return { node: h("section", {}, head.node, list.node), draw: (now) => list.draw(now, (fact) => isShown(fact, now.view)) > 0 };
}

/** @param {Context} context @returns {Part} */
function all(context) {
  const { book, w } = context;
  /** @type {any[]} */
  const every = book.facts.filter(listed);
  const said = h("p", { class: "ft-quiet", role: "status" });
  const groups = book.topics.map((/** @type {any} */ topic) => {
    const head = heading(topic.name);
    const list = figureList(context, every.filter((fact) => fact.topic === topic.id).map((fact) => fact.id));
    return { topic: topic.id, head, list, node: h("section", { data: { topic: topic.id } }, head.node, list.node) };
  });

  /** @param {Context} now */
  function draw(now) {
    let n = 0;
    for (const group of groups) {
      const count = shownTopic(now.view, [group.topic]) ? group.list.draw(now, (/** @type {any} */ fact) => isShown(fact, now.view)) : 0;
      group.head.count(count);
      show(group.node, count > 0);
      n += count;
    }
    said.textContent = w("figure.shown", { n, total: every.length });
    return true;
  }
  return { node: h("div", {}, said, groups.map((/** @type {any} */ group) => group.node)), draw };
}

/** The entries of a page by their kinds. @type {import("../panel/panel.js").Section} */
export function entries(context) {
  return drawn(context, "entries", (first) => byKind(first, first.page.entries));
}

/**
 * Entries under the name of their kind.
 * @param {Context} context @param {string[]} ids
 * @returns {{node: any, draw: (context: Context, wanted?: (entry: any) => boolean) => boolean}}
 */
export function byKind(context, ids) {
  const records = named(context.book, ids);
  const groups = [...new Set(records.map((entry) => entry.kind))].map((kind) => {
    const some = records.filter((entry) => entry.kind === kind);
    const head = heading(some[0].kind_name, 3);
    const list = entryList(context, some.map((entry) => entry.id));
    return { head, list, node: h("section", {}, head.node, list.node) };
  });

  /** @param {Context} now @param {(entry: any) => boolean} [wanted] */
  function draw(now, wanted = () => true) {
    let shown = 0;
    for (const group of groups) {
      const count = group.list.draw(now, (entry) => isShown(entry, now.view) && wanted(entry));
      group.head.count(count);
      show(group.node, count > 0);
      shown += count;
    }
    return shown > 0;
  }
  return { node: h("div", {}, groups.map((group) => group.node)), draw };
}
