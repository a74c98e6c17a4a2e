/** The line between a talk and the window of its speaker: two windows of one browser, no server. */

/**
 * What is said on it. A talk says `deck` (all stops and the words), `at` (where it is), `away` (it was left) and `gone`
 * (its window closes); a speaker's window says `hello`, `key`, `to`, `reset` and `plan`.
 * @typedef {{kind: string, deck?: any, at?: any, key?: string, stop?: number, minutes?: number}} Said
 */

/**
 * Only windows that know the name of a talk hear of it. Null where a browser has no such lines.
 * @param {string} name @param {(said: Said) => void} hear
 */
export function createWire(name, hear) {
  /** @type {BroadcastChannel} */
  let channel;
  try {
    channel = new BroadcastChannel(`ft-talk-${name}`);
  } catch {
    return null;
  }
  channel.onmessage = ({ data }) => {
    if (data && typeof data.kind === "string") hear(data);
  };
  return {
    /** @param {Said} said */
    say: (said) => channel.postMessage(said),
    close: () => channel.close(),
  };
}
