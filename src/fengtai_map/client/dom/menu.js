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

  /** A press elsewhere; of one on the map this window hears only that its frame has the focus. @param {Event} event */
  function away(event) {
    if (event.type === "blur" ? !(document.activeElement instanceof HTMLIFrameElement) : box.contains(/** @type {Node} */ (event.target))) return;
    document.removeEventListener("pointerdown", away, true);
    window.removeEventListener("blur", away);
    close();
  }
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    document.addEventListener("pointerdown", away, true);
    window.addEventListener("blur", away);
    if (opened) opened();
  });
  return box;
}
