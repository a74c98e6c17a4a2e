/* One store: everybody hears of every change, in order, once. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { DEFAULT, builtOnly, createStore, equal, same, withValue } from "../../src/fengtai_map/client/view/view.js";

/** A store, and what its subscriber heard. */
function listening(page = "") {
  const store = createStore(DEFAULT, page);
  const heard = [];
  store.subscribe((state, before, how) => heard.push({ state, before, how }));
  return { store, heard };
}

test("a change is reported at once, with what was before and its number", () => {
  const { store, heard } = listening();
  store.set({ ask: "丽泽" }, "quiet");
  assert.equal(heard.length, 1);
  assert.deepEqual([heard[0].state.view.ask, heard[0].before.view.ask, heard[0].state.n, heard[0].how], ["丽泽", "", 1, "quiet"]);
  assert.equal(store.get(), heard[0].state);
});

test("a change that is none is not reported", () => {
  const { store, heard } = listening();
  store.set({ clusters: [], errors: false });
  assert.equal(heard.length, 0);
  assert.equal(store.get().n, 0);
});

test("a state is never changed once it was given out", () => {
  const { store, heard } = listening();
  store.set({ clusters: ["lize"] });
  store.set({ clusters: ["hexi"] });
  assert.deepEqual(heard.map((one) => one.state.view.clusters), [["lize"], ["hexi"]]);
  assert.deepEqual(DEFAULT.clusters, []);
});

test("another page is a change even where the View stays", () => {
  const { store, heard } = listening();
  store.set({}, "step", "hubs");
  assert.deepEqual([heard[0].before.page, heard[0].state.page, heard[0].how], ["", "hubs", "step"]);
});

test("a change by a subscriber is reported to all after the one that caused it", () => {
  const store = createStore(DEFAULT, "");
  const heard = [];
  store.subscribe((state) => state.view.stop === 1 && store.set({ stop: 2 }));
  store.subscribe((state) => heard.push(state.view.stop));
  store.set({ stop: 1 });
  assert.deepEqual(heard, [1, 2]);
  assert.equal(store.get().n, 2);
});

test("telling everybody again is no step and no change", () => {
  const { store, heard } = listening();
  store.again();
  assert.deepEqual([heard.length, heard[0].state.n, heard[0].how], [1, 0, "none"]);
});

test("a subscriber that fails keeps nobody from hearing, and its error is reported", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const store = createStore(DEFAULT, "");
  const heard = [];
  store.subscribe((state) => {
    if (state.view.stop === 1) throw new Error("an error of ours");
  });
  store.subscribe((state) => heard.push(state.view.stop));
  store.set({ stop: 1 });
  store.set({ stop: 2 });
  assert.deepEqual(heard, [1, 2]);
  assert.throws(() => context.mock.timers.tick(1), /an error of ours/);
});

test("a value is put into a list or taken out, in the order of the book", () => {
  const order = ["a", "b", "c"];
  assert.deepEqual(withValue(["c"], "a", true, order), ["a", "c"]);
  assert.deepEqual(withValue(["a", "c"], "a", true, order), ["a", "c"]);
  assert.deepEqual(withValue(["a", "c"], "a", false, order), ["c"]);
  assert.deepEqual(withValue(["c"], "a", false, order), ["c"]);
  assert.deepEqual(withValue(["unknown", "c"], "b", true, order), ["b", "c", "unknown"]);
});

test("Views are the same by what they hold", () => {
  assert.ok(same({ ...DEFAULT, clusters: [] }, DEFAULT));
  assert.ok(!same({ ...DEFAULT, clusters: ["a"] }, DEFAULT));
  assert.ok(equal(["a", "b"], ["a", "b"]));
  assert.ok(!equal(1, "1"));
});

test("built only leaves out exactly what is not built", () => {
  assert.ok(builtOnly({ ...DEFAULT, without: ["unknown", "planned", "under-construction"] }));
  assert.ok(!builtOnly({ ...DEFAULT, without: ["planned"] }));
  assert.ok(!builtOnly({ ...DEFAULT, without: ["existing", "planned", "under-construction"] }));
});
