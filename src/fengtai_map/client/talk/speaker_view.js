/** The window of a speaker: this stop and the next, what to say, the time. It follows a talk, and goes on without it. */

import { createClock, minutes, remaining } from "./clock.js";
import { spoken } from "./overlays.js";
import { h, replace, set, show, write } from "../dom/dom.js";
import { rowOf, writing } from "./keys.js";
import { phrases } from "../dom/phrases.js";
import { disc } from "../dom/symbol.js";
import { beside } from "../view/stops.js";
import { style } from "../style.js";
import { createWire } from "./speaker_channel.js";
import { speaker } from "../view/words.js";

const PATIENCE = 1500; // milliseconds without an answer after which the talk counts as gone

/** @typedef {import("../view/stop_summary.js").Digest} Digest */

/** Make this window that of the speaker of a talk. @param {string} name of the talk */
export function speakerView(name) {
  /** @type {any} */
  let deck = null;
  let at = { stop: 1, over: "", remarks: /** @type {string[]} */ ([]), since: Date.now(), planned: 0 };
  let there = true;
  let waits = 0;
  let typing = false; // a number: Enter is its end, whatever has the focus
  const wire = createWire(name, hear);
  const parts = build({ to, key: send, reset: () => say({ kind: "reset" }), plan: (given) => say({ kind: "plan", minutes: given }) });
  const clock = createClock(parts.clock, tick);
  document.head.append(h("style", { text: style }));
  document.body.append(parts.element);
  document.addEventListener("keydown", press);
  say({ kind: "hello" });

  /** @param {import("./speaker_channel.js").Said} said */
  function hear(said) {
    if (!["deck", "at", "away", "gone"].includes(said.kind)) return;
    window.clearTimeout(waits);
    there = said.kind === "deck" || said.kind === "at";
    if (said.kind === "deck") deal(said.deck);
    if (said.kind === "at") at = said.at;
    draw();
  }

  /** @param {import("./speaker_channel.js").Said} said */
  function say(said) {
    if (wire) wire.say(said);
    window.clearTimeout(waits);
    waits = window.setTimeout(alone, PATIENCE);
  }

  function alone() {
    there = false;
    draw();
  }

  /** @param {any} given */
  function deal(given) {
    deck = Object.assign(given, { say: speaker(given.words) });
    document.documentElement.lang = deck.lang;
    document.title = `${deck.say("talk.speaker")} · ${deck.title}`;
    parts.words(deck);
  }

  function draw() {
    if (!deck) return;
    parts.draw(deck, at, there);
    clock.run();
  }

  /** @param {number} now */
  function tick(now) {
    if (deck) parts.rest(deck.say, remaining(at.since, at.planned, now));
    return minutes(now - at.since);
  }

  /** Where the talk is gone, its speaker still turns the notes. @param {number} stop */
  function to(stop) {
    if (!there) at = Object.assign({}, at, { stop });
    say({ kind: "to", stop });
    draw();
  }

  /** @param {string} key */
  function send(key) {
    const row = rowOf(key);
    if (there || !row || !deck) return say({ kind: "key", key });
    const by = row.name === "next" ? 1 : row.name === "back" ? -1 : 0;
    return to(by ? beside(deck, at.stop, by) : at.stop);
  }

  /** The keys of the table that may be handed on, where no button or field means them. @param {KeyboardEvent} event */
  function press(event) {
    const row = rowOf(event.key);
    const target = /** @type {Element} */ (event.target);
    if (!row || !row.far || event.ctrlKey || event.metaKey || event.altKey || event.repeat || writing(target)) return;
    if ((event.key === "Enter" || event.key === " ") && !typing && target.closest("button:focus-visible")) return;
    typing = /^\d$/.test(event.key);
    event.preventDefault();
    send(event.key);
  }
}

