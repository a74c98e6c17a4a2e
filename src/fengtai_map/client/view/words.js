/** Words of the interface in the reader's language, filled with values. */

/**
 * @typedef {(key: string, values?: Record<string, string|number>) => string} Say
 */

/**
 * `w("page.counter", { n: 3 })` fills the pattern of that key. A key that is not there is a mistake of ours: it is named.
 * @param {Record<string, string>} patterns
 * @returns {Say}
 */
export function speaker(patterns) {
  return (key, values = {}) => {
    const pattern = patterns[key];
    if (pattern === undefined) throw new Error(`no words for ${key}`);
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}

/** A number with a sign between its thousands, as in the exports. @param {number} n */
export function grouped(n) {
  return n.toLocaleString("en-US");
}
