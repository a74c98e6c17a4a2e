/** How high the strip below the map is: as its table with all rows where those are few, so that none of it is empty. */

const FEW = 8; // rows: more fill the strip that the style gives them

/**
 * Gives the strip the room of its rows, those that a filter hides too: no filter moves the map.
 * @param {HTMLElement} strip @returns {() => void} to be called when another table stands in it
 */
export function fitted(strip) {
  const root = document.documentElement.style;
  let wide = 0;

  function fit() {
    wide = strip.clientWidth;
    const height = wanted(strip);
    if (height) root.setProperty("--ft-rows", `${height}px`);
    else root.removeProperty("--ft-rows");
  }

  new ResizeObserver(() => strip.clientWidth !== wide && fit()).observe(strip); // narrower, a name takes two lines
  return fit;
}

/** The height of all rows, 0 where they are many or none is there to be measured. @param {HTMLElement} strip */
function wanted(strip) {
  const rows = [...strip.querySelectorAll("tbody tr")];
  const heights = rows.map((row) => row.getBoundingClientRect().height).filter(Boolean);
  const [head, section] = [strip.querySelector("thead"), strip.firstElementChild];
  if (!head || !section || rows.length > FEW || !heights.length) return 0;
  const style = getComputedStyle(strip);
  const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  const enlarged = (strip.clientWidth - sides) / section.getBoundingClientRect().width; // older browsers measure inside of a zoom without it
  const table = head.getBoundingClientRect().height + Math.max(...heights) * rows.length;
  return Math.ceil(table * enlarged + parseFloat(style.paddingBottom)) + 2; // its border, and a fraction of a pixel
}
