/** The legend of the map, which is its filter: clusters, kinds, what exists and what is to come. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { createFacetFilter } from "./facet_filter.js";
import { counts, pageOf } from "../view/filter.js";
import { createLightFilter } from "./light_filter.js";
import { disc, symbol } from "../dom/symbol.js";
import { STATUSES, UNBUILT, builtOnly, withValue } from "../view/view.js";

/**
 * @param {import("../panel/panel.js").Go} go
 * @param {string[]} [offered] the backgrounds that can be had; one that needs a key is not, where nobody has it
 */
export function createLegend(go, offered) {
  const clusters = h("ul", { class: "ft-clusters" });
  const kinds = h("ul", { class: "ft-kinds" });
  const built = h("div", { class: "ft-switch", role: "group" });
  const statuses = h("ul", { class: "ft-kinds ft-statuses" });
  const time = h("div", { class: "ft-switch ft-time", role: "group" });
  const basemap = h("select", { id: "ft-basemap", on: { change: () => go.set({ basemap: basemap.value }) } });
  const all = { clusters: action(() => go.set({ clusters: [], selected: "" })), kinds: action(() => go.set({ hidden: [] })) };
  const heads = { clusters: h("span"), kinds: h("span"), status: h("span"), time: h("span"), basemap: h("label", { for: "ft-basemap" }) };
  const timing = h("div", {}, h("h2", {}, heads.time), time);
  const facets = createFacetFilter(go);
  const lights = createLightFilter(go);
  const ground = h("div", { class: "ft-ground-choice" }, h("h2", {}, heads.basemap), basemap);
  const element = h("div", { class: "ft-legend-filter" },
    h("h2", {}, heads.clusters, all.clusters), clusters,
    h("h2", {}, heads.kinds, all.kinds), kinds,
    h("h2", {}, heads.status), built, statuses, lights.element, facets.element, timing, ground);
  /** @type {any} */
  let drawn = { book: null, page: "" };
  /** @type {import("../view/view.js").View} */
  let view;

  /** @param {() => void} act */
  function action(act) {
    return h("button", { type: "button", class: "ft-all", on: { click: act } });
  }

  /** @param {any} book @param {any} page */
  function words(book, page) {
    drawn = { book, page: page.id };
    const w = book.say;
    for (const [name, head] of Object.entries(heads)) write(head, w(`legend.${name}`));
    write(all.clusters, w("legend.all"));
    write(all.kinds, w("legend.every"));
    for (const [name, box] of Object.entries({ built, time })) set(box, "aria-label", w(`legend.${name === "built" ? "status" : name}`));
    replace(clusters, book.clusters.map(cluster));
    replace(kinds, book.kinds.filter((/** @type {any} */ kind) => page.kinds.includes(kind.id)).map(kind));
    replace(statuses, used(book, page).map(status));
    replace(built, choice(w("legend.everything"), "everything", () => go.set({ without: [] })), choice(w("legend.built"), "built", () => go.set({ without: UNBUILT })));
    replace(time, ["release", "now"].map((one) => choice(w(`time.${one}`), one, () => go.set({ time: one }))));
    const grounds = book.basemaps.filter((/** @type {any} */ one) => !offered || offered.includes(one.id));
    replace(basemap, grounds.map((/** @type {any} */ one) => h("option", { value: one.id }, one.name)));
    show(timing, book.points.some((/** @type {any} */ point) => point.now !== point.status));
    show(ground, grounds.length > 1);
  }

  /** @param {any} book @param {any} page */
  const used = (book, page) => STATUSES.filter((one) => book.points.some((/** @type {any} */ point) => page.kinds.includes(point.kind) && (point.status === one || point.now === one)));

  /** @param {string} name @param {string} value @param {() => void} act */
  function choice(name, value, act) {
    return h("button", { type: "button", data: { value }, on: { click: act } }, name);
  }

  /** @param {any} one */
  function cluster(one) {
    const order = drawn.book.clusters.map((/** @type {any} */ each) => each.id);
    const press = () => go.set({ clusters: withValue(view.clusters, one.id, !view.clusters.includes(one.id), order) });
    return h("li", {}, h("button", { type: "button", data: { cluster: one.id }, title: one.name, on: { click: press } }, disc(one), h("span", {}, names(one)), h("i")));
  }

  /** The full name in Chinese; in a narrow window, and in English, the short one. @param {any} one */
  function names(one) {
    if (drawn.book.lang === "en") return one.short;
    return [h("span", { class: "ft-long" }, one.name), h("span", { class: "ft-short" }, one.short)];
  }

  /** @param {any} one */
  function kind(one) {
    const order = drawn.book.kinds.map((/** @type {any} */ each) => each.id);
    const press = () => go.set({ hidden: withValue(view.hidden, one.id, !view.hidden.includes(one.id), order) });
    return h("li", {}, h("button", { type: "button", data: { kind: one.id }, on: { click: press } }, symbol(drawn.book, one.id), h("span", {}, one.name)));
  }

  /** @param {string} one */
  function status(one) {
    const press = () => go.set({ without: withValue(view.without, one, !view.without.includes(one), STATUSES) });
    return h("li", {}, h("button", { type: "button", data: { status: one }, on: { click: press } }, symbol(drawn.book, "hub", one), h("span", {}, drawn.book.say(`status.${one}`))));
  }

  return {
    element,
    /** @param {any} book @param {import("../view/view.js").State} state @param {any} layer */
    draw(book, state, layer) {
      const page = pageOf(book, state.page);
      view = state.view;
      if (drawn.book !== book || drawn.page !== page.id) words(book, page);
      const made = counts(book, view, page.kinds);
      for (const button of clusters.querySelectorAll("button")) {
        const id = button.dataset.cluster || "";
        set(button, "aria-pressed", String(view.clusters.includes(id)));
        button.classList.toggle("ft-off", view.clusters.length > 0 && !view.clusters.includes(id));
        write(/** @type {Element} */ (button.lastChild), (made.clusters.get(id) || 0) + ((layer && layer.clusters[id]) || 0));
      }
      for (const button of kinds.querySelectorAll("button")) {
        const id = button.dataset.kind || "";
        set(button, "aria-pressed", String(!view.hidden.includes(id)));
        button.classList.toggle("ft-none", !made.kinds.get(id) && !(layer && layer.kinds[id]));
      }
      for (const button of statuses.querySelectorAll("button")) set(button, "aria-pressed", String(!view.without.includes(button.dataset.status || "")));
      pressed(built, builtOnly(view) ? "built" : view.without.length ? "" : "everything");
      pressed(time, view.time);
      show(all.clusters, view.clusters.length > 0);
      show(all.kinds, view.hidden.length > 0);
      lights.draw(book, view, page.kinds);
      facets.draw(book, view);
      basemap.value = !offered || offered.includes(view.basemap) ? view.basemap : "offline";
    },
  };

  /** @param {HTMLElement} box @param {string} value */
  function pressed(box, value) {
    for (const button of box.children) set(button, "aria-pressed", String(button.getAttribute("data-value") === value));
  }
}
