import assert from "node:assert/strict";
import { test } from "node:test";

import { halves, pieces } from "../../src/fengtai_map/client/dom/headline.js";
import { parted, unbroken } from "../../src/fengtai_map/client/dom/phrases.js";
import { ahead, figuresOf, layoutOf, linesOf, stopState, telling } from "../../src/fengtai_map/client/view/stops.js";
import { DEFAULT } from "../../src/fengtai_map/client/view/view.js";

const fact = (id, more = {}) => ({ id, printed: "1", status: "reported", bound: "exact", places: [], rank: "", ...more });
const entry = (id, kind, status, tag = status) => ({ id, name: id, kind, status, tag, places: [] });
const stop = (more) => ({ headline: "", clusters: [], kinds: ["hub"], selected: "", zoom: null, at: "", without: [], figures: [], entries: [], notes: "", ...more });

const FACTS = [fact("a"), fact("b", { printed: "1,000", status: "target" }), fact("c", { rank: "first" }), fact("d"), fact("at", { places: ["p"] }), fact("e"), fact("f")];
const ENTRIES = [entry("x", "hub", "existing"), entry("y", "hub", "existing"), entry("z", "hub", "planned"), entry("u", "area", "planned"), entry("v", "rail", "existing")];

function book(...stops) {
  const index = new Map([...FACTS, ...ENTRIES].map((one) => [one.id, one]));
  const charts = [{ id: "growth", bars: [{ fact: "a", share: 0.1 }, { fact: "b", share: 0.5 }, { fact: "elsewhere", share: 1 }] }];
  return { index, charts, words: { "bound.about": "about" }, stories: [{ id: "s", name: "S", stops }] };
}

const at = (made, number) => telling(made, { ...DEFAULT, story: "s", stop: number });

test("a talk is on while the view names a story and a stop", () => {
  const made = book(stop(), stop());
  assert.equal(telling(made, { ...DEFAULT, story: "s" }), null);
  assert.equal(telling(made, { ...DEFAULT, story: "other", stop: 1 }), null);
  assert.deepEqual([at(made, 2).number, at(made, 2).total], [2, 2]);
  assert.equal(stopState(made, DEFAULT), null);
});

test("the map of a stop is the stop's, whatever the filter of the page is", () => {
  const made = book(stop({ clusters: ["lize"], kinds: ["school"], selected: "p", zoom: 13 }));
  const state = stopState(made, { ...DEFAULT, story: "s", stop: 1, clusters: ["hexi"], without: ["planned"] });
  assert.deepEqual([state.clusters, state.kinds, state.selected, state.zoom, state.without], [["lize"], ["school"], "p", 13, []]);
  assert.deepEqual(state.talk, { story: "s", stop: 1, total: 1, small: false });
});

test("a stop that was taken from the screen has its map where it was and leaves out what it left out", () => {
  const taken = { at: "116.3,39.8,13", without: ["planned"] };
  const made = book(stop(taken), stop({ figures: ["a"] }), stop({ ...taken, figures: ["a"] }));
  const at = (number) => stopState(made, { ...DEFAULT, story: "s", stop: number, at: "1,2,3" });
  assert.deepEqual([at(1).at, at(1).without, at(2).at], ["116.3,39.8,13", ["planned"], ""]);
  assert.deepEqual([at(3).talk.small, at(3).at], [true, ""]); // beside figures the map says only where the district is
  assert.equal(at(2).talk.small, false); // another map than that of the first
});

test("figures lead where the map would be the same again and nothing has a place on it", () => {
  const whole = { figures: ["a"] };
  const made = book(stop(whole), stop(whole), stop({ figures: ["at"] }), stop({ figures: ["a"], kinds: ["school"] }), stop({ figures: ["a"], clusters: ["lize"] }), stop());
  const ways = made.stories[0].stops.map((one, n) => layoutOf(made, made.stories[0], n + 1));
  assert.deepEqual(ways, ["map", "figures", "map", "map", "map", "map"]);
});

test("bars are those of one chart; the row has the rest and what the headline says or what has a rank", () => {
  const made = book(stop(), stop({ headline: "1000家", figures: ["a", "b", "d"] }), stop({ figures: ["a", "c"] }));
  const { row, bars, chart } = figuresOf(made, at(made, 2));
  assert.equal(chart.id, "growth");
  assert.deepEqual(bars.map((bar) => [bar.fact.id, bar.share]), [["a", 0.2], ["b", 1]]);
  assert.deepEqual(row.map((one) => one.id), ["b", "d"]);
  assert.deepEqual(figuresOf(made, at(made, 3)).bars, []);
});

test("more figures that are no bars than stand in a row stand there all the same: none is lost", () => {
  const made = book(stop(), stop({ headline: "1000家", figures: ["a", "b", "c", "d", "e", "f"] }));
  const { row, bars } = figuresOf(made, at(made, 2));
  assert.deepEqual(row.map((one) => one.id), ["c", "d", "e", "f"]);
  assert.deepEqual(bars.map((bar) => bar.fact.id), ["a", "b"]);
});

