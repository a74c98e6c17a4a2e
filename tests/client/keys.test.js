import assert from "node:assert/strict";
import { test } from "node:test";

import { press } from "../../src/fengtai_map/client/keys.js";
import { DEFAULT, createStore } from "../../src/fengtai_map/client/view.js";

const BOOK = { stories: [{ id: "s", name: "S", stops: [{}, {}, {}, {}], cluster_stops: { 2: 3 } }] };

globalThis.document = { querySelector: () => null };

function told(stop, more = {}) {
  const store = createStore({ ...DEFAULT, story: "s", stop, ...more }, "overview");
  return store;
}

function key(store, name, more = {}) {
  const event = { key: name, target: {}, stopped: 0, preventDefault() {}, stopPropagation: () => (event.stopped += 1), ...more };
  const handled = press(event, store, BOOK);
  assert.equal(event.stopped, handled ? 1 : 0);
  return handled;
}

test("each key goes where it says, and never beyond the ends", () => {
  const steps = [["PageDown", 2, 3], ["ArrowRight", 2, 3], ["ArrowDown", 2, 3], [" ", 2, 3], ["Enter", 2, 3], ["PageUp", 2, 1], ["ArrowLeft", 2, 1], ["ArrowUp", 2, 1], ["Backspace", 2, 1], ["Home", 3, 1], ["End", 2, 4], ["2", 1, 3], ["PageDown", 4, 4], ["PageUp", 1, 1]];
  for (const [name, from, to] of steps) {
    const store = told(from);
    assert.equal(key(store, name), true, name);
    assert.equal(store.get().view.stop, to, name);
  }
});

test("a held key counts once, a key of another hand is none of ours", () => {
  const store = told(1);
  assert.equal(key(store, "PageDown", { repeat: true }), true);
  assert.equal(store.get().view.stop, 1);
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(key(store, "PageDown", more), false);
  assert.equal(key(store, "PageDown", { target: { closest: (selector) => selector.startsWith("input") } }), false);
  for (const name of ["x", "7", "Tab"]) assert.equal(key(store, name), false);
  assert.equal(key(told(0), "PageDown"), false);
});

test("a key covers the screen and again uncovers it; what is black is uncovered by any step", () => {
  for (const [name, over] of [["b", "black"], ["B", "black"], [".", "black"], ["n", "notes"], ["?", "keys"]]) {
    const store = told(2);
    key(store, name);
    assert.equal(store.get().view.over, over);
    key(store, name);
    assert.equal(store.get().view.over, "");
  }
  const black = told(2, { over: "black" });
  key(black, "PageDown");
  assert.deepEqual([black.get().view.stop, black.get().view.over], [2, ""]);
});

test("Escape takes off what covers, then leaves as a step of the history; stops are none", () => {
  const store = told(2, { over: "notes" });
  const ways = [];
  store.subscribe((state, before, how) => ways.push(how));
  key(store, "PageDown");
  store.set({ over: "notes" }, "quiet");
  key(store, "Escape");
  assert.deepEqual([store.get().view.over, store.get().view.stop], ["", 3]);
  key(store, "Escape");
  assert.equal(store.get().view.stop, 0);
  assert.deepEqual(ways, ["quiet", "quiet", "quiet", "step"]);
});
