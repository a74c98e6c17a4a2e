/** The name of the page and what it is about, where no card stands first. */

import { h } from "../dom/dom.js";
import { kept, still } from "../dom/memo.js";

/** @param {import("./panel.js").Context} context @returns {Node} */
export function pageHead(context) {
  return kept(context, "pagehead", ({ page }) => still(h("header", { class: "ft-headline" }, h("h1", {}, page.title), h("p", { class: "ft-quiet" }, page.text)))).node;
}
