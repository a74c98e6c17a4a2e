/** How a typed text matches a name: search/match.py in the browser. */

import { AS_WRITTEN, INSIDE, START, WHOLE } from "./index.js";
import { isAscii } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {[rank: number, rest: number, borrowed: number, name: number]} Match the smaller the better */

/** @type {Record<string, number>} how a record was found, best first; what each means says match.py */
export const RANK = Object.fromEntries(
  [
    ...["name", "alias", "start", "inside", "quote", "pinyin", "initials", "pinyin-part", "initials-part", "words"],
    ...["shortened", "sound", "close", "near"],
  ].map((how, rank) => [how, rank]),
);
const HOWS = [
  ["name", "start", "inside"],
  ["pinyin", "pinyin-part", "pinyin-part"],
  ["initials", "initials-part", "initials-part"],
];
const SHORTENED = 3; // characters from which on a name may be shortened

/**
 * The best match of every record that matches a text without spaces.
 * @param {Index} index @param {string} text @returns {Map<number, Match>}
 */
export function matches(index, text) {
  const best = new Map();
  for (const [number, at] of index.starts().get(text[0]) || []) {
    const name = index.names[number];
    const found = typed(name.units, at, text);
    if (!found) continue;
    const part = at ? INSIDE : found[1];
    keep(best, name.record, [RANK[how(name.sort, found[0], part)], part, borrowed(name), number]);
  }
  return best;
}

/**
 * The records in which each of several words is found, with the match of the word that matches worst.
 * One word is what `matches` answers, and better.
 * @param {Index} index @param {string[]} words @returns {Map<number, Match>}
 */
export function everyWord(index, words) {
  if (words.length < 2) return new Map();
  /** @type {Map<number, Match>|null} */
  let found = null;
  for (const word of new Set(words)) {
    const one = matches(index, word);
    found = found ? bothOf(found, one) : one;
    if (!found.size) break;
  }
  return new Map([...(found || [])].map(([key, [rank, , ...rest]]) => [key, [RANK.words, rank, ...rest]]));
}

/** @param {Map<number, Match>} one @param {Map<number, Match>} other @returns {Map<number, Match>} */
function bothOf(one, other) {
  const both = new Map();
  for (const [key, match] of one) {
    const second = other.get(key);
    if (second) both.set(key, before(match, second) ? second : match);
  }
  return both;
}

/**
 * The records with a name of which a Chinese text leaves characters out: 丽泽商务区 is 丽泽金融商务区.
 * @param {Index} index @param {string} text @returns {Map<number, Match>}
 */
export function shortened(index, text) {
  const best = new Map();
  const signs = [...text];
  if (signs.length < SHORTENED || isAscii(text)) return best;
  for (const [number, at] of index.starts().get(text[0]) || []) {
    const name = index.names[number];
    if (name.sort === "quote" || !inOrder(signs, name.units.slice(at).map((unit) => unit[0][0]).join(""))) continue;
    keep(best, name.record, [RANK.shortened, at ? INSIDE : START, borrowed(name), number]);
  }
  return best;
}

/** @param {string[]} signs @param {string} text */
function inOrder(signs, text) {
  let behind = 0;
  return signs.every((sign) => {
    const at = text.indexOf(sign, behind);
    behind = at + sign.length;
    return at >= 0;
  });
}

/**
 * How loosely a text types the units from `at` on, and whether all to the end (WHOLE) or not (START).
 * Each unit may be typed in any of its ways, the last one in part: cxd, chang辛, 长xind are all of 长辛店.
 * @param {import("./index.js").Unit[]} units @param {number} at @param {string} text @returns {[number, number]|null}
 */
function typed(units, at, text) {
  /** @type {[number, number]|null} */
  let best = null;
  /** @param {number} loose @param {number} part */
  const end = (loose, part) => {
    if (!best || loose < best[0] || (loose === best[0] && part < best[1])) best = [loose, part];
  };
  let reached = new Map([[0, AS_WRITTEN]]); // how much of the text is used up -> how loosely
  for (let number = at; number < units.length && reached.size; number += 1) {
    /** @type {Map<number, number>} */
    const further = new Map();
    for (const [used, loose] of reached) {
      for (const [form, looser] of units[number]) {
        const worse = Math.max(loose, looser);
        const to = used + form.length;
        if (text.startsWith(form, used)) further.set(to, Math.min(worse, further.has(to) ? Number(further.get(to)) : worse));
        else if (to > text.length && form.startsWith(text.slice(used))) end(worse, START);
      }
    }
    const whole = further.get(text.length);
    if (whole !== undefined) end(whole, number + 1 === units.length ? WHOLE : START);
    further.delete(text.length);
    reached = further;
  }
  return best;
}

/** @param {string} sort @param {number} loose @param {number} part */
function how(sort, loose, part) {
  if (sort === "quote") return "quote";
  return sort === "alias" && loose === AS_WRITTEN && part === WHOLE ? "alias" : HOWS[loose][part];
}

/** Whether it is not the record's own name. @param {import("./index.js").Name} name */
export const borrowed = (name) => (name.sort === "name" ? 0 : 1);

/** @param {Match} one @param {Match} other */
function before(one, other) {
  return (one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3]) < 0;
}

/** Keep the better match of a record. @param {Map<number, Match>} best @param {number} record @param {Match} match */
export function keep(best, record, match) {
  const kept = best.get(record);
  if (!kept || before(match, kept)) best.set(record, match);
}
