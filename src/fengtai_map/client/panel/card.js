/** The card of what is selected, or of the only cluster of the filter; the head of the page where nothing is. */

import { fullCluster, fullSubdistrict } from "./area_card.js";
import { card as framed, head, notes, release } from "../parts/card_parts.js";
import { distances } from "./distances.js";
import { h } from "../dom/dom.js";
import { behind } from "../parts/entry.js";
import { answer, number } from "../parts/figure.js";
import { carded, chosenClusters, stated } from "../view/filter.js";
import { drawn, still } from "../dom/memo.js";
import { chips, facts as pairs, lineParts, retag, tag } from "../parts/lists.js";
import { pageHead } from "./page_head.js";
import { tagged } from "../view/shown_records.js";
import { heard } from "../parts/later_status.js";
import { lightCard } from "./projects.js";
import { symbol } from "../dom/symbol.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

const HEADED = ["district", "compare"]; // sections with a head of their own

/** @type {Record<string, (context: Context, record: any) => Part>} */
const CARDS = {
  cluster: (context, record) => fullCluster(context, record),
  subdistrict: fullSubdistrict,
  point: pointCard,
  river: (context, record) => plain(context, record, []),
  source: sourceCard,
  fact: factCard,
  entry: entryCard,
};

/** @type {import("./panel.js").Section} */
export function card(context) {
  const { book, view, page, cache } = context;
  const record = carded(book, view, page);
  const before = cache.get("card");
  cache.set("card", view.selected);
  if (!record || ownCard(context, record)) return HEADED.some((name) => page.panel.includes(name)) ? null : pageHead(context);
  const node = /** @type {any} */ (drawn(context, `card-${record.id}`, () => CARDS[record.type](context, record)));
  if (view.selected === record.id && before !== record.id) comeIntoSight(node);
  return node;
}

/** Whether the page shows this cluster in its own list of cards. @param {Context} context @param {any} record */
function ownCard({ book, page, view }, record) {
  return page.panel.includes("clustercards") && record.type === "cluster" && chosenClusters(book, view).includes(record);
}

/**
 * A card that was asked for from further down would open out of sight.
 * @param {any} node
 */
export function comeIntoSight(node) {
  if (!document.querySelector(".ft-app")) return;
  window.requestAnimationFrame(() => {
    const box = node.closest(".ft-panel");
    if (!box) return;
    const alone = box.scrollHeight > box.clientHeight + 1; // on a phone the whole page scrolls
    const [from, height] = alone ? [box.getBoundingClientRect().top, box.clientHeight] : [0, window.innerHeight];
    const at = node.getBoundingClientRect().top - from;
    if (at >= 0 && at < height * (alone ? 0.5 : 0.8)) return;
    if (alone) box.scrollTop += at - 16;
    else node.scrollIntoView({ block: "start" });
  });
}

/** @param {Context} context @param {any} point @returns {Part} */
function pointCard(context, point) {
  const { book } = context;
  const top = head(context, point, symbol(book, point.kind, stated(point, context.view) || "", 26), point.name, point.kind_name);
  return framed(point, top, [
    status(context, point, top),
    ...[lightCard(context, point)].filter((part) => part !== null),
    still(h("div", {}, photos(context, point), chips(context, point.passes.length ? point.passes : [point.cluster]), point.doubt ? h("p", { class: "ft-note ft-doubt" }, point.doubt) : null, pairs(point.rows))),
    release(context, point),
    distances(context, point),
    notes(point.notes),
  ]);
}

/** The pictures of the office. @param {Context} context @param {any} point */
function photos({ book }, point) {
  const shown = point.photos.filter((/** @type {string} */ name) => book.photos[name]);
  return shown.length ? h("div", { class: "ft-photos" }, shown.map((/** @type {string} */ name) => h("img", { src: book.photos[name], alt: point.name, loading: "lazy" }))) : null;
}

/** The status of a point, and how it came to be so. @param {Context} context @param {any} point @param {any} top @returns {Part} */
function status(context, point, top) {
  const sign = tag(context.w, stated(point, context.view));
  const since = heard(context, point);
  const line = since ? null : h("p", { class: "ft-status" }, sign, point.as_of ? h("small", {}, context.w("time.of", { day: point.as_of })) : null);
  let shown = stated(point, context.view);

  /** @param {Context} now */
  function draw(now) {
    const state = stated(point, now.view);
    retag(sign, now.w, state);
    if (shown === state) return true;
    shown = state;
    const mark = top.querySelector(".ft-symbol");
    mark.replaceWith(symbol(now.book, point.kind, state || "", 26));
    return true;
  }
  return { node: h("div", {}, line, since), draw };
}

/** @param {Context} context @param {any} fact @returns {Part} */
function factCard(context, fact) {
  const about = h("p", { class: "ft-quiet ft-line" }, lineParts(fact.about, fact.rank ? h("em", {}, fact.rank) : null));
  const body = h("div", { data: { fact: fact.id } }, h("p", { class: "ft-large" }, number(fact)), about, answer(context, fact));
  return framed(fact, head(context, fact, null, fact.label, fact.topic_name), [still(body)]);
}

/** @param {Context} context @param {any} entry @returns {Part} */
function entryCard(context, entry) {
  const sign = entry.later && entry.later.length ? null : tag(context.w, tagged(entry, context.view));
  const body = h("div", { data: { entry: entry.id } }, sign ? h("p", { class: "ft-status" }, sign) : null, behind(context, entry));
  const tied = release(context, { facts: entry.facts || [], entries: [] });
  const draw = (/** @type {Context} */ now) => {
    retag(sign, now.w, tagged(entry, now.view));
    return true;
  };
  return framed(entry, head(context, entry, null, entry.name, entry.kind_name), [{ node: body, draw }, tied]);
}

/** @param {Context} context @param {any} source @returns {Part} */
function sourceCard(context, source) {
  const link = /^https?:/.test(source.url) ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, source.url) : source.url;
  const rows = pairs([[context.w("source.licence"), source.licence], [context.w("source.origin"), link]]);
  return plain(context, Object.assign({ kind_name: context.w("source.origin") }, source), [still(rows)]);
}

/** @param {Context} context @param {any} record @param {Part[]} parts @returns {Part} */
function plain(context, record, parts) {
  return framed(record, head(context, record, null, record.name, record.kind_name), parts);
}
