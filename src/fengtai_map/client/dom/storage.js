/** What a browser keeps of a page, or of one window of it, through a reload. */

/**
 * What `act` gives of one of the browser's stores; null where the browser keeps nothing for this page.
 * @template T @param {"localStorage"|"sessionStorage"} store @param {(store: Storage) => T} act @returns {T|null}
 */
export function stored(store, act) {
  try {
    return act(window[store]);
  } catch {
    return null;
  }
}
