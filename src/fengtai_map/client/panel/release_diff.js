/** Two releases: which ones, what became of each figure, and how the clusters were regrouped. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { unfolding } from "../parts/figure.js";
import { shows } from "../view/filter.js";
import { drawn } from "../dom/memo.js";
import { facts as pairs, heading } from "../parts/lists.js";
import { released } from "../parts/later_status.js";
import { pageHead } from "./page_head.js";
import { listed } from "../view/shown_records.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** @type {import("./panel.js").Section} */
export function editions(context) {
  return drawn(context, "editions", context.book.editions ? make : alone);
}

/** One release: what it is, and how many figures it has of each topic. @param {Context} context @returns {Part} */
function alone(context) {
  const { book, w } = context;
  /** @type {any[]} */
  const facts = book.facts.filter(listed);
  const counts = book.topics.map((/** @type {any} */ topic) => [topic.name, String(facts.filter((fact) => fact.topic === topic.id).length)]);
  const node = h("section", { class: "ft-editions" }, pageHead(context), h("p", { class: "ft-hint" }, w("editions.alone")),
    h("h2", { class: "ft-heading" }, `${book.release.title} · ${released(book)}`), pairs(counts),
    h("p", { class: "ft-note" }, w("editions.held", { facts: facts.length, clusters: book.clusters.length })));
  return { node, draw: () => true };
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, w, go } = context;
  /** @type {any[]} */
  const earlier = book.editions.against;
  const choice = h("select", { on: { change: () => go.set({ against: choice.value }) } }, earlier.map((one) => h("option", { value: one.id }, one.name)));
  const asked = h("label", { class: "ft-choice" }, w("editions.against"), choice);
  const slot = h("div");
  /** @type {Map<string, Part>} */
  const made = new Map();
  show(asked, earlier.length > 1);

  /** @param {Context} now */
  function draw(now) {
    const against = book.editions.of[now.view.against] ? now.view.against : earlier[0].id;
    if (!made.has(against)) made.set(against, pair(context, book.editions.of[against]));
    const part = /** @type {Part} */ (made.get(against));
    if (choice.value !== against) choice.value = against;
    if (slot.firstChild !== part.node) replace(slot, part.node);
    return part.draw(now);
  }
  return { node: h("section", { class: "ft-editions" }, pageHead(context), asked, slot), draw };
}

/** Two releases with their figures by what became of them. @param {Context} context @param {any} about @returns {Part} */
function pair(context, about) {
  const { w, go } = context;
  let wanted = "";
  /** @type {any[]} */
  const groups = about.results.map((/** @type {any} */ result) => group(context, about, result));
  const buttons = groups.map((one) => {
    const n = h("i");
    const press = () => go.set({ change: wanted === one.id ? "" : one.id });
    return { n, node: h("button", { type: "button", class: "ft-pill", data: { change: one.id }, on: { click: press } }, one.name, " ", n) };
  });
  const pills = h("div", { class: "ft-pills", role: "group", "aria-label": w("editions.filter") }, buttons.map((one) => one.node));
  const clusters = regrouped(context, about);

  /** @param {Context} now */
  function draw(now) {
    wanted = groups.some((one) => one.id === now.view.change) ? now.view.change : "";
    groups.forEach((one, at) => {
      const n = one.draw(now);
      write(buttons[at].n, n);
      show(buttons[at].node, n > 0);
      set(buttons[at].node, "aria-pressed", String(wanted === one.id));
      show(one.node, n > 0 && (!wanted || wanted === one.id));
    });
    show(clusters, !wanted);
    return true;
  }
  return { node: h("div", {}, h("p", { class: "ft-quiet", role: "status" }, about.pair), pills, groups.map((one) => one.node), clusters), draw };
}

/** The figures of one result as a table. @param {Context} context @param {any} about @param {any} result */
function group({ w }, about, result) {
  const head = heading(result.name);
  /** @type {{row: any, node: any}[]} */
  const rows = result.rows.map((/** @type {any} */ row) => ({ row, node: line(w, about, row) }));
  const titles = [w("editions.figure"), ...about.days, w("editions.change")];
  const body = h("table", { class: "ft-plain" }, h("thead", {}, h("tr", {}, titles.map((title) => h("th", { scope: "col" }, title)))), h("tbody", {}, rows.map((one) => one.node)));

  /** @param {Context} now */
  function draw(now) {
    let n = 0;
    for (const one of rows) {
      const shown = shows(one.row.status, now.view);
      show(one.node, shown);
      n += Number(shown);
    }
    head.count(n);
    return n;
  }
  return { id: result.id, name: result.name, draw, node: h("section", { class: "ft-result", data: { change: result.id } }, head.node, body) };
}

/** @param {import("../view/words.js").Say} w @param {any} about @param {any} row */
function line(w, about, row) {
  const quotes = unfolding({ data: { fact: row.id } }, h("summary", {}, row.label), () => h("div", {}, quote(row.older, about.days[0]), quote(row.newer, about.days[1])));
  return h("tr", { data: { fact: row.id, status: row.status } },
    h("th", { scope: "row" }, quotes, h("small", {}, row.topic)),
    [row.older, row.newer].map((said) => h("td", {}, said ? [h("b", {}, said.printed), h("small", {}, said.about)] : h("span", { "aria-label": w("editions.none") }, "—"))),
    h("td", { class: "ft-change" }, row.change, row.note ? h("small", {}, row.note) : null),
  );
}

/** @param {any} said @param {string} day */
function quote(said, day) {
  return said ? h("div", {}, h("small", {}, `${day} · ${said.where}`), h("blockquote", { lang: "zh" }, said.quote)) : null;
}

/** What became of each cluster, and which 街镇 moved. @param {Context} context @param {any} about */
function regrouped({ w }, about) {
  const heads = [...about.days, w("editions.change"), w("editions.moved")];
  const rows = about.clusters.map((/** @type {any} */ one) => h("tr", { data: { cluster: one.id || null } }, h("td", {}, one.older || "—"), h("td", {}, one.newer || "—"), h("td", { class: "ft-change" }, one.change), h("td", {}, one.moves.map((/** @type {string} */ move) => h("p", {}, move)))));
  return h("section", {}, heading(w("editions.clusters")).node, h("table", { class: "ft-plain ft-schemes" }, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, rows)));
}
