/** A clicker and the keyboard: one table of keys, wherever they are pressed, in the page, the map's frame or the speaker's window. */

import { beside, ends, telling } from "../view/stops.js";

/**
 * What the keys of a talk are, in the order of the help: the words are key.<name>. `far` are those that a speaker's
 * window hands on; of the keys a letter is small, `caps` stand where the keys themselves would say too much.
 * @type {{name: string, keys: string[], caps?: string[], far?: boolean}[]}
 */
export const TABLE = [
  { name: "next", keys: ["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"], far: true },
  { name: "back", keys: ["PageUp", "ArrowLeft", "ArrowUp", "Backspace"], far: true },
  { name: "first", keys: ["Home"], far: true },
  { name: "last", keys: ["End"], far: true },
  { name: "cluster", keys: ["1", "2", "3", "4", "5", "6", "7", "8"], caps: ["1–8"], far: true },
  { name: "number", keys: ["0", "9"], caps: ["0–99", "Enter"], far: true },
  { name: "grid", keys: ["g"] },
  { name: "black", keys: ["b", "."], far: true },
  { name: "notes", keys: ["n"] },
  { name: "speaker", keys: ["s"] },
  { name: "laser", keys: ["l"] },
  { name: "pen", keys: ["d"] },
  { name: "erase", keys: ["e"], far: true },
  { name: "remark", keys: ["r"] },
  { name: "remarks", keys: ["m"] },
  { name: "full", keys: ["f"] },
  { name: "help", keys: ["?"] },
  { name: "leave", keys: ["Escape"] },
];
/** @type {Record<string, string>} */
const CAPS = { ArrowRight: "→", ArrowLeft: "←", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };
/** @type {Record<string, string>} */
const OVERLAYS = { black: "black", notes: "notes", help: "keys", grid: "grid", remarks: "remarks" };
const CELLS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"]; // in the grid they go from stop to stop

/**
 * What a hand holds besides the View: a number that is being typed, the cell of the grid it is at, a light, a pen, a remark.
 * @typedef {object} Hand
 * @property {ReturnType<typeof import("./typed_number.js").createTyped>} typed
 * @property {(stop: number) => void} missing say that there is no stop of this number
 * @property {(key: string) => void} cell go to another cell of the grid
 * @property {() => number} chosen the stop of the cell of the grid that has the focus
 * @property {() => void} speaker @property {() => void} laser @property {() => void} pen @property {() => void} erase
 * @property {() => void} remark @property {() => boolean} pinning whether a remark waits for its place on the map @property {() => void} whole it is about the stop as a whole
 * @property {() => boolean} rest put away what is held; whether anything was
 */

/** The row of a key. @param {string} key as the browser names it */
export const rowOf = (key) => TABLE.find((row) => row.keys.includes(key.length === 1 ? key.toLowerCase() : key)) || null;

/** What the help says. @param {import("../view/words.js").Say} w @returns {{name: string, caps: string[], text: string}[]} */
export function helpRows(w) {
  const cap = (/** @type {string} */ key) => (key === " " ? w("key.space") : CAPS[key] || (key.length === 1 ? key.toUpperCase() : key));
  return TABLE.map(({ name, keys, caps }) => ({ name, caps: caps || keys.map(cap), text: w(`key.${name}`) }));
}

/**
 * Do what a key means in a talk; nothing otherwise, and nothing while somebody writes.
 * A key that is held down counts once. What was a key of the story goes no further.
 * @param {KeyboardEvent} event @param {import("../view/view.js").Store} store @param {any} book @param {Hand} [hand]
 * @returns {boolean} whether it was a key of the story
 */
export function press(event, store, book, hand) {
  const current = telling(book, store.get().view);
  if (!current || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return false;
  if (opening(event) && !(hand && hand.typed.get())) return false;
  const act = meaning(event.key, current, store, hand);
  if (!act) return false;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) act();
  return true;
}

