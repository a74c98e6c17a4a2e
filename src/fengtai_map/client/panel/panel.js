/** What a page shows beside and below the map: its sections, in the order of content/pages.py. */

import { h, replace, show } from "../dom/dom.js";
import { pageOf } from "../view/filter.js";
import { SECTIONS } from "./sections.js";
import { fitted } from "./table_height.js";
import { createUnfolded } from "../dom/open_state.js";

/**
 * What a section works with. `cache` lives as long as (book, page): nodes that are many are kept there and hidden, not
 * made again; `kept` lives as long as the tab. `layer` is what the map counts of points that are too many to be records, null where there is none.
 * @typedef {object} Context
 * @property {any} book @property {import("../view/view.js").View} view @property {any} page
 * @property {import("../view/words.js").Say} w @property {Go} go @property {Map<string, any>} cache @property {Map<string, any>} kept
 * @property {any} layer @property {import("../server/server_message.js").ServerMessage} message what the server said last
 * @typedef {object} Go
 * @property {(change: Partial<import("../view/view.js").View>, how?: import("../view/view.js").How) => void} set
 * @property {(id: string) => void} select select a record, or let it go if it is selected
 * @property {(id: string) => void} close let go of what has the card: a choice, or the filter that leaves one cluster
 * @property {(id: string) => void} reveal select a record and take off what hides it, on the page that shows it
 * @property {(page: string, change?: Partial<import("../view/view.js").View>) => void} open
 * @property {(form: string, story?: string, more?: Record<string, any>) => void} take a file of the View, of a story, or of what else is sent to the server for it alone
 * @typedef {(context: Context) => Node|null} Section drawn at every change: quick, and the same node where nothing changed
 */

/** @returns {{panel: HTMLElement, below: HTMLElement, draw: (context: Omit<Context, "page"|"cache"|"kept">, page: string) => void}} */
export function createPanel() {
  const panel = h("main", { class: "ft-panel", id: "ft-panel", tabindex: "-1" });
  const below = h("section", { class: "ft-below" });
  /** @type {{book: any, page: string, caches: Map<string, any>}} */
  let drawn = { book: null, page: "", caches: new Map() };
  const kept = new Map();
  const fit = fitted(below);
  const unfolded = createUnfolded([panel, below], () => drawn.page);

  return {
    panel,
    below,
    draw(given, name) {
      const page = pageOf(given.book, name);
      const another = drawn.book !== given.book || drawn.page !== page.id;
      if (another) begin(given.book, page);
      const context = Object.assign({}, given, { page, cache: drawn.caches, kept });
      fill(panel, page.panel, context);
      fill(below, page.below, context);
      if (!another) return;
      fit();
      unfolded.restore();
    },
  };

  /** @param {any} book @param {any} page */
  function begin(book, page) {
    const same = drawn.page === page.id; // in another language
    drawn = { book, page: page.id, caches: new Map() };
    for (const [box, names] of [[panel, page.panel], [below, page.below]]) {
      replace(box, names.map((/** @type {string} */ section) => h("div", { class: "ft-section", data: { section } })));
      if (!same) box.scrollTop = 0;
    }
    show(below, page.below.length > 0);
  }

  /** @param {HTMLElement} box @param {string[]} names @param {Context} context */
  function fill(box, names, context) {
    names.forEach((name, at) => {
      const slot = /** @type {HTMLElement} */ (box.children[at]);
      const node = SECTIONS[name](context);
      if (!node || slot.firstChild !== node) replace(slot, node);
      show(slot, Boolean(node));
    });
  }
}
