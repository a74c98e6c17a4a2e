/* What a View shows and counts. */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as filter from "../../src/fengtai_map/client/view/filter.js";
import { DEFAULT } from "../../src/fengtai_map/client/view/view.js";

const point = (id, kind, status, cluster, more = {}) => ({ id, type: "point", kind, status, now: status, cluster, lon: 116.3, lat: 39.8, ...more });
const POINTS = [
  point("park", "culture-park", "existing", "lize"),
  point("hall", "culture-park", "planned", "lize", { now: "existing" }),
  point("hub", "hub", "existing", "hexi"),
  point("lost", "hub", "under-construction", null, { lon: null, lat: null }),
  point("stop", "metro-station", "existing", "lize"),
  point("afar", "metro-station", "existing", null, { outside: true }),
];
const KINDS = ["culture-park", "hub", "metro-station"];
const BOOK = {
  station: "metro-station",
  points: POINTS,
  clusters: [{ id: "lize" }, { id: "hexi" }],
  index: new Map([...POINTS.map((one) => [one.id, one]), ["lize", { id: "lize", type: "cluster" }], ["rise", { id: "rise", type: "fact", status: "target" }], ["plan", { id: "plan", type: "entry", kind: "hub", status: "planned", now: "under-construction" }]]),
  pages: [{ id: "", kinds: KINDS }, { id: "hubs", kinds: ["hub"] }],
};

const viewed = (change) => ({ ...DEFAULT, ...change });
const shown = (change, kinds = KINDS) => POINTS.filter((one) => filter.visible(one, viewed(change), kinds)).map((one) => one.id);

test("everything is shown until something is left out", () => {
  assert.deepEqual(shown({}), ["park", "hall", "hub", "lost", "stop", "afar"]);
  assert.deepEqual(shown({}, ["hub"]), ["hub", "lost"]);
});

test("a cluster hides the others, and what has no position is in no cluster's list", () => {
  assert.deepEqual(shown({ clusters: ["lize"] }), ["park", "hall", "stop"]);
  assert.deepEqual(shown({ clusters: ["lize", "hexi"] }), ["park", "hall", "hub", "stop"]);
});

test("kinds and statuses are left out, a status as of the day one looks at", () => {
  assert.deepEqual(shown({ hidden: ["hub", "metro-station"] }), ["park", "hall"]);
  assert.deepEqual(shown({ without: ["planned", "under-construction", "unknown"] }), ["park", "hub", "stop", "afar"]);
  assert.deepEqual(shown({ without: ["planned", "under-construction"], time: "now" }), ["park", "hall", "hub", "stop", "afar"]);
});

test("a figure's status stands for that of a place", () => {
  for (const [status, without, is] of [
    ["reported", "existing", false],
    ["reported", "planned", true],
    ["target", "planned", false],
    ["target", "existing", true],
    ["existing", "existing", false],
    [null, "existing", true],
    [undefined, "planned", true],
  ]) {
    assert.equal(filter.shows(status, viewed({ without: [without] })), is, `${status} without ${without}`);
  }
});

test("the legend counts places on the map, stations apart", () => {
  const all = filter.counts(BOOK, viewed({}), KINDS);
  assert.deepEqual([...all.clusters], [["lize", 2], ["hexi", 1]]);
  assert.deepEqual([...all.kinds], [["culture-park", 2], ["hub", 1], ["metro-station", 1]]);
  assert.deepEqual([all.shown, all.total, all.nowhere], [3, 4, 1]);
  assert.deepEqual([all.stations, all.beyond], [1, 1]); // what lies beyond the district is none of its stations
});

test("a cluster keeps its count when another is chosen, a kind when it is hidden", () => {
  const some = filter.counts(BOOK, viewed({ clusters: ["lize"], hidden: ["culture-park"] }), KINDS);
  assert.equal(some.clusters.get("hexi"), 1);
  assert.equal(some.kinds.get("culture-park"), 2);
  assert.equal(some.kinds.get("hub"), undefined);
  assert.equal(some.shown, 0);
});

test("what the legend counts is what is visible", () => {
  for (const change of [{}, { clusters: ["lize"] }, { hidden: ["hub"] }, { without: ["planned"] }, { clusters: ["hexi"], time: "now" }]) {
    const visible = POINTS.filter((one) => one.lon !== null && one.kind !== BOOK.station && filter.visible(one, viewed(change), KINDS));
    assert.equal(filter.counts(BOOK, viewed(change), KINDS).shown, visible.length, JSON.stringify(change));
  }
});

test("what is searched for is not left hidden", () => {
  const hiding = viewed({ clusters: ["hexi"], hidden: ["culture-park"], without: ["planned"], ask: "hall" });
  assert.deepEqual(shown({ ...hiding, ...filter.reveal(BOOK, hiding, "hall") }).filter((id) => id === "hall"), ["hall"]);
  const { clusters, selected, ask } = filter.reveal(BOOK, hiding, "hall");
  assert.deepEqual([clusters, selected, ask], [["lize", "hexi"], "hall", ""]);
  assert.deepEqual(filter.reveal(BOOK, hiding, "rise").without, []);
  assert.deepEqual(filter.reveal(BOOK, viewed({ clusters: ["hexi"] }), "lize").clusters, ["lize", "hexi"]);
});

test("an entry that is searched for is shown by the status of the day one looks at, and shows no kind of places", () => {
  const now = viewed({ time: "now", without: ["under-construction"], hidden: ["hub"] });
  assert.deepEqual(filter.reveal(BOOK, now, "plan").without, []);
  assert.deepEqual(filter.reveal(BOOK, viewed({ time: "now", without: ["planned"] }), "plan").without, ["planned"]);
  assert.deepEqual(filter.reveal(BOOK, now, "plan").hidden, ["hub"]);
});

test("what is selected has a card; where nothing is, the only cluster of the filter on a page that lists them", () => {
  const [listing, other] = [{ panel: ["card", "clusters"] }, { panel: ["card", "places"] }];
  const card = (change, page) => filter.carded(BOOK, viewed(change), page)?.id;
  assert.equal(card({ clusters: ["lize"] }, listing), "lize");
  assert.equal(card({ clusters: ["lize"], selected: "park" }, listing), "park");
  assert.equal(card({ clusters: ["lize"], selected: "nobody" }, listing), "lize");
  assert.equal(card({ clusters: ["lize", "hexi"] }, listing), undefined);
  assert.equal(card({ clusters: ["lize"] }, other), undefined);
  assert.equal(card({ selected: "park" }, other), "park");
});

test("a page that does not exist is the first", () => {
  assert.equal(filter.pageOf(BOOK, "hubs").id, "hubs");
  assert.equal(filter.pageOf(BOOK, "nowhere").id, "");
});
