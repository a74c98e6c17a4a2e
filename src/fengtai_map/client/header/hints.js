/** What a first visit is shown: three things to do. Each is gone for good once it was done, all by a press or Escape. */

import { h, set, show, write } from "../dom/dom.js";
import { stored } from "../dom/storage.js";

const HINTS = ["filter", "map", "talk"];
const KEPT = "fengtai-hints"; // in the browser's own store: the names of those that are gone
const FILTERS = ["clusters", "hidden", "without", "time", "where"]; // what the legend changes of the View

/** @param {import("../view/view.js").Store} store @param {boolean} wanted not in a frame, and in no exported file */
export function createHints(store, wanted) {
  const gone = new Set(wanted ? kept() : HINTS);
  const lines = HINTS.map((name) => h("li", { data: { hint: name } }));
  const title = h("b");
  const close = h("button", { type: "button", class: "ft-close", on: { click: () => away(HINTS) } });
  const element = h("aside", { class: "ft-hints" }, title, h("ul", {}, lines), close);
  draw();
  store.subscribe((now, before, how) => {
    if (how !== "none") away(done(now, before));
  });
  document.addEventListener("keydown", key);

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key === "Escape" && element.isConnected && element.getClientRects().length) away(HINTS);
  }

  /** @param {string[]} names */
  function away(names) {
    if (names.every((name) => gone.has(name))) return;
    for (const name of names) gone.add(name);
    keep([...gone]);
    draw();
  }

  function draw() {
    for (const line of lines) show(line, !gone.has(line.dataset.hint || ""));
    show(element, gone.size < HINTS.length);
  }

  return {
    element,
    key,
    /** @param {any} book */
    words({ say }) {
      write(title, say("hint.title"));
      set(element, "aria-label", say("hint.title"));
      for (const line of lines) write(line, say(`hint.${line.dataset.hint}`, { talk: say("page.present.title") }));
      write(close, say("notice.close"));
    },
  };
}

/** The hints that a change has done. @param {import("../view/view.js").State} now @param {import("../view/view.js").State} before */
function done(now, before) {
  const filtered = FILTERS.some((name) => Reflect.get(now.view, name) !== Reflect.get(before.view, name));
  const chosen = now.view.selected !== "" && now.view.selected !== before.view.selected;
  const talk = now.page === "present" || now.view.stop > 0;
  return HINTS.filter((_, at) => [filtered, chosen, talk][at]);
}

/** Names of another program's making are none. @returns {string[]} */
function kept() {
  return stored("localStorage", (store) => (store.getItem(KEPT) || "").split(" ").filter((name) => HINTS.includes(name))) || [];
}

/** Where the browser refuses they are gone for this page only. @param {string[]} names */
function keep(names) {
  stored("localStorage", (store) => store.setItem(KEPT, names.join(" ")));
}
