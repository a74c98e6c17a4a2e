/* The patterns of the interface, filled as Python fills them. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { speaker } from "../../src/fengtai_map/client/view/words.js";

const say = speaker({ late: "{n} {n:day|days} overdue", plain: "{n} of {total}" });

test("a single one has its own form", () => {
  assert.deepEqual([1, "1", 0, 12].map((n) => say("late", { n })), ["1 day overdue", "1 day overdue", "0 days overdue", "12 days overdue"]);
});

test("what no value is given for stays as it is written", () => {
  assert.equal(say("plain", { n: 3 }), "3 of {total}");
  assert.equal(say("late"), "{n} {n:day|days} overdue");
});
