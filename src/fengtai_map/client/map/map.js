/** The way to the map: what it shows follows from the View, and what a hand does on it is heard here. */

import { pageOf, passesFilters, stated } from "../view/filter.js";
import { circle } from "../view/geo.js";
import { levels } from "../view/lights.js";
import { SILENT } from "../server/server_message.js";
import { stopState } from "../view/stops.js";

/** @typedef {import("../view/view.js").View} View */

/**
 * What the map's script is told (`ft.show` of webmap/assets/map.js), as plain values: everything it draws follows from these.
 * @typedef {object} MapState
 * @property {string} lang
 * @property {string[]} clusters that are looked at, none for all
 * @property {string[]} kinds of points that are shown
 * @property {string[]} without statuses that are left out
 * @property {string} basemap
 * @property {string} selected the id of a record, empty for none
 * @property {string} theme
 * @property {boolean} errors whether it is drawn how far off a point may be
 * @property {string} at where the reader left the map: longitude, latitude, zoom
 * @property {Record<string, string>} statuses that differ from the release's, by id
 * @property {Record<string, string>|null} lights of projects, by id; null where there are none
 * @property {string[]} away ids of points that a filter of the office's lists leaves out
 * @property {{km: number, geometry: any}|null} ring around what is selected
 * @property {boolean} legend whether the map has one of its own
 * @property {import("../server/server_message.js").PreviewPoint[]} preview what a file would change
 * @property {boolean} placing whether a click says where something lies
 * @property {any[]} singles points of a layer that are drawn one by one
 * @property {number[]|null} window the part of the map that they fill
 * @property {any[]} pins remarks of a stop
 * @property {boolean} pinning whether a click says where a remark belongs
 * @property {{story: string, stop: number, total: number, small: boolean}|null} talk the current stop; `small` where figures lead
 * @property {number|null} zoom how close a stop looks
 */

/**
 * What the map shows of a View.
 * @param {any} book @param {View} view @param {string} page
 * @param {{message?: Readonly<import("../server/server_message.js").ServerMessage>, embedded?: boolean, remarks?: {pins?: any[], pinning?: boolean}}} [more] what the server shows besides, whether a legend is needed, the remarks of a stop
 * @returns {MapState}
 */
export function mapState(book, view, page, { message = SILENT, embedded = false, remarks = {} } = {}) {
  const kinds = pageOf(book, page).kinds.filter((/** @type {string} */ kind) => !view.hidden.includes(kind));
  /** @type {MapState} */
  const state = {
    lang: view.lang,
    clusters: view.clusters,
    kinds,
    without: view.without,
    basemap: view.basemap,
    selected: view.selected,
    theme: view.theme,
    errors: view.errors,
    at: view.at,
    statuses: later(book, view),
    lights: levels(book),
    away: [...view.where, ...view.lights].length ? book.points.filter((/** @type {any} */ point) => !passesFilters(point, view)).map((/** @type {any} */ point) => point.id) : [],
    ring: ring(book, view),
    legend: embedded,
    preview: message.preview,
    placing: message.placing,
    singles: message.singles,
    window: message.window,
    pins: remarks.pins || [],
    pinning: Boolean(remarks.pinning),
    talk: null,
    zoom: null,
  };
  const stop = stopState(book, view);
  return stop ? Object.assign(state, { ring: null, preview: [], placing: false, legend: false }, stop) : state;
}

/** Whether the status of today differs from the release's, by id. @param {any} book @param {View} view */
function later(book, view) {
  if (view.time !== "now") return {};
  const changed = book.points.filter((/** @type {any} */ point) => point.now !== point.status);
  return Object.fromEntries(changed.map((/** @type {any} */ point) => [point.id, stated(point, view)]));
}

/** Everything within so many kilometres of what is selected, as GeoJSON. @param {any} book @param {View} view */
function ring(book, view) {
  const record = view.ring ? book.index.get(view.selected) : null;
  if (!record) return null;
  if (record.type === "point") return record.lon === null ? null : { km: view.ring, geometry: circle(record.lon, record.lat, view.ring * 1000) };
  const rings = book.rings[record.id];
  return rings ? { km: view.ring, geometry: rings[view.ring] } : null;
}

/**
 * The map that stands in the page: a frame of Streamlit, or the same document in an exported file.
 * It may come later than the first state, and another may take its place when the office's points change.
 */
export function createMap() {
  /** @type {any} */
  let frame = null;
  /** @type {MapState|null} */
  let wanted = null;
  /** @type {Record<string, (...given: any[]) => void>} */
  const ears = {};

  return {
    /** Let it be heard what a hand does: choose, place, pin, window, moved, errors, key, message, covers. @param {typeof ears} given */
    hear(given) {
      Object.assign(ears, given);
    },
    /** @param {any} place the window in which the map's script has run */
    attach(place) {
      frame = place;
      frame.ft.hear = ears;
      if (wanted) frame.ft.show(wanted);
      if (frame.ft.message && ears.message) ears.message(frame.ft.message);
    },
    /** @param {MapState} state */
    show(state) {
      wanted = state;
      if (frame && frame.ft) frame.ft.show(state);
    },
    /** How many points of the layer are shown, by kind and cluster; null where there is none. */
    layer: () => (frame && frame.ft && frame.ft.pointLayer ? frame.ft.pointLayer.tally() : null),
    /** Say something to the server; it is heard late and quietly. @param {any} value */
    say(value) {
      if (!frame || !frame.Streamlit) return false;
      frame.Streamlit.setComponentValue(value);
      return true;
    },
    frame: () => frame,
  };
}

/**
 * Where something of the page stands above the map, in pixels of the map's frame; null where it is not seen.
 * @param {HTMLElement} element @param {any} frame the window of the map
 */
export function covering(element, frame) {
  const own = frame.frameElement;
  const [box, map] = [element.getBoundingClientRect(), own ? own.getBoundingClientRect() : { left: 0, top: 0 }];
  return box.width ? { x: box.left - map.left, y: box.top - map.top, r: box.right - map.left, b: box.bottom - map.top } : null;
}

/** @typedef {ReturnType<typeof createMap>} MapInPage */
