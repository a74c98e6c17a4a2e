/** A finger that wipes sideways over the words turns the page. */

const SWIPE = 50; // pixels of a finger that turn the page

/** @param {HTMLElement} element @param {(by: number) => void} step */
export function swipes(element, step) {
  /** @type {Touch|null} */
  let from = null;
  element.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  element.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    const across = from ? to.clientX - from.clientX : 0;
    if (from && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) step(-Math.sign(across));
    from = null;
  }, { passive: true });
}
