/** What Streamlit's page does by itself: its dialogs and its own name for the page are held back, its presses heard. */

/**
 * Its dialogs are in English and not seen here, yet while one is open no hand and no key reaches the page. So each is
 * closed as it comes; what there is to say, our notices say.
 */
export function closeDialogs() {
  const close = () => {
    for (const button of document.querySelectorAll('[data-testid="stDialog"] section > button')) /** @type {HTMLElement} */ (button).click();
    for (const part of document.querySelectorAll("body > [inert]")) part.removeAttribute("inert");
  };
  new MutationObserver(close).observe(document.body, { attributeFilter: ["inert"], subtree: true });
  close();
}

/** The name of the page in the reader's language; a run of the server would write one for all. */
export function createTitle() {
  let wanted = "";
  const title = document.querySelector("title");
  const name = () => {
    if (wanted && document.title !== wanted) document.title = wanted;
  };
  if (title) new MutationObserver(name).observe(title, { childList: true });
  return (/** @type {string} */ text) => {
    wanted = text;
    name();
  };
}

const PRESSES = ["pointerdown", "keydown", "click", "input", "change", "drop"];

/** Hear of each press of what Streamlit drew. @param {Element} ours what it did not draw @param {() => void} act */
export function onPress(ours, act) {
  const hear = (/** @type {Event} */ event) => {
    if (!ours.contains(/** @type {Node} */ (event.target))) act();
  };
  for (const type of PRESSES) document.addEventListener(type, hear, true);
}
