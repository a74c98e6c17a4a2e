/** Type as large as the room allows: few words are set larger, many smaller; nothing is cut off, but on a phone it may scroll. */

const LEAST = { wide: 0.55, high: 0.9 }; // in a window higher than wide: a reader holds it, and rather scrolls than reads 9 pixels
const MOST = 1.3; // more would shout; in a window higher than 16:9, by whose width type is measured, it is as much of its height
const WIDE = 16 / 9;
const STEPS = 5; // of halving: the last is a fortieth
const HEAD = 0.58; // of its size: a smaller headline would be none
const NUMBER = 0.56; // of the width for numbers, where their words stand beside them
const WELL = 1.15; // a size with which the numbers need not be set in another way
const PARTS = ".ft-stop-words, .ft-stop-figure, .ft-stop-ours, .ft-stop-figure > summary, .ft-stop-lines li, .ft-stop-measure, .ft-stop-bar";

/**
 * Choose the size of a stop, `--ft-k`, that of its headline beside it, `--ft-h`, and whether its numbers stand in a row
 * or one below the other, `data-numbers`. Nothing else of the stop is changed; it is measured about ten times.
 * @param {HTMLElement} stop
 */
export function fit(stop) {
  const head = headroom(stop);
  const row = /** @type {HTMLElement|null} */ (stop.querySelector(".ft-stop-row"));
  const beside = stop.dataset.layout === "map" && row;
  const alone = beside && !stop.querySelector(".ft-stop-lines");
  const ways = alone ? ["alone"] : beside && Number(row.dataset.count) > 1 ? ["row", "stack"] : ["row"];
  let best = { way: ways[0], size: 0 };
  for (const way of ways) {
    const size = best.size < WELL ? largest(stop, way, head) : 0;
    if (size > best.size) best = { way, size };
  }
  use(stop, best.way, best.size, head);
}

/** How large the headline may be with each of its halves on one line: its width grows as its type. @param {HTMLElement} stop */
function headroom(stop) {
  const title = /** @type {HTMLElement} */ (stop.querySelector("h1"));
  stop.style.setProperty("--ft-k", "1");
  stop.style.setProperty("--ft-h", "1");
  title.classList.add("ft-unbroken");
  const widest = Math.max(...[...title.children].map((half) => half.getBoundingClientRect().width));
  title.classList.remove("ft-unbroken");
  return (title.clientWidth - 1) / widest;
}

/** @param {HTMLElement} stop @param {string} way @param {number} head */
function largest(stop, way, head) {
  const least = stop.clientWidth > stop.clientHeight ? LEAST.wide : LEAST.high;
  let [low, high] = [least, Math.max(least, Math.min(most(stop), head / HEAD))];
  if (use(stop, way, high, head)) return high;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (use(stop, way, middle, head)) low = middle;
    else high = middle;
  }
  return low;
}

/** The most for a window as high as this. @param {HTMLElement} stop */
function most({ clientWidth: width, clientHeight: height }) {
  return width > height ? MOST * Math.max(1, (height * WIDE) / width) : MOST;
}

/** Set a stop in a size. @param {HTMLElement} stop @param {string} way @param {number} size @param {number} head @returns {boolean} whether it fits */
function use(stop, way, size, head) {
  stop.dataset.numbers = way;
  stop.style.setProperty("--ft-k", size.toFixed(3));
  stop.style.setProperty("--ft-h", Math.max(HEAD, Math.min(1, head / size)).toFixed(3));
  return aligned(stop, way) && [stop, ...stop.querySelectorAll(".ft-stop-words")].every(low) && [stop, ...stop.querySelectorAll(PARTS)].every(narrow);
}

/** One column for numbers that stand below each other. @param {HTMLElement} stop @param {string} way */
function aligned(stop, way) {
  if (way === "row") return true;
  const numbers = /** @type {HTMLElement[]} */ ([...stop.querySelectorAll(".ft-stop-row .ft-stop-number")]);
  const widest = Math.max(...numbers.map((one) => one.offsetWidth));
  stop.style.setProperty("--ft-numbers", `${widest}px`);
  return widest <= NUMBER * /** @type {HTMLElement} */ (stop.querySelector(".ft-stop-row")).clientWidth;
}

/** Whether nothing sticks out below. @param {Element} one */
const low = (one) => one.scrollHeight <= one.clientHeight + 1;

/** Whether nothing sticks out at the side. @param {Element} one */
const narrow = (one) => one.scrollWidth <= one.clientWidth + 1;
