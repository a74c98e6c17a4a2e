/** Words of the interface in the reader's language, filled with values. */

/**
 * @typedef {(key: string, values?: Record<string, string|number>) => string} Say
 */

/**
 * `w("page.counter", { n: 3 })` fills the pattern of that key: `{n}`, and `{n:day|days}`, of which the first is the form of a
 * single one. A key that is not there is a mistake of ours: it is named.
 * @param {Record<string, string>} patterns
 * @returns {Say}
 */
export function speaker(patterns) {
  return (key, values = {}) => {
    const pattern = patterns[key];
    if (pattern === undefined) throw new Error(`no words for ${key}`);
    return pattern.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name, one, more) => {
      if (!(name in values)) return whole;
      const value = String(values[name]);
      return more === undefined ? value : value === "1" ? one : more;
    });
  };
}

/** A number with a sign between its thousands, as in the exports. @param {number} n */
export function grouped(n) {
  return n.toLocaleString("en-US");
}
