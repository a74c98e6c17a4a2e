import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { TABLE, helpRows, press } from "../../src/fengtai_map/client/talk/keys.js";
import { createTyped } from "../../src/fengtai_map/client/talk/typed_number.js";
import { DEFAULT, createStore } from "../../src/fengtai_map/client/view/view.js";

const BOOK = { stories: [{ id: "s", name: "S", stops: [{}, {}, {}, {}], cluster_stops: { 2: 3 } }] };

globalThis.document = { querySelector: () => null };

function presented(stop, more = {}) {
  const store = createStore({ ...DEFAULT, story: "s", stop, ...more }, "overview");
  return store;
}

function key(store, name, more = {}, hand = undefined, book = BOOK) {
  const event = { key: name, target: {}, stopped: 0, preventDefault() {}, stopPropagation: () => (event.stopped += 1), ...more };
  const handled = press(event, store, book, hand);
  assert.equal(event.stopped, handled ? 1 : 0);
  return handled;
}

test("each key goes where it says, and never beyond the ends", () => {
  const steps = [["PageDown", 2, 3], ["ArrowRight", 2, 3], ["ArrowDown", 2, 3], [" ", 2, 3], ["Enter", 2, 3], ["PageUp", 2, 1], ["ArrowLeft", 2, 1], ["ArrowUp", 2, 1], ["Backspace", 2, 1], ["Home", 3, 1], ["End", 2, 4], ["2", 1, 3], ["PageDown", 4, 4], ["PageUp", 1, 1]];
  for (const [name, from, to] of steps) {
    const store = presented(from);
    assert.equal(key(store, name), true, name);
    assert.equal(store.get().view.stop, to, name);
  }
});

test("a held key counts once, a key of another hand is none of ours", () => {
  const store = presented(1);
  assert.equal(key(store, "PageDown", { repeat: true }), true);
  assert.equal(store.get().view.stop, 1);
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) assert.equal(key(store, "PageDown", more), false);
  assert.equal(key(store, "PageDown", { target: { closest: (selector) => selector.startsWith("input") } }), false);
  for (const name of ["x", "7", "Tab"]) assert.equal(key(store, name), false);
  assert.equal(key(presented(0), "PageDown"), false);
});

test("a key covers the screen and again uncovers it; what is black is uncovered by any step", () => {
  for (const [name, over] of [["b", "black"], ["B", "black"], [".", "black"], ["n", "notes"], ["?", "keys"]]) {
    const store = presented(2);
    key(store, name);
    assert.equal(store.get().view.over, over);
    key(store, name);
    assert.equal(store.get().view.over, "");
  }
  const black = presented(2, { over: "black" });
  key(black, "PageDown");
  assert.deepEqual([black.get().view.stop, black.get().view.over], [2, ""]);
});

