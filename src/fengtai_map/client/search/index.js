/** The names that are searched, and the tables that make it quick: each is made when it is first asked for. */

import { isAscii } from "./spelling.js";

/** @typedef {[form: string, loose: number][]} Unit what may be typed for a part of a name, and how loosely that is */
/**
 * @typedef {object} Shipped
 * @property {string[]} ids @property {[record: number, sort: string, text: string, units: Unit[]][]} names
 * @property {Record<string, string[]>} readings words that are read otherwise than their characters
 * @property {Record<string, string>} sounds by syllable the characters that are read so
 */
/** @typedef {{record: number, sort: string, text: string, units: Unit[]}} Name */
/** @typedef {{words: [signs: string, sounds: string[]][], of: Map<string, string>}} Sounds */
/** @typedef {{text: string, letters: number, digits: string, at: [name: number, part: number][]}} Run units in a row */
/** @typedef {ReturnType<typeof createIndex>} Index */

export const AS_WRITTEN = 0;
const AS_SPOKEN = 1;
export const WHOLE = 0;
export const START = 1;
export const INSIDE = 2;
const LONGEST_RUN = 24; // units: whoever types more of a name with an error in it gets suggestions

/** @param {Shipped} data */
export function createIndex(data) {
  const names = data.names.map(([record, sort, text, units]) => ({ record, sort, text, units }));
  return {
    ids: data.ids,
    names,
    /** Name and unit by the first letter of what may be typed there. */
    starts: once(() => startsOf(names)),
    /** By length, what is written or spoken for some units in a row. */
    runs: once(() => runsOf(names)),
    /** Every way a name may be typed whole, with its number. */
    likes: once(() => names.flatMap((name, number) => ways(name).map((text) => ({ text, number })))),
    /** How a typed text is read. */
    sounds: once(() => soundsOf(data)),
  };
}

/** @template T @param {() => T} make @returns {() => T} */
function once(make) {
  /** @type {T|undefined} */
  let made;
  return () => (made === undefined ? (made = make()) : made);
}

/** @param {Name[]} names @returns {Map<string, [name: number, at: number][]>} */
function startsOf(names) {
  const starts = new Map();
  names.forEach((name, number) =>
    name.units.forEach((unit, at) => {
      for (const letter of new Set(unit.map(([form]) => form[0]))) push(starts, letter, [number, at]);
    }),
  );
  return starts;
}

/** @param {Name[]} names @returns {Map<number, Run[]>} */
function runsOf(names) {
  /** @type {Map<string, [number, number][]>} */
  const found = new Map();
  names.forEach((name, number) => {
    if (name.sort === "quote") return; // of a quote whole words are found only
    const written = name.units.map(asWritten);
    const spoken = name.units.map(asSpoken);
    for (let start = 0; start < written.length; start += 1) {
      let one = "";
      let other = "";
      for (let end = start; end < Math.min(written.length, start + LONGEST_RUN); end += 1) {
        one += written[end];
        other += spoken[end];
        const part = start ? INSIDE : end + 1 < written.length ? START : WHOLE;
        push(found, one, [number, part]);
        if (other !== one) push(found, other, [number, part]);
      }
    }
  });
  const runs = new Map();
  for (const [text, at] of found) push(runs, text.length, { text, letters: letters(text), digits: digits(text), at });
  return runs;
}

/** @param {Name} name */
function ways(name) {
  const initials = name.units.map((unit) => unit[unit.length - 1][0]).join("");
  const whole = [name.units.map(asWritten).join(""), name.units.map(asSpoken).join("")];
  return [...new Set(name.units.length > 1 ? [...whole, initials] : whole)];
}

/** @param {Unit} unit */
const asWritten = (unit) => unit[0][0];

/** @param {Unit} unit */
const asSpoken = (unit) => (unit.length > 1 && unit[1][1] === AS_SPOKEN ? unit[1][0] : unit[0][0]);

/** @param {Shipped} data @returns {Sounds} */
function soundsOf(data) {
  const of = new Map();
  for (const [sound, signs] of Object.entries(data.sounds)) for (const sign of signs) of.set(sign, sound);
  return { words: Object.entries(data.readings), of };
}

/** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Which letters a text has, a bit each: an error changes at most two of them. @param {string} text */
export function letters(text) {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

/** The numbers in a text, in a row. @param {string} text */
export function digits(text) {
  return isAscii(text) || /[0-9]/.test(text) ? (text.match(/[0-9]+/g) || []).join() : "";
}
