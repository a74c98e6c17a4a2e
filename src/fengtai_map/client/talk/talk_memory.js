/** What this window remembers of a talk, through a reload: when it was begun, how long it may take, where it was left. */

import { stored } from "../dom/storage.js";

const BEGUN = "ft-begun-"; // and the story: milliseconds
const PLANNED = "ft-planned-"; // and the story: minutes
const LEFT = "ft-left-"; // and the story: the stop at which it was left
const TALK = "ft-talk"; // the name of this window's talks, which another window must know to follow them

/** When a story was begun: now, where this window has not begun it. @param {string} story */
export function begun(story) {
  const before = number(BEGUN + story);
  if (!before) begin(story);
  return before || number(BEGUN + story) || Date.now();
}

/** The clock of a story begins now. @param {string} story */
export function begin(story) {
  keep(BEGUN + story, Date.now());
}

/** The next stop that is seen is the first one: the clock begins there. @param {string} story */
export function forget(story) {
  for (const name of [BEGUN, LEFT]) kept((storage) => storage.removeItem(name + story));
}

/** How many minutes a story may take; 0 where nobody said. @param {string} story */
export const planned = (story) => number(PLANNED + story);

/** @param {string} story @param {number} minutes */
export const plan = (story, minutes) => keep(PLANNED + story, minutes);

/** The stop at which a story was left; 0 where it was not. @param {string} story */
export const left = (story) => number(LEFT + story);

/** @param {string} story @param {number} stop */
export const leaveAt = (story, stop) => keep(LEFT + story, stop);

/** The name of the talks of this window: the same after a reload; a tab that is a copy of another has its own. */
export function talkName() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const before = visit && visit.type === "reload" && kept((storage) => storage.getItem(TALK));
  if (before) return before;
  const made = [...window.crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join("");
  keep(TALK, made);
  return made;
}

/** @param {string} name */
const number = (name) => Number(kept((storage) => storage.getItem(name))) || 0;

/** @param {string} name @param {string|number} value */
const keep = (name, value) => kept((storage) => storage.setItem(name, String(value)));

/** Where the browser refuses, the clock begins anew with a reload. @template T @param {(storage: Storage) => T} act */
const kept = (act) => stored("sessionStorage", act);
