/** The View as the address of the page, letter for letter as view/url.py writes it, and back. */

import { headOf } from "./facets.js";
import { DEFAULT, LEVELS, STATUSES } from "./view.js";

/** @typedef {import("./view.js").View} View */
/**
 * Something of an address that names nothing, how many `more` of it do, or a background that is `known` and cannot be had.
 * @typedef {{name: string, value: string, more?: number, known?: boolean}} Refused
 */

// The limits of view/url.py and view/fit.py, under the same names.
const MAX_STOP_SECONDS = 3600; // seconds on a stop of a story that runs by itself
const MAX_QUERY_CHARS = 80; // characters of a question
const MAX_VALUE_CHARS = 2000; // characters of a parameter; what is longer is read no further
const MAX_NAMED_VALUES = 3; // values of one parameter that are named when they do not exist; of the others it is said how many there are
const AT = /^-?[0-9]{1,3}(\.[0-9]{1,6})?,-?[0-9]{1,2}(\.[0-9]{1,6})?,[0-9]{1,2}(\.[0-9]{1,2})?$/;
/** @type {Record<string, string[]>} */
const ALLOWED = {
  lang: ["zh", "en"],
  without: STATUSES,
  change: ["", "rose", "fell", "same", "new", "gone", "incomparable"],
  over: ["", "black", "notes", "keys", "grid", "remarks"],
  theme: ["normal", "projector"],
  time: ["release", "now"],
  lights: LEVELS,
};

/**
 * The query of a View; a default takes no space.
 * @param {View} view
 */
export function write(view) {
  return /** @type {(keyof View)[]} */ (Object.keys(DEFAULT))
    .map((name) => [name, written(view[name]), written(DEFAULT[name])])
    .filter(([, value, usual]) => value !== usual)
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join("&");
}

/** @param {string|number|boolean|string[]} value */
function written(value) {
  if (typeof value === "boolean") return value ? "1" : "0";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** As Python's urlencode(…, safe=","): half a character, which a keyboard cannot type, is left out. @param {string} text */
function escaped(text) {
  const whole = text.replace(/[\uD800-\uDFFF]/gu, ""); // with the flag u two halves are one character
  return encodeURIComponent(whole)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2C/g, ",")
    .replace(/%20/g, "+");
}

/**
 * The View of a query. What it does not understand stays at its default and is named; names that are none of ours pass
 * unsaid: whoever hands a link on may add their own. Of a list that is given twice both parts count.
 * @param {string} query @returns {{view: View, refused: Refused[]}}
 */
export function read(query) {
  const given = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    const list = name in DEFAULT && Array.isArray(DEFAULT[/** @type {keyof View} */ (name)]);
    given.set(name, list && given.has(name) ? `${given.get(name)},${value}` : value);
  }
  /** @type {Record<string, any>} */
  const view = Object.assign({}, DEFAULT);
  const refused = [];
  for (const [name, text] of given) {
    if (!Object.prototype.hasOwnProperty.call(DEFAULT, name)) continue;
    const value = one(name, text, DEFAULT[/** @type {keyof View} */ (name)]);
    if (value === null) refused.push({ name, value: text.slice(0, 60) });
    else view[name] = value;
  }
  return { view: /** @type {View} */ (view), refused };
}

/** @param {string} name @param {string} text @param {any} usual @returns {any} null where it cannot be a value */
function one(name, text, usual) {
  if (text.length > MAX_VALUE_CHARS && [...text].length > MAX_VALUE_CHARS) return null;
  if (typeof usual === "boolean") return text === "1" ? true : text === "0" ? false : null;
  if (typeof usual === "number") return /^[0-9]{1,4}$/.test(text) && Number(text) <= MAX_STOP_SECONDS ? Number(text) : null;
  if (name === "ask") return [...text].length <= MAX_QUERY_CHARS ? text : null;
  if (name === "at") return text === "" || AT.test(text) ? text : null;
  const value = Array.isArray(usual) ? [...new Set(text.split(",").filter(Boolean))] : text;
  const parts = Array.isArray(value) ? value : [value];
  return parts.every((part) => !ALLOWED[name] || ALLOWED[name].includes(part)) ? value : null;
}

/**
 * A View with only what the book knows, and what it does not.
 * @param {View} view @param {any} book @param {(id: string) => boolean} [exists] asked about a selected id that the book lacks
 * @returns {{view: View, refused: Refused[]}}
 */
export function fit(view, book, exists = () => false) {
  /** @type {Refused[]} */
  const refused = [];
  /** @type {Record<string, any>} */
  const fitted = Object.assign({}, view);
  const ids = (/** @type {{id: string}[]} */ list) => list.map((item) => item.id);
  const columns = new Set((book.points || []).flatMap((/** @type {any} */ point) => (point.fields || []).map((/** @type {any} */ pair) => pair[0])));
  /** @type {Record<string, string[]>} */
  const lists = { clusters: ids(book.clusters), hidden: ids(book.kinds), where: view.where.filter((item) => columns.has(headOf(item))), lights: book.lights ? LEVELS : [] };
  for (const [name, known] of Object.entries(lists)) {
    const unknown = fitted[name].filter((/** @type {string} */ item) => !known.includes(item));
    for (const item of unknown.slice(0, MAX_NAMED_VALUES)) refused.push({ name, value: item.slice(0, 60) });
    if (unknown.length > MAX_NAMED_VALUES) refused.push({ name, value: "", more: unknown.length - MAX_NAMED_VALUES });
    fitted[name] = fitted[name].filter((/** @type {string} */ item) => known.includes(item));
  }
  const stories = book.stories.filter((/** @type {any} */ story) => story.id === view.story);
  /** @type {Record<string, boolean>} */
  const fits = {
    selected: !view.selected || book.index.has(view.selected) || exists(view.selected),
    basemap: ids(book.basemaps).includes(view.basemap),
    ring: view.ring === 0 || book.radii.includes(view.ring),
    topic: !view.topic || ids(book.topics).includes(view.topic),
    against: !view.against || Boolean(book.editions && ids(book.editions.against).includes(view.against)),
    story: !view.story || stories.length > 0,
  };
  for (const [name, good] of Object.entries(fits)) {
    if (good) continue;
    refused.push({ name, value: String(fitted[name]).slice(0, 60) });
    fitted[name] = DEFAULT[/** @type {keyof View} */ (name)];
  }
  const stops = stories.length ? stories[0].stops.length : 0;
  if (fitted.stop > stops) {
    refused.push({ name: "stop", value: String(fitted.stop) });
    fitted.stop = stops;
  }
  return { view: /** @type {View} */ (fitted), refused };
}
