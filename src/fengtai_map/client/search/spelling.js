/** Text as it is compared, and how it is read aloud: search/pinyin.py in the browser. */

const WORD = /[a-z]+|[0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+/gu;
const ASCII = /^[\0-\x7f]*$/;

/** @param {string} text */
export const isAscii = (text) => ASCII.test(text);

/**
 * The runs of letters, of digits and of Chinese characters in the first `longest` characters of a text.
 * Case, width, tones, spaces and punctuation make no difference: “Ｌǘ dì-14号线” is lu, di, 14, 号线.
 * @param {string} text @param {number} longest @returns {string[]}
 */
export function words(text, longest) {
  const plain = first(first(text, longest).toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD"), longest);
  return plain.replace(/\p{M}/gu, "").replace(/v/g, "u").match(WORD) || []; // ü is typed as u or v
}

/** @param {string} text @param {number} longest */
function first(text, longest) {
  return text.length <= longest ? text : [...text.slice(0, 2 * longest)].slice(0, longest).join("");
}

/**
 * The smallest parts of a text without spaces that a reader may type or leave out: characters, words in letters, numbers.
 * @param {string} text @returns {string[]}
 */
export function units(text) {
  return (text.match(WORD) || []).flatMap((word) => (isAscii(word) ? [word] : [...word]));
}

/**
 * How each unit is read: pinyin without tones for a Chinese character whose sound is known, anything else as it is.
 * @param {string[]} parts @param {import("./index.js").Sounds} known
 */
export function sounds(parts, known) {
  const line = parts.map((part) => ([...part].length === 1 ? part : "-"));
  const text = line.join("");
  /** @type {string[]} */
  const read = [];
  for (let at = 0, behind = 0; at < parts.length; ) {
    const word = known.words.find(([signs]) => text.startsWith(signs, behind));
    const sound = word ? word[1] : [known.of.get(line[at]) || parts[at]];
    read.push(...sound);
    at += sound.length;
    behind += word ? word[0].length : line[at - 1].length;
  }
  return read;
}
