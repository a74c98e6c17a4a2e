/** What lies over a stop: nothing but black, the notes, the keys, all stops. */

import { h, replace, set, show } from "../dom/dom.js";
import { spans } from "../dom/phrases.js";
import { goTo, grid } from "./grid.js";
import { helpRows } from "./keys.js";
import { remarkList } from "./remark_list.js";
import { ofToday, remarks } from "./remarks.js";

/**
 * @param {HTMLElement} box @param {any} book @param {import("../view/stops.js").CurrentStop} current @param {string} name of what covers, "" for nothing
 * @param {(stop: number) => void} to @param {() => void} close
 * @returns {boolean} whether that is another than before
 */
export function cover(box, book, current, name, to, close) {
  const w = book.say;
  show(box, Boolean(name));
  const key = [name, current.story.id, current.number, book.lang, name === "remarks" ? JSON.stringify(remarks.list()) : ""].join(" ");
  if (box.dataset.of === key) return false;
  box.dataset.of = key;
  box.className = `ft-over ${name}`;
  set(box, "aria-label", name && name !== "black" ? w(`talk.${name}`) : w("key.black"));
  if (name === "notes") replace(box, h("h2", {}, w("talk.notes")), spoken(w, current.stop));
  else if (name === "keys") replace(box, h("h2", {}, w("talk.keys")), keyList(w));
  else if (name === "grid") replace(box, grid(book, current, to));
  else if (name === "remarks") replace(box, listed(book, current, close));
  else replace(box);
  if (name === "grid") goTo(box, current.number);
  return true;
}

/** The notes, and after them what is for whoever asks. @param {import("../view/words.js").Say} w @param {{notes: string, caveats?: string}} stop @returns {HTMLElement[]} */
export function spoken(w, { notes, caveats }) {
  return [h("p", {}, spans(notes)), ...(caveats ? [h("h3", {}, w("talk.caveats")), h("p", { class: "ft-caveats" }, spans(caveats))] : [])];
}

/** The remarks of today on this story. @param {any} book @param {import("../view/stops.js").CurrentStop} current @param {() => void} close @returns {HTMLElement[]} */
function listed(book, current, close) {
  const w = book.say;
  const rows = ofToday(remarks.list(), current.story.id);
  const away = h("button", { type: "button", class: "ft-close", title: w("talk.close"), "aria-label": w("talk.close"), on: { click: close } }, "×");
  return [h("h2", {}, w("talk.remarks"), away), rows.length ? remarkList(book, rows) : h("p", {}, w("remark.none")), h("p", { class: "ft-quiet" }, w("remark.exported"))];
}

/** What the keys do. @param {import("../view/words.js").Say} w */
export function keyList(w) {
  return h("dl", { class: "ft-keys" }, helpRows(w).map(({ name, caps, text }) => h("div", { data: { row: name } }, h("dt", {}, caps.map((one) => h("kbd", {}, one))), h("dd", {}, text))));
}
