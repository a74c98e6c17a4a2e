/** An entry of the release: a plan, a project, a company … with its quote. */

import { h } from "../dom/dom.js";
import { quote, source, unfolding } from "./figure.js";
import { chips, retag, tag } from "./lists.js";
import { tagged } from "../view/shown_records.js";
import { heard, released } from "./later_status.js";

/** @typedef {import("../panel/panel.js").Context} Context */

/**
 * What stands behind an entry: its words, where they stand, and what was heard of it since.
 * @param {Context} context @param {any} entry
 */
export function behind(context, entry) {
  const { w } = context;
  return h("div", { class: "ft-answer" },
    quote(context, entry),
    h("p", { class: "ft-note" }, [source(w, entry.section, released(context.book)), entry.period].filter(Boolean).join(" · ")),
    entry.note ? h("p", { class: "ft-note" }, entry.note) : null,
    heard(context, entry),
    chips(context, [...entry.clusters, ...entry.places]),
  );
}

/**
 * An entry as a row that opens. `kinds` says whether the row tells what sort of entry it is.
 * @param {Context} context @param {any} entry @param {boolean} [kinds]
 */
export function entryRow(context, entry, kinds = false) {
  const sign = tag(context.w, tagged(entry, context.view));
  const kind = kinds && entry.kind_name !== entry.name ? h("small", { class: "ft-kind" }, entry.kind_name) : null;
  const head = h("summary", {}, h("span", { class: "ft-label" }, entry.name), kind ? h("span", { class: "ft-sort" }, kind, sign) : sign);
  const box = unfolding({ class: "ft-entry", data: { entry: entry.id, status: entry.status } }, head, () => behind(context, entry));
  const node = h("li", {}, box);
  let chosen = false;

  /** @param {Context} now */
  function draw(now) {
    const selected = now.view.selected === entry.id;
    if (selected && !chosen) box.open = true;
    chosen = selected;
    retag(sign, now.w, tagged(entry, now.view));
  }
  return { node, draw };
}
