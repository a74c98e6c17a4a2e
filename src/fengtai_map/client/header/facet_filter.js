/** The part of the legend that filters by the columns of the office's own lists; it is there only where they are. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { rangeOf, withRange, wordItem } from "../view/facets.js";

const OPEN = 6; // columns that are all open; of more each is opened by who wants it

/** @param {import("../panel/panel.js").Go} go */
export function createFacetFilter(go) {
  const title = h("span");
  const every = h("button", { type: "button", class: "ft-all", on: { click: () => go.set({ where: [] }) } });
  const list = h("div", { class: "ft-facets" });
  const element = h("div", {}, h("h2", {}, title, every), list);
  /** @type {import("../view/view.js").View} */
  let view;
  /** @type {any} */
  let drawn = null;

  /** @param {any} w @param {import("../view/facets.js").Facet} facet */
  function one(w, facet) {
    const inside = facet.words.length ? facet.words.map((word) => choice(facet.head, word)) : range(w, facet);
    if (drawn.facets.length <= OPEN) return h("fieldset", { data: { facet: facet.head } }, h("legend", {}, facet.head), inside);
    return h("details", { data: { facet: facet.head } }, h("summary", {}, facet.head), inside);
  }

  /** @param {string} head @param {string} word */
  function choice(head, word) {
    const item = wordItem(head, word);
    const press = () => go.set({ where: view.where.includes(item) ? view.where.filter((other) => other !== item) : [...view.where, item] });
    return h("button", { type: "button", data: { where: item }, on: { click: press } }, word);
  }

  /** @param {any} w @param {import("../view/facets.js").Facet} facet */
  function range(w, facet) {
    const boxes = ["from", "to"].map((name) => h("input", { type: "number", step: "any", "aria-label": `${facet.head} ${w(`legend.${name}`)}`, placeholder: String(name === "from" ? facet.low : facet.high), data: { head: facet.head }, on: { change: heard } }));
    function heard() {
      const [low, high] = boxes.map((box) => box.value.trim());
      go.set({ where: withRange(view.where, facet.head, low, high) });
    }
    return [boxes[0], "–", boxes[1]];
  }

  return {
    element,
    /** @param {any} book @param {import("../view/view.js").View} now */
    draw(book, now) {
      view = now;
      show(element, book.facets.length > 0);
      if (drawn !== book) {
        drawn = book;
        write(title, book.say("legend.facets"));
        write(every, book.say("legend.all"));
        replace(list, book.facets.map((/** @type {any} */ facet) => one(book.say, facet)));
      }
      show(every, view.where.length > 0);
      for (const button of list.querySelectorAll("button")) set(button, "aria-pressed", String(view.where.includes(button.dataset.where || "")));
      for (const box of list.querySelectorAll("[data-facet]")) {
        const inputs = box.querySelectorAll("input");
        rangeOf(view.where, box.getAttribute("data-facet") || "").forEach((text, n) => { if (inputs[n] && document.activeElement !== inputs[n]) inputs[n].value = text; });
      }
    },
  };
}
