/** A fact of the release: the number, its words, and the quote that stands behind it. */

import { h, set, svg } from "../dom/dom.js";
import { chips, facts, lineParts } from "./lists.js";

/** @typedef {import("../panel/panel.js").Context} Context */

const PARTS = /^([^\d]*)([\d.,]+)(.*)$/; // of a printed number: what stands before and after its digits

/**
 * The digits large; what stands before and after them, and the unit, small. A sign of per cent stands close by.
 * @param {string} text @param {string} unit @returns {(string|HTMLElement|null)[]}
 */
export function digits(text, unit) {
  const [, before, number, after] = PARTS.exec(text) || [text, "", text, ""];
  const said = /^[a-z]/i.test(unit) ? ` ${unit}` : unit;
  return [before.trim() ? h("small", { class: "ft-before" }, before) : null, number, after.trim() ? h("small", { class: "ft-after" }, after) : null, unit ? h("small", { class: /^%/.test(unit) ? "ft-close-by" : "" }, said) : null];
}

/** The number with its unit. @param {any} fact */
export const number = (fact) => h("span", { class: "ft-number" }, digits(fact.printed, fact.unit));

/**
 * The quote of a fact or an entry, and the whole sentence where the release's text is at hand.
 * @param {Context} context @param {any} record
 */
export function quote({ w }, record) {
  const whole = record.sentence && record.sentence !== record.quote;
  return [
    h("blockquote", { lang: "zh" }, record.quote),
    record.gloss ? h("p", { class: "ft-gloss" }, record.gloss) : null,
    whole ? h("p", { class: "ft-sentence" }, w("figure.sentence"), h("q", { lang: "zh" }, record.sentence)) : null,
  ];
}

/**
 * In which part of the release something stands; what the part's title quotes itself stands in single quotes.
 * @param {import("../view/words.js").Say} w @param {string} section @param {string} day
 */
export function source(w, section, day) {
  const title = section.replace(/[“”]/g, (/** @type {string} */ sign) => (sign === "“" ? "‘" : "’"));
  return w("figure.source-value", { day, section: title });
}

/**
 * What stands behind a fact: its words, where they stand, and how the number is to be read.
 * @param {Context} context @param {any} fact
 */
export function answer(context, fact) {
  const { w } = context;
  return h("div", { class: "ft-answer" },
    quote(context, fact),
    facts([
      [w("figure.source"), source(w, fact.section, fact.published)],
      [w("figure.status"), fact.status_name],
      [w("figure.period"), fact.period],
      [w("figure.bound"), fact.bound],
    ]),
    fact.note ? h("p", { class: "ft-note" }, fact.note) : null,
    chips(context, [...fact.clusters, ...fact.places]),
  );
}

/**
 * A fact as a row that opens: number, label, and quietly its status, period and rank.
 * What stands behind it is made when it is first opened. One that is selected is open.
 * @param {Context} context @param {any} fact @param {boolean} [whole] whether to say that it is of the whole district
 */
export function figureRow(context, fact, whole = false) {
  const rank = fact.rank ? h("em", {}, fact.rank) : null;
  const about = h("span", { class: "ft-about ft-line" }, lineParts(whole ? h("b", { class: "ft-whole" }, context.w("figure.district")) : null, fact.about, rank));
  const head = h("summary", {}, number(fact), h("span", { class: "ft-words" }, h("span", { class: "ft-label" }, fact.label), about));
  const box = unfolding({ class: "ft-figure", data: { fact: fact.id, topic: fact.topic, status: fact.status } }, head, () => answer(context, fact));
  const tied = fact.clusters.length + fact.places.length > 0;
  const locate = tied ? h("button", { type: "button", class: "ft-locate", title: context.w("figure.locate", { name: fact.label }), "aria-label": context.w("figure.locate", { name: fact.label }), data: { id: fact.id }, on: { click: () => context.go.select(fact.id) } }, cross()) : null;
  const node = h("li", { class: tied ? "ft-tied" : "" }, box, locate);
  let chosen = false;

  /** @param {Context} now */
  function draw(now) {
    const selected = now.view.selected === fact.id;
    if (selected && !chosen) box.open = true;
    chosen = selected;
    if (locate) set(locate, "aria-pressed", String(selected));
  }
  return { node, draw };
}

/** The sign of «where it is». */
function cross() {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round" };
  return svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", focusable: "false" }, svg("circle", Object.assign({ cx: 10, cy: 10, r: 5 }, line)), svg("path", Object.assign({ d: "M10 2v4M10 14v4M2 10h4M14 10h4" }, line)));
}

/**
 * A part that opens by itself, whose content is made when it is first wanted.
 * @param {import("../dom/dom.js").Props} props @param {any} head the summary @param {() => any} make
 */
export function unfolding(props, head, make) {
  const box = h("details", props, head);
  const opened = new MutationObserver(() => {
    opened.disconnect();
    box.append(make());
  }); // before the page is painted: the event «toggle» comes after
  opened.observe(box, { attributes: true, attributeFilter: ["open"] });
  return box;
}