/**
 * What a key does at this stop.
 * @param {string} key @param {import("../view/stops.js").CurrentStop} current @param {import("../view/view.js").Store} store @param {Hand} [hand]
 * @returns {(() => void)|null}
 */
export function meaning(key, current, store, hand) {
  const row = rowOf(key);
  if (!row) return null;
  const counted = hand ? typing(key, current, store, hand) : null;
  if (counted) return counted;
  const act = deed(row.name, key, current, store, hand);
  return act && hand ? () => { hand.typed.clear(); act(); } : act;
}

/** A number is typed, and Enter goes there; in the grid the keys go from cell to cell. @param {string} key @param {import("../view/stops.js").CurrentStop} current @param {import("../view/view.js").Store} store @param {Hand} hand */
function typing(key, { total }, store, hand) {
  const { typed } = hand;
  const grid = store.get().view.over === "grid";
  if (/^\d$/.test(key)) return () => typed.add(key);
  if (key === "Backspace" && typed.get()) return () => typed.back();
  if (key === "Enter" && typed.get()) return () => jump(store, typed.take(), total, hand.missing);
  if (key === "Enter" && hand.pinning()) return hand.whole;
  if (grid && (key === "Enter" || key === " ")) return () => jump(store, hand.chosen(), total, hand.missing);
  return grid && CELLS.includes(key) ? () => hand.cell(key) : null;
}

/** @param {import("../view/view.js").Store} store @param {number} stop @param {number} total @param {(stop: number) => void} missing */
function jump(store, stop, total, missing) {
  if (stop >= 1 && stop <= total) turn(store, stop);
  else missing(stop);
}

/** What a row of the table does; `key` says which cluster. @param {string} name @param {string} key @param {import("../view/stops.js").CurrentStop} current @param {import("../view/view.js").Store} store @param {Hand} [hand] @returns {(() => void)|null} */
export function deed(name, key, { story, number }, store, hand) {
  const { over } = store.get().view;
  const step = (/** @type {number} */ by) => () => turn(store, over === "black" ? number : beside(story, number, by));
  if (name === "next" || name === "back") return step(name === "next" ? 1 : -1);
  if (name === "first" || name === "last") return () => turn(store, ends(story)[name === "first" ? 0 : 1]);
  if (name in OVERLAYS) return () => store.set({ over: over === OVERLAYS[name] ? "" : OVERLAYS[name] }, "quiet");
  if (name === "full") return full;
  if (name === "leave") return () => close(store, hand);
  if (key in story.cluster_stops) return () => turn(store, story.cluster_stops[key]);
  const held = hand && /** @type {any} */ (hand)[name];
  return typeof held === "function" ? held : null;
}

/**
 * Go to a stop of the current story, and take off what covers the screen.
 * @param {import("../view/view.js").Store} store @param {number} stop from 1
 */
export function turn(store, stop) {
  store.set({ stop, over: "" }, "quiet");
}

/** Take off what covers the stop: an overlay, a quote, what the hand holds; else leave the story. @param {import("../view/view.js").Store} store @param {Hand} [hand] */
export function close(store, hand) {
  const quote = document.querySelector(".ft-stop details[open]");
  if (store.get().view.over) store.set({ over: "" }, "quiet");
  else if (quote) quote.removeAttribute("open");
  else if (!hand || !hand.rest()) leave(store);
}

/** Back to the page on which the story was begun. @param {import("../view/view.js").Store} store */
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
export const writing = (target) => matches(target, "input, textarea, select, [contenteditable=true]");

/** Who came to a figure or a button by the Tab key opens it; who clicked on one still turns with every key. @param {KeyboardEvent} event */
const opening = (event) =>
  (event.key === "Enter" && matches(event.target, ".ft-telling summary:focus-visible")) ||
  ((event.key === "Enter" || event.key === " ") && matches(event.target, ".ft-telling button:not(.ft-stop-cell):focus-visible"));
