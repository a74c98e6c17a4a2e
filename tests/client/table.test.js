import assert from "node:assert/strict";
import { test } from "node:test";

import { order } from "../../src/fengtai_map/client/parts/table.js";

test("numbers by size, either way round", () => {
  assert.deepEqual(order([10, 9, 100], 1, "en"), [1, 0, 2]);
  assert.deepEqual(order([10, 9, 100], -1, "en"), [2, 0, 1]);
});

test("what has no value is last, whichever way round", () => {
  assert.deepEqual(order([null, 2, "", 1], 1, "en"), [3, 1, 0, 2]);
  assert.deepEqual(order([null, 2, "", 1], -1, "en"), [1, 3, 0, 2]);
});

test("equal ones stay as they were", () => {
  assert.deepEqual(order(["b", "a", "b", "a"], -1, "en"), [0, 2, 1, 3]);
});

test("Chinese by its pinyin", () => {
  assert.deepEqual(order(["新发地", "丰台站", "丽泽"], 1, "zh"), [1, 2, 0]);
});
