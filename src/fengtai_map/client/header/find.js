/** The search: answered while it is typed; a result is selected on the map or opened. */

import { h, replace, set, show } from "../dom/dom.js";
import { searcher } from "../search/search.js";
import { symbol, disc } from "../dom/symbol.js";

const SHOWN = 7; // results: as many as can be read at a glance
const ASKED = 80; // characters

/**
 * @param {import("../panel/panel.js").Go} go
 * @param {(text: string) => void} askServer for names of the office's own points that are too many to be here
 */
export function createFind(go, askServer) {
  const input = h("input", { type: "search", maxlength: ASKED, autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": "ft-found" });
  const said = h("p", { class: "ft-said", role: "status" });
  const list = h("ul", { role: "listbox", id: "ft-found-list" });
  const found = h("div", { class: "ft-found", id: "ft-found", hidden: true }, said, list);
  const element = h("div", { class: "ft-find", role: "search" }, input, found);
  /** @type {any} */
  let book = null;
  /** @type {any} */
  let search = null;
  let shown = "";

  input.addEventListener("input", () => go.set({ ask: input.value }, "quiet"));
  element.addEventListener("keydown", press);

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.isComposing) return; // the keys are those of a word that is being written in Chinese
    const buttons = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape") go.set({ ask: "" }, "quiet");
    else if (event.key === "Enter" && at < 0 && buttons.length) buttons[0].click();
    else if (event.key === "ArrowDown" && buttons.length) buttons[Math.min(at + 1, buttons.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at ? buttons[at - 1] : input).focus();
    else return;
    if (event.key === "Escape") input.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} text @param {any[]} more */
  function answer(text, more) {
    const { hits, near, total } = search.ask(text, SHOWN);
    const ids = (hits.length || more.length ? hits : near).map((/** @type {any} */ one) => one.id);
    const w = book.say;
    const [n, listed] = [total + more.length, hits.length + more.length];
    replace(said, n ? w(n > listed ? "find.first" : "find.found", { n, listed }) : near.length ? w("find.near") : w("find.nothing"));
    replace(list, ids.map((/** @type {string} */ id) => result(book.index.get(id))), more.map(result));
  }

  /** @param {any} record */
  function result(record) {
    if (!record) return null;
    const sign = record.type === "cluster" ? disc(record) : record.kind && record.type === "point" ? symbol(book, record.kind, record.status) : h("span", { class: "ft-symbol" });
    const cluster = book.index.get(record.cluster);
    const kind = { fact: book.say("find.fact"), cluster: book.say("kind.cluster"), river: book.say("line.river") }[/** @type {"fact"} */ (record.type)] || record.kind_name;
    const about = [kind, cluster && cluster.short].filter(Boolean).join(" · ");
    return h("li", { role: "presentation" }, h("button", { type: "button", role: "option", "aria-selected": "false", data: { id: record.id }, on: { click: () => go.reveal(record.id) } }, sign, h("b", {}, record.name || record.label), h("small", {}, about)));
  }

  return {
    element,
    /** @param {any} now @param {import("../view/view.js").State} state @param {any[]} hits of the server */
    draw(now, state, hits) {
      if (book !== now) {
        book = now;
        const made = (search = searcher(book.search));
        window.setTimeout(() => made.prepare(), 1500); // what a typing error needs takes a while to make: before one is made
        set(input, "placeholder", book.say("find.placeholder"));
        set(input, "aria-label", book.say("find.label"));
        shown = "";
      }
      const asked = state.view.ask.trim();
      if (input.value !== state.view.ask) input.value = state.view.ask;
      const key = `${asked}|${hits.map((one) => one.id).join()}`;
      if (asked && shown !== key) answer(asked, hits);
      if (asked && book.layer && !shown.startsWith(`${asked}|`)) askServer(asked);
      shown = key;
      show(found, Boolean(asked));
      set(input, "aria-expanded", String(Boolean(asked)));
    },
    focus: () => input.focus(),
  };
}
