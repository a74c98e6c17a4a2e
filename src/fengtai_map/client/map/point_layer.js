/** The office's own points where they are too many to be records: how many the map shows, of which kinds and where. */

import { h, replace, show, write } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { heading } from "../parts/lists.js";
import { grouped } from "../view/words.js";

/** @typedef {import("../panel/panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** @type {import("../panel/panel.js").Section} */
export function layer(context) {
  return context.layer ? drawn(context, "layer", make) : null;
}

/** @param {Context} context @returns {Part} */
function make({ w }) {
  const text = h("p", { class: "ft-note", role: "status" });
  const list = h("ul", { class: "ft-lines ft-tally" });
  let shown = "";
  /** @param {Context} now */
  const draw = (now) => {
    const key = JSON.stringify([now.layer.shown, now.layer.kinds, now.layer.clusters]);
    if (key === shown) return true;
    shown = key;
    write(text, layerShown(now));
    const kinds = Object.entries(now.layer.kinds).filter(([, n]) => n).sort(([, one], [, other]) => other - one);
    replace(list, kinds.map(([kind, n]) => h("li", { data: { kind } }, h("span", {}, w(`kind.${kind}`)), h("b", {}, grouped(n)))));
    show(list, kinds.length > 0);
    return true;
  };
  return { node: h("section", { class: "ft-layer" }, heading(w("many.title")).node, text, list), draw };
}

/** How much of the layer is shown, and where that lies. @param {Context} context */
function layerShown({ book, w, layer: made }) {
  const name = (/** @type {string} */ id) => (id ? book.index.get(id).name : w("many.nowhere"));
  const parts = Object.entries(made.clusters).filter(([, n]) => n).map(([id, n]) => w("many.in", { name: name(id), n: grouped(n) }));
  return [w("many.shown", { n: grouped(made.shown), total: grouped(made.total) }), parts.join(w("list.comma"))].filter(Boolean).join(w("list.sentence"));
}

/** The layer in words, for who does not see the map; empty where there is none. @param {Context} context */
export function layerText(context) {
  const { w, layer: made } = context;
  if (!made) return "";
  const kinds = Object.entries(made.kinds).filter(([, n]) => n).map(([kind, n]) => w("many.in", { name: w(`kind.${kind}`), n: grouped(n) }));
  return w("export.pair", { label: w("many.title"), value: `${layerShown(context)} ${kinds.join(w("list.comma"))}` });
}
