/** A story told to a room: the whole window, large type, a clicker in hand. The browser does it alone. */

import { h, replace, set, show, write } from "./dom.js";
import { fit } from "./fitting.js";
import { KEYS, close, leave, turn } from "./keys.js";
import { slide } from "./slide.js";
import { ROW, layoutOf, telling } from "./stops.js";

const TALKING = "ft-talking"; // of <html>: nothing else of the page is seen
const SIDES = ["top", "left", "right", "bottom"];
const BEGUN = "ft-begun-"; // and the story: when it was begun, in the memory of this window
const SWIPE = 50; // pixels of a finger that turn the page

/**
 * The talk of a page. It is seen while the View names a story and a stop; the map, which stands behind it, is moved to
 * the place that the stop leaves for it.
 * @param {{store: import("./view.js").Store, go: import("./panel.js").Go}} page
 */
export function createTalk({ store }) {
  const slot = h("div", { class: "ft-stop-map" });
  const words = h("div", { class: "ft-stop-words", "aria-live": "polite" });
  const step = (/** @type {number} */ by) => turn(store, Math.min(drawn.total, Math.max(1, store.get().view.stop + by)));
  const foot = createFoot(step, () => leave(store));
  const stop = h("div", { class: "ft-stop" }, slot, words, foot.element);
  const over = h("div", { class: "ft-over", role: "dialog", hidden: true, on: { click: () => close(store) } });
  const element = h("section", { class: "ft-telling", hidden: true, tabindex: "-1" }, stop, over);
  const clock = createClock(foot.clock);
  /** @type {any} */
  let drawn = {};
  let timer = 0;
  /** @type {any} */
  let held = null; // what had the focus before the story

  new ResizeObserver(place).observe(slot);
  window.addEventListener("resize", place);
  swipes(stop, step);
  stop.addEventListener("toggle", opened, true);

  /** The map goes where the stop has left it room, and the type is as large as the rest allows. */
  function place() {
    if (element.hidden) return;
    fit(stop);
    const box = slot.getBoundingClientRect();
    const sides = { top: box.top, left: box.left, right: window.innerWidth - box.right, bottom: window.innerHeight - box.bottom };
    const { style } = document.documentElement;
    for (const [side, length] of Object.entries(sides)) {
      const [name, value] = [`--ft-map-${side}`, `${Math.max(0, Math.round(length))}px`];
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    }
  }

  /** One quote at a time, and the story waits while it is read. @param {Event} event */
  function opened(event) {
    const box = /** @type {HTMLDetailsElement} */ (event.target);
    if (box.open) for (const other of stop.querySelectorAll("details[open]")) if (other !== box) other.removeAttribute("open");
    run();
  }

  /** By itself to the next stop, and from the last to the first; not while something covers the stop. */
  function run() {
    window.clearTimeout(timer);
    const { view } = store.get();
    const waits = view.over || stop.querySelector("details[open]");
    if (element.hidden || !view.seconds || waits) return;
    timer = window.setTimeout(() => turn(store, (view.stop % drawn.total) + 1), view.seconds * 1000);
  }

  function begin() {
    held = document.activeElement;
    show(element, true);
    document.documentElement.classList.add(TALKING);
    element.focus({ preventScroll: true });
  }

  function end() {
    window.clearTimeout(timer);
    clock.rest();
    drawn = {};
    show(element, false);
    document.documentElement.classList.remove(TALKING, "ft-projector");
    for (const side of SIDES) document.documentElement.style.removeProperty(`--ft-map-${side}`);
    if (held && held.isConnected) held.focus({ preventScroll: true });
    held = null;
  }

  return {
    element,
    /** @param {import("./view.js").State} state @param {any} book */
    draw({ view }, book) {
      const told = telling(book, view);
      if (!told) {
        if (!element.hidden) end();
        drawn.away = true; // the story is begun, or begun again, by hand: not by a reload
        return;
      }
      if (drawn.away && told.number === 1) clock.forget(told.story.id);
      if (element.hidden) begin();
      document.documentElement.classList.toggle("ft-projector", view.theme === "projector");
      if (drawn.book !== book || drawn.stop !== told.stop) {
        drawn = { book, stop: told.stop, total: told.total };
        set(element, "aria-label", told.story.name);
        set(stop, "data-layout", layoutOf(book, told.story, told.number));
        const parts = slide(book, told);
        set(stop, "data-rows", rows(parts));
        replace(words, parts);
        words.scrollTop = 0;
        foot.draw(book, told);
        place();
      }
      cover(over, book, told, view.over);
      clock.begin(told.story.id);
      run();
    },
  };
}

