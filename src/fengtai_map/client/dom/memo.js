/** Sections draw at every change: what is made once is kept, and only what changes is touched. */

/** @typedef {import("../panel/panel.js").Context} Context */

/**
 * A part of the page: `draw` brings it up to date and says whether there is anything to show.
 * @typedef {{node: any, draw: (context: Context) => boolean}} Part
 */

/**
 * The part of this name, made when it is first asked for and kept as long as the page.
 * @param {Context} context @param {string} key @param {(context: Context) => Part} make @returns {Part}
 */
export function kept(context, key, make) {
  let part = context.cache.get(key);
  if (!part) {
    part = make(context);
    context.cache.set(key, part);
  }
  return part;
}

/**
 * The node of a part, brought up to date; null where it has nothing to show.
 * @param {Context} context @param {string} key @param {(context: Context) => Part} make @returns {Node|null}
 */
export function drawn(context, key, make) {
  const part = kept(context, key, make);
  return part.draw(context) ? part.node : null;
}

/**
 * A part that never changes.
 * @param {any} node @returns {Part}
 */
export function still(node) {
  return { node, draw: () => true };
}
