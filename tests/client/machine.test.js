import assert from "node:assert/strict";
import { test } from "node:test";

import { browserName, outsideOf } from "../../src/fengtai_map/client/panel/machine.js";

const asked = (...names) => ({ performance: { getEntriesByType: () => names.map((name) => ({ name })) } });

test("requests to other hosts are counted, in the page and in the map's frame", () => {
  const page = asked("http://ours:1/a.js", "data:image/png;base64,x", "https://tile.example/1.png");
  assert.equal(outsideOf([page, asked("wss://else.example/"), null], "ours:1"), 2);
  assert.equal(outsideOf([page, page], "ours:1"), 1);
});

test("a browser says its name and version, one of Chromium's kind that of Chromium", () => {
  const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.71 Safari/537.36";
  assert.deepEqual(browserName(chrome), ["Chromium", "94"]);
  assert.deepEqual(browserName(`${chrome} Edg/94.0.992.38`), ["Edge (Chromium)", "94"]);
  assert.deepEqual(browserName("Mozilla/5.0 (X11; rv:115.0) Gecko/20100101 Firefox/115.0"), ["Firefox", "115"]);
  assert.deepEqual(browserName("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.1 Safari/605.1.15"), ["Safari", "16"]);
});
