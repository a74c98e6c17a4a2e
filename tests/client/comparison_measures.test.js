import assert from "node:assert/strict";
import { test } from "node:test";

import { compared, shares } from "../../src/fengtai_map/client/view/comparison_measures.js";
import { seen, smallBook } from "./book.js";

const book = smallBook();
const row = (id, change) => compared(book, seen(change)).find((one) => one.measure.id === id);
const values = (id, change) => row(id, change).cells.map((cell) => cell.value);

test("areas have a share of the district, and the largest is first", () => {
  assert.deepEqual(row("area").cells.map(({ value, share, rank }) => [value, share, rank]), [[10, 0.25, 2], [30, 0.75, 1]]);
});

test("only what is measured has a rank", () => {
  assert.deepEqual(row("subdistricts").cells.map((cell) => cell.rank), [null, null]);
});

test("what a View leaves out is not counted", () => {
  assert.deepEqual(values("hubs"), [1, 1]);
  assert.deepEqual(values("hubs", { without: ["under-construction"] }), [1, 0]);
  assert.deepEqual(values("figures", { without: ["planned"] }), [1, 0]);
});

test("at the time of today a status is that of today", () => {
  assert.deepEqual(values("hubs", { without: ["under-construction"], time: "now" }), [1, 1]);
  assert.deepEqual(values("entries", { without: ["planned"], time: "now" }), [1, 0]);
});

test("those in no cluster are counted apart, and what lies beyond the district is in no total", () => {
  assert.equal(row("schools").nowhere, 1);
  assert.equal(row("schools").total, 1);
  assert.deepEqual([row("stations").nowhere, row("stations").total], [1, 1]);
  assert.deepEqual(row("stations").cells.map((cell) => cell.share), [1, 0]);
});

test("nothing has a share of nothing, and what is known only in part has none", () => {
  assert.deepEqual(row("stations", { without: ["existing"] }).cells.map((cell) => cell.share), [null, null]);
  assert.deepEqual(row("hubs").cells.map((cell) => cell.share), [null, null]);
});

test("a line counts once, and what clusters have in common has no share", () => {
  assert.deepEqual(values("lines"), [2, 0]);
  assert.deepEqual(row("lines").cells.map((cell) => cell.share), [null, null]);
});

test("what is inside has no rank among distances, and there is none where nothing is left", () => {
  assert.deepEqual(values("nearest-hub"), [0, 0]);
  const left = row("nearest-hub", { without: ["under-construction"] });
  assert.deepEqual(left.cells.map(({ value, rank }) => [value, rank]), [[0, null], [null, null]]);
});

test("bars are as long as the values of those that are compared; nothing has none", () => {
  const cells = [10, 0, null, 40, 20].map((value) => ({ value }));
  assert.deepEqual(shares({ cells }, [true, true, true, true, true]), [25, 0, 0, 100, 50]);
  assert.deepEqual(shares({ cells }, [true, true, true, false, true]), [50, 0, 0, 0, 100]);
  assert.deepEqual(shares({ cells }, [false, true, true, false, false]), [0, 0, 0, 0, 0]);
});
