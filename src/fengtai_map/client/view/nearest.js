/** What is near, counted from the book as a View shows it. Pure: the same book and View give the same answer. */

import { shows, stated } from "./filter.js";

/** @typedef {import("./view.js").View} View */

/**
 * What is said of one target: the nearest (null where none is left), how many lie inside the area, the counts by radius
 * (none of a target of which we know only some), and how many have no position and could not be counted.
 * @typedef {{target: string, label: string, nearest: any, inside: number, within: {km: number, n: number}[], unlocated: number}} Near
 */

/**
 * The nearest of each target from a point, a 街镇 or a cluster; nothing where it has no position.
 * @param {any} book @param {string} id @param {View} view @returns {Near[]}
 */
export function near(book, id, view) {
  return (book.near[id] || []).map((/** @type {any} */ target) => chosen(target, view));
}

/** @param {any} target @param {View} view @returns {Near} */
function chosen(target, view) {
  const now = view.time === "now";
  /** @type {any[]} */
  const left = target.nearest.filter((/** @type {any} */ one) => shows(stated(one, view), view));
  return {
    target: target.target,
    label: target.label,
    nearest: left.length ? left[0] : null,
    inside: left.filter((one) => one.inside).length,
    within: target.within.map((/** @type {any} */ ring) => ({ km: ring.km, n: counted((now && ring.now) || ring.counts, view) })),
    unlocated: counted((now && target.unlocated_now) || target.unlocated, view),
  };
}

/** @param {Record<string, number>} counts by status @param {View} view */
function counted(counts, view) {
  return Object.entries(counts).reduce((sum, [name, n]) => sum + (shows(name, view) ? n : 0), 0);
}

/**
 * A distance as a reader needs it: to ten metres, from a kilometre on to a tenth of one.
 * @param {import("./words.js").Say} w @param {number} metres
 */
export function printed(w, metres) {
  const tens = Math.round(metres / 10) * 10;
  return tens < 1000 ? w("distance.metres", { n: tens }) : w("distance.kilometres", { n: (metres / 1000).toFixed(1) });
}
