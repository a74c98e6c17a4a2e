/* The office's own columns as filters: the same rule as content/facets.py. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { headOf, meets, rangeOf, withRange, wordItem } from "../../src/fengtai_map/client/view/facets.js";

const CASES = JSON.parse(readFileSync(new URL("./facets.json", import.meta.url), "utf8"));

test("a record is left or not as the table of cases says", () => {
  const wrong = CASES.filter(({ fields, where, left }) => meets({ fields }, where) !== left);
  assert.deepEqual(wrong, []);
});

test("an item is written so that no sign of a head or word is mistaken", () => {
  for (const head of ["责任单位", "a:b~c,d%", "租金（元）"]) {
    const item = wordItem(head, "x,y:z~1..2");
    assert.equal(headOf(item), head);
    assert.ok(!item.includes(","));
    assert.ok(meets({ fields: [[head, "x,y:z~1..2"]] }, [item]));
    const range = withRange([item], head, "3", "");
    assert.deepEqual(rangeOf(range, head), ["3", ""]);
    assert.equal(range.length, 1);
    assert.deepEqual(withRange(range, head, "", ""), []);
  }
});
