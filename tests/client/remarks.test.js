import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, csv, fileName, said } from "../../src/fengtai_map/client/talk/minutes.js";
import { clicked, pinned } from "../../src/fengtai_map/client/talk/remark_input.js";
import { LONG, MOST, cleaned, createRemarks, dayOf, meetings, ofToday, pinsOf } from "../../src/fengtai_map/client/talk/remarks.js";

globalThis.Element = class {};

const MORNING = new Date(2026, 10, 26, 9, 5).getTime();
const made = (more) => ({ time: MORNING, text: "T", lang: "zh", story: "s", title: "汇报", stop: 2, headline: "标题", about: "", place: "", cluster: "", at: null, ...more });

function storage(kept = {}) {
  return { getItem: (name) => kept[name] ?? null, setItem: (name, value) => (kept[name] = value), kept };
}

test("remarks are kept, changed, deleted, and read again by another page of the browser", () => {
  const held = storage();
  const remarks = createRemarks(() => held);
  assert.ok(remarks.add(made({ text: "  one\nline " })) && remarks.add(made({ text: "two" })));
  const other = createRemarks(() => held);
  assert.deepEqual(other.list().map((one) => [one.id, one.text]), [["1", "one line"], ["2", "two"]]);
  remarks.edit("1", "changed");
  remarks.edit("2", " ");
  assert.deepEqual(other.list().map((one) => one.text), ["changed"]);
  assert.equal(other.list(), other.list(), "the same while nothing changes");
  remarks.clear();
  assert.deepEqual([other.list(), other.keeps()], [[], true]);
});

test("they are bounded in number and length, no sign is torn", () => {
  const held = storage();
  const remarks = createRemarks(() => held);
  for (let n = 0; n < MOST; n += 1) assert.ok(remarks.add(made()));
  assert.equal(remarks.add(made()), false);
  assert.equal(remarks.list().length, MOST);
  assert.equal(cleaned([made({ text: "𠀀".repeat(LONG + 1) })])[0].text, "𠀀".repeat(LONG));
});

test("a browser that keeps nothing keeps them as long as the page", () => {
  const remarks = createRemarks(() => {
    throw new Error("refused");
  });
  remarks.add(made());
  assert.deepEqual([remarks.list().length, remarks.keeps()], [1, false]);
});

test("what a browser kept and is no remark is left out", () => {
  const odd = [null, 3, {}, made({ text: "" }), made({ time: "x" }), made({ at: [1, "x"], stop: -3, place: 7, headline: {} })];
  assert.deepEqual(cleaned(odd).map(({ at, stop, place, headline }) => [at, stop, place, headline]), [[null, 1, "", ""]]);
  assert.deepEqual(createRemarks(() => storage({ "ft-remarks": "{" })).list(), []);
  assert.deepEqual(cleaned({}), []);
});

test("a meeting is a story on a day; its pins have the numbers of its remarks", () => {
  const rows = [made({ time: MORNING - 86400000 }), made({}), made({ at: [116.3, 39.8], stop: 3 }), made({ story: "t" })];
  assert.deepEqual(meetings(rows).map((one) => [one.story, one.day, one.rows.length]), [["t", "2026-11-26", 1], ["s", "2026-11-26", 2], ["s", "2026-11-25", 1]]);
  const today = ofToday(rows, "s", MORNING);
  assert.deepEqual([pinsOf(today, 3), pinsOf(today, 2)], [[{ n: 2, at: [116.3, 39.8], stop: 3 }], []]);
});

const book = {
  lang: "en", say: (key) => key,
  stories: [{ id: "s", name: "Story", stops: [{ headline: "First" }, { headline: "Second" }] }],
  index: new Map([["hub", { type: "point", name: "Hub" }], ["east", { type: "cluster", name: "East" }], ["f", { label: "Firms", clusters: ["east"] }]]),
};

test("in another language a remark names what is still known, else what was read", () => {
  const one = said(book, made({ about: "hub", place: "枢纽", cluster: "east" }));
  assert.deepEqual([one.story, one.headline, one.place, one.cluster, one.time], ["Story", "Second", "Hub", "East", "09:05"]);
  const gone = said(book, made({ about: "gone", place: "旧", story: "old", cluster: "gone", at: [116, 39] }));
  assert.deepEqual([gone.story, gone.headline, gone.place, gone.cluster], ["汇报", "标题", "旧", ""]);
  assert.equal(said(book, made({ at: [116.3, 39.8] })).place, "39.80000, 116.30000");
  assert.equal(said(book, made({ lang: "en", headline: "as it was" })).headline, "as it was");
});

test("minutes are plain text, a table never calculates", () => {
  const meeting = { story: "s", day: dayOf(MORNING), rows: [made({ text: '=1+1,"x"' })] };
  assert.deepEqual(asked(book, meeting), { day: "2026-11-26", story: "Story", rows: [["09:05", 2, "Second", "remark.stop-whole", "", '=1+1,"x"']] });
  assert.equal(csv(book, meeting).split("\r\n")[2], '1,09:05,2 Second,remark.stop-whole,,"\'=1+1,""x""",');
  assert.equal(fileName(book, meeting), "fengtai-remark.minutes-Story-en-2026-11-26.csv");
});

test("a click on the map is about a place, or about where it was", () => {
  assert.deepEqual(pinned(book, { id: "hub", cluster: "east", at: [1, 2] }), { about: "hub", place: "Hub", cluster: "east", at: [1, 2] });
  assert.deepEqual(pinned(book, { id: "", cluster: "gone", at: [1, 2] }), { about: "", place: "", cluster: "", at: [1, 2] });
  const part = Object.assign(new globalThis.Element(), { closest: () => ({ getAttribute: (name) => (name === "data-fact" ? "f" : null) }) });
  assert.deepEqual(clicked(book, part), { about: "f", place: "Firms", cluster: "east" });
  assert.equal(clicked(book, null), null);
});
