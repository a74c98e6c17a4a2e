/** When nothing matches: what sounds alike, what is a typing error away, what is nearest: search/fuzzy.py in the browser. */

import { createRatio, errors } from "./distance.js";
import { digits, letters } from "./index.js";
import { RANK, borrowed, keep, matches } from "./match.js";
import { isAscii, sounds, units } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./match.js").Match} Match */

const TWO_ERRORS = 11; // letters from which on two of them may be wrong
const SHORTEST = { letters: 4, signs: 3 }; // letters, or Chinese characters, from which on one may be wrong
const FEW = 5; // words that are looked up for suggestions
const MANY = 100; // names that are looked at for suggestions
const PARTS = 3; // WHOLE, START, INSIDE

/**
 * The records that are read as a Chinese text is read: 力泽 for 丽泽.
 * @param {Index} index @param {string} text @returns {Map<number, Match>}
 */
export function alike(index, text) {
  const parts = units(text);
  const spoken = sounds(parts, index.sounds()).join("");
  const found = new Map();
  if (spoken === text || parts.length === 1) return found;
  for (const [record, [rank, , ...rest]] of matches(index, spoken)) {
    if (rank !== RANK.initials && rank !== RANK["initials-part"]) found.set(record, [RANK.sound, rank, ...rest]);
  }
  return found;
}

/**
 * The records with a run of units that differs in a letter (two of a longer text) or in a Chinese character.
 * Two letters in each other's place are one error. A number is never taken for another: line 14 is not line 15.
 * @param {Index} index @param {string} text @returns {Map<number, Match>}
 */
export function close(index, text) {
  const most = errorsIn(text);
  const best = new Map();
  if (!most) return best;
  const own = letters(text);
  const numbers = digits(text);
  for (let length = text.length - most; length <= text.length + most; length += 1) {
    for (const run of index.runs().get(length) || []) {
      if (run.digits !== numbers || bits(run.letters ^ own) > 2 * most) continue;
      const wrong = errors(text, run.text);
      if (wrong > most) continue;
      for (const [number, part] of run.at) {
        const name = index.names[number];
        keep(best, name.record, [RANK.close, wrong * PARTS + part, borrowed(name), number]);
      }
    }
  }
  return best;
}

/** How many typing errors a text may have. @param {string} text */
function errorsIn(text) {
  const size = [...text].length;
  if (!isAscii(text)) return size < SHORTEST.signs ? 0 : 1;
  return size < SHORTEST.letters ? 0 : size < TWO_ERRORS ? 1 : 2;
}

/** How many bits of a number are set. @param {number} number */
function bits(number) {
  let count = 0;
  for (let left = number; left; left &= left - 1) count += 1;
  return count;
}

/**
 * Suggestions: the records that hold most of the words, where there are none those with names that look most alike.
 * @param {Index} index @param {string[]} words @returns {Map<number, Match>}
 */
export function nearest(index, words) {
  const some = someWords(index, words);
  return some.size ? some : mostLike(index, words.join(""));
}

/** @param {Index} index @param {string[]} words @returns {Map<number, Match>} */
function someWords(index, words) {
  const best = new Map();
  for (const word of new Set(words.slice(0, FEW).filter((one) => [...one].length > 1))) {
    for (const [record, [rank, , ...rest]] of matches(index, word)) {
      const before = best.get(record);
      best.set(record, [RANK.near, (before ? before[1] : 0) + rank - RANK.near - 1, ...rest]);
    }
  }
  return best;
}

/** @param {Index} index @param {string} text @returns {Map<number, Match>} */
function mostLike(index, text) {
  const best = new Map();
  for (const asked of [text, sounds(units(text), index.sounds()).join("")]) {
    const ratio = createRatio(asked);
    const scored = index.likes().map((like) => ({ score: ratio(like.text), number: like.number }));
    const first = scored.filter((one) => one.score >= 1).sort((one, other) => other.score - one.score); // sorts stably
    for (const { score, number } of first.slice(0, MANY)) {
      const name = index.names[number];
      keep(best, name.record, [RANK.near, -rounded(score), borrowed(name), number]);
    }
  }
  return best;
}

/** To the nearest whole number, halves to the even one, as Python does. @param {number} number */
function rounded(number) {
  const below = Math.floor(number);
  return number - below === 0.5 ? below + (below % 2) : Math.round(number);
}