test("Escape takes off what covers, then leaves as a step of the history; stops are none", () => {
  const store = presented(2, { over: "notes" });
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

/** A hand that says what was done with it. */
function hand(store, book = BOOK) {
  const done = [];
  const typed = createTyped(() => undefined, (digit) => done.push(`alone ${digit}`));
  const does = (name) => () => done.push(name);
  return { done, typed, missing: (n) => done.push(`no ${n}`), cell: (name) => done.push(name), chosen: () => book.stories[0].stops.length, speaker: does("speaker"), laser: does("laser"), pen: does("pen"), erase: does("erase"), remark: does("remark"), whole: does("whole"), pinning: () => false, rest: () => false };
}

test("a number and Enter go to the stop of that number, a digit alone to its cluster after a while", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.window = { setTimeout, clearTimeout };
  const book = { stories: [{ ...BOOK.stories[0], stops: Array.from({ length: 30 }, () => ({})) }] };
  const store = presented(1);
  const held = hand(store);
  for (const name of ["2", "9", "Enter"]) key(store, name, {}, held, book);
  assert.equal(store.get().view.stop, 29);
  for (const name of ["9", "9", "Enter"]) key(store, name, {}, held, book);
  assert.equal(store.get().view.stop, 29, "a stop that is not there is not gone to");
  for (const name of ["0", "Enter"]) key(store, name, {}, held, book);
  assert.equal(store.get().view.stop, 29, "nor is one beside it: Enter after a nought turns no page");
  assert.deepEqual(held.done.splice(0), ["no 99", "no 0"], "and that is said");
  for (const name of ["0", "7", "Enter"]) key(store, name, {}, held, book);
  assert.equal(store.get().view.stop, 7);
  for (const name of ["1", "2", "Backspace", "Enter"]) key(store, name, {}, held, book);
  assert.equal(store.get().view.stop, 1);
  key(store, "2", {}, held, book);
  key(store, "PageDown", {}, held, book);
  context.mock.timers.tick(5000);
  assert.deepEqual([store.get().view.stop, held.done], [2, []], "another key takes the number back");
  key(store, "2", {}, held, book);
  context.mock.timers.tick(5000);
  assert.deepEqual(held.done, ["alone 2"]);
});

test("in the grid arrows go from cell to cell, Enter to the one that is chosen, a clicker still turns", () => {
  const store = presented(2, { over: "grid" });
  const held = hand(store);
  for (const name of ["ArrowDown", "Home"]) key(store, name, {}, held);
  assert.deepEqual([held.done, store.get().view.stop], [["ArrowDown", "Home"], 2]);
  key(store, "Enter", {}, held);
  assert.deepEqual([store.get().view.stop, store.get().view.over], [4, ""]);
  store.set({ stop: 2, over: "grid" });
  key(store, "PageDown", {}, held);
  assert.deepEqual([store.get().view.stop, store.get().view.over], [3, ""]);
});

test("what the hand holds is taken and put away by its keys; Escape puts it away before it leaves", () => {
  const store = presented(2);
  const held = { ...hand(store), rest: () => held.done.push("rest") < 9 };
  for (const name of ["s", "L", "d", "e"]) assert.equal(key(store, name, {}, held), true);
  key(store, "Escape", {}, held);
  assert.deepEqual([held.done, store.get().view.stop], [["speaker", "laser", "pen", "erase", "rest"], 2]);
  const waits = { ...hand(store), pinning: () => true };
  for (const name of ["r", "Enter"]) key(store, name, {}, waits);
  assert.deepEqual([waits.done, store.get().view.stop], [["remark", "whole"], 2], "Enter turns no stop while a remark waits");
  key(store, "m", {}, held);
  assert.equal(store.get().view.over, "remarks");
});

test("hidden stops are passed by steps and ends, and reached by their number", () => {
  const book = { stories: [{ ...BOOK.stories[0], stops: [{ hidden: true }, {}, { hidden: true }, {}, { hidden: true }] }] };
  for (const [name, from, to] of [["PageDown", 2, 4], ["PageUp", 4, 2], ["PageUp", 2, 2], ["PageDown", 4, 4], ["Home", 4, 2], ["End", 2, 4]]) {
    const store = presented(from);
    key(store, name, {}, undefined, book);
    assert.equal(store.get().view.stop, to, `${name} from ${from}`);
  }
});

/** The words of a language, as far as they are one line each. */
function words(lang) {
  const text = readFileSync(new URL(`../../src/fengtai_map/locale/${lang}.toml`, import.meta.url), "utf8");
  const [, rows] = /\n\[key\]\n((?:[^\n[]+\n)+)/.exec(text);
  return Object.fromEntries([...rows.matchAll(/^([\w-]+) = "(.*)"$/gm)].map(([, name, value]) => [`key.${name}`, value]));
}

test("every key stands once in the table, and the table, the help and the document say the same", () => {
  const keys = TABLE.flatMap((row) => row.keys);
  assert.equal(new Set(keys).size, keys.length);
  const english = words("en");
  for (const said of [english, words("zh")]) assert.deepEqual(Object.keys(said).filter((name) => name !== "key.space"), TABLE.map((row) => `key.${row.name}`));
  const help = helpRows((name) => english[name]).map(({ caps, text }) => `| ${caps.map((cap) => `\`${cap}\``).join(" ")} | ${text} |`);
  const document = readFileSync(new URL("../../docs/talk.md", import.meta.url), "utf8");
  assert.deepEqual(/<!-- keys -->\n([^]*?)\n<!-- \/keys -->/.exec(document)[1].split("\n").slice(2), help);
});
