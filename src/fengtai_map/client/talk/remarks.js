/** Remarks that were made during a talk: text, kept by this browser alone, until somebody deletes them. */

const NAME = "ft-remarks";
export const MOST = 300; // remarks
export const LONG = 400; // signs of a text
const SHORT = 160; // of a headline or a name
const FAR = 180; // no degree is beyond

/**
 * @typedef {object} About what a remark is about: `about` is the id of a place, a figure or an entry, `place` its name
 * @property {string} about @property {string} place @property {string} cluster the id of one
 * @property {[number, number]|null} at longitude and latitude
 *
 * @typedef {object} Made
 * @property {string} id @property {number} time in milliseconds @property {string} text
 * @property {string} lang in which its names were read @property {string} story @property {string} title of the story
 * @property {number} stop @property {string} headline
 *
 * @typedef {Made & About} Remark
 * @typedef {{story: string, day: string, rows: Remark[]}} Meeting the remarks of a story on one day, the first first
 */

/** The day of a moment where this machine stands, ISO 8601. @param {number} time */
export const dayOf = (time) => {
  const at = new Date(time);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

/** Its hour and minute. @param {number} time */
export const hourOf = (time) => `${two(new Date(time).getHours())}:${two(new Date(time).getMinutes())}`;

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/** The remarks by day and story, the latest first. @param {Remark[]} rows @returns {Meeting[]} */
export function meetings(rows) {
  /** @type {Map<string, Meeting>} */
  const found = new Map();
  for (const row of rows) {
    const [story, day] = [row.story, dayOf(row.time)];
    const key = `${day} ${story}`;
    const meeting = found.get(key) || { story, day, rows: [] };
    meeting.rows.push(row);
    found.set(key, meeting);
  }
  return [...found.values()].reverse();
}

/** The remarks of today on a story. @param {Remark[]} rows @param {string} story @param {number} [now] */
export const ofToday = (rows, story, now = Date.now()) => rows.filter((row) => row.story === story && dayOf(row.time) === dayOf(now));

/** The pins of a stop, by the number that each remark has in its meeting. @param {Remark[]} rows of the meeting @param {number} stop */
export const pinsOf = (rows, stop) => rows.map((row, n) => ({ n: n + 1, at: row.at, stop: row.stop })).filter((pin) => pin.at && pin.stop === stop);

/**
 * @param {() => Storage} storage may throw: a browser may keep nothing for a page, and then the page itself does
 */
export function createRemarks(storage) {
  /** @type {Remark[]} */
  let held = [];
  let [text, keeps] = ["[]", true];
  /** @type {(() => void)[]} */
  const ears = [];

  /** @returns {Remark[]} by time */
  function list() {
    const now = read();
    if (now !== null && now !== text) [text, held] = [now, parsed(now)];
    return held;
  }

  /** What the browser has; null where it keeps nothing. */
  function read() {
    try {
      return storage().getItem(NAME) || "[]";
    } catch {
      keeps = false;
      return null;
    }
  }

  /** @param {Remark[]} rows */
  function become(rows) {
    [held, text] = [rows, JSON.stringify(rows)];
    try {
      storage().setItem(NAME, text);
      keeps = true;
    } catch {
      keeps = false;
    }
    for (const ear of ears) ear();
  }

  return {
    list,
    /** Whether they outlive this page. */
    keeps: () => list() && keeps,
    /** @param {Omit<Remark, "id">} remark @returns {boolean} false where there are too many already */
    add(remark) {
      if (list().length >= MOST) return false;
      const last = Math.max(0, ...held.map((one) => Number(one.id)));
      become(cleaned([...held, Object.assign({}, remark, { id: String(last + 1) })]));
      return true;
    },
    /** @param {string} id @param {string} said nothing deletes it */
    edit: (id, said) => become(cleaned(list().map((one) => (one.id === id ? Object.assign({}, one, { text: said }) : one)))),
    /** @param {string} id */
    remove: (id) => become(list().filter((one) => one.id !== id)),
    clear: () => become([]),
    /** @param {() => void} ear called at every change, also of one in another tab */
    subscribe(ear) {
      if (!ears.length) window.addEventListener("storage", (event) => event.key === NAME && ears.forEach((one) => one()));
      ears.push(ear);
    },
  };
}

/** Those of this browser. */
export const remarks = createRemarks(() => window.localStorage);

/** @typedef {ReturnType<typeof createRemarks>} Remarks */

/** @param {string} text @returns {Remark[]} */
function parsed(text) {
  try {
    return cleaned(JSON.parse(text));
  } catch {
    return [];
  }
}

/** What a browser kept may have been changed by anybody: what is no remark is left out, what is too long is cut. @param {any} rows @returns {Remark[]} */
export function cleaned(rows) {
  if (!Array.isArray(rows)) return [];
  const good = rows.filter((row) => row && typeof row === "object" && Number.isFinite(row.time) && word(row.text, LONG));
  return good.slice(0, MOST).map((row, n) => ({
    id: word(row.id, SHORT) || `${n}`,
    time: row.time,
    text: word(row.text, LONG),
    lang: word(row.lang, 2),
    story: word(row.story, SHORT),
    title: word(row.title, SHORT),
    stop: Math.max(1, Math.round(Number(row.stop)) || 1),
    headline: word(row.headline, SHORT),
    about: word(row.about, SHORT),
    place: word(row.place, SHORT),
    cluster: word(row.cluster, SHORT),
    at: placed(row.at),
  }));
}

/** A line of text, cut where it is too long, never inside a sign. @param {any} text @param {number} most */
const word = (text, most) => (typeof text === "string" ? [...text.replace(/\s+/g, " ").trim()].slice(0, most).join("") : "");

/** @param {any} at @returns {[number, number]|null} */
const placed = (at) => (Array.isArray(at) && at.length === 2 && at.every((one) => Number.isFinite(one) && Math.abs(one) <= FAR) ? [at[0], at[1]] : null);
