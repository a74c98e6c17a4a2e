/** A button that opens a small sheet below itself: closed by Escape, by a click elsewhere, and when the focus leaves it. */

import { h } from "./dom.js";

export const MAP_PRESSED = "ft-map-pressed"; // what the document hears of a press in the frame of the map
const PRESSES = ["pointerdown", MAP_PRESSED];

/**
 * @param {{name: string, group?: string, class?: string, opened?: () => void}} about
 * @param {...any} content
 * @returns {any} a details element
 */
export function menu({ name, group, class: look = "", opened }, ...content) {
  const head = h("summary", { class: `ft-menu-head ${look}` }, name);
  const box = h("details", { class: "ft-menu", data: { group } }, head, h("div", { class: "ft-sheet" }, ...content));
  const close = () => box.removeAttribute("open");
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || !box.open) return;
    event.stopPropagation();
    close();
    head.focus();
  });
  box.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
    if (event.relatedTarget && !box.contains(/** @type {Node} */ (event.relatedTarget))) close();
  });

  /** A press elsewhere, or on the map, which tells of it. @param {Event} event */
  function away(event) {
    if (box.contains(/** @type {Node} */ (event.target))) return;
    for (const press of PRESSES) document.removeEventListener(press, away, true);
    close();
  }
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    for (const press of PRESSES) document.addEventListener(press, away, true);
    if (opened) opened();
  });
  return box;
}
