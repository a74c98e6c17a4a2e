import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { createSync } from "../../src/fengtai_map/client/server/sync.js";
import { DEFAULT } from "../../src/fengtai_map/client/view/view.js";

const QUIET = 300;
const PATIENCE = 6000;
const VIEW = (/** @type {string[]} */ ...clusters) => ({ ...DEFAULT, clusters });

/** Streamlit's page: its state as attributes, which can be watched. */
let dataset;
let watchers;
/** What was said to the server, what was shown to the reader of it, how often a page was asked for. */
let said;
let shown;
let turns;
let sync;
/** What ends the server's halt, and the milliseconds since the beginning. */
let go;
let clock;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  dataset = { testConnectionState: "CONNECTED", testScriptState: "notRunning" };
  watchers = [];
  globalThis.window = globalThis;
  globalThis.document = { querySelector: () => ({ dataset }) };
  globalThis.MutationObserver = class {
    constructor(act) {
      this.act = act;
    }
    observe() {
      watchers.push(this.act);
    }
    disconnect() {}
  };
  [said, shown, turns, clock] = [[], [], 0, 0];
  globalThis.fetch = () => Promise.resolve();
  mock.method(performance, "now", () => clock);
  const map = { say: (value) => said.push(value) > 0 };
  sync = createSync(map, (there) => shown.push(there), () => (turns += 1));
  sync.watch();
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

const page = (change) => {
  Object.assign(dataset, change);
  for (const act of watchers) act();
};
const show = (name, ...clusters) => sync.changed({ view: VIEW(...clusters), page: name, n: 0 });
const wait = (milliseconds) => mock.timers.tick(milliseconds);
const soon = async () => {
  for (let turn = 0; turn < 5; turn += 1) await null;
};

test("what waits for an answer is not said while a hand is busy again", () => {
  show("overview", "lize");
  wait(QUIET);
  show("overview", "lize", "hexi");
  wait(QUIET); // it could be said, but the first is not answered yet
  show("overview", "hexi");
  wait(QUIET - 1);
  sync.received({ n: 1, run: 1, page: "overview" });
  assert.equal(said.length, 1);
  wait(1);
  assert.deepEqual(said.map(({ view }) => view), ["clusters=lize", "clusters=hexi"]);
});

test("a press of what Streamlit drew comes first: in one message with ours it would be forgotten", () => {
  show("history", "lize");
  wait(QUIET - 1);
  clock = QUIET - 1;
  sync.hold();
  wait(1);
  assert.deepEqual(said, []);
  clock = 2 * QUIET - 1;
  wait(QUIET);
  assert.deepEqual(said.map(({ view }) => view), ["clusters=lize"]);
});

test("a press that may have gone into our message is answered by a page drawn anew, once", () => {
  show("history", "lize");
  wait(QUIET);
  sync.hold(); // what was said has perhaps not left yet
  sync.received({ n: 1, run: 1, page: "history" });
  clock = QUIET;
  wait(QUIET);
  assert.equal(turns, 0); // the whole page was drawn since, so the press was heard
  show("history", "hexi");
  clock = 2 * QUIET;
  wait(QUIET);
  sync.hold();
  sync.received({ n: 2, run: 1, page: "history" });
  assert.equal(turns, 0); // its own message may still be on the way
  clock = 3 * QUIET;
  wait(QUIET);
  assert.equal(turns, 1);
  sync.received({ n: 2, run: 2, page: "history" });
  clock = 4 * QUIET;
  wait(QUIET);
  assert.equal(turns, 1);
  sync.hold(); // nothing is on its way
  clock = 5 * QUIET;
  wait(2 * QUIET);
  assert.equal(turns, 1);
});

test("the server hears late, once of many changes, and never twice the same", () => {
  show("overview", "lize");
  wait(QUIET - 1);
  show("overview", "lize", "hexi");
  wait(QUIET - 1);
  assert.deepEqual(said, []);
  wait(1);
  assert.deepEqual(said.map(({ view, n }) => [view, n]), [["clusters=lize,hexi", 1]]);
  sync.received({ n: 1, run: 1, page: "overview" });
  show("overview", "lize", "hexi");
  wait(QUIET);
  assert.equal(said.length, 1);
});

test("one thing at a time: the next waits for the answer to the last", () => {
  show("overview", "lize");
  wait(QUIET);
  show("overview");
  wait(QUIET);
  assert.equal(said.length, 1);
  sync.received({ n: 1, run: 1, page: "overview" });
  assert.deepEqual(said.map((one) => one.view), ["clusters=lize", ""]);
});

test("nothing is said between the wish for a page and its being here, nor while a run is on its way", () => {
  sync.received({ run: 1, page: "overview" });
  show("hubs");
  sync.turn();
  show("hubs", "lize");
  wait(QUIET);
  sync.received({ run: 2, page: "overview" }); // of a run that was on its way before
  assert.deepEqual([turns, said.length], [1, 0]);
  page({ testScriptState: "running" });
  sync.received({ run: 3, page: "hubs" });
  assert.equal(said.length, 0);
  page({ testScriptState: "notRunning" });
  assert.deepEqual(said.map((one) => [one.page, one.view]), [["hubs", "clusters=lize"]]);
});

