/* The address is what the server writes and reads (addresses.json, to which tests/unit/client/test_client.py holds view/url.py). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fit, read, write } from "../../src/fengtai_map/client/view/address.js";
import { DEFAULT } from "../../src/fengtai_map/client/view/view.js";

const TABLE = JSON.parse(readFileSync(new URL("addresses.json", import.meta.url), "utf-8"));
const BOOK = {
  index: new Map([["lize", {}], ["place", {}]]),
  clusters: [{ id: "lize" }],
  kinds: [{ id: "culture-park" }],
  topics: [{ id: "economy" }],
  basemaps: [{ id: "offline" }],
  radii: [1, 3],
  editions: null,
  stories: [{ id: "city", stops: [{}, {}] }],
};

const viewed = (change) => ({ ...DEFAULT, ...change });

for (const { view, query } of TABLE.written) {
  test(`«${query}» is written, and read again`, () => {
    assert.equal(write(viewed(view)), query);
    assert.deepEqual(read(query), { view: viewed(view), refused: [] });
  });
}

for (const { query, view, refused } of TABLE.read) {
  test(`«${query.slice(0, 60)}» is read`, () => assert.deepEqual(read(query), { view: viewed(view), refused }));
}

test("of a list that is given twice both parts count", () => {
  assert.deepEqual(read("clusters=a&clusters=b,a").view.clusters, ["a", "b"]);
});

test("half a character is left out", () => {
  assert.equal(write(viewed({ ask: "丽\ud83d泽\ude84\ude84🚄\ud83d\ud83d" })), write(viewed({ ask: "丽泽🚄" })));
});

test("what the book does not know is taken out and named", () => {
  const wanted = { clusters: ["gone", "lize"], hidden: ["castle"], selected: "nobody", topic: "none", ring: 2, against: "2020", basemap: "mars" };
  const { view, refused } = fit(viewed({ ...wanted, story: "other", stop: 3 }), BOOK);
  assert.deepEqual(view, viewed({ clusters: ["lize"] }));
  const named = refused.map(({ name, value }) => `${name} ${value}`).sort();
  const expected = ["against 2020", "basemap mars", "clusters gone", "hidden castle", "ring 2", "selected nobody"];
  assert.deepEqual(named, [...expected, "stop 3", "story other", "topic none"]);
});

test("of very many that the book does not know the first are named, and the others counted", () => {
  const clusters = ["lize", ...Array.from({ length: 10000 }, (_, n) => `c${n}`)];
  const { view, refused } = fit(viewed({ clusters }), BOOK);
  assert.deepEqual(view, viewed({ clusters: ["lize"] }));
  const named = ["c0", "c1", "c2"].map((value) => ({ name: "clusters", value }));
  assert.deepEqual(refused, [...named, { name: "clusters", value: "", more: 9997 }]);
});

test("what is longer than any address of ours is read no further", () => {
  assert.deepEqual(read(`clusters=${"c,".repeat(1000)}`), { view: viewed({ clusters: ["c"] }), refused: [] });
  assert.deepEqual(read(`clusters=${"c,".repeat(1000)}d`), { view: viewed({}), refused: [{ name: "clusters", value: "c,".repeat(30) }] });
});

test("what the book knows stays", () => {
  const wanted = viewed({ clusters: ["lize"], hidden: ["culture-park"], selected: "place", topic: "economy", ring: 3, story: "city", stop: 2 });
  assert.deepEqual(fit(wanted, BOOK), { view: wanted, refused: [] });
});

test("behind its last stop a story stays at it", () => {
  const { view, refused } = fit(viewed({ story: "city", stop: 9 }), BOOK);
  assert.equal(view.stop, 2);
  assert.deepEqual(refused, [{ name: "stop", value: "9" }]);
});

test("a point that only the server has may be asked for", () => {
  assert.equal(fit(viewed({ selected: "own-7" }), BOOK, (id) => id === "own-7").view.selected, "own-7");
});
