/** Text whose lines end between words: left to itself, a browser breaks Chinese at any sign, a word or a date in two. */

import { h } from "./dom.js";
import { halves, pieces } from "./headline.js";

const LONG = 10; // signs: what is quoted stays whole up to here
const ENDING = /^[区县镇村站馆园院所局部会队店堡地圈带极中类级率度量额化性员者家元名][，。、：；！？-]?$/; // ends a name, or is the unit of a number
const APPENDED = /^（[^\u4E00-\u9FFF]{1,10}）/; // a code in brackets belongs to the word before it
const CLOSED = /[，。、：；！？]$/; // what follows begins anew
const JOINED = /^(.{3,}[^共参普涉][和与及])(?![国平谐睦时])(.{4,})$/;
const KEPT = /^(?=.*[\u4E00-\u9FFF]).*(\d—\d|\S\+)/; // “1—5月”, “科技+金融”: a browser would break them at their sign
const SPAN = /(\d+—\d+[\u4E00-\u9FFF]?)/;
const QUOTES = /^[“《（].*?[”》）][与和及、，]?(?=[“《（])|.+/g; // one behind the other
const LONE = /^[\u4E00-\u9FFF]$/; // a word of one sign: most often the first half of one that the browser does not know

/**
 * A text with a place to break behind each word; the style forbids all others (`word-break: keep-all`).
 * @param {string} text @param {string} lang @returns {(string|HTMLElement)[]}
 */
export const phrases = (text, lang) => unbroken(text, lang).flatMap((piece, at) => [...(at ? [h("wbr")] : []), KEPT.test(piece) ? h("span", { style: { "white-space": "nowrap" } }, piece) : piece]);

/**
 * A text of many sentences, in which no span of months and no other “1—5月” is broken at its sign.
 * @param {string} text @returns {(string|HTMLElement)[]}
 */
export const spans = (text) => text.split(SPAN).map((part, at) => (at % 2 ? h("span", { style: { "white-space": "nowrap" } }, part) : part));

/**
 * A name as the two long parts that an “and” joins, else as it is: in a line that has no room for both, the second begins
 * the next. Pure; as in the printed slides (export/layout/line_breaks.py).
 * @param {string} name @param {string} lang @returns {string[]}
 */
export function parted(name, lang) {
  const found = lang === "zh" ? JOINED.exec(name) : null;
  return found ? found.slice(1) : [name];
}

/**
 * A headline as the two halves that its lines are.
 * @param {string} text @param {string} lang @returns {(string|HTMLElement|null)[]}
 */
export function headline(text, lang) {
  return halves(text, lang).flatMap((half, n) => [n && lang !== "zh" ? " " : null, h("span", {}, half.flatMap((piece, at) => [at ? h("wbr") : null, at === half.length - 1 ? piece.trim() : piece]))]);
}

/**
 * The parts between which a line of it may end, none of one sign; joined they are the text. Pure.
 * @param {string} text @param {string} lang @returns {string[]}
 */
export function unbroken(text, lang) {
  if (lang !== "zh") return [text];
  /** @type {string[]} */
  const parts = [];
  for (const piece of pieces(text, lang).flatMap((one) => one.match(QUOTES) || []).flatMap((one) => (one.length > LONG && /^[“《（]/.test(one) ? within(one, lang) : [one]))) {
    const last = parts.length - 1;
    if (last >= 0 && ((ENDING.test(piece) && !CLOSED.test(parts[last])) || APPENDED.test(piece) || LONE.test(parts[last]))) parts[last] += piece;
    else parts.push(piece);
  }
  if (parts.length > 1 && LONE.test(parts[parts.length - 1])) parts.push(parts.splice(-2).join(""));
  return parts;
}

/** @param {string} quoted @param {string} lang */
function within(quoted, lang) {
  const [first, ...others] = pieces(quoted.slice(1), lang);
  return [quoted[0] + first, ...others];
}
