/** What can be done to the View from everywhere. */

import { pageOf, reveal } from "./view/filter.js";
import { takeFile } from "./header/export_menu.js";

const MOVING = ["clusters", "selected", "ring"]; // what the map flies to: a place left by hand is over

/** @param {import("./server/setup.js").App} app @returns {import("./panel/panel.js").Go} */
export function createActions(app) {
  const { store } = app;
  const change = (/** @type {any} */ wanted) => (MOVING.some((name) => name in wanted) && !("at" in wanted) ? Object.assign({ at: "" }, wanted) : wanted);
  return {
    set: (wanted, how) => store.set(change(wanted), how),
    select: (id) => store.set(change({ selected: store.get().view.selected === id ? "" : id, ring: 0 })),
    close(id) {
      const held = store.get().view.selected !== id; // by the filter alone, which then lets all come back
      store.set(change(held ? { clusters: [] } : { selected: "", ring: 0 }));
    },
    reveal(id) {
      const { view, page } = store.get();
      const book = app.book();
      const record = book.index.get(id);
      const { kinds, panel } = pageOf(book, page);
      const here = panel.includes("card") && (!record || record.type !== "point" || kinds.includes(record.kind));
      store.set(reveal(book, view, id), "step", here ? page : book.pages[0].id);
    },
    open: (page, wanted = {}) => store.set(change(wanted), "step", page),
    take: (form, story, more) => takeFile(app, form, story, more),
  };
}
