/** What the reader has unfolded stays so, over another page and another language: it is known by where it stands. */

const PARTS = "details, [aria-expanded]";

/**
 * @param {HTMLElement[]} boxes what holds the sections of a page
 * @param {() => string} page the one that they show
 */
export function createUnfolded(boxes, page) {
  /** @type {Set<string>} */
  const open = new Set();
  const watching = new MutationObserver((changes) => {
    for (const { target } of changes) note(/** @type {HTMLElement} */ (target));
  });
  for (const box of boxes) watching.observe(box, { subtree: true, attributes: true, attributeFilter: ["open", "aria-expanded"] });

  /** @param {HTMLElement} part */
  function note(part) {
    const at = place(page(), part);
    if (at && unfolded(part)) open.add(at);
    else if (at) open.delete(at);
  }

  /** Unfold again what stood open on this page; what stands in such a part comes after it. */
  function restore() {
    const folded = boxes.flatMap((box) => /** @type {HTMLElement[]} */ ([...box.querySelectorAll(PARTS)])).filter((part) => !unfolded(part));
    const wanted = folded.filter((part) => open.has(place(page(), part)));
    for (const part of wanted) unfold(part);
    if (wanted.length) Promise.resolve().then(restore);
  }
  return { restore };
}

/** @param {HTMLElement} part */
const unfolded = (part) => part.hasAttribute("open") || part.getAttribute("aria-expanded") === "true";

/** @param {HTMLElement} part */
function unfold(part) {
  if (part instanceof HTMLDetailsElement) part.open = true;
  else part.click();
}

/** Page, section, card and what the part is of; empty where it stands in no section any more. @param {string} page @param {HTMLElement} part */
function place(page, part) {
  const section = /** @type {HTMLElement|null} */ (part.closest(".ft-section"));
  if (!section) return "";
  const card = /** @type {HTMLElement|null} */ (part.closest(".ft-card"));
  const { fact, entry } = part.dataset;
  const own = fact || entry || `${part.className} ${[...section.querySelectorAll(PARTS)].filter((one) => one.className === part.className).indexOf(part)}`;
  return [page, section.dataset.section, (card && card.dataset.id) || "", own].join("|");
}
