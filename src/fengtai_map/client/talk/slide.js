/** What stands on the screen at a stop of a story, beside its map: headline, large numbers, bars, lines of text. */

import { h } from "../dom/dom.js";
import { aboutOf } from "../view/stop_summary.js";
import { headline, parted, phrases } from "../dom/phrases.js";
import { lightText, said } from "../view/lights.js";
import { ahead, figuresOf, layoutOf, linesOf } from "../view/stops.js";
import { ofDistrict } from "../view/shown_records.js";
import { digits, source } from "../parts/figure.js";
import { lineParts } from "../parts/lists.js";
import { released } from "../parts/later_status.js";
import { disc } from "../dom/symbol.js";

/** @typedef {import("../view/stops.js").CurrentStop} CurrentStop */

const ROWS = 4; // of the card of a place
const NUMBERS = 3; // as many as stand beside a map, those of ours among them

/**
 * The elements of a stop, in reading order. Figures carry data-fact and open what stands behind them.
 * @param {any} book @param {CurrentStop} current @returns {HTMLElement[]}
 */
export function slide(book, current) {
  const { row, bars, chart } = figuresOf(book, current);
  const figures = layoutOf(book, current.story, current.number) === "figures";
  const clusters = book.clusters.filter((/** @type {any} */ one) => current.stop.clusters.includes(one.id));
  const numbers = [...row.map((/** @type {any} */ fact) => number(book, fact, ofDistrict(fact, clusters))), ...(figures ? [] : ours(book, current, row.length))];
  return [
    about(book, current),
    h("h1", { tabindex: "-1" }, headline(current.stop.headline, book.lang)),
    numbers.length ? h("div", { class: "ft-stop-row", data: { count: numbers.length } }, numbers) : null,
    bars.length ? chartOf(book, chart, bars, row) : null,
    photo(book, current),
    lines(book, current),
    caption(book, current, figures ? [...row, ...bars.map((bar) => bar.fact)] : [], bars),
  ].filter(Boolean);
}

/** What the stop is about, above its headline. @param {any} book @param {CurrentStop} current */
function about(book, { story, stop }) {
  const { clusters, text } = aboutOf(book, story, stop);
  const names = clusters.map((one) => h("span", {}, disc(one), clusters.length > 1 ? one.short : one.name));
  return h("p", { class: "ft-stop-about" }, clusters.length ? names : h("span", {}, text));
}

/** A figure in large numbers, which opens its quote. @param {any} book @param {any} fact @param {boolean} whole whether it is of the whole district */
function number(book, fact, whole) {
  return h("details", { class: "ft-stop-figure", data: { fact: fact.id, status: fact.status } },
    h("summary", {}, printed(fact.printed, fact.unit),
      h("span", { class: "ft-stop-label" }, phrases(fact.label, book.lang)),
      h("span", { class: "ft-stop-small ft-line" }, lineParts(whole ? book.say("figure.district") : null, fact.about)),
      fact.rank ? h("em", {}, phrases(fact.rank, book.lang)) : null),
    quote(book, fact));
}

/** @param {string} text @param {string} unit */
const printed = (text, unit) => h("span", { class: "ft-stop-number" }, digits(text, unit));

/** What the release says there, word by word. @param {any} book @param {any} fact */
function quote(book, fact) {
  const w = book.say;
  return h("div", { class: "ft-stop-quote" },
    h("blockquote", { lang: "zh" }, fact.quote),
    fact.gloss ? h("p", {}, fact.gloss) : null,
    fact.sentence && fact.sentence !== fact.quote ? h("p", {}, w("figure.sentence"), h("q", { lang: "zh" }, fact.sentence)) : null,
    h("p", {}, source(w, fact.section, fact.published), [" ", fact.about, fact.bound].filter(Boolean).join(" · ")),
    fact.note ? h("p", {}, fact.note) : null);
}

/** Of a cluster alone what the map itself says, where there is room: its size. @param {any} book @param {CurrentStop} current @param {number} taken */
function ours(book, { stop }, taken) {
  if (stop.clusters.length !== 1) return [];
  const w = book.say;
  const cluster = book.index.get(stop.clusters[0]);
  const both = [
    [cluster.area_km2.toFixed(1), w("talk.area-unit"), w("talk.area")],
    [String(cluster.subdistricts.length), w("talk.subdistricts-unit"), w("talk.subdistricts")],
  ];
  return both.slice(0, Math.max(0, NUMBERS - taken)).map(([text, unit, label]) =>
    h("div", { class: "ft-stop-figure ft-stop-ours" }, printed(text, unit), h("span", { class: "ft-stop-label" }, phrases(label, book.lang)), h("span", { class: "ft-stop-small" }, phrases(w("talk.ours"), book.lang))));
}

