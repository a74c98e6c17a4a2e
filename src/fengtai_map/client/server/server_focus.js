/** The focus stays where the hand is where Streamlit draws: it takes away what was pressed, and the focus would fall to the page. */

import { followServer, resting } from "./connection.js";

const PART = ".st-key-server";
const TAKES = "a[href], button, input, select, textarea, summary, [tabindex]";

/** What the keyboard reaches of the server's part of a page, in its order. @returns {HTMLElement[]} */
const reached = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`${PART} :is(${TAKES})`))].filter((one) => one.tabIndex >= 0 && lives(one));

/** @param {HTMLElement} one */
const lives = (one) => one.isConnected && !one.matches(":disabled") && one.getClientRects().length > 0;

/** Once a run has taken away what had the focus, the focus goes to what says that something was done, else to what stands in its place now. */
export function keepServerFocus() {
  /** @type {HTMLElement|null} */
  let held = null;
  /** @type {HTMLElement[]} what stood before it, the nearest first */
  let before = [];
  /** @type {Element|null} */
  let said = null;
  const done = () => /** @type {HTMLElement|null} */ (document.querySelector(`${PART} .ft-done`));

  /** @param {Event} event */
  function hold({ type, target }) {
    const one = /** @type {HTMLElement} */ (target);
    held = type === "focusin" && one.closest(PART) ? one : null;
    if (!held) return;
    const all = reached();
    before = all.slice(0, Math.max(all.indexOf(one), 0)).reverse();
    said = done();
  }

  function look() {
    if (!held || lives(held) || !resting() || document.activeElement !== document.body) return;
    const now = reached();
    const last = before.find(lives);
    const says = done();
    const next = says && says !== said ? says : now[last ? now.indexOf(last) + 1 : 0] || last;
    if (next) next.focus();
  }

  document.addEventListener("focusin", hold);
  document.addEventListener("pointerdown", hold, true); // who presses where nothing takes the focus has let go
  followServer(look);
  const app = document.querySelector(".stApp");
  if (app) new MutationObserver(look).observe(app, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}
