import assert from "node:assert/strict";
import { test } from "node:test";

import { minutes, remaining } from "../../src/fengtai_map/client/talk/clock.js";
import { aboutOf, digest } from "../../src/fengtai_map/client/view/stop_summary.js";
import { fading, nextPen, seen, strength } from "../../src/fengtai_map/client/talk/pen_lines.js";
import { announced, clauses } from "../../src/fengtai_map/client/talk/talk_foot.js";
import { createWire } from "../../src/fengtai_map/client/talk/speaker_channel.js";

test("time is shown in minutes and seconds, what is left of it and what it is over by", () => {
  assert.deepEqual([0, 59400, 425000, -5].map(minutes), ["0:00", "0:59", "7:05", "0:00"]);
  assert.equal(remaining(0, 0, 1000), null);
  assert.deepEqual(remaining(1000, 10, 61000), { text: "9:00", late: false });
  assert.deepEqual(remaining(0, 1, 75000), { text: "0:15", late: true });
});

test("a line that stays stays, one that fades goes once the pen is lifted", () => {
  const line = (fades, end) => ({ points: [[0, 0]], fades, end });
  assert.equal(strength(line(false, 1), 1e9), 1);
  assert.equal(strength(line(true, 0), 1e9), 1, "while it is drawn");
  assert.equal(strength(line(true, 1000), 1500), 1);
  assert.ok(strength(line(true, 1000), 3100) < 1);
  assert.deepEqual(seen([line(true, 1000), line(false, 1000)], 60000).length, 1);
  assert.deepEqual([2400, 2600].map((now) => strength(line(true, 1000), now, true)), [1, 0], "no motion: seen whole, then not");
  assert.deepEqual([fading([line(false, 1)]), fading([line(true, 0)]), fading([line(true, 1)])], [false, false, true]);
  assert.deepEqual(["", "pen", "fading", "laser"].map(nextPen), ["pen", "fading", "", "pen"]);
});

test("what comes next is cut behind its first clause, never in front of one", () => {
  assert.deepEqual(clauses("下一页：四轮城南行动计划：超250个重大项目、8100亿元投资"), ["下一页：四轮城南行动计划", "：超250个重大项目、8100亿元投资"]);
  assert.deepEqual(clauses("下一页：“十强学校”牵引，3个项目"), ["下一页：“十强学校”牵引", "，3个项目"]);
  assert.deepEqual(clauses("Next: Over 2,600 enterprises; Tianlong-2 takes off"), ["Next: Over 2,600 enterprises", "; Tianlong-2 takes off"]);
  assert.deepEqual(clauses("下一页：南中轴"), ["下一页：南中轴"]);
  assert.deepEqual(clauses("最后一页"), ["最后一页"]);
});

test("what comes next is announced once", () => {
  assert.equal(announced("Next: ", "Lize"), "Next: Lize");
  assert.equal(announced("Next: ", "Next: six directions"), "Next: six directions");
  assert.equal(announced("下一页：", "下一步从六个方面推进"), "下一页：下一步从六个方面推进");
});

const fact = (id, topic) => ({ id, amount: `${id}!`, label: `label of ${id}`, topic_name: topic, places: [] });
const stop = (more) => ({ headline: "H", clusters: [], kinds: [], selected: "", figures: [], entries: [], notes: "N", ...more });

function book(...stops) {
  const records = [fact("a", "T"), fact("b", "T"), fact("c", "U"), { id: "e", name: "E", places: [] }, { id: "f", name: "F", places: [] }];
  const clusters = [{ id: "x", name: "Cluster X", short: "X", order: 1, colour: "#123" }, { id: "y", name: "Cluster Y", short: "Y", order: 2, colour: "#456" }];
  return { index: new Map(records.map((one) => [one.id, one])), clusters, charts: [], words: {}, say: () => ", ", stories: [{ id: "s", name: "S", stops }] };
}

test("above a headline stand its clusters, else its part of the talk, else what its figures are about, else the story", () => {
  const made = book();
  const said = (more) => aboutOf(made, made.stories[0], stop(more)).text;
  assert.deepEqual([said({ clusters: ["x"], part: "P" }), said({ clusters: ["x", "y"] }), said({ part: "P", figures: ["a"] }), said({ figures: ["a", "b"] }), said({ figures: ["a", "c"] }), said({})], ["Cluster X", "X Y", "P", "T", "S", "S"]);
});

test("a stop in few words has all that a speaker needs, and no stop is left out", () => {
  const [one, other] = digest(...((made) => [made, made.stories[0]])(book(stop({ figures: ["a"], entries: ["e", "f"], caveats: "C" }), stop({ hidden: true }))));
  assert.deepEqual(one, { number: 1, headline: "H", about: "T", clusters: [], numbers: [{ text: "a!", label: "label of a" }], lines: ["E", "F"], notes: "N", caveats: "C", hidden: false });
  assert.deepEqual([other.number, other.hidden, other.caveats], [2, true, ""]);
});

test("a line is heard by those who know the name of the talk, and by no other", async () => {
  const heard = [];
  const far = createWire("other", (said) => heard.push(["other", said.kind]));
  const [talk, view] = [createWire("one", () => undefined), createWire("one", (said) => heard.push(["one", said.kind]))];
  await new Promise((done) => {
    const last = createWire("one", (said) => said.kind === "gone" && done(last.close()));
    talk.say(/** @type {any} */ ("no message of ours"));
    talk.say({ kind: "at" });
    talk.say({ kind: "gone" });
  });
  for (const wire of [far, talk, view]) wire.close();
  assert.deepEqual(heard, [["one", "at"], ["one", "gone"]]);
});
