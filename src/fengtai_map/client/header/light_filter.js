/** The part of the legend that filters by light; it is there only where there are lights. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { clustersOf } from "../view/filter.js";
import { lamp } from "../view/lights.js";
import { LEVELS, withValue } from "../view/view.js";

/** @param {import("../panel/panel.js").Go} go */
export function createLightFilter(go) {
  const title = h("span");
  const every = h("button", { type: "button", class: "ft-all", on: { click: () => go.set({ lights: [] }) } });
  const list = h("ul", { class: "ft-lights" });
  const element = h("div", {}, h("h2", {}, title, every), list);
  /** @type {import("../view/view.js").View} */
  let view;
  /** @type {any} */
  let drawn = null;

  /** @param {any} book @param {any} one */
  function choice(book, one) {
    const press = () => go.set({ lights: withValue(view.lights, one.id, !view.lights.includes(one.id), LEVELS) });
    return h("li", {}, h("button", { type: "button", data: { light: one.id }, on: { click: press } }, lamp(book, one.id), h("span", {}, one.name), h("i")));
  }

  return {
    element,
    /** @param {any} book @param {import("../view/view.js").View} now @param {string[]} kinds those of the page */
    draw(book, now, kinds) {
      view = now;
      show(element, Boolean(book.lights));
      if (!book.lights) return;
      if (drawn !== book) {
        drawn = book;
        write(title, book.say("legend.lights"));
        write(every, book.say("legend.all"));
        replace(list, book.lights.levels.map((/** @type {any} */ one) => choice(book, one)));
      }
      show(every, view.lights.length > 0);
      const among = book.points.filter((/** @type {any} */ point) => point.light && kinds.includes(point.kind) && (!view.clusters.length || clustersOf(point).some((one) => view.clusters.includes(one))));
      for (const button of list.querySelectorAll("button")) {
        const n = among.filter((/** @type {any} */ point) => point.light.level === button.dataset.light).length;
        set(button, "aria-pressed", String(view.lights.includes(button.dataset.light || "")));
        write(/** @type {Element} */ (button.lastChild), n);
        show(/** @type {HTMLElement} */ (button.parentElement), n > 0 || view.lights.includes(button.dataset.light || ""));
      }
    },
  };
}