/** What is seen of it. @param {{to: (stop: number) => void, key: (key: string) => void, reset: () => void, plan: (minutes: number) => void}} acts */
function build(acts) {
  const button = (/** @type {string} */ name, /** @type {() => void} */ click) => h("button", { type: "button", class: "ft-button", data: { key: name }, on: { click } });
  const title = h("strong");
  const away = h("p", { class: "ft-speaker-away", role: "status", hidden: true });
  const clock = h("time", { class: "ft-speaker-clock" });
  const rest = h("span", { class: "ft-speaker-rest" });
  const planned = h("input", { type: "number", min: 0, max: 999, step: 5, on: { change: () => acts.plan(Number(planned.value)) } });
  const planning = h("label", {}, h("span"), planned);
  const reset = button("reset", acts.reset);
  const now = h("section", { class: "ft-speaker-now" });
  const next = h("section", { class: "ft-speaker-next" });
  const notes = h("section", { class: "ft-speaker-notes", tabindex: "0" });
  const remarked = h("div", { class: "ft-speaker-remarks" });
  const list = h("ol", { class: "ft-speaker-list" });
  const keys = [button("back", () => acts.key("PageUp")), button("next", () => acts.key("PageDown")), button("black", () => acts.key("b"))];
  const element = h("main", { class: "ft-app ft-speaker" },
    h("header", {}, title, h("div", { class: "ft-speaker-time" }, clock, rest, reset, planning)), away,
    h("div", { class: "ft-speaker-stops" }, now, next, h("div", { class: "ft-speaker-keys" }, keys)), notes, list);
  return {
    element, clock,
    /** @param {any} deck */
    words({ title: text, say: w, stops, lang }) {
      write(title, text);
      for (const one of keys) write(one, w(`key.${one.dataset.key}`));
      write(reset, w("talk.reset"));
      write(planning.firstChild, w("talk.planned"));
      for (const [part, key] of [[now, "talk.now"], [next, "talk.following"], [notes, "talk.notes"], [list, "talk.grid"]]) set(part, "aria-label", w(key));
      replace(list, stops.map((/** @type {Digest} */ one) => h("li", {}, h("button", { type: "button", data: { stop: one.number, hidden: one.hidden ? "" : null }, on: { click: () => acts.to(one.number) } }, h("b", {}, one.number), h("span", {}, phrases(one.headline, lang)), one.hidden ? h("em", {}, w("talk.hidden")) : null))));
    },
    /** @param {any} deck @param {any} at @param {boolean} there */
    draw({ say: w, stops, ...deck }, { stop, over, remarks = [], planned: minutesPlanned }, there) {
      const following = beside({ stops, ...deck }, stop, 1);
      const one = stops[stop - 1];
      show(away, !there);
      write(away, there ? "" : w("talk.apart"));
      replace(now, head(w("talk.now"), w("talk.progress", { n: stop, total: stops.length })), card(one, deck.lang));
      replace(next, head(w("talk.following"), ""), following === stop ? h("p", {}, w("talk.end")) : card(stops[following - 1], deck.lang));
      if (notes.dataset.of !== `${stop} ${one.notes}`) replace(notes, h("h2", {}, w("talk.notes")), spoken(w, one), remarked);
      if (notes.dataset.of !== `${stop} ${one.notes}`) notes.scrollTop = 0;
      notes.dataset.of = `${stop} ${one.notes}`;
      replace(remarked, there && remarks.length ? [h("h3", {}, w("talk.remarks")), remarks.map((/** @type {string} */ text) => h("p", {}, text))].flat() : []);
      set(keys[2], "aria-pressed", String(over === "black"));
      if (document.activeElement !== planned) planned.value = minutesPlanned ? String(minutesPlanned) : "";
      for (const other of list.querySelectorAll("button")) set(other, "aria-current", Number(other.dataset.stop) === stop ? "true" : null);
      const current = list.querySelector("[aria-current]");
      if (current && current.dataset.stop !== list.dataset.at) current.scrollIntoView({ block: "nearest" });
      list.dataset.at = String(stop);
    },
    /** @param {import("../view/words.js").Say} w @param {{text: string, late: boolean}|null} left */
    rest(w, left) {
      write(rest, left ? w(left.late ? "talk.late" : "talk.left", { time: left.text }) : "");
      rest.classList.toggle("ft-late", Boolean(left && left.late));
    },
  };
}

/** @param {string} name @param {string} more */
const head = (name, more) => h("h2", {}, name, more ? h("span", {}, more) : null);

/** A stop in few words. @param {Digest} one @param {string} lang @returns {HTMLElement} */
function card({ clusters, about, headline, numbers, lines }, lang) {
  return h("div", { class: "ft-speaker-card" },
    h("p", { class: "ft-speaker-about" }, clusters.map(disc), about),
    h("p", { class: "ft-speaker-headline" }, phrases(headline, lang)),
    numbers.length ? h("ul", {}, numbers.map((/** @type {{text: string, label: string}} */ one) => h("li", {}, h("b", {}, one.text), one.label))) : null,
    lines.length ? h("ul", {}, lines.map((/** @type {string} */ line) => h("li", {}, line))) : null);
}
