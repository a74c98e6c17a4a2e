/** What there is to say, in one language: the server's JSON with the ways to find a record by its id. */

import { relight } from "./lights.js";

/**
 * The book with `index` (every record that can be named, by id; each knows its `type`), `fact` and `entry` (by id), and
 * `say` (the words of the interface).
 * @param {any} json the JSON of content/book.py
 * @param {import("./words.js").Say} say
 */
export function opened(json, say) {
  const index = new Map();
  const types = { cluster: "clusters", subdistrict: "subdistricts", point: "points", river: "rivers", source: "sources", fact: "facts", entry: "entries" };
  for (const [type, name] of Object.entries(types)) {
    for (const record of json[name]) index.set(record.id, Object.assign(record, { type }));
  }
  relight(json);
  return Object.assign(json, { index, say, station: "metro-station" });
}
