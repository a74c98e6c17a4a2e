import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = { ft: {} };
await import("../../src/fengtai_map/webmap/assets/cluster_labels.js");
await import("../../src/fengtai_map/webmap/assets/label_places.js");
const { cuts, pills, room } = globalThis.window.ft;

const SIZE = { x: 400, y: 300 };
const wish = { id: "name", priority: 500, at: [{ x: 200, y: 150 }], sides: ["right", "left"], gap: 10, width: 60, height: 14 };
const disc = (x, y, half = 5, rest = {}) => ({ of: "other", x: x - half, y: y - half, r: x + half, b: y + half, ...rest });
const placed = (change, taken) => room({ ...wish, ...change }, { names: [], symbols: [], lines: [], ...taken }, SIZE);
const wall = [0, 1, 2, 3, 4, 5, 6].flatMap((at) => [disc(140 + 20 * at, 150, 8), disc(140 + 20 * at, 130, 8), disc(140 + 20 * at, 170, 8)]);

test("a name stands at the first of its sides, or at the next where a symbol lies", () => {
  assert.deepEqual([placed().x, placed().y], [210, 143]);
  assert.equal(placed({}, { symbols: [disc(240, 150)] }).r, 190);
});

test("the name of an area stands inside it where one of its sides does, else at the first", () => {
  const square = (west, east) => [[{ x: west, y: 100 }, { x: east, y: 100 }, { x: east, y: 200 }, { x: west, y: 200 }]];
  assert.equal(placed({ outline: square(120, 260) }).r, 190);
  assert.equal(placed({ outline: square(150, 250) }).x, 210);
});

test("it lies on its own symbol alone, and on those that are less important", () => {
  assert.equal(placed({}, { symbols: [disc(240, 150, 5, { of: "name" })] }).x, 210);
  assert.equal(placed({}, { symbols: [disc(240, 150, 5, { under: 500 })] }).x, 210);
  assert.equal(placed({}, { symbols: [disc(240, 150, 5, { under: 501 })] }).r, 190);
});

test("where there is little room it may come close to a symbol, but not onto it", () => {
  const close = [disc(240, 137, 4), disc(160, 150)];
  assert.equal(placed({}, { symbols: close }).x, 210);
  assert.equal(placed({}, { symbols: [disc(240, 140, 4), disc(160, 150)] }), null);
});

test("without room it is left out, unless it may stand aside: then a line leads to it, past all symbols and names", () => {
  assert.equal(placed({}, { symbols: wall }), null);
  const names = [{ x: 150, y: 100, r: 260, b: 118 }];
  const found = placed({ aside: 120 }, { symbols: wall, names });
  const { leader } = found;
  assert.ok(wall.every((one) => found.r < one.x || found.x > one.r || found.b < one.y || found.y > one.b));
  assert.ok(names.every((one) => !cuts(leader, one)));
  assert.equal(Math.round(Math.hypot(leader.to.x - 200, leader.to.y - 150)), 10);
  assert.ok(leader.from.x === found.x || leader.from.x === found.r || leader.from.y === found.y || leader.from.y === found.b);
});

test("a name with a line keeps farther off a hub that it does not mean", () => {
  const found = placed({ aside: 120 }, { symbols: wall });
  const near = { of: "other", hub: true, x: found.x - 12, y: found.y, r: found.x - 2, b: found.y + 10 };
  const other = placed({ aside: 120 }, { symbols: [...wall, near] });
  assert.notDeepEqual([other.x, other.y], [found.x, found.y]);
  assert.deepEqual(placed({ aside: 120 }, { symbols: [...wall, { ...near, hub: false }] }).x, found.x);
});

test("a line crosses another, or runs behind a cluster's name, only where there is no other way", () => {
  const ring = [{ x: 120, y: 60, r: 280, b: 80 }, { x: 120, y: 220, r: 280, b: 240 }, { x: 100, y: 60, r: 120, b: 240 }, { x: 280, y: 60, r: 300, b: 240 }];
  const shut = ring.map((box) => ({ ...box, white: true }));
  const inner = [disc(200, 150, 68, { of: "other" })];
  assert.equal(placed({ aside: 110 }, { symbols: inner, names: ring }), null);
  assert.ok(shut.some((box) => cuts(placed({ aside: 110 }, { symbols: inner, names: shut }).leader, box)));
});

test("no name lies on a line, and none leaves the frame", () => {
  const line = { from: { x: 230, y: 100 }, to: { x: 230, y: 200 } };
  assert.equal(placed({}, { lines: [line] }).r, 190);
  assert.equal(placed({ at: [{ x: 399, y: 150 }] }).r, 389);
});

test("beside its cluster, a name has its number on the ground of no other, if it finds a way", () => {
  const square = (x, y, r, b) => [[{ x, y }, { x: r, y }, { x: r, y: b }, { x, y: b }]];
  const areas = { here: square(190, 140, 210, 160), strip: square(212, 60, 250, 240) };
  const name = { id: "here", width: 80, height: 20, home: { x: 200, y: 150 }, rings: areas.here };
  const soft = [{ x: 188, y: 138, r: 212, b: 162, cost: 3 }, { x: 60, y: 60, r: 186, b: 240, cost: 0.8 }];
  const { here } = pills([name], [], soft, areas, SIZE);
  assert.ok(here.leader);
  const disc = here.x + 0.54 * name.height;
  assert.ok(disc < 212 || disc > 250 || here.y > 240 || here.b < 60);
});
