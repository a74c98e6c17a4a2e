import assert from "node:assert/strict";
import { test } from "node:test";

import { near, printed } from "../../src/fengtai_map/client/view/nearest.js";
import { seen, smallBook } from "./book.js";

const book = smallBook();
const w = (key, { n }) => `${n} ${key}`;

test("the nearest is the first that the View shows", () => {
  assert.equal(near(book, "east", seen())[0].nearest.id, "hub");
  assert.equal(near(book, "east", seen({ without: ["existing"] }))[0].nearest.id, "hall");
  assert.equal(near(book, "east", seen({ without: ["existing", "under-construction"] }))[0].nearest, null);
});

test("those inside are counted, and those within each radius", () => {
  const [one] = near(book, "east", seen({ without: ["under-construction"] }));
  assert.deepEqual([one.inside, one.within.map(({ n }) => n), one.unlocated], [1, [1, 1], 1]);
  const [today] = near(book, "east", seen({ without: ["under-construction", "planned"], time: "now" }));
  assert.deepEqual([today.within.map(({ n }) => n), today.unlocated], [[1, 2], 0]);
});

test("nothing is near to what has no position", () => {
  assert.deepEqual(near(book, "school", seen()), []);
});

test("distances read to ten metres, from a kilometre on to a tenth of one", () => {
  assert.deepEqual([4, 994, 996, 1449].map((metres) => printed(w, metres)), ["0 distance.metres", "990 distance.metres", "1.0 distance.kilometres", "1.4 distance.kilometres"]);
});