/** In how many rows the large numbers of a stop stand; none where one is alone beside bars. @param {HTMLElement[]} parts */
function rows(parts) {
  const count = Math.max(0, ...parts.filter((part) => part.matches(".ft-stop-row")).map((part) => Number(part.dataset.count)));
  return count === 1 && parts.some((part) => part.matches(".ft-stop-bars")) ? "0" : count > ROW ? "2" : "1";
}

/** What lies over a stop: nothing but black, the notes, the keys. @param {HTMLElement} box @param {any} book @param {import("./stops.js").Told} told @param {string} name */
function cover(box, book, { stop }, name) {
  const w = book.say;
  show(box, Boolean(name));
  if (box.dataset.of === `${name} ${stop.headline}`) return;
  box.dataset.of = `${name} ${stop.headline}`;
  box.className = `ft-over ${name}`;
  set(box, "aria-label", name && name !== "black" ? w(`talk.${name}`) : w("key.black"));
  if (name === "notes") replace(box, h("h2", {}, w("talk.notes")), h("p", {}, stop.notes));
  else if (name === "keys") replace(box, h("h2", {}, w("talk.keys")), keyList(w));
  else replace(box);
}

/** What the keys do. @param {import("./words.js").Say} w */
export function keyList(w) {
  return h("dl", { class: "ft-keys" }, KEYS.map((key) => h("div", {}, h("dt", {}, w(`key.${key}-keys`).split(" ").map((/** @type {string} */ one) => h("kbd", {}, one))), h("dd", {}, w(`key.${key}`)))));
}

/**
 * The foot of a stop: where in the story it is, what comes next, how long it has been told, and the keys as buttons.
 * @param {(by: number) => void} step @param {() => void} out
 */
function createFoot(step, out) {
  const at = h("strong");
  const bar = h("span", { class: "ft-stop-progress", "aria-hidden": "true" }, h("i"));
  const following = h("span", { class: "ft-stop-next" });
  const clock = h("time", { id: "ft-clock" });
  const back = h("button", { type: "button", data: { key: "back" }, on: { click: () => step(-1) } }, "‹");
  const next = h("button", { type: "button", data: { key: "next" }, on: { click: () => step(1) } }, "›");
  const away = h("button", { type: "button", data: { key: "leave" }, on: { click: out } }, "×");
  return {
    clock,
    element: h("footer", { class: "ft-stop-foot" }, at, bar, following, clock, h("span", { class: "ft-stop-turn" }, back, next, away)),
    /** @param {any} book @param {import("./stops.js").Told} told */
    draw(book, { story, number, total }) {
      const w = book.say;
      write(at, w("talk.progress", { n: number, total }));
      bar.firstChild.style.width = `${(100 * number) / total}%`;
      write(following, number < total ? w("talk.next", { title: titled(book, story.stops[number]) }) : w("talk.end"));
      set(following, "title", following.textContent);
      set(clock, "title", w("talk.clock"));
      for (const button of [back, next, away]) for (const name of ["title", "aria-label"]) set(button, name, w(`key.${button.dataset.key}`));
      back.disabled = number === 1;
      next.disabled = number === total;
    },
  };
}

/** A stop in few words: the one cluster that it is about, else its headline. @param {any} book @param {any} stop @returns {string} */
function titled(book, stop) {
  return stop.clusters.length === 1 ? book.index.get(stop.clusters[0]).short : stop.headline;
}

/** The time since a story was begun in this window; a reload goes on counting. @param {HTMLElement} face */
function createClock(face) {
  let ticker = 0;
  let since = 0;
  let name = "";
  const tick = () => {
    const seconds = Math.max(0, Math.round((Date.now() - since) / 1000));
    write(face, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  };
  return {
    /** @param {string} story */
    begin(story) {
      if (name === story) return;
      name = story;
      since = begun(story);
      window.clearInterval(ticker);
      ticker = window.setInterval(tick, 500);
      tick();
    },
    rest() {
      window.clearInterval(ticker);
      name = "";
    },
    /** @param {string} story */
    forget: (story) => kept((storage) => storage.removeItem(BEGUN + story)),
  };
}

/** When a story was begun, in milliseconds: now, where this window has not begun it. @param {string} story */
function begun(story) {
  const before = Number(kept((storage) => storage.getItem(BEGUN + story)));
  if (!before) kept((storage) => storage.setItem(BEGUN + story, String(Date.now())));
  return before || Date.now();
}

/** A browser may keep nothing for a page: the clock then begins anew with a reload. @param {(storage: Storage) => any} act */
function kept(act) {
  try {
    return act(window.sessionStorage);
  } catch {
    return null;
  }
}

/** A finger that wipes sideways over the words turns the page. @param {HTMLElement} element @param {(by: number) => void} step */
function swipes(element, step) {
  /** @type {Touch|null} */
  let from = null;
  element.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  element.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    const across = from ? to.clientX - from.clientX : 0;
    if (from && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) step(-Math.sign(across));
    from = null;
  }, { passive: true });
}
