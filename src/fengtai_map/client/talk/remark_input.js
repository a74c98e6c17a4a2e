/** The hand that makes a remark: it waits for a click that says where, then a small field takes the text. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { LONG, MOST } from "./remarks.js";

/** @typedef {import("./remarks.js").About} About */

/** @type {About} */
const WHOLE = { about: "", place: "", cluster: "", at: null }; // the stop itself

/**
 * @param {import("./remarks.js").Remarks} remarks
 * @param {(on: boolean) => void} current whenever the hand takes up or puts down what it needs
 */
export function createRemarking(remarks, current) {
  const where = h("span");
  const field = h("input", { type: "text", maxlength: LONG, autocomplete: "off", on: { keydown: typed } });
  const whole = h("button", { type: "button", class: "ft-button", data: { remark: "whole" }, on: { click: () => open(WHOLE) } });
  const keep = h("button", { type: "button", class: "ft-button", data: { remark: "keep" }, on: { click: kept } });
  const drop = h("button", { type: "button", class: "ft-button", data: { remark: "drop" }, on: { click: () => rest() } });
  const element = h("div", { class: "ft-remarking", role: "group", hidden: true }, where, field, whole, keep, drop);
  /** @type {any} */
  let now = null; // the current stop with its book, null outside of a talk
  /** @type {any} */
  let subject = null; // what the text will be about, as it was when the field was opened
  let armed = false;

  /** @param {boolean} on */
  function turn(on) {
    if (on === armed) return;
    armed = on;
    current(on);
    draw();
  }

  function draw() {
    show(element, armed);
    if (!armed || !now) return;
    const w = now.book.say;
    const full = remarks.list().length >= MOST;
    set(element, "data-open", subject ? "" : null);
    set(element, "aria-label", w("remark.title"));
    set(field, "aria-label", w("remark.text"));
    set(field, "placeholder", w("remark.text"));
    write(where, full ? w("remark.full", { most: MOST }) : subject ? subject.place || (subject.at ? w("remark.here") : w("remark.stop-whole")) : w("remark.armed"));
    for (const one of [field, keep]) show(one, Boolean(subject) && !full);
    show(whole, !subject && !full);
    write(whole, w("remark.stop-whole"));
    for (const [button, name, key] of [[keep, "remark.keep", "Enter"], [drop, "remark.drop", "Esc"]]) replace(button, w(name), h("kbd", {}, key));
  }

  /** The field for a remark about this; the text that stands in it stays. @param {About} about */
  function open(about) {
    const { book, current: at } = now;
    const made = { story: at.story.id, title: at.story.name, stop: at.number, headline: at.stop.headline, lang: book.lang };
    subject = Object.assign(subject || made, about);
    draw();
    field.focus({ preventScroll: true });
  }

  /** Enter keeps, Esc drops; no key of the field is one of the talk. @param {KeyboardEvent} event */
  function typed(event) {
    event.stopPropagation();
    if (event.isComposing) return; // Enter ends a word that is being written in Chinese
    if (event.key === "Enter") kept();
    if (event.key === "Escape") rest();
  }

  function kept() {
    const text = field.value.trim();
    if (text && subject && !remarks.add(Object.assign({}, subject, { text, time: Date.now() }))) return draw();
    return rest();
  }

  /** Put it down. @returns {boolean} whether it was held */
  function rest() {
    const was = armed;
    subject = null;
    field.value = "";
    turn(false);
    return was;
  }

  return {
    element,
    armed: () => armed,
    /** Whether a text is being written. */
    open: () => armed && Boolean(subject),
    take: () => (armed && !subject ? rest() : turn(true)),
    whole: () => open(WHOLE),
    /** A click said what it is about. @param {Partial<About>} about */
    about: (about) => armed && open(Object.assign({}, WHOLE, about)),
    rest,
    /** @param {any} book @param {import("../view/stops.js").CurrentStop} at */
    draw(book, at) {
      const turned = now && (now.current.number !== at.number || now.current.story !== at.story);
      now = { book, current: at };
      if (turned && armed && !subject) rest(); // a text that is being written stays with its stop
      else draw();
    },
  };
}

/**
 * What was clicked beside the map, while a remark waits for it: a figure or an entry.
 * @param {any} book @param {EventTarget|null} target @returns {Partial<About>|null}
 */
export function clicked(book, target) {
  const part = target instanceof Element ? target.closest("[data-fact], [data-entry]") : null;
  const id = part ? part.getAttribute("data-fact") || part.getAttribute("data-entry") || "" : "";
  const record = book.index.get(id);
  return record ? { about: id, place: record.name || record.label, cluster: only(record.clusters) } : null;
}

/** What was clicked on the map: a place by its name, else where in which cluster. @param {any} book @param {{id: string, cluster: string, at: [number, number]}} found @returns {Partial<About>} */
export function pinned(book, { id, cluster, at }) {
  const record = book.index.get(id);
  const named = record && record.type !== "cluster";
  return { about: named ? id : "", place: named ? record.name : "", cluster: book.index.has(cluster) ? cluster : "", at };
}

/** The one cluster of a record, if it is one. @param {string[]} [clusters] */
const only = (clusters = []) => (clusters.length === 1 ? clusters[0] : "");
