/* Distances, directions and circles, beside those of PROJ (geo.json, which tests/unit/client/test_client.py holds to it). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { azimuth, centroidOf, circle, compass, metres } from "../../src/fengtai_map/client/view/geo.js";

const WAYS = JSON.parse(readFileSync(new URL("geo.json", import.meta.url), "utf-8"));
const near = (found, expected, off, what) => assert.ok(Math.abs(found - expected) <= off, `${what}: ${found}, not ${expected}`);

test("a distance is true to a hundred-thousandth, or a millimetre", () => {
  for (const way of WAYS) near(metres(way.from, way.to), way.metres, Math.max(0.001, way.metres / 1e5), JSON.stringify(way));
});

test("a direction is true to a fiftieth of a degree", () => {
  for (const way of WAYS) near((azimuth(way.from, way.to) - way.azimuth + 540) % 360, 180, 0.02, JSON.stringify(way));
});

test("directions have eight names", () => {
  const named = { 0: "n", 22: "n", 23: "ne", 90: "e", 135: "se", 180: "s", 225: "sw", 270: "w", 315: "nw", 338: "n", 360: "n", "-45": "nw" };
  for (const [degrees, name] of Object.entries(named)) assert.equal(compass(Number(degrees)), name, degrees);
});

test("a circle's corners are as far away as it says, all around", () => {
  for (const radius of [50, 1000, 5000, 20000]) {
    const [ring] = circle(116.28, 39.86, radius).coordinates;
    assert.equal(ring.length, 129);
    assert.deepEqual(ring[0], ring[128]);
    for (const corner of ring) near(metres([116.28, 39.86], corner), radius, radius / 1000, radius);
  }
});

test("the middle of areas is weighted by their size", () => {
  const areas = [{ centroid: [116, 40], area_km2: 3 }, { centroid: [117, 39], area_km2: 1 }];
  assert.deepEqual(centroidOf(areas), [116.25, 39.75]);
  assert.equal(centroidOf([]), null);
});
