/** How far two texts are apart. */

/**
 * The typing errors between two texts: a letter wrong, missing or too many, or two in each other's place.
 * @param {string} one @param {string} other
 */
export function errors(one, other) {
  let start = 0;
  let [end, last] = [one.length, other.length];
  while (start < end && start < last && one[start] === other[start]) start += 1;
  while (end > start && last > start && one[end - 1] === other[last - 1]) [end, last] = [end - 1, last - 1];
  let above = Array.from({ length: last - start + 1 }, (_, at) => at);
  let before = above;
  for (let row = start; row < end; row += 1) {
    const line = [row - start + 1];
    for (let at = start; at < last; at += 1) {
      const to = at - start + 1;
      const swapped = row > start && at > start && one[row] === other[at - 1] && one[row - 1] === other[at];
      const wrong = above[to - 1] + (one[row] === other[at] ? 0 : 1);
      line.push(Math.min(wrong, above[to] + 1, line[to - 1] + 1, swapped ? before[to - 2] + 1 : Infinity));
    }
    [before, above] = [above, line];
  }
  return above[last - start];
}

/**
 * How much a text is like others, from 0 to 100: the share of letters that both have in the same order.
 * The letters of the text are bits of 32-bit words, so that all are compared at once with a letter of the other
 * (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
 * @param {string} text @returns {(other: string) => number}
 */
export function createRatio(text) {
  const size = Math.ceil(text.length / 32);
  /** @type {Map<number, Uint32Array>} */
  const places = new Map();
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const bits = places.get(code) || new Uint32Array(size);
    bits[at >> 5] |= 1 << (at & 31);
    places.set(code, bits);
  }
  const row = new Uint32Array(size);

  /** @param {string} other */
  function common(other) {
    row.fill(0xffffffff);
    for (let at = 0; at < other.length; at += 1) {
      const bits = places.get(other.charCodeAt(at));
      if (!bits) continue;
      let carry = 0;
      for (let word = 0; word < size; word += 1) {
        const met = (row[word] & bits[word]) >>> 0;
        const sum = row[word] + met + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        row[word] = sum | (row[word] - met);
      }
    }
    let count = 0;
    for (let word = 0; word < size; word += 1) for (let left = ~row[word]; left; left &= left - 1) count += 1;
    return count;
  }

  return (other) => {
    const both = text.length + other.length;
    return (1 - (both - 2 * common(other)) / both) * 100;
  };
}
