/* The light of a project on a day: the same rule as lights.py, held to the same table of cases. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { light, rank, relight, shines, today } from "../../src/fengtai_map/client/view/lights.js";

const { rule, day, cases } = JSON.parse(readFileSync(new URL("./lights.json", import.meta.url), "utf8"));
const NONE = { planned: null, reached: null, due: "", reported: "", unread: [] };
const late = Object.assign({}, NONE, { planned: 60, reached: 48, due: "2026-12-31" });

/* What a cell says is read in Python: here the values that it reads, of the cases whose texts are plain. */
const HEADS = { 计划进度: "planned", 完成进度: "reached", 完成期限: "due", 最近报告: "reported" };
const plain = ({ fields }) => fields.every(([head, text]) => HEADS[head] && /^(\d+(\.\d+)?%|\d{4}-\d\d-\d\d)$/.test(text)) && fields.some(([head]) => head !== "最近报告");
const read = ({ fields }) => Object.assign({}, NONE, Object.fromEntries(fields.map(([head, text]) => [HEADS[head], text.endsWith("%") ? parseFloat(text) : text])));

test("a light is what the table of cases says", () => {
  const some = cases.filter(plain);
  assert.ok(some.length > 12);
  for (const one of some) {
    const made = light(read(one), rule, day);
    assert.deepEqual([made.level, made.reasons], one.light, JSON.stringify(one.fields));
  }
});

test("what cannot be read gives no colour", () => {
  assert.equal(light(Object.assign({}, late, { unread: ["due"], due: "" }), rule, day).level, "unknown");
  assert.deepEqual(light(Object.assign({}, late, { unread: ["reported"] }), rule, day).reasons.at(-1), ["unread-reported", 0]);
});

test("another day makes another light, the same day none anew", () => {
  const point = { progress: late };
  const book = { lights: { rule }, points: [point, {}] };
  relight(book, "2026-11-26");
  assert.deepEqual(point.light.reasons, [["far-behind", 12], ["due-in", 35]]);
  const before = point.light;
  relight(book, "2026-11-26");
  assert.equal(point.light, before);
  relight(book, "2027-01-01");
  assert.deepEqual(point.light.reasons[0], ["overdue", 1]);
  assert.equal(book.points[1].light, undefined);
});

test("red comes first, and a filter leaves only what has such a light", () => {
  const red = { light: { level: "red" } };
  assert.equal(rank(red), 0);
  assert.equal(rank({}), null);
  assert.ok(shines(red, { lights: ["red"] }) && shines({}, { lights: [] }));
  assert.ok(!shines({}, { lights: ["red"] }) && !shines(red, { lights: ["green"] }));
});

test("the day is that of the reader", () => {
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});
