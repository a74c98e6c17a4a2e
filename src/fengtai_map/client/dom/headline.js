/** Where a headline may be broken: after a sentence's sign, else between words; never inside of one. Pure. */

const CLOSING = /^[”’」』》）)\]，。、：；！？,.:;!?%％·-]/;
const OPENING = /[“‘「『《（([]$/;
const JOINING = /^[与和及之的了等]$/; // words that hold what stands before and behind them together, or end what stands before
const SIGN = /[，。、：；！？,.:;!?]["”’」』》）)]?\s*$/;
const DATE = /\d[年月—]\d+$/;
const NUMBER = /[\d.]\s*$/;
const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF“”‘’—…]/;

const ALONE = 11; // em: a shorter headline stays on one line
const WORDS = { zh: 1.45, en: 1.1 }; // a break between words is worth so much less than one after a sign

/**
 * The parts between which a line may end; joined they are the text.
 * @param {string} text @param {string} lang @returns {string[]}
 */
export function pieces(text, lang) {
  const parts = [];
  let quoted = 0;
  for (const word of words(text, lang)) {
    const last = parts.length - 1;
    if (last >= 0 && (quoted > 0 || glued(parts[last], word) || (lang === "zh" && NUMBER.test(parts[last])))) parts[last] += word;
    else parts.push(word);
    if (lang === "zh") quoted += (word.match(/[“《（]/g) || []).length - (word.match(/[”》）]/g) || []).length;
  }
  return parts;
}

/** @param {string} before @param {string} word */
const glued = (before, word) => CLOSING.test(word) || OPENING.test(before) || JOINING.test(word) || /[与和及]$/.test(before) || DATE.test(before + word);

/** @param {string} text @param {string} lang @returns {string[]} */
function words(text, lang) {
  const { Segmenter } = /** @type {any} */ (Intl);
  if (lang === "zh" && Segmenter) return [...new Segmenter(lang, { granularity: "word" }).segment(text)].map((one) => one.segment);
  return text.match(lang === "zh" ? /[^，。、：；！？]*[，。、：；！？]|[^，。、：；！？]+/g : /\S*\s|\S+/g) || [text];
}

/**
 * The pieces of the two lines of a headline, as even as its words allow; of one where it is short.
 * @param {string} text @param {string} lang @returns {string[][]}
 */
export function halves(text, lang) {
  const parts = pieces(text, lang);
  if (width(text) <= ALONE) return [parts];
  let best = parts.length;
  let least = Infinity;
  for (let at = 1; at < parts.length; at += 1) {
    const [left, right] = [parts.slice(0, at).join(""), parts.slice(at).join("")];
    const cost = Math.max(width(left), width(right)) * (SIGN.test(left) ? 1 : WORDS[/** @type {"zh"|"en"} */ (lang)] || 1);
    if (cost < least) [best, least] = [at, cost];
  }
  return [parts.slice(0, best), parts.slice(best)].filter((half) => half.length);
}

/** About how wide a text is, in em. @param {string} text */
export function width(text) {
  return [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 1 : 0.55), 0);
}
