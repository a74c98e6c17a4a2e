/** The light of a project on a day: the same rule as lights.py, both held to tests/client/lights.json. */

import { svg } from "../dom/dom.js";
import { LEVELS } from "./view.js";

/**
 * What the office says of a project, as content/lights.py has it; what a list says of percentages and days is read there.
 * @typedef {{planned: number|null, reached: number|null, due: string, reported: string, unread: string[], rows: [string, string, string][]}} Progress `rows` are heads and words of the office's own, and their columns
 * @typedef {{amber: number, red: number, due: number, stale: number}} Rule
 * @typedef {[string, number]} Reason the code of a word of [light.reason], and its number
 * @typedef {{level: string, reasons: Reason[]}} Light
 */

const DAY = 86_400_000; // milliseconds
const FULL = 100;

/** The day where the reader is, ISO 8601. @param {Date} [now] */
export const today = (now = new Date()) => [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

/** The days from one day to another; null where one is not known. @param {string} first @param {string} last */
const days = (first, last) => (first && last ? Math.round((Date.parse(last) - Date.parse(first)) / DAY) : null);

/** @param {Progress} project @param {Rule} rule @param {string} day ISO 8601 @returns {Light} */
export function light(project, rule, day) {
  if (project.reached === FULL) return { level: "done", reasons: [["done", 0]] };
  const unread = project.unread.find((column) => column !== "reported");
  if (unread) return { level: "unknown", reasons: [[`unread-${unread}`, 0]] };
  const reasons = why(project, rule, days(day, project.due), days(project.reported, day));
  return { level: project.reached === null ? "unknown" : level(reasons.map(([code]) => code)), reasons };
}

/** @param {string[]} codes */
function level(codes) {
  const has = (/** @type {string[]} */ ...some) => some.some((code) => codes.includes(code));
  if (has("overdue", "far-behind")) return "red";
  if (has("behind", "due-soon")) return "amber";
  return has("no-plan") ? "unknown" : has("stale") ? "stale" : "green";
}

/** Why: days `left` to the due date, days `silent` since the last report. @param {Progress} said @param {Rule} rule @param {number|null} left @param {number|null} silent */
function why({ planned, reached, unread }, rule, left, silent) {
  /** @type {Reason[]} */
  const reasons = [];
  if (left !== null && left < 0) reasons.push([reached === null ? "past" : "overdue", -left]);
  if (reached === null) reasons.push(["no-reached", 0]);
  else if (planned !== null) reasons.push(beside(Math.floor((planned - reached) * 10 + 0.5) / 10, rule));
  if (left !== null && left >= 0) reasons.push([left <= rule.due ? "due-soon" : "due-in", left]);
  if (reached !== null && planned === null && left === null) reasons.push(["no-plan", 0]);
  if (silent !== null && silent > rule.stale) reasons.push(["stale", silent]);
  if (unread.includes("reported")) reasons.push(["unread-reported", 0]);
  return reasons;
}

/** How reached progress stands beside the plan, in percentage points. @param {number} behind @param {Rule} rule @returns {Reason} */
function beside(behind, rule) {
  if (behind > 0) return [behind >= rule.red ? "far-behind" : behind >= rule.amber ? "behind" : "little-behind", behind];
  return behind < 0 ? ["ahead", -behind] : ["on-plan", 0];
}

/**
 * The lights of a day at the points of a book; nothing is done where they are there already. A page may stay open over night.
 * @param {any} book @param {string} [day]
 */
export function relight(book, day = today()) {
  if (!book.lights || book.lights.day === day) return;
  book.lights.day = day;
  for (const point of book.points) if (point.progress) point.light = light(point.progress, book.lights.rule, day);
}

const LOOK = 60_000; // milliseconds

/** Act when another day begins while the page stays open. @param {() => void} act */
export function eachDay(act) {
  let day = today();
  const look = () => {
    if (today() === day) return;
    day = today();
    act();
  };
  window.setInterval(look, LOOK);
  document.addEventListener("visibilitychange", look);
}

/** Whether a View shows a point as far as its light goes. @param {any} point @param {import("./view.js").View} view */
export const shines = (point, { lights = [] }) => lights.length === 0 || Boolean(point.light && lights.includes(point.light.level));

/** The level of each point that has a light, by id; null where none has. @param {any} book @returns {Record<string, string>|null} */
export const levels = (book) => (book.lights ? Object.fromEntries(book.points.filter((/** @type {any} */ point) => point.light).map((/** @type {any} */ point) => [point.id, point.light.level])) : null);

/** By what lights are sorted: red first; null without one. @param {any} point */
export const rank = (point) => (point.light ? LEVELS.indexOf(point.light.level) : null);

/** The name of a light; empty without one. @param {any} book @param {any} point @returns {string} */
export const named = (book, point) => (point.light ? book.say(`light.${point.light.level}`) : "");

/** Why a light is as it is, in words. @param {any} book @param {any} point @returns {string} */
export const reasons = (book, point) => point.light.reasons.map((/** @type {Reason} */ [code, n]) => book.say(`light.reason.${code}`, { n })).join(book.say("list.comma"));

/** A light and its reasons: 红灯：逾期 17 天. @param {any} book @param {any} point @returns {string} */
export const lightText = (book, point) => book.say("export.pair", { label: named(book, point), value: reasons(book, point) });

/** What the office says of a project in one of its columns. @param {any} point @param {string} column @returns {[string, string][]} head and words, none where it says nothing */
export const said = (point, column) => point.progress.rows.filter((/** @type {string[]} */ row) => row[2] === column);

/** How many of these points have which light, in words; empty where none has one. @param {any} book @param {any[]} points */
export function counted(book, points) {
  if (!book.lights) return "";
  const counts = LEVELS.map((level) => [book.say(`light.${level}`), points.filter((point) => point.light && point.light.level === level).length]);
  return counts.filter(([, n]) => n).map(([name, n]) => book.say("light.count", { name, n })).join(" · ");
}

/** The sign of a light: a shape of its own, so that none is recognised by its colour alone. @param {any} book @param {string} level @param {number} [size] pixels @returns {any} an SVGElement that says nothing: words stand beside it */
export function lamp(book, level, size = 14) {
  const { colour, path } = book.lights.levels.find((/** @type {any} */ one) => one.id === level);
  return svg("svg", { viewBox: "0 0 10 10", width: size, height: size, "aria-hidden": "true", focusable: "false", class: "ft-lamp", "data-light": level }, svg("path", { d: path, fill: colour }));
}
