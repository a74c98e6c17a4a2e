/** Charts where people would rather look than read: a bar a fact, from zero; each opens its own quote. */

import { h, show, write } from "../dom/dom.js";
import { answer, unfolding } from "../parts/figure.js";
import { drawn } from "../dom/memo.js";
import { heading } from "../parts/lists.js";
import { isShown } from "../view/shown_records.js";
import { ahead } from "../view/stops.js";
import { shownTopic } from "../parts/topics.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/** @type {import("./panel.js").Section} */
export function charts(context) {
  return drawn(context, "charts", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  /** @type {any[]} */
  const made = context.book.charts.map((/** @type {any} */ one) => chart(context, one));
  const node = h("div", { class: "ft-charts" }, made.map((one) => one.node));

  /** @param {Context} now */
  function draw(now) {
    let n = 0;
    for (const one of made) {
      const shown = shownTopic(now.view, one.topics) && one.draw(now);
      show(one.node, shown);
      n += Number(shown);
    }
    return n > 0;
  }
  return { node, draw };
}

/** @param {Context} context @param {any} about */
function chart(context, about) {
  /** @type {{share: number, fact: any, bar: any, node: any}[]} */
  const bars = about.bars.map((/** @type {any} */ one) => Object.assign({ share: one.share }, drawnBar(context, context.book.index.get(one.fact))));
  const node = h("section", { class: "ft-chart" }, heading(about.name).node, bars.map((one) => one.node));

  /** @param {Context} now */
  function draw(now) {
    const shown = bars.filter((one) => isShown(one.fact, now.view));
    const longest = Math.max(0, ...shown.map((one) => one.share)) || 1;
    for (const one of bars) {
      show(one.node, shown.includes(one));
      const width = `${((one.share / longest) * 100).toFixed(2)}%`;
      if (one.bar.style.width !== width) one.bar.style.width = width;
    }
    return shown.length > 0;
  }
  return { node, draw, topics: about.topics };
}

/** @param {Context} context @param {any} fact */
function drawnBar(context, fact) {
  const bar = h("i", { class: ahead(context.book, fact) ? "ft-ahead" : "" });
  const value = h("b");
  write(value, fact.amount);
  const head = h("summary", {}, h("span", { class: "ft-label" }, h("span", {}, fact.label), h("small", {}, fact.period)), h("span", { class: "ft-bar" }, bar, value));
  return { fact, bar, node: unfolding({ class: "ft-figure ft-of-chart", data: { fact: fact.id, bar: fact.id, status: fact.status } }, head, () => answer(context, fact)) };
}
