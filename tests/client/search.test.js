/* The search answers as the server does: hits letter for letter, and quickly enough for every key. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { searcher } from "../../src/fengtai_map/client/search/search.js";
import { createRatio, errors } from "../../src/fengtai_map/client/search/distance.js";
import { units, words } from "../../src/fengtai_map/client/search/spelling.js";

const BUDGET = 8; // ms a key, median
const file = process.env.FENGTAI_SEARCH_ANSWERS;
const skip = !file && "the server's answers come from: python -m pytest tests/unit/client/test_client.py";
const { data, cases } = file ? JSON.parse(readFileSync(file, "utf-8")) : { data: null, cases: [] };

const SMALL = {
  ids: ["lize", "bridge"],
  names: [
    [0, "name", "丽泽", [[["丽", 0], ["li", 1], ["l", 2]], [["泽", 0], ["ze", 1], ["z", 2]]]],
    [0, "name", "Lize", [[["lize", 0], ["l", 2]]]],
    [1, "name", "卢沟桥", [[["卢", 0], ["lu", 1], ["l", 2]], [["沟", 0], ["gou", 1], ["g", 2]], [["桥", 0], ["qiao", 1], ["q", 2]]]],
    [1, "alias", "桥", [[["桥", 0], ["qiao", 1], ["q", 2]]]],
  ],
  readings: { 立则: ["li", "ze"] },
  sounds: { li: "丽力", ze: "泽", lu: "卢绿", gou: "沟勾", qiao: "桥乔", bie: "则" },
};

const first = (text) => searcher(SMALL).ask(text).hits.map((hit) => `${hit.id} ${hit.how}`)[0];

test("a name is found as it is written, read, begun, shortened and mistaken", () => {
  const found = {
    丽泽: "lize name",
    丽: "lize start",
    泽: "lize inside",
    lize: "lize name",
    liz: "lize start",
    lz: "lize initials",
    lugouqiao: "bridge pinyin",
    l沟q: "bridge initials",
    lugou: "bridge pinyin-part",
    桥: "bridge alias",
    "桥 卢": "bridge words",
    力泽: "lize sound",
    立则: "lize sound",
    卢勾乔: "bridge sound",
    lzie: "lize close",
    卢沟水: "bridge close",
    "Ｌǘ-gōu": "bridge pinyin-part",
  };
  assert.deepEqual(Object.fromEntries(Object.keys(found).map((text) => [text, first(text)])), found);
});

test("where nothing is found something near is suggested", () => {
  const { hits, near } = searcher(SMALL).ask("lizzzzz");
  assert.deepEqual(hits, []);
  assert.deepEqual(near[0], { id: "lize", how: "near", name: "丽泽" });
});

test("a text without a word has an empty answer, and any text has one", () => {
  for (const text of ["", " \n", "，。「」", "🙂", "\u0301", "\ud800"]) {
    assert.deepEqual(searcher(SMALL).ask(text), { hits: [], near: [], total: 0 });
  }
  for (const text of ["\ufdfa".repeat(5000), "a".repeat(5000), "𠀀𠀁丽泽", "constructor", "__proto__"]) searcher(SMALL).ask(text);
});

test("at most so many are answered", () => {
  assert.equal(searcher(SMALL).ask("l", 1).hits.length, 1);
  assert.equal(searcher(SMALL).ask("l", 1).total, 2);
  assert.equal(searcher(SMALL).ask("l").hits.length, 2);
});

test("words and units are those of the server", () => {
  assert.deepEqual(words("Ｌǘ dì-14号线 Straße", 80), ["lu", "di", "14", "号线", "strasse"]);
  assert.deepEqual(units("tod示范区2"), ["tod", "示", "范", "区", "2"]);
  assert.deepEqual(words("丽泽".repeat(50), 3), ["丽泽丽"]);
});

test("errors are letters that are wrong, missing, too many or swapped", () => {
  const cases = [["abc", "abc", 0], ["abc", "abd", 1], ["abc", "ab", 1], ["abc", "xabc", 1], ["abcd", "abdc", 1], ["ca", "abc", 3], ["", "ab", 2]];
  for (const [one, other, count] of cases) assert.equal(errors(one, other), count, `${one} ${other}`);
});

test("alike is how many letters two texts share in their order", () => {
  const common = (one, other) => {
    const rows = [...one].reduce(
      (above, sign) => [...other].reduce((line, also, at) => [...line, sign === also ? above[at] + 1 : Math.max(line[at], above[at + 1])], [0]),
      new Array(other.length + 1).fill(0),
    );
    return (200 * rows[other.length]) / (one.length + other.length);
  };
  const long = "beijing south railway station ".repeat(4);
  for (const [one, other] of [["lize", "lzie"], ["abc", "xyz"], [long, "station beijing"], ["south", long], [long, long.slice(7)]]) {
    assert.ok(Math.abs(createRatio(one)(other) - common(one, other)) < 1e-9, `${one} ${other}`);
  }
});

test("the server's answers are given, hit for hit", { skip }, () => {
  assert.ok(cases.length >= 400);
  const search = searcher(data);
  const asked = cases.map((one) => ({ ...one, answer: search.ask(one.text) }));
  assert.deepEqual(asked.map(({ text, answer }) => [text, answer.hits]), asked.map(({ text, hits }) => [text, hits]));
  assert.deepEqual(asked.map(({ text, answer }) => [text, answer.near]), asked.map(({ text, near }) => [text, near]));
});

test(`a key is answered in ${BUDGET} ms`, { skip }, () => {
  const search = searcher(data);
  search.prepare();
  const times = cases.map(({ text }) => {
    const start = performance.now();
    search.ask(text);
    return performance.now() - start;
  });
  times.sort((one, other) => one - other);
  const median = times[times.length >> 1];
  assert.ok(median < BUDGET, `median ${median.toFixed(1)} ms`);
});
