/** A story shown to a room: the whole window, large type, a clicker in hand. The browser does it alone. */

import { createClock, minutes } from "./clock.js";
import { cover } from "./overlays.js";
import { h, replace, set, show, write } from "../dom/dom.js";
import { fit } from "../dom/fit_type.js";
import { chosen, goTo, move } from "./grid.js";
import { close, deed, leave, meaning, turn } from "./keys.js";
import { createPointing } from "./pointer.js";
import { clicked, createRemarking, pinned } from "./remark_input.js";
import { ofToday, pinsOf, remarks } from "./remarks.js";
import { begun, leaveAt } from "./talk_memory.js";
import { slide } from "./slide.js";
import { createSpeakerLink } from "./speaker_link.js";
import { ROW, beside, ends, layoutOf, telling } from "../view/stops.js";
import { swipes } from "../dom/swipe.js";
import { createFoot } from "./talk_foot.js";
import { createTyped } from "./typed_number.js";

const TALKING = "ft-talking"; // of <html>: nothing else of the page is seen
const SIDES = ["top", "left", "right", "bottom", "width", "height"];
const PAPER = "@page { size: A4 landscape; margin: 0; }";
const BUSY = ["grid", "remarks"]; // what covers a stop and is worked in: a press there means what it is on
const WHOLE = ["black", "grid"]; // what leaves nothing of a stop in sight: no key reaches what is below
const HINT = 2500; // milliseconds that a word about what is in hand stays

/**
 * The talk of a page. It is seen while the View names a story and a stop; the map, which stands behind it, is moved to
 * the place that the stop leaves for it.
 * @param {{store: import("../view/view.js").Store, script: HTMLScriptElement|null, paper: (size: DOMRect|null) => void, redraw: () => void}} page `paper` fits the map to its place on paper
 */
