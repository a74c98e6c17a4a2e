/** The View: what the reader is looking at. The same fields as view/url.py, and a store that reports each change to its subscribers. */

/**
 * @typedef {object} View
 * @property {string} lang @property {string[]} clusters @property {string[]} hidden @property {string[]} without
 * @property {string} basemap @property {string} selected @property {string} topic @property {string} ask
 * @property {number} ring @property {string} against @property {string} change @property {string} story
 * @property {number} stop @property {string} over @property {number} seconds @property {string} theme
 * @property {boolean} errors @property {string} time @property {string} at @property {string[]} where
 * @property {string[]} lights
 */

/**
 * @typedef {object} State
 * @property {View} view @property {string} page
 * @property {number} n the number of the change that led here
 * @typedef {"step"|"quiet"|"none"} How a step of the browser's history, a change of the last one, or neither
 */

/** @type {View} */
export const DEFAULT = Object.freeze({
  lang: "zh",
  clusters: [],
  hidden: [],
  without: [],
  basemap: "offline",
  selected: "",
  topic: "",
  ask: "",
  ring: 0,
  against: "",
  change: "",
  story: "",
  stop: 0,
  over: "",
  seconds: 0,
  theme: "normal",
  errors: false,
  time: "release",
  at: "",
  where: [],
  lights: [],
});

export const STATUSES = ["existing", "under-construction", "planned", "unknown"];
export const LEVELS = ["red", "amber", "stale", "unknown", "green", "done"]; // of the light of a project
export const UNBUILT = STATUSES.slice(1);

/**
 * The one store of the page. Whoever changes something sets it here; whoever shows something subscribes.
 * Subscribers run at once, in the order in which they came; a change made by one of them is reported after this one.
 * @param {View} view @param {string} page
 */
export function createStore(view, page) {
  /** @type {State} */
  let state = { view, page, n: 0 };
  /** @type {((state: State, before: State, how: How) => void)[]} */
  const subscribers = [];
  /** @type {[State, State, How][]} */
  const waiting = [];

  /** @param {State} next @param {How} how */
  function become(next, how) {
    waiting.push([next, state, how]);
    state = next;
    if (waiting.length > 1) return;
    while (waiting.length) {
      const [now, before, way] = waiting[0];
      for (const subscriber of subscribers) tell(() => subscriber(now, before, way));
      waiting.shift();
    }
  }

  return {
    /** @returns {State} */
    get: () => state,
    /**
     * Change parts of the View, or the page. What is already so changes nothing.
     * @param {Partial<View>} change @param {How} [how] @param {string} [toPage]
     */
    set(change, how = "step", toPage = state.page) {
      const wanted = Object.assign({}, state.view, change);
      if (toPage === state.page && same(wanted, state.view)) return;
      become({ view: wanted, page: toPage, n: state.n + 1 }, how);
    },
    /** Tell everybody again, after the words they show have changed. */
    again() {
      become(Object.assign({}, state), "none");
    },
    /** @param {(state: State, before: State, how: How) => void} act */
    subscribe(act) {
      subscribers.push(act);
    },
  };
}

/** An error of one subscriber is reported to the browser; the others still hear of this change and the next. @param {() => void} act */
function tell(act) {
  try {
    act();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {View} one @param {View} other */
export function same(one, other) {
  return /** @type {(keyof View)[]} */ (Object.keys(DEFAULT)).every((name) => equal(one[name], other[name]));
}

/** @param {unknown} one @param {unknown} other */
export function equal(one, other) {
  return Array.isArray(one) && Array.isArray(other) ? one.join() === other.join() : one === other;
}

/**
 * A list with a value in it or not: what is wanted is said, never «the other way round».
 * The order is that of `order`, so that the same choice is always the same address.
 * @param {string[]} list @param {string} value @param {boolean} wanted @param {string[]} order
 */
export function withValue(list, value, wanted, order) {
  const has = new Set(list);
  if (wanted) has.add(value);
  else has.delete(value);
  return [...order.filter((one) => has.has(one)), ...list.filter((one) => has.has(one) && !order.includes(one))];
}

/** @param {View} view */
export function builtOnly(view) {
  return UNBUILT.every((status) => view.without.includes(status)) && view.without.length === UNBUILT.length;
}
