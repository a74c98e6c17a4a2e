/** What nobody looks at waits until what was drawn is painted: an address costs the browser as much as a filter. */

/**
 * Calls `act` once what was drawn is painted, once for all calls until then; at once where nothing is painted.
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
      if (document.hidden) now();
      else window.requestAnimationFrame(() => window.setTimeout(now));
    },
  };
}
