/** What a hand does on the map, and keys wherever they are pressed. */

import { MAP_PRESSED } from "../dom/menu.js";
import { press } from "../talk/keys.js";
import { covering } from "./map.js";
import { whole } from "../server/server_message.js";

/** @typedef {import("../server/server_message.js").ServerMessage} ServerMessage */

const PHONE = 768; // pixels: a narrower window has the panel below the map

/** @param {import("../server/setup.js").App} app */
export function listen(app) {
  const { store, go, map, sync } = app;
  map.hear({
    choose(/** @type {string} */ id) {
      if (store.get().view.stop) return; // a story shows what its stop shows
      store.set({ selected: id, ring: 0 });
      if (id) toCard();
    },
    place: (/** @type {number} */ lon, /** @type {number} */ lat) => sync.ask({ placed: [lon, lat] }),
    window: (/** @type {any} */ bounds) => sync.ask({ window: bounds }),
    moved: (/** @type {string} */ at) => store.get().view.stop || store.set({ at }, "quiet"),
    errors: () => go.set({ errors: !store.get().view.errors }),
    key: (/** @type {KeyboardEvent} */ event) => press(event, store, app.book(), app.parts.talk.hand) || app.parts.hints.key(event),
    message: (/** @type {Partial<ServerMessage>} */ message) => received(app, whole(message)),
    press: () => document.dispatchEvent(new Event(MAP_PRESSED)),
    pin: (/** @type {any} */ found) => app.parts.talk.pin(found),
    covers: () => covering(app.parts.notices.count, app.frame),
  });
  document.addEventListener("keydown", (event) => press(event, store, app.book(), app.parts.talk.hand), { capture: true });
  // A way to another page in what the server draws (ui/templates/done.html), or to a stop of a story (stop.html).
  document.addEventListener("click", (event) => {
    const way = /** @type {Element} */ (event.target).closest("a.ft-way[data-page]");
    if (!way) return;
    event.preventDefault();
    const { story = "", stop = "0" } = /** @type {HTMLElement} */ (way).dataset;
    go.open(way.getAttribute("data-page") || "", story ? { story, stop: Number(stop), over: "" } : {});
  });
  if (app.frame) map.attach(app.frame);
}

/** The card of what was touched comes into sight. */
function toCard() {
  const card = document.querySelector(".ft-panel");
  if (card && window.innerWidth < PHONE) card.scrollIntoView({ block: "start", behavior: "smooth" });
  else if (card) card.scrollTop = 0;
}

/** What the server says: how far it has heard is for sync.js, all else is shown. @param {import("../server/setup.js").App} app @param {ServerMessage} message */
function received(app, message) {
  const { index } = app.book();
  for (const record of [...message.records, ...message.hits]) index.set(record.id, Object.assign(record, { type: "point" }));
  const before = said(app.says);
  app.says = message;
  app.sync.received(message);
  if (said(message) !== before) app.draw();
}

/** @param {ServerMessage} message */
const said = (message) => JSON.stringify(message, (name, value) => (["n", "run", "page"].includes(name) ? undefined : value));
