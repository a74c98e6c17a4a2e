/** Columns that the office brings, as filters: a choice of words, or a range of numbers. The rule is content/facets.py's. */

const ITEM = /^([^:~]+)([:~])([^]*)$/;
const NUMBER = /^([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,9})?) ?([^0-9]{0,12})$/;

/** @typedef {{head: string, words: string[], low: number|null, high: number|null}} Facet */

/** @param {string} text a head or a word as it stands in an item */
const escaped = (text) => text.replace(/[%,:~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** @param {string} text */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An item of the View that asks for a word. @param {string} head @param {string} word */
export const wordItem = (head, word) => `${escaped(head)}:${escaped(word)}`;

/** The filters without those of a column, and with a range of it unless that is empty. @param {string[]} where @param {string} head @param {string} low @param {string} high */
export function withRange(where, head, low, high) {
  const others = where.filter((item) => headOf(item) !== head);
  return low || high ? [...others, `${escaped(head)}~${low}..${high}`] : others;
}

/** @param {string} item */
export function headOf(item) {
  const found = ITEM.exec(item);
  return found ? plain(found[1]) : "";
}

/** The range that is asked for of a column, as it is written. @param {string[]} where @param {string} head @returns {[string, string]} */
export function rangeOf(where, head) {
  for (const item of where) {
    const found = ITEM.exec(item);
    if (!found || found[2] !== "~" || plain(found[1]) !== head) continue;
    const at = found[3].indexOf("..");
    return at < 0 ? ["", ""] : [found[3].slice(0, at), found[3].slice(at + 2)];
  }
  return ["", ""];
}

/**
 * Whether a record is left by the filters of a View. One that has none of their columns always is.
 * @param {any} point @param {string[]} [where]
 */
export function meets(point, where = []) {
  if (where.length === 0 || !point.fields || point.fields.length === 0) return true;
  const fields = new Map(point.fields);
  /** @type {Map<string, boolean>} */
  const met = new Map();
  for (const item of where) {
    const found = ITEM.exec(item);
    const head = found ? plain(found[1]) : "";
    if (!found || !fields.has(head)) continue;
    met.set(head, Boolean(met.get(head)) || (found[2] === ":" ? fields.get(head) === plain(found[3]) : within(String(fields.get(head)), rangeOf([item], head))));
  }
  return [...met.values()].every(Boolean);
}

/** @param {string} text @param {[string, string]} range */
function within(text, [low, high]) {
  const [value, least, most] = [text, low, high].map(number);
  return value !== null && (least === null || value >= least) && (most === null || value <= most);
}

/** @param {string} text */
function number(text) {
  const found = NUMBER.exec(text);
  return found ? Number(found[1].replace(/,/g, "")) : null;
}
