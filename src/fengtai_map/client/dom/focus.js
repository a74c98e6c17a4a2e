/** The focus stays where the hand is: where what had it goes out of sight, it goes to what took its place. */

const PLACES = ".ft-menu, .ft-find, .ft-legend-filter, .ft-panel, .ft-below";

/**
 * Do what may hide the element that has the focus.
 * @param {() => void} act
 */
export function keepFocus(act) {
  const held = document.activeElement;
  const place = held && held.closest(PLACES);
  const head = held && held.closest("h2");
  act();
  const now = document.activeElement;
  if (!place || (now && now !== document.body && now.isConnected && !gone(now))) return;
  const next = /** @type {HTMLElement|null} */ (successor(place, head));
  if (next) next.focus({ preventScroll: true });
}

/** Without asking for a layout, which would cost a change its frame. @param {Element} element */
const gone = (element) => Boolean(element.closest("[hidden], details:not([open]) > .ft-sheet"));

/** A menu's own head; the list below the heading of a legend; the card of what was chosen. @param {Element} place @param {Element|null} head */
function successor(place, head) {
  if (place.matches(".ft-menu")) return place.querySelector("summary");
  if (place.matches(".ft-legend-filter")) return head && head.nextElementSibling ? head.nextElementSibling.querySelector("button") : null;
  const cards = [...document.querySelectorAll(".ft-panel .ft-card")].filter((card) => !gone(card));
  return cards[0] || document.querySelector(".ft-panel");
}
