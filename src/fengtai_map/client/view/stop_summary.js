/** A stop in few words: for the grid of stops and for the speaker. Pure. */

import { figuresOf, linesOf, telling } from "./stops.js";

/**
 * @typedef {object} Digest
 * @property {number} number @property {string} headline @property {string} about what stands above the headline
 * @property {{order: number, colour: string}[]} clusters @property {{text: string, label: string}[]} numbers
 * @property {string[]} lines @property {string} notes @property {string} caveats @property {boolean} hidden
 */

/** What a stop is about: its clusters; of the district its part of the talk, the topic its figures share, else the story. @param {any} book @param {any} story @param {any} stop @returns {{clusters: any[], text: string}} */
export function aboutOf(book, story, stop) {
  const clusters = book.clusters.filter((/** @type {any} */ one) => stop.clusters.includes(one.id));
  if (clusters.length) return { clusters, text: clusters.map((/** @type {any} */ one) => (clusters.length > 1 ? one.short : one.name)).join(" ") };
  const topics = [...new Set(stop.figures.map((/** @type {string} */ id) => book.index.get(id).topic_name))];
  return { clusters, text: stop.part || (topics.length === 1 && topics[0]) || story.name };
}

/** @param {any} book @param {any} story @returns {Digest[]} every stop of a story, the hidden ones too */
export function digest(book, story) {
  return story.stops.map((/** @type {any} */ stop, /** @type {number} */ at) => {
    const current = /** @type {import("./stops.js").CurrentStop} */ (telling(book, /** @type {any} */ ({ story: story.id, stop: at + 1 })));
    const { row, bars } = figuresOf(book, current);
    const { clusters, text } = aboutOf(book, story, stop);
    return {
      number: at + 1,
      headline: stop.headline,
      about: text,
      clusters: clusters.map(({ order, colour }) => ({ order, colour })),
      numbers: [...new Set([...row, ...bars.map((bar) => bar.fact)])].map((fact) => ({ text: fact.amount, label: fact.label })),
      lines: linesOf(book, current).map((line) => line.map((one) => one.name).join(book.say("list.comma"))),
      notes: stop.notes,
      caveats: stop.caveats || "",
      hidden: Boolean(stop.hidden),
    };
  });
}
