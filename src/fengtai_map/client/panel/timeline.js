/** What the release promises: an axis of the plan's periods, what is promised by each year, and what has none. */

import { h, show } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { unfolding } from "../parts/figure.js";
import { stated, visible } from "../view/filter.js";
import { heading, pointRow, rows } from "../parts/lists.js";
import { isShown, named } from "../view/shown_records.js";
import { byKind, figureList } from "../parts/statements.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

const BUILDING = "under-construction";
const AHEAD = [BUILDING, "planned", "target"]; // what is promised

/** @type {import("./panel.js").Section} */
export function timeline(context) {
  return drawn(context, "timeline", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const about = context.book.timeline;
  const parts = [...about.spans.map((/** @type {any} */ span) => period(context, span)), ...about.others.map((/** @type {any} */ one) => year(context, one, 2)), ...undated(context, about.undated), ...toCome(context)];
  const node = h("div", { class: "ft-timeline" }, about.spans.length ? axis(context, about) : null, parts.map((part) => part.node));
  /** @param {Context} now */
  const draw = (now) => {
    for (const part of parts) show(part.node, part.draw(now));
    return true;
  };
  return { node, draw };
}

/** The periods side by side to scale, with a mark for the release and at the end of each year it names. @param {Context} context @param {any} about */
function axis({ w }, about) {
  const spans = about.spans.map((/** @type {any} */ one) => h("span", { style: { flex: String(one.last + 1 - one.first) } }, h("b", {}, one.name), " ", h("time", {}, w("timeline.years", { first: one.first, last: one.last }))));
  const mark = (/** @type {number} */ share, /** @type {string} */ text, look = "") => h("i", { class: look, style: { left: `${(share * 100).toFixed(2)}%` } }, h("span", {}, text));
  const marks = about.marks.map((/** @type {any} */ one) => mark(one.share, String(one.year)));
  return h("div", { class: "ft-axis", role: "img", "aria-label": w("timeline.axis") }, h("div", { class: "ft-axis-spans" }, spans), h("div", { class: "ft-axis-marks" }, about.released === null ? null : mark(about.released, w("timeline.release"), "ft-released"), marks));
}

/** @param {Context} context @param {any} span @returns {Part} */
function period(context, span) {
  const { w } = context;
  /** @type {Part[]} */
  const years = span.years.map((/** @type {any} */ one) => year(context, one, 3));
  const nothing = h("p", { class: "ft-note" }, w("timeline.nothing"));
  const node = h("section", { data: { span: span.id } }, heading(w("timeline.period", { name: span.name, first: span.first, last: span.last })).node, years.map((one) => one.node), nothing);
  /** @param {Context} now */
  const draw = (now) => {
    const shown = years.map((one) => one.draw(now));
    years.forEach((one, at) => show(one.node, shown[at]));
    show(nothing, !shown.some(Boolean));
    return true;
  };
  return { node, draw };
}

/** A year of a period, or with a larger heading one that is in none. @param {Context} context @param {any} about @param {2|3} level @returns {Part} */
function year(context, about, level) {
  const head = heading(context.w("timeline.by", { year: about.year }), level);
  const made = promises(context, about);
  const draw = (/** @type {Context} */ now) => made.draw(now);
  return { node: h("section", { class: "ft-year" }, head.node, made.node), draw };
}

/** Facts and entries together. @param {Context} context @param {{facts: string[], entries: string[]}} about */
function promises(context, about) {
  const figures = figureList(context, about.facts);
  const entries = byKind(context, about.entries);
  /** @param {Context} now */
  function draw(now) {
    const some = entries.draw(now, (entry) => AHEAD.includes(String(stated(entry, now.view))));
    show(entries.node, some);
    return figures.draw(now, (fact) => isShown(fact, now.view)) > 0 || some;
  }
  return { node: h("div", {}, figures.node, entries.node), draw };
}

/** What the release promises without a year: what is being built apart from targets and plans. @param {Context} context @param {any} about @returns {Part[]} */
function undated(context, about) {
  const { w } = context;
  return [
    without(context, about, w("timeline.building"), [BUILDING]),
    without(context, about, w("timeline.ahead"), AHEAD.filter((status) => status !== BUILDING)),
  ];
}

/** Figures of these statuses, and entries of them folded. @param {Context} context @param {any} about @param {string} title @param {string[]} statuses @returns {Part} */
function without(context, about, title, statuses) {
  const { w } = context;
  const figures = figureList(context, about.facts);
  const records = named(context.book, about.entries);
  const wanted = (/** @type {any} */ one, /** @type {Context} */ now) => statuses.includes(String(stated(one, now.view)));
  let last = context;
  /** @type {any} */
  let entries = null;
  const folded = unfolding({ class: "ft-fold-list" }, h("summary", {}, w("timeline.undated-entries")), () => {
    entries = byKind(last, about.entries);
    entries.draw(last, (/** @type {any} */ entry) => wanted(entry, last));
    return entries.node;
  });
  /** @param {Context} now */
  function draw(now) {
    last = now;
    const some = records.some((entry) => wanted(entry, now) && isShown(entry, now.view));
    const n = figures.draw(now, (fact) => wanted(fact, now) && isShown(fact, now.view));
    show(folded, some);
    if (entries && folded.open) entries.draw(now, (/** @type {any} */ entry) => wanted(entry, now));
    return some || n > 0;
  }
  return { node: h("section", {}, heading(title).node, h("p", { class: "ft-note" }, w("timeline.undated-text")), figures.node, folded), draw };
}

/** The places of the filter that are being built, and those that are planned. @param {Context} context @returns {Part[]} */
function toCome(context) {
  return [[BUILDING, "timeline.places-building"], ["planned", "timeline.places-planned"]].map(([status, key]) => located(context, context.w(key), status));
}

/** The places of the filter in a status, on the map. @param {Context} context @param {string} title @param {string} status @returns {Part} */
function located(context, title, status) {
  const { book, page } = context;
  const head = heading(title);
  const points = book.points.filter((/** @type {any} */ point) => point.lon !== null && [point.status, point.now].includes(status));
  const list = rows(points, (point) => pointRow(context, point));
  /** @param {Context} now */
  const draw = (now) => {
    const n = list.draw(now, (/** @type {any} */ point) => stated(point, now.view) === status && visible(point, now.view, page.kinds));
    head.count(n);
    return n > 0;
  };
  return { node: h("section", {}, head.node, list.node), draw };
}
