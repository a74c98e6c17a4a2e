/** What was heard of something since the release: its status then, and each word of it after. */

import { h } from "../dom/dom.js";
import { tag } from "./lists.js";

/** @typedef {import("../panel/panel.js").Context} Context */

/** The day of the release in words: every figure carries it. @param {any} book @returns {string} */
export function released(book) {
  return book.facts.length ? book.facts[0].published : book.release.date;
}

/**
 * The statuses of a record in the order of their days, the first that of the release; null where nothing was heard since.
 * @param {Context} context @param {any} record
 */
export function heard({ book, w }, record) {
  if (!record.later || !record.later.length) return null;
  /** @type {any[]} */
  const later = record.later;
  return h("ol", { class: "ft-since" },
    h("li", {}, h("b", {}, record.as_of || released(book)), tag(w, record.status), h("span", {}, w("since.release"))),
    later.map((one) => h("li", {}, h("b", {}, one.as_of), tag(w, one.status), h("span", {}, w("since.line", { what: one.what, source: one.source })))),
  );
}
