/** How far it is from what a card is about, and the ring on the map that shows it. */

import { h, set, show, write } from "../dom/dom.js";
import { heading } from "../parts/lists.js";
import { stated } from "../view/filter.js";
import { near, printed } from "../view/nearest.js";
import { grouped } from "../view/words.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/**
 * The nearest of each target with its counts, each a row that selects it; nothing where the origin has no position.
 * @param {Context} context @param {any} origin a point, a 街镇 or a cluster @param {2|3} [level] @returns {Part}
 */
export function distances(context, origin, level = 2) {
  const { book, w, go } = context;
  const ring = rings(context);
  const made = (book.near[origin.id] || []).map((/** @type {any} */ one) => row(context, origin, one));
  const layer = book.layer ? h("p", { class: "ft-note" }, w("many.left-out", { n: grouped(book.layer.total) })) : null;
  const node = h("section", {}, heading(w("near.title"), level).node, layer, h("ul", { class: "ft-rows ft-near" }, made.map((/** @type {any} */ one) => one.node)), ring.node);

  /** @param {Context} now */
  function draw(now) {
    const found = near(book, origin.id, now.view);
    found.forEach((one, at) => made[at].draw(one, now.view));
    ring.draw(now);
    show(ring.node, !book.index.has(now.view.selected) || now.view.selected === origin.id);
    return found.length > 0;
  }

  /** @param {Context} first */
  function rings(first) {
    const buttons = [0, ...book.radii].map((km) => h("button", { type: "button", data: { ring: km }, on: { click: () => go.set(km ? { ring: km, selected: origin.id } : { ring: 0 }) } }, km ? first.w("near.ring-km", { km }) : first.w("near.ring-none")));
    const label = h("span", {}, first.w("near.ring"));
    return {
      node: h("div", { class: "ft-ring", role: "group", "aria-label": first.w("near.ring") }, label, h("span", { class: "ft-segments" }, buttons)),
      draw: (/** @type {Context} */ now) => buttons.forEach((button) => set(button, "aria-pressed", String(Number(button.dataset.ring) === now.view.ring))),
    };
  }
  return { node, draw };
}

/** @param {Context} context @param {any} origin @param {any} target */
function row({ book, w, go }, origin, target) {
  const name = h("b");
  const about = h("small");
  const button = h("button", { type: "button", class: "ft-row", data: { target: target.target }, on: { click: () => button.dataset.id && go.reveal(button.dataset.id) } }, h("span", {}, target.label), name, about);

  /** @param {import("../view/nearest.js").Near} found @param {import("../view/view.js").View} view */
  function draw(found, view) {
    const one = found.nearest;
    const text = one ? said(book, w, one) : w("near.none");
    const counts = !one ? [] : found.within.filter(({ n }) => n).map(({ km, n }) => w("near.within", { km, n }));
    if (found.unlocated) counts.push(w("near.unlocated", { n: found.unlocated }));
    const many = found.inside > 1 ? w("near.inside-many", { n: found.inside, origin: origin.short || origin.name, name: book.index.get(one.id).name }) : "";
    const parts = [many, one && w(`status.${stated(one, view)}`), one && one.doubts, counts.join(w("list.comma"))];
    write(name, text);
    write(about, parts.filter(Boolean).join(" · "));
    set(button, "data-id", one ? one.id : null);
    set(button, "disabled", one ? null : "");
  }
  return { node: h("li", {}, button), draw };
}

/** The nearest and how far it is, briefly. @param {any} book @param {import("../view/words.js").Say} w @param {any} one */
function said(book, w, one) {
  const name = book.index.get(one.id).name;
  if (one.stands_in) return w("near.stand-in", { name });
  if (one.inside) return w("near.short-inside", { name });
  if (!one.direction) return w("near.short-here", { name });
  return w("near.short", { name, direction: w(`compass.${one.direction}`), distance: printed(w, one.metres) });
}

