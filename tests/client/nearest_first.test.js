import assert from "node:assert/strict";
import { test } from "node:test";

import { nearestFirst, origin, shownOn } from "../../src/fengtai_map/client/view/nearest_first.js";
import { seen, smallBook } from "./book.js";

const book = smallBook();
const KINDS = ["hub", "school", "metro-station"];
const ids = (change) => nearestFirst(book, seen(change), KINDS).map((line) => line.id);

test("from the centre of the district; what has no position is last", () => {
  assert.deepEqual(ids(), ["hall", "west", "hub", "east", "metro", "beyond", "school"]);
  assert.equal(origin(book, seen()).key, "twin.from-district");
});

test("from what is selected, which is here itself", () => {
  const [first] = nearestFirst(book, seen({ selected: "hub" }), KINDS);
  assert.deepEqual([first.id, first.metres, first.direction], ["hub", 0, ""]);
  assert.deepEqual(origin(book, seen({ selected: "s1" })), { key: "twin.from-area", name: "S1", at: [116.41, 39.85] });
});

test("a place without a position is no origin", () => {
  assert.equal(origin(book, seen({ selected: "school" })).key, "twin.from-district");
});

test("from the middle of the clusters of the filter, by their areas", () => {
  const { key, at } = origin(book, seen({ clusters: ["east", "west"] }));
  assert.equal(key, "twin.from-clusters");
  assert.ok(Math.abs(at[0] - 116.175) < 1e-9);
});

test("only what the View shows, and as many as are counted", () => {
  const change = { clusters: ["east"], hidden: ["metro-station"], without: ["planned"] };
  assert.deepEqual(ids(change), ["east", "hub"]);
  assert.equal(shownOn(book, seen(change), KINDS), 2);
});

test("directions are those of the compass", () => {
  const lines = nearestFirst(book, seen({ selected: "east" }), KINDS);
  assert.deepEqual(lines.map(({ id, direction }) => [id, direction]).slice(1, 4), [["hub", "w"], ["metro", "n"], ["beyond", "ne"]]);
});

test("between what was put onto a station and that station no distance is given", () => {
  const { points } = book;
  const terminal = Object.assign({}, points[0], { id: "terminal", stands_in: true, lon: 116.4, lat: 39.86 });
  const more = Object.assign({}, book, { points: [...points, terminal], index: new Map([...book.index, ["terminal", terminal]]) });
  const notComputed = (/** @type {string} */ selected) => nearestFirst(more, seen({ selected }), KINDS).filter((line) => line.notComputed).map((line) => line.id);
  assert.deepEqual(notComputed("terminal"), ["metro"]);
  assert.deepEqual(notComputed("metro"), ["terminal"]);
  assert.deepEqual(notComputed("hub"), []);
});
