/** A clicker and the keyboard: one table of keys, wherever they are pressed, in the page or in the map's frame. */

import { telling } from "./stops.js";

/** @type {Record<string, number>} */
const STEPS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1, Enter: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1, Backspace: -1 };
/** @type {Record<string, string>} */
const OVERLAYS = { b: "black", ".": "black", n: "notes", "?": "keys" };

/** What the help lists, in its order: the words are key.<name> and key.<name>-keys. */
export const KEYS = ["next", "back", "first", "cluster", "black", "notes", "full", "help", "leave"];

/**
 * Do what a key means while a story is told; nothing otherwise, and nothing while somebody writes.
 * A key that is held down counts once. What was a key of the story goes no further.
 * @param {KeyboardEvent} event @param {import("./view.js").Store} store @param {any} book
 * @returns {boolean} whether it was a key of the story
 */
export function press(event, store, book) {
  const told = telling(book, store.get().view);
  if (!told || event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || opening(event)) return false;
  const act = meaning(event.key.length === 1 ? event.key.toLowerCase() : event.key, told, store);
  if (!act) return false;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) act();
  return true;
}

/**
 * What a key does at this stop.
 * @param {string} key @param {import("./stops.js").Told} told @param {import("./view.js").Store} store
 * @returns {(() => void)|null}
 */
function meaning(key, { story, number, total }, store) {
  const { over } = store.get().view;
  const to = (/** @type {number} */ stop) => () => turn(store, Math.min(total, Math.max(1, stop)));
  if (key in STEPS) return to(over === "black" ? number : number + STEPS[key]);
  if (key === "Home") return to(1);
  if (key === "End") return to(total);
  if (key in story.cluster_stops) return to(story.cluster_stops[key]);
  if (key in OVERLAYS) return () => store.set({ over: over === OVERLAYS[key] ? "" : OVERLAYS[key] }, "quiet");
  if (key === "f") return full;
  if (key === "Escape") return () => close(store);
  return null;
}

/**
 * Go to a stop of the story that is told, and take off what covers the screen.
 * @param {import("./view.js").Store} store @param {number} stop from 1
 */
export function turn(store, stop) {
  store.set({ stop, over: "" }, "quiet");
}

/** Take off what covers the stop: a quote, an overlay; else leave the story. @param {import("./view.js").Store} store */
export function close(store) {
  const quote = document.querySelector(".ft-stop details[open]");
  if (store.get().view.over) store.set({ over: "" }, "quiet");
  else if (quote) quote.removeAttribute("open");
  else leave(store);
}

/** Back to the page on which the story was begun. @param {import("./view.js").Store} store */
export function leave(store) {
  store.set({ stop: 0, over: "" }, "step");
}

/** The whole screen, or the window again. Refused without a key press: the screen stays as it is. */
export function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => undefined);
}

/** The target may stand in the map's frame, whose elements are none of this window's. @param {any} target */
const matches = (target, /** @type {string} */ selector) => Boolean(target && target.closest && target.closest(selector));

/** @param {any} target */
const writing = (target) => matches(target, "input, textarea, select, [contenteditable=true]");

/** Who came to a figure or a button by the Tab key opens it; who clicked on one still turns with every key. @param {KeyboardEvent} event */
const opening = (event) =>
  (event.key === "Enter" && matches(event.target, ".ft-telling summary:focus-visible")) ||
  ((event.key === "Enter" || event.key === " ") && matches(event.target, ".ft-telling button:focus-visible"));
