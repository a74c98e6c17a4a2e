/** A button that opens a small sheet below itself: closed by Escape, by a click elsewhere, and when the focus leaves it. */

import { h } from "./dom.js";

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
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    document.addEventListener("pointerdown", function away(event) {
      if (box.contains(/** @type {Node} */ (event.target))) return;
      document.removeEventListener("pointerdown", away, true);
      close();
    }, true);
    if (opened) opened();
  });
  return box;
}
