/** The greenway page's own parts: two counts that are never mixed, and the rivers. */

import { cell } from "../parts/card_parts.js";
import { h, set } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { heading } from "../parts/lists.js";
import { isShown } from "../view/shown_records.js";
import { figureList } from "../parts/statements.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

const GREEN = ["green-space", "pocket-park"];

/** How many sites the release counts without listing them, and how many green spaces the map knows. @type {import("./panel.js").Section} */
export function greencounts(context) {
  return drawn(context, "greencounts", counts);
}

/** @param {Context} context @returns {Part} */
function counts(context) {
  const { book, w, page } = context;
  const figures = figureList(context, page.facts);
  const kinds = book.kinds.filter((/** @type {any} */ kind) => GREEN.includes(kind.id));
  const cells = kinds.map((/** @type {any} */ kind) => cell("", "", kind.several));
  const grid = h("div", { class: "ft-cells ft-key" }, cells, cell(book.rivers.length, "", w("green.rivers"), w("green.rivers-text")));
  const node = h("div", {},
    heading(w("green.counted")).node, figures.node,
    heading(w("green.known")).node, grid,
    h("p", { class: "ft-hint" }, h("b", {}, w("green.apart")), " ", w("green.apart-text")),
  );
  /** @param {Context} now */
  const draw = (now) => {
    figures.draw(now, (fact) => isShown(fact, now.view));
    kinds.forEach((/** @type {any} */ kind, /** @type {number} */ at) => {
      const n = String(book.points.filter((/** @type {any} */ point) => point.kind === kind.id && isShown(point, now.view)).length);
      const text = cells[at].querySelector(".ft-number");
      if (text.textContent !== n) text.textContent = n;
    });
    return true;
  };
  return { node, draw };
}

/** The rivers by name; one that is pressed is shown on the map. @type {import("./panel.js").Section} */
export function rivers(context) {
  return drawn(context, "rivers", names);
}

/** @param {Context} context @returns {Part} */
function names({ book, w, go }) {
  const buttons = book.rivers.map((/** @type {any} */ river) => h("button", { type: "button", class: "ft-pill", data: { id: river.id }, on: { click: () => go.select(river.id) } }, river.name));
  /** @param {Context} now */
  const draw = (now) => {
    for (const button of buttons) set(button, "aria-pressed", String(now.view.selected === button.dataset.id));
    return buttons.length > 0;
  };
  return { node: h("section", {}, heading(w("green.rivers")).node, h("div", { class: "ft-pills", role: "group" }, buttons)), draw };
}