export function createTalk({ store, script, paper, redraw }) {
  const slot = h("div", { class: "ft-stop-map" });
  const words = h("div", { class: "ft-stop-words", "aria-live": "polite" });
  const foot = createFoot((name) => (name === "leave" ? leave(store) : act(deed(name, "", drawn.current, store, hand))));
  const stop = h("div", { class: "ft-stop" }, slot, words, foot.element);
  const over = h("div", { class: "ft-over", role: "dialog", tabindex: "-1", hidden: true, on: { click: () => !BUSY.includes(store.get().view.over) && close(store) } });
  const hint = h("div", { class: "ft-typed", role: "status", hidden: true });
  const pointing = createPointing((tool) => {
    if (tool) remarking.rest();
    foot.hold(tool);
    say(tool ? drawn.book.say(`talk.${tool}`) : "");
    run();
  });
  const remarking = createRemarking(remarks, (on) => {
    if (on) pointing.rest();
    foot.hold(on ? "remark" : pointing.tool());
    element.classList.toggle("ft-armed", on);
    if (!on) element.focus({ preventScroll: true });
    run();
    redraw(); // the map's cursor
  });
  const element = h("section", { class: "ft-telling", hidden: true, tabindex: "-1" }, stop, over, pointing.element, remarking.element, hint);
  const sheet = h("style", { text: PAPER });
  const typed = createTyped(number, (digit) => act(deed("cluster", digit, drawn.current, store)));
  const link = createSpeakerLink(script, {
    key: (key) => act(meaning(key, drawn.current, store, hand)),
    to: (number) => turn(store, number),
    blocked: () => say(drawn.book.say("talk.blocked")),
  });
  const clock = createClock(foot.clock, (now) => minutes(now - begun(drawn.current.story.id)));
  /** @type {import("./keys.js").Hand} */
  const hand = {
    typed, missing: (n) => say(drawn.book.say("talk.no-stop", { n, total: drawn.current.total })), cell: (key) => move(over, key), chosen: () => chosen(over),
    speaker: link.open, laser: pointing.laser, pen: pointing.pen, erase: pointing.clear, rest: () => remarking.rest() || pointing.rest(),
    remark: remark, pinning: () => remarking.armed() && !remarking.open(), whole: remarking.whole,
  };
  /** @type {any} */
  let drawn = {};
  let [timer, silence, fitted] = [0, 0, ""];
  /** @type {any} */
  let held = null; // what had the focus before the story
  /** @type {any} */
  let under = null; // what had it before something covered the stop

  new ResizeObserver(place).observe(slot);
  window.addEventListener("resize", place);
  window.matchMedia("print").addEventListener("change", () => {
    place(); // at once: on paper no next frame comes
    paper(element.hidden ? null : slot.getBoundingClientRect());
  });
  swipes(stop, (by) => turn(store, beside(drawn.current.story, drawn.current.number, by)));
  stop.addEventListener("toggle", opened, true);
  words.addEventListener("click", marked, true);

  /** @param {(() => void)|null} does */
  const act = (does) => does && drawn.current && does();

  /** A remark is to be made; what covers the stop is taken off first. */
  function remark() {
    store.set({ over: "" }, "quiet");
    remarking.take();
  }

  /** A remark is about the figure or entry that was clicked, which then does not open. @param {Event} event */
  function marked(event) {
    const about = remarking.armed() && clicked(drawn.book, event.target);
    if (!about) return;
    event.preventDefault();
    event.stopPropagation();
    remarking.about(about);
  }

  /** A word to the speaker about what is in hand. @param {string} text @param {boolean} [stays] */
  function say(text, stays = false) {
    window.clearTimeout(silence);
    write(hint, text);
    show(hint, Boolean(text));
    if (text && !stays) silence = window.setTimeout(() => show(hint, false), HINT);
  }

  /** What was typed of a number, whose cell is marked in the grid. @param {string} text */
  function number(text) {
    say(text ? drawn.book.say("talk.typed", { n: text }) : "", true);
    if (text && store.get().view.over === "grid") goTo(over, Number(text));
  }

  /** The map goes where the stop has left it room, and the type is as large as the rest allows. */
  function place() {
    if (element.hidden) return;
    if (fitted !== room()) fit(stop);
    fitted = room(); // the map's place is other when the type is: seen again, that is no reason to fit anew
    const box = slot.getBoundingClientRect();
    const sides = { top: box.top, left: box.left, right: window.innerWidth - box.right, bottom: window.innerHeight - box.bottom, width: box.width, height: box.height };
    const { style } = document.documentElement;
    for (const [side, length] of Object.entries(sides)) {
      const [name, value] = [`--ft-map-${side}`, `${Math.max(0, Math.round(length))}px`];
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    }
  }

  /** What the type was fitted to, besides the words. */
  const room = () => [stop, slot].map((one) => `${one.clientWidth} ${one.clientHeight}`).join();

  /** One quote at a time, and the story waits while it is read. @param {Event} event */
  function opened(event) {
    const box = /** @type {HTMLDetailsElement} */ (event.target);
    if (box.open) for (const other of stop.querySelectorAll("details[open]")) if (other !== box) other.removeAttribute("open");
    run();
  }

  /** By itself to the next stop, and from the last to the first; not while something covers the stop or is in hand. */
  function run() {
    window.clearTimeout(timer);
    const { view } = store.get();
    const waits = view.over || pointing.tool() || remarking.armed() || stop.querySelector("details[open]");
    if (element.hidden || !view.seconds || waits) return;
    const { story, number: from } = drawn.current;
    const next = beside(story, from, 1);
    timer = window.setTimeout(() => turn(store, next === from ? ends(story)[0] : next), view.seconds * 1000);
  }

  function begin() {
    held = document.activeElement;
    show(element, true);
    document.documentElement.classList.add(TALKING);
    document.head.append(sheet);
    element.focus({ preventScroll: true });
  }

  function end() {
    window.clearTimeout(timer);
    show(element, false);
    clock.rest();
    typed.clear();
    remarking.rest();
    pointing.rest();
    pointing.clear();
    link.rest();
    drawn = {};
    under = null;
    sheet.remove();
    document.documentElement.classList.remove(TALKING, "ft-projector");
    for (const side of SIDES) document.documentElement.style.removeProperty(`--ft-map-${side}`);
    if (held && held.isConnected) held.focus({ preventScroll: true });
    held = null;
  }

  /** What covers the stop has the focus; when it is gone, what had it before. @param {string} name @param {Element|null} before */
  function covered(name, before) {
    set(stop, "inert", WHOLE.includes(name) ? "" : null);
    if (name) under = under || before;
    if (name && !over.contains(document.activeElement)) over.focus({ preventScroll: true });
    if (name || !under) return;
    (stop.contains(under) ? under : element).focus({ preventScroll: true });
    under = null;
  }

  /** Another stop, or the same in other words. @param {any} book @param {import("../view/stops.js").CurrentStop} current */
  function turned(book, current) {
    drawn = { book, current, stop: current.stop };
    leaveAt(current.story.id, current.number); // now: the page of stories is drawn before the talk knows that it was left
    set(element, "aria-label", current.story.name);
    set(stop, "data-layout", layoutOf(book, current.story, current.number));
    const parts = slide(book, current);
    set(stop, "data-rows", rows(parts));
    replace(words, parts);
    words.scrollTop = 0;
    foot.draw(book, current);
    pointing.clear();
    fitted = "";
    place();
  }

  return {
    element,
    hand,
    /** What the map shows of remarks, and whether a click on it is for one. @param {any} book @param {import("../view/view.js").View} view */
    onMap(book, view) {
      const current = telling(book, view);
      return current ? { pinning: remarking.armed(), pins: pinsOf(ofToday(remarks.list(), current.story.id), current.number) } : {};
    },
    /** A click on the map, while a remark waits for one. @param {{id: string, cluster: string, at: [number, number]}} found */
    pin: (found) => remarking.about(pinned(drawn.book, found)),
    /** @param {import("../view/view.js").State} state @param {any} book */
    draw({ view }, book) {
      const current = telling(book, view);
      if (!current) {
        if (!element.hidden) end();
        return;
      }
      if (element.hidden) begin();
      document.documentElement.classList.toggle("ft-projector", view.theme === "projector");
      if (drawn.book !== book || drawn.stop !== current.stop) turned(book, current);
      const before = document.activeElement;
      if (cover(over, book, current, view.over, (to) => turn(store, to), () => close(store))) covered(view.over, before);
      pointing.shown(!view.over);
      remarking.draw(book, current);
      clock.run();
      link.draw(book, current, view.over, ofToday(remarks.list(), current.story.id).filter((one) => one.stop === current.number).map((one) => one.text));
      run();
    },
  };
}

/** In how many rows the large numbers of a stop stand; none where one is alone beside bars. @param {HTMLElement[]} parts */
function rows(parts) {
  const count = Math.max(0, ...parts.filter((part) => part.matches(".ft-stop-row")).map((part) => Number(part.dataset.count)));
  return count === 1 && parts.some((part) => part.matches(".ft-stop-bars")) ? "0" : count > ROW ? "2" : "1";
}