/** Bars from zero. Those that are in large numbers already open nothing. @param {any} book @param {any} chart @param {{fact: any, share: number}[]} bars @param {any[]} row */
function chartOf(book, chart, bars, row) {
  return h("section", { class: "ft-stop-bars" }, h("h2", {}, chart.name), bars.map(({ fact, share }) => {
    const parts = [
      h("span", {},
        h("span", { class: "ft-stop-label" }, phrases(fact.label, book.lang), h("small", { class: "ft-line" }, lineParts(fact.about))),
        fact.rank && !row.includes(fact) ? h("em", {}, phrases(fact.rank, book.lang)) : null),
      h("span", { class: "ft-stop-bar" }, h("i", { class: ahead(book, fact) ? "ft-hatched" : "", style: { "--ft-share": String(share) } }), h("b", {}, fact.printed, h("small", {}, fact.amount.slice(fact.printed.length)))),
    ];
    return row.includes(fact) ? h("div", { class: "ft-stop-measure" }, parts) : h("details", { data: { fact: fact.id } }, h("summary", { class: "ft-stop-measure" }, parts), quote(book, fact));
  }));
}

/** The first picture of the place that is selected. @param {any} book @param {CurrentStop} current */
function photo(book, { stop }) {
  const record = book.index.get(stop.selected);
  const name = record && record.photos && record.photos.find((/** @type {string} */ one) => book.photos[one]);
  return name ? h("img", { class: "ft-stop-photo", src: book.photos[name], alt: record.name }) : null;
}

/** The entries of a stop with their status, or what is known of the place that is selected. @param {any} book @param {CurrentStop} current */
function lines(book, current) {
  const made = linesOf(book, current);
  if (made.length) return h("ul", { class: "ft-stop-lines", data: { count: made.length }, style: { "--ft-count": String(made.length) } }, made.map((line) => entry(book, line)));
  const record = book.index.get(current.stop.selected);
  if (!record || !record.rows) return null;
  const known = ["table.precision", "place.basis", "place.source"].map((key) => book.say(key)); // for the card, not for a room
  const status = [book.say("table.status"), book.say(`status.${record.status}`)];
  const lit = record.light ? [[book.say("light.head"), lightText(book, record)], ...said(record, "due"), ...said(record, "by")] : [];
  const rows = [...lit, status, ...record.rows.filter((/** @type {string[]} */ [label]) => !known.includes(label))].slice(0, ROWS);
  return h("ul", { class: "ft-stop-lines ft-stop-card", style: { "--ft-count": String(rows.length) } }, rows.map((/** @type {string[]} */ [label, value]) => h("li", {}, h("small", {}, phrases(label, book.lang)), h("span", {}, phrases(value, book.lang)))));
}

/** @param {any} book @param {any[]} line */
function entry(book, line) {
  const comma = book.say(line.some((one) => one.name.includes(",")) ? "list.clause" : "list.comma");
  const parts = (/** @type {string} */ name) => parted(name, book.lang).flatMap((part, _at, { length }) => (length > 1 ? h("span", { class: "ft-stop-part" }, phrases(part, book.lang)) : phrases(part, book.lang)));
  const names = line.flatMap((one, at) => [at && comma.endsWith(" ") ? " " : null, h("span", { data: { entry: one.id } }, parts(one.name), at < line.length - 1 ? comma.trimEnd() : null)]);
  const status = line[0].tag; // as released, as the map of a talk shows it
  return h("li", {}, h("span", {}, names), status ? h("em", { class: "ft-tag ft-stop-tag", data: { status } }, book.say(`status.${status}`)) : null);
}

/** Of which day the statuses are, and what is to be known of the small map and of the bars. @param {any} book @param {CurrentStop} current @param {any[]} facts @param {{fact: any}[]} bars */
function caption(book, { stop }, facts, bars) {
  const w = book.say;
  const whole = facts.length && facts.every((fact) => fact.clusters.length === 0 && fact.places.length === 0) ? w("talk.whole") : "";
  const hatched = bars.some((bar) => ahead(book, bar.fact)) ? w("talk.hatched") : "";
  const day = w("time.as-of-release", { day: released(book) });
  const record = book.index.get(stop.selected);
  const lit = record && record.light && !stop.entries.length ? w("source.sentence", { text: w("light.own", { day: book.lights.day }) }) : "";
  return h("p", { class: "ft-stop-caption" }, [whole, hatched, lit, w("source.sentence", { text: day })].filter(Boolean).flatMap((text, at) => [at ? w("talk.join") : null, h("span", {}, phrases(text, book.lang))]));
}
