/** What only the browser knows of itself before a meeting. */

export const CHROMIUM = 94; // the oldest that is supported

/**
 * How many requests of these windows went to another host than ours.
 * @param {any[]} windows those of the page and of the map, null where there is none @param {string} host
 */
export function outsideOf(windows, host) {
  /** @type {string[]} */
  const addresses = [].concat(...[...new Set(windows.filter(Boolean))].map((one) => one.performance.getEntriesByType("resource").map((/** @type {any} */ entry) => entry.name)));
  return addresses.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== host).length;
}

/**
 * The name of a browser and its main version, as it says itself; the name of Chromium where it is one of its kind.
 * @param {string} agent @returns {[string, string]}
 */
export function browserName(agent) {
  const found = ["Edg", "QQBrowser", "Firefox", "Chrome"].map((name) => [name, (agent.match(new RegExp(`${name}/(\\d+)`)) || [])[1]]).filter(([, version]) => version);
  const safari = agent.match(/Version\/(\d+).*Safari/);
  const chromium = (agent.match(/Chrome\/(\d+)/) || [])[1];
  if (!found.length) return safari ? ["Safari", safari[1]] : ["", ""];
  const [name] = found[0];
  if (chromium) return [name === "Chrome" ? "Chromium" : `${name === "Edg" ? "Edge" : name} (Chromium)`, chromium];
  return [name, found[0][1]];
}
