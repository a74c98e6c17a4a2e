/** What nobody looks at waits until what was drawn is painted: an address costs the browser as much as a filter. */

const AT_MOST = 250; // milliseconds that it waits: a window behind another is not hidden, and paints nothing

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
      if (document.hidden) return now();
      window.requestAnimationFrame(() => window.setTimeout(now));
      window.setTimeout(now, AT_MOST);
    },
  };
}
