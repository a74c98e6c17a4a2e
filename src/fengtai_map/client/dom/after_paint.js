/**
 * What nobody looks at waits until what was drawn is on the screen: an address costs the browser as much as a filter, and
 * keeps the processor from those that put the frame together.
 */

const SEEN = 40; // milliseconds from the task after a frame until the frame is on the screen, of a slow machine
const AT_MOST = 250; // milliseconds that it waits: a window behind another is not hidden, and paints nothing

/**
 * Calls `act` once what was drawn is seen, once for all calls until then; at once where nothing is painted.
 * @param {() => void} act @returns {{soon: () => void, now: () => void}} `now` does what waits
 */
export function afterPaint(act) {
  let waits = false;
  const now = () => {
    if (!waits) return;
    waits = false;
    act();
  };
  document.addEventListener("visibilitychange", now);
  return {
    now,
    soon() {
      if (waits) return;
      waits = true;
      if (document.hidden) return now();
      window.requestAnimationFrame(() => window.setTimeout(now, SEEN));
      window.setTimeout(now, AT_MOST);
    },
  };
}
