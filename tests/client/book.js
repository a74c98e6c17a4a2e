/** A small book: two clusters, a subdistrict in each, five points, two facts and an entry. */
const view = { clusters: [], hidden: [], without: [], selected: "", time: "release" };

/** @param {object} [change] */
export const seen = (change = {}) => Object.assign({}, view, change);

const point = (id, kind, status, cluster, lon, lat, more = {}) => Object.assign({ type: "point", id, name: id, kind, status, now: status, cluster, lon, lat, lines: [] }, more);

export function smallBook() {
  const clusters = [
    { type: "cluster", id: "east", name: "East", area_km2: 10, share: 0.25, subdistricts: ["s1"], label: [116.4, 39.85], centroid: [116.4, 39.85], facts: ["f1", "f2"], entries: ["e1"] },
    { type: "cluster", id: "west", name: "West", area_km2: 30, share: 0.75, subdistricts: ["s2"], label: [116.1, 39.85], centroid: [116.1, 39.85], facts: [], entries: [] },
  ];
  const subdistricts = [{ type: "subdistrict", id: "s1", name: "S1", cluster: "east", label: [116.41, 39.85] }, { type: "subdistrict", id: "s2", name: "S2", cluster: "west", label: [116.11, 39.85] }];
  const points = [
    point("hub", "hub", "existing", "east", 116.39, 39.85),
    point("hall", "hub", "under-construction", "west", 116.12, 39.85, { now: "existing" }),
    point("school", "school", "planned", null, null, null),
    point("beyond", "metro-station", "existing", null, 116.5, 39.9, { outside: true, lines: ["c"] }),
    point("metro", "metro-station", "existing", "east", 116.4, 39.86, { lines: ["a", "b"] }),
  ];
  const facts = [{ type: "fact", id: "f1", status: "reported" }, { type: "fact", id: "f2", status: "target" }];
  const entries = [{ type: "entry", id: "e1", status: "planned", now: "existing" }];
  const near = {
    east: [{ target: "hub", label: "Hub", unlocated: { planned: 1 }, within: [{ km: 1, counts: { existing: 1 } }, { km: 2, counts: { existing: 1, "under-construction": 1 }, now: { existing: 2 } }],
      nearest: [{ id: "hub", status: "existing", now: "existing", metres: 0, direction: "", inside: true, doubts: "schematic" }, { id: "hall", status: "under-construction", now: "existing", metres: 1500, direction: "w", doubts: "schematic" }] }],
    west: [{ target: "hub", label: "Hub", unlocated: {}, within: [], nearest: [{ id: "hall", status: "under-construction", now: "existing", metres: 0, direction: "", inside: true, doubts: "" }] }],
  };
  const measure = (id, type, more = {}) => Object.assign({ id, type, kind: "", target: "", share: false, rank: false }, more);
  const measures = [measure("area", "area", { share: true, rank: true }), measure("subdistricts", "subdistricts", { share: true }), measure("hubs", "kind", { kind: "hub" }), measure("stations", "kind", { kind: "metro-station", share: true }), measure("schools", "kind", { kind: "school" }), measure("lines", "lines"), measure("figures", "facts"), measure("entries", "entries"), measure("nearest-hub", "nearest", { target: "hub", rank: true })];
  const index = new Map([...clusters, ...subdistricts, ...points, ...facts, ...entries].map((record) => [record.id, record]));
  return { clusters, subdistricts, points, facts, entries, near, measures, index, station: "metro-station", district: { area_km2: 40, centre: [116.24, 39.85] } };
}
