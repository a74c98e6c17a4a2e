/* What the server tells (messages.json, to which tests/unit/ui/test_server_message.py holds ui/server_message.py), and what the map is given of it. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";

import { mapState } from "../../src/fengtai_map/client/map/map.js";
import { SILENT, whole } from "../../src/fengtai_map/client/server/server_message.js";
import { DEFAULT } from "../../src/fengtai_map/client/view/view.js";
import { smallBook } from "./book.js";

const EXAMPLES = JSON.parse(readFileSync(new URL("messages.json", import.meta.url), "utf-8"));
const SOURCE = new URL("../../src/fengtai_map/", import.meta.url);
const ON_MAP = ["preview", "placing", "singles", "window"];

/** All scripts in and under a folder as one text, without these files. */
const scripts = (folder, ...without) => {
  const at = new URL(folder, SOURCE);
  const names = readdirSync(at, { recursive: true }).filter((name) => name.endsWith(".js") && !without.includes(basename(name)));
  return names.map((name) => readFileSync(new URL(name, at), "utf-8")).join("\n");
};

/** The fields that a text reads of something that is called so. */
const reads = (text, ...names) => [...new Set([...text.matchAll(new RegExp(`\\b(?:${names.join("|")})\\.(\\w+)`, "g"))].map((found) => found[1]))].sort();

const sort = (value) => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);
const book = () => Object.assign(smallBook(), { pages: [{ id: "overview", kinds: ["hub"] }], rings: {}, stories: [] });
const state = (message) => mapState(book(), DEFAULT, "overview", { message: whole(message) });

for (const { about, message } of EXAMPLES) {
  test(`«${about}» is read as it was written`, () => {
    const heard = whole(message);
    assert.deepEqual(Object.keys(heard).sort(), Object.keys(SILENT).sort());
    for (const [name, value] of Object.entries(message)) {
      assert.deepEqual(heard[name], value);
      if (SILENT[name] !== null) assert.equal(sort(value), sort(SILENT[name]), name);
    }
    for (const name of ON_MAP) assert.deepEqual(state(message)[name], heard[name], name);
  });
}

test("what is left out is empty", () => assert.deepEqual(whole({}), SILENT));

test("every field has an example, and the page reads it", () => {
  const written = new Set(EXAMPLES.flatMap(({ message }) => Object.keys(message)));
  assert.deepEqual([...written].sort(), Object.keys(SILENT).sort());
  const read = reads(scripts("client/", "server_message.js"), "message", "says");
  assert.deepEqual(Object.keys(SILENT).filter((name) => !read.includes(name)), []);
});

test("the map's script reads every field of the state that it is given, and no other", () => {
  assert.deepEqual(reads(scripts("webmap/assets/"), "state"), Object.keys(state({})).sort());
});
