/** A story: where in it the reader is, what the map shows there, and what stands beside it. Pure, as filter.js. */

/** @typedef {import("./view.js").View} View */
/**
 * @typedef {object} CurrentStop the stop at which a story is
 * @property {any} story @property {any} stop @property {number} number from 1 @property {number} total
 */

export const ROW = 3; // large numbers that stand in a row beside bars, unless more are no bars
const LINES = 4; // lines of text beside a map that are read from the last row of a room
const AHEAD = ["target", "planned"]; // of a figure: what is not so yet

/**
 * The stop at which a talk is; null outside of one.
 * @param {any} book @param {View} view @returns {CurrentStop|null}
 */
export function telling(book, view) {
  const story = view.stop ? book.stories.find((/** @type {any} */ one) => one.id === view.story) : null;
  const stop = story && story.stops[view.stop - 1];
  return stop ? { story, stop, number: view.stop, total: story.stops.length } : null;
}

/**
 * What the map shows at a stop, whatever the filter of the page is: to be laid over the page's own state.
 * `talk.small` says that the map stands small beside figures. Null outside of a talk.
 * @param {any} book @param {View} view @returns {Partial<import("../map/map.js").MapState>|null}
 */
export function stopState(book, view) {
  const current = telling(book, view);
  if (!current) return null;
  const { story, stop, number, total } = current;
  const small = layoutOf(book, story, number) === "figures";
  return {
    clusters: stop.clusters,
    kinds: stop.kinds,
    selected: stop.selected,
    without: stop.without,
    at: small ? "" : stop.at,
    away: [],
    errors: false,
    statuses: {}, // those of the release: the story tells it
    zoom: stop.zoom,
    legend: !small,
    talk: { story: story.id, stop: number, total, small },
  };
}

/**
 * Whether the map leads at a stop, or the figures do: they do where the map would be the one of an earlier stop again,
 * the whole district with nothing selected, and nothing that it names has a place on the map.
 * @param {any} book @param {any} story @param {number} number @returns {"map"|"figures"}
 */
export function layoutOf(book, story, number) {
  const stop = story.stops[number - 1];
  const current = [...stop.figures, ...stop.entries].map((id) => book.index.get(id));
  const whole = current.length > 0 && stop.clusters.length === 0 && !stop.selected;
  const again = story.stops.slice(0, number - 1).some((/** @type {any} */ other) => !other.hidden && picture(other) === picture(stop));
  return whole && again && !current.some((one) => one.places.length) ? "figures" : "map";
}

/** The stop before or after another, past those that are hidden; itself where there is none. @param {any} story @param {number} number @param {number} by 1 or -1 @returns {number} */
export function beside(story, number, by) {
  for (let at = number + by; story.stops[at - 1]; at += by) if (!story.stops[at - 1].hidden) return at;
  return number;
}

/** The first stop that is not hidden, and the last. @param {any} story @returns {[number, number]} */
export const ends = (story) => [beside(story, 0, 1) || 1, Math.min(story.stops.length, beside(story, story.stops.length + 1, -1))];

/** What tells the map of a stop from another. @param {any} stop */
const picture = (stop) => JSON.stringify([stop.clusters, stop.selected, stop.kinds, stop.at, stop.without]);

/**
 * The figures of a stop: `row` in large numbers, `bars` beside each other from zero, all of them in one or both.
 * Which figures may be compared is said by the data's charts alone. A bar is in the row as well where it is what the
 * headline says, or has a rank. `share` is of the longest bar that is shown.
 * @param {any} book @param {CurrentStop} current @returns {{row: any[], bars: {fact: any, share: number}[], chart: any}}
 */
export function figuresOf(book, { story, stop, number }) {
  const facts = stop.figures.map((/** @type {string} */ id) => book.index.get(id));
  const chart = layoutOf(book, story, number) === "figures" ? chartOf(book, stop) : null;
  if (!chart) return { row: facts, bars: [], chart: null };
  const shown = chart.bars.filter((/** @type {any} */ bar) => stop.figures.includes(bar.fact));
  const longest = Math.max(...shown.map((/** @type {any} */ bar) => bar.share));
  const bars = shown.map((/** @type {any} */ bar) => ({ fact: book.index.get(bar.fact), share: bar.share / longest }));
  const rank = (/** @type {any} */ fact) => (shown.every((/** @type {any} */ bar) => bar.fact !== fact.id) ? 3 : names(stop.headline, fact) ? 2 : fact.rank ? 1 : 0);
  const first = facts.filter(rank).sort((/** @type {any} */ a, /** @type {any} */ b) => rank(b) - rank(a)).slice(0, Math.max(ROW, facts.length - shown.length));
  const row = first.length ? facts.filter((/** @type {any} */ fact) => first.includes(fact)) : facts.slice(0, ROW);
  return { row, bars, chart };
}

/** The chart that has most figures of a stop, two at least. @param {any} book @param {any} stop */
function chartOf(book, stop) {
  const many = (/** @type {any} */ chart) => chart.bars.filter((/** @type {any} */ bar) => stop.figures.includes(bar.fact)).length;
  return book.charts.filter((/** @type {any} */ chart) => many(chart) > 1).sort((/** @type {any} */ a, /** @type {any} */ b) => many(b) - many(a))[0] || null;
}

/** Whether a headline says the number of a figure. @param {string} headline @param {any} fact */
function names(headline, fact) {
  const number = fact.printed.replace(/[^\d.]/g, "");
  const said = /** @type {string[]} */ (headline.replace(/(\d),(?=\d{3})/g, "$1").match(/\d+(\.\d+)?/g) || []);
  return said.includes(number);
}

/**
 * Whether a figure is a target, a plan, an estimate or an approximate number: its bar is hatched.
 * @param {any} book @param {any} fact
 */
export function ahead(book, fact) {
  return AHEAD.includes(fact.status) || [book.words["bound.about"], book.words["bound.estimate"]].includes(fact.bound);
}

/**
 * The entries of a stop as lines: each alone or, where that were more than can be read beside a map, those of a kind
 * and status together, then the shortest of a status.
 * @param {any} book @param {CurrentStop} current @returns {any[][]} the entries of each line
 */
export function linesOf(book, { story, stop, number }) {
  const entries = stop.entries.map((/** @type {string} */ id) => book.index.get(id));
  const alone = entries.map((/** @type {any} */ one) => [one]);
  if (alone.length <= LINES || layoutOf(book, story, number) === "figures") return alone;
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const one of entries) groups.set(`${one.kind} ${one.status}`, [...(groups.get(`${one.kind} ${one.status}`) || []), one]);
  const lines = [...groups.values()];
  while (lines.length > LINES && join(lines));
  return lines;
}

/** Join the two shortest lines of one status, with the same tag. @param {any[][]} lines @returns {boolean} whether there were two */
function join(lines) {
  const length = (/** @type {any[]} */ line) => line.reduce((sum, one) => sum + one.name.length, 0);
  /** @type {[number, number, number]|null} */
  let best = null;
  for (let a = 0; a < lines.length; a += 1) {
    for (let b = a + 1; b < lines.length; b += 1) {
      const long = length(lines[a]) + length(lines[b]);
      if (lines[a][0].status === lines[b][0].status && lines[a][0].tag === lines[b][0].tag && (!best || long < best[2])) best = [a, b, long];
    }
  }
  if (!best) return false;
  lines[best[0]] = [...lines[best[0]], ...lines[best[1]]];
  lines.splice(best[1], 1);
  return true;
}