test("what is a target or about so is hatched", () => {
  assert.deepEqual(FACTS.slice(0, 2).map((one) => ahead(book(), one)), [false, true]);
  assert.equal(ahead(book(), fact("e", { bound: "about" })), true);
});

test("more entries than are read beside a map share lines, of one kind and status first; none is lost", () => {
  const few = book(stop({ entries: ["x", "y"] }));
  assert.deepEqual(linesOf(few, at(few, 1)).map((line) => line.map((one) => one.id)), [["x"], ["y"]]);
  const many = book(stop({ entries: ["x", "y", "z", "u", "v"] }));
  assert.deepEqual(linesOf(many, at(many, 1)).map((line) => line.map((one) => one.id)), [["x", "y"], ["z"], ["u"], ["v"]]);
});

test("a line says one tag: what has another is not joined to it", () => {
  const [role, ...others] = [entry("r", "role", "existing", null), entry("x", "hub", "existing"), entry("v", "rail", "existing"), entry("z", "hub", "planned"), entry("u", "area", "planned")];
  const made = book(stop({ entries: ["r", "x", "v", "z", "u"] }));
  for (const one of [role, ...others]) made.index.set(one.id, one);
  assert.deepEqual(linesOf(made, at(made, 1)).map((line) => line.map((one) => one.id)), [["r"], ["x", "v"], ["z"], ["u"]]);
});

test("a headline is broken after a sign or between words, and stays whole", () => {
  for (const [text, lang] of [["河东：推动商圈焕新，加快推进五里店、青塔", "zh"], ["以“三站一楼”为重点规划超级TOD示范区", "zh"], ["Lize: two leading industries, technology and finance", "en"]]) {
    assert.equal(pieces(text, lang).join(""), text);
    assert.equal(halves(text, lang).flat().join(""), text);
    assert.equal(halves(text, lang).length, 2);
  }
  assert.equal(halves("河东：推动商圈焕新，加快推进五里店、青塔", "zh")[0].join(""), "河东：推动商圈焕新，");
  assert.ok(pieces("以“三站一楼”为重点", "zh").includes("“三站一楼”"));
  assert.equal(halves("短标题", "zh").length, 1);
});

test("no line ends before a sign, after an opening one, or between a number and what is counted", () => {
  for (const piece of pieces("一季度增长4.7%，建成60余处（“三道”）、40项任务", "zh")) assert.doesNotMatch(piece, /^[，。、）”%]|[（“\d]$/);
});

test("a line of other text keeps words, dates and short quotations whole, and no sign stands alone", () => {
  for (const [text, kept] of [
    ["引领城南发展的排头兵、主战场", "主战场"],
    ["现状截至2023年6月13日。", "2023年6月13日"],
    ["城南行动计划全年投资任务完成率", "完成率"],
    ["参与社区治理的党建协调委员会成员单位", "单位"],
    ["构建“科技+金融”两大主导产业", "“科技+金融”"],
    ["在途、新建、重置等各类建筑规模（初步测算）", "（初步测算）"],
    ["打好“配合战”与“组合拳”，在六个方面展现新作为", "“组合拳”"],
    ["国家高新技术企业2600多家，天龙二号首飞成功", "2600多家"],
    ["按示意边界计算的椭球面积（WGS-84）", "面积（WGS-84）"],
    ["按示意边界计数；区界外的灰色显示，不计入", "区界外"],
    ["完成投资203亿元，居城南各区首位", "203亿元"],
  ]) {
    const parts = unbroken(text, "zh");
    assert.equal(parts.join(""), text);
    assert.ok(parts.some((part) => part.includes(kept)), `${kept}: ${parts.join("|")}`);
    assert.ok(parts.every((part) => part.length > 1), parts.join("|"));
  }
  assert.ok(unbroken("《河西地区高质量发展专项行动计划》", "zh").length > 3);
  assert.deepEqual(unbroken("长辛店-卢沟桥-宛平城", "zh"), ["长辛店-", "卢沟桥-", "宛平城"]);
  assert.deepEqual(unbroken("Status as of 13 June 2023", "en"), ["Status as of 13 June 2023"]);
});

test("a long name that joins two parts may end its line between them, none inside of a word", () => {
  assert.deepEqual(parted("京雄城际铁路和京沪高铁沿线环境整治", "zh"), ["京雄城际铁路和", "京沪高铁沿线环境整治"]);
  for (const whole of ["长辛店老镇有机更新项目示范区", "中华人民共和国成立纪念馆", "和义街道"]) assert.deepEqual(parted(whole, "zh"), [whole]);
  assert.deepEqual(parted("Cluster of museums and lounge", "en"), ["Cluster of museums and lounge"]);
});
