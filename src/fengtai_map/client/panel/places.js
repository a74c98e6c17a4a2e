/** The places of a page: by kind, and those whose position is not known. */

import { h, show } from "../dom/dom.js";
import { carded, visible } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { heading, pointRow, rows } from "../parts/lists.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** The places of the page's kinds, stations aside, each of which selects. @type {import("./panel.js").Section} */
export function places(context) {
  return drawn(context, "places", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, page } = context;
  const kinds = page.kinds.flatMap((/** @type {string} */ name) => book.kinds.filter((/** @type {{id: string}} */ { id }) => id === name && id !== book.station));
  const groups = kinds.map((/** @type {any} */ kind) => {
    const head = heading(kind.several);
    const list = rows(book.points.filter((/** @type {any} */ point) => point.kind === kind.id && point.lon !== null), (point) => pointRow(context, point));
    return { head, list, node: h("section", { data: { group: kind.id } }, head.node, list.node) };
  });
  const last = nowhere(context);
  /** @param {Context} now */
  const draw = (now) => {
    let n = 0;
    for (const { head, list, node } of groups) {
      const count = list.draw(now, (/** @type {any} */ point) => visible(point, now.view, page.kinds));
      head.count(count);
      show(node, count > 0);
      n += count;
    }
    const more = last.draw(now);
    show(last.node, more);
    return n > 0 || more;
  };
  return { node: h("div", {}, groups.map((/** @type {any} */ group) => group.node), last.node), draw };
}

/** The places without a position, with the reason. @type {import("./panel.js").Section} */
export function unlocated(context) {
  return carded(context.book, context.view, context.page) ? null : drawn(context, "unlocated", nowhere);
}

/** @param {Context} context @returns {Part} */
function nowhere(context) {
  const { book, page, w } = context;
  const head = heading(w("place.unlocated"));
  const list = rows(book.points.filter((/** @type {any} */ point) => point.lon === null), (/** @type {any} */ point) => {
    const made = pointRow(context, point);
    const reason = h("p", { class: "ft-note" }, [point.kind_name, point.notes[0]].filter(Boolean).join(" · "));
    made.node.append(reason);
    return made;
  });
  /** @param {Context} now */
  const draw = (now) => {
    const n = list.draw(now, (/** @type {any} */ point) => visible(point, now.view, page.kinds));
    head.count(n);
    return n > 0;
  };
  return { node: h("section", { class: "ft-nowhere" }, head.node, h("p", { class: "ft-note" }, w("place.unlocated-text")), list.node), draw };
}
