/** The map as text: the same as an ordered table, for a keyboard and for a screen reader; made when it is opened. */

import { afterPaint } from "../dom/after_paint.js";
import { h, replace, set, show, write } from "../dom/dom.js";
import { chosenClusters } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { layerText } from "./point_layer.js";
import { named } from "../view/lights.js";
import { choose } from "../parts/lists.js";
import { printed } from "../view/nearest.js";
import { nearestFirst, origin, shownOn } from "../view/nearest_first.js";

/** @typedef {import("../panel/panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part @typedef {import("../view/nearest_first.js").Line} Line */

/** @type {import("../panel/panel.js").Section} */
export function maptext(context) {
  return drawn(context, "maptext", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { w } = context;
  const title = h("summary");
  const summary = h("p");
  const layer = h("p");
  const box = h("details", { class: "ft-maptext" }, title, h("div", {}, summary, layer));
  /** @type {{node: any, draw: (context: Context, lines: Line[]) => void}|null} */
  let table = null;
  let last = context;
  let shown = "";
  const retell = afterPaint(tell); // map and panel come first: two hundred rows are not worth a frame of theirs
  box.addEventListener("toggle", () => box.open && tell());

  /** @param {Context} now */
  function draw(now) {
    const { view, page } = now;
    const key = [view.clusters, view.hidden, view.without, view.where, view.lights, [view.selected, view.time, now.book.lights ? now.book.lights.day : ""]].map((part) => part.join()).join("|");
    const same = key === shown && last.layer === now.layer;
    last = now;
    if (same) return true;
    shown = key;
    write(title, w("twin.title", { n: shownOn(now.book, view, page.kinds) }));
    if (box.open) retell.soon();
    return true;
  }

  function tell() {
    const now = last;
    const lines = nearestFirst(now.book, now.view, now.page.kinds);
    if (!table) {
      table = lined(now);
      box.lastChild.append(table.node);
    }
    const from = origin(now.book, now.view);
    write(summary, [...sentences(now, lines), w(from.key, { name: from.name })].join(w("list.sentence")));
    write(layer, layerText(now));
    show(layer, Boolean(layer.textContent));
    table.draw(now, lines);
  }
  return { node: box, draw };
}

/** The map in short sentences: how much it shows, what was chosen, what is left out. @param {Context} context @param {Line[]} lines */
function sentences({ book, view, w }, lines) {
  const comma = w("list.comma");
  const drawn = lines.filter((line) => line.metres !== null && line.record.type === "point");
  const located = drawn.filter((line) => !line.record.outside);
  const stations = located.filter((line) => line.record.kind === book.station).length;
  const nowhere = lines.filter((line) => line.metres === null).length;
  const said = [w("twin.shows", { clusters: chosenClusters(book, view).length, places: located.length - stations, stations })];
  if (drawn.length > located.length) said.push(w("twin.beyond", { n: drawn.length - located.length }));
  if (nowhere) said.push(w("twin.unlocated", { n: nowhere }));
  if (view.clusters.length) said.push(w("twin.filter", { names: chosenClusters(book, view).map((one) => one.name).join(comma) }));
  const left = [...view.hidden.map((kind) => w(`kind.${kind}`)), ...view.without.map((status) => w(`status.${status}`))];
  if (left.length) said.push(w("twin.without", { names: left.join(comma) }));
  if (view.lights.length) said.push(w("export.filter-lights", { names: view.lights.map((level) => w(`light.${level}`)).join(comma) }));
  const record = book.index.get(view.selected);
  if (record) said.push(w("twin.selected", { name: record.name || record.label }));
  return said;
}

/** The table; its rows are kept, put in order, and written where they change. @param {Context} context */
function lined({ w }) {
  const heads = [w("twin.number"), ...["name", "kind", "cluster", "status"].map((name) => w(`table.${name}`)), w("twin.direction"), w("twin.distance"), w("table.error")];
  const body = h("tbody");
  const node = h("div", { class: "ft-sideways", tabindex: "0", role: "region", "aria-label": w("twin.table") }, h("table", { class: "ft-plain" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), body));
  /** @type {Map<string, any>} */
  const rows = new Map();
  let order = "";

  /** @param {Context} now @param {Line[]} lines */
  function draw(now, lines) {
    const wanted = lines.map((line) => rows.get(line.id) || row(now, line));
    const ids = lines.map((line) => line.id).join();
    if (ids !== order) replace(body, wanted);
    order = ids;
    lines.forEach((line, at) => fill(now, line, at, wanted[at]));
  }

  /** @param {Context} now @param {Line} line */
  function row(now, line) {
    const { record } = line;
    const button = h("button", { type: "button", data: { id: line.id }, on: { click: () => choose(now, line.id) } }, record.name);
    const made = h("tr", { data: { id: line.id, kind: record.type === "cluster" ? "cluster" : record.kind, cluster: record.type === "cluster" ? record.id : record.cluster } }, h("td"), h("th", { scope: "row" }, button), heads.slice(2).map((label) => h("td", { data: { label } })));
    rows.set(line.id, made);
    return made;
  }

  /** @param {Context} now @param {Line} line @param {number} at @param {any} made */
  function fill({ book, view }, line, at, made) {
    const { record } = line;
    const nowhere = line.metres === null;
    const texts = [
      record.type === "cluster" ? w("kind.cluster") : record.kind_name,
      record.type === "cluster" ? record.name : record.cluster_name,
      [line.status ? w(`status.${line.status}`) : "", named(book, record)].filter(Boolean).join(" · "),
      nowhere ? w("place.unlocated") : line.direction ? w(`compass.${line.direction}`) : w("twin.here"),
      nowhere ? w("place.unlocated") : line.notComputed ? w("twin.not-computed") : printed(w, Number(line.metres)),
      record.type === "cluster" ? w("accuracy.schematic") : record.error,
    ];
    write(made.children[0], at + 1);
    texts.forEach((text, number) => write(made.children[number + 2], text));
    set(made, "data-status", line.status);
    set(made, "aria-current", view.selected === line.id ? "true" : null);
  }
  return { node, draw };
}