test("a page is asked for when what was said is answered and no run is on its way, and comes before what is said next", () => {
  show("overview", "lize");
  wait(QUIET);
  show("schools", "lize");
  sync.turn();
  assert.equal(turns, 0);
  page({ testScriptState: "running" });
  sync.received({ n: 1, run: 1, page: "overview" });
  assert.equal(turns, 0);
  page({ testScriptState: "notRunning" });
  assert.deepEqual([turns, said.length], [1, 1]);
  show("hubs");
  sync.turn(); // the first page is still to come
  wait(QUIET);
  assert.deepEqual([turns, said.length], [1, 1]);
  sync.received({ n: 1, run: 2, page: "schools" });
  assert.deepEqual([turns, said.length], [2, 1]);
  sync.received({ n: 1, run: 3, page: "hubs" });
  assert.deepEqual(said.map((one) => one.page), ["overview", "hubs"]);
});

test("a page may come to the map after the run has ended", () => {
  show("hubs", "lize");
  sync.turn();
  page({ testScriptState: "running" });
  page({ testScriptState: "notRunning" });
  wait(QUIET);
  assert.equal(said.length, 0);
  sync.received({ run: 2, page: "hubs" });
  assert.equal(said.length, 1);
});

test("who asks gets the answer whenever it comes, and is warned once that it takes long", async () => {
  let slow = 0;
  show("overview", "lize");
  const answer = sync.flush(() => (slow += 1));
  assert.equal(said.length, 1); // at once
  page({ testScriptState: "running" });
  wait(PATIENCE);
  wait(PATIENCE);
  assert.deepEqual([slow, shown, said.length], [1, [false], 1]);
  sync.received({ n: 1, run: 1, page: "overview", code: "picture" });
  assert.equal((await answer).code, "picture");
  page({ testScriptState: "notRunning" });
  assert.deepEqual(shown, [false, true]);
});

test("a question that seems lost is asked again", async () => {
  show("overview", "lize");
  const answer = sync.flush();
  wait(PATIENCE);
  await soon();
  assert.deepEqual(said.map((one) => one.n), [1, 2]);
  sync.received({ n: 2, run: 1, page: "overview" });
  await answer;
  assert.deepEqual(shown, [false, true]);
  wait(10 * PATIENCE);
  assert.equal(said.length, 2);
});

const halt = () => {
  globalThis.fetch = () => new Promise((done) => (go = done));
};
const letGo = async () => {
  clock += 10 * PATIENCE;
  go();
  await soon();
};

test("a halted server is asked nothing again: what was said stands in its queue", async () => {
  show("overview", "lize");
  halt();
  sync.flush();
  wait(PATIENCE);
  await letGo();
  assert.deepEqual([shown, said.length], [[false], 1]);
  sync.received({ n: 1, run: 1, page: "overview" });
  wait(10 * PATIENCE);
  await soon();
  assert.deepEqual([shown, said.length], [[false, true], 1]);
});

test("a halted server that is to draw a page is asked for nothing else before the page is here", async () => {
  show("hubs", "lize");
  halt();
  sync.turn();
  sync.flush();
  wait(PATIENCE);
  await letGo();
  assert.deepEqual([turns, said.length], [1, 0]);
  sync.received({ run: 2, page: "hubs" });
  assert.equal(said.length, 1);
});

test("a page that seems lost is asked for again, and nothing else before it", async () => {
  show("hubs", "lize");
  sync.turn();
  sync.flush();
  wait(PATIENCE);
  await soon();
  assert.deepEqual([turns, said.length], [2, 0]);
  sync.received({ run: 2, page: "hubs" });
  assert.equal(said.length, 1);
});

test("after a cut the page is drawn anew and all is said again; only then is the server back", async () => {
  show("hubs", "lize");
  wait(QUIET);
  sync.received({ n: 1, run: 4, page: "hubs" });
  page({ testConnectionState: "PINGING_SERVER" });
  let done = false;
  sync.flush().then(() => (done = true));
  wait(PATIENCE);
  assert.deepEqual([shown, said.length], [[false], 1]);
  page({ testConnectionState: "CONNECTED" });
  assert.equal(turns, 1);
  sync.received({ run: 1, page: "hubs" }); // another server, which has heard of nothing
  assert.deepEqual([said.at(-1).n, said.at(-1).view, shown], [2, "clusters=lize", [false]]);
  await soon();
  assert.equal(done, false);
  sync.received({ n: 2, run: 1, page: "hubs" });
  await soon();
  assert.deepEqual([done, shown], [true, [false, true]]);
});

test("what was said through another map's frame is said again", () => {
  show("own", "lize");
  wait(QUIET);
  sync.anew();
  wait(QUIET);
  assert.deepEqual(said.map((one) => [one.n, one.view]), [[1, "clusters=lize"], [2, "clusters=lize"]]);
});
