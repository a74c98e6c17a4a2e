/** All stops of a story at one glance: by number, by arrows, by a press. Those that are hidden are grey. */

import { digest } from "../view/stop_summary.js";
import { h } from "../dom/dom.js";
import { phrases } from "../dom/phrases.js";
import { disc } from "../dom/symbol.js";

/**
 * @param {any} book @param {import("../view/stops.js").CurrentStop} current @param {(stop: number) => void} to
 * @returns {HTMLElement[]}
 */
export function grid(book, { story, number }, to) {
  const w = book.say;
  const cells = digest(book, story).map((one) =>
    h("li", {}, h("button", {
      type: "button", class: "ft-stop-cell", "aria-current": one.number === number ? "true" : null,
      data: { cell: one.number, hidden: one.hidden ? "" : null }, on: { click: chosenBy(() => to(one.number)) },
    }, h("b", {}, one.number), h("span", {}, one.clusters.map(disc), one.about), h("strong", {}, phrases(one.headline, book.lang)), one.hidden ? h("em", {}, w("talk.hidden")) : null)));
  return [h("h2", {}, w("talk.grid")), h("ol", {}, cells)];
}

/** The press has done its work: what it uncovers does not hear of it. @param {() => void} act @returns {(event: Event) => void} */
const chosenBy = (act) => (event) => {
  event.stopPropagation();
  act();
};

/** @param {HTMLElement} box @returns {HTMLElement[]} */
const cellsOf = (box) => [...box.querySelectorAll(".ft-stop-cell")].map((one) => /** @type {HTMLElement} */ (one));

/** The cell that has the focus, else that of the current stop. @param {HTMLElement} box */
const held = (box) => cellsOf(box).find((cell) => cell === document.activeElement) || cellsOf(box).find((cell) => cell.hasAttribute("aria-current"));

/** The stop of the cell that has the focus. @param {HTMLElement} box */
export const chosen = (box) => Number((held(box) || { dataset: { cell: 0 } }).dataset.cell);

/** The focus goes to the cell of a stop. @param {HTMLElement} box @param {number} stop */
export function goTo(box, stop) {
  const cell = cellsOf(box)[stop - 1];
  if (cell) cell.focus();
}

/** The focus goes to the cell beside, above or below; to the first or the last. @param {HTMLElement} box @param {string} key */
export function move(box, key) {
  const cells = cellsOf(box);
  const at = chosen(box);
  const columns = cells.filter((cell) => cell.offsetTop === cells[0].offsetTop).length;
  /** @type {Record<string, number>} */
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + columns, ArrowUp: at - columns, Home: 1, End: cells.length };
  goTo(box, to[key]);
}
