/** Finding anything by its name, as search/query.py does on the server: the same records in the same order. */

import { createIndex } from "./index.js";
import { RANK, matches, everyWord, shortened } from "./match.js";
import { alike, close, nearest } from "./fuzzy.js";
import { words } from "./spelling.js";

/** @typedef {import("./match.js").Match} Match */
/** @typedef {{id: string, how: string, name: string}} Hit a record, how it was found, and the name it was found by */

const LONGEST = 80; // characters of a text that are read
const ORDER = Object.keys(RANK);

/**
 * The search over the `search` part of a book, as search/shipped.py makes it.
 *
 *     searcher(book.search).ask("cxd").hits[0].name  // "长辛店"
 *
 * `ask` answers any text with at most `most` records of `total`, best first; `near` are suggestions, only where nothing
 * is found.
 * The first question costs some 10 ms, the first with a typing error 60 more: `prepare` pays that in idle time.
 * @param {import("./index.js").Shipped} data
 * @returns {{ask: (text: string, most?: number) => {hits: Hit[], near: Hit[], total: number}, prepare: () => void}}
 */
export function searcher(data) {
  const index = createIndex(data);

  /** @param {Map<number, Match>} found @param {number} most */
  function best(found, most) {
    const sorted = [...found].sort(
      ([record, one], [other, two]) => one[0] - two[0] || one[1] - two[1] || one[2] - two[2] || record - other,
    );
    return sorted.slice(0, most).map(([record, [rank, , , name]]) => {
      return { id: index.ids[record], how: ORDER[rank], name: index.names[name].text };
    });
  }

  return {
    ask(text, most = 8) {
      const asked = words(text, LONGEST);
      const whole = asked.join("");
      if (!whole) return { hits: [], near: [], total: 0 };
      let found = new Map([...shortened(index, whole), ...everyWord(index, asked), ...matches(index, whole)]);
      if (!found.size) found = alike(index, whole);
      if (!found.size) found = close(index, whole);
      if (found.size) return { hits: best(found, most), near: [], total: found.size };
      return { hits: [], near: best(nearest(index, asked), most), total: 0 };
    },
    prepare() {
      index.starts();
      index.runs();
      index.likes();
      index.sounds();
    },
  };
}
