/** What the pure modules of the client answer to many questions about a real book; asked by tests/asked.py. */

import { readFileSync } from "node:fs";

import { read } from "../../src/fengtai_map/client/view/address.js";
import { opened } from "../../src/fengtai_map/client/view/book.js";
import { pageOf, reveal, visible } from "../../src/fengtai_map/client/view/filter.js";
import { compared } from "../../src/fengtai_map/client/view/comparison_measures.js";
import { nearestFirst, origin, shownOn } from "../../src/fengtai_map/client/view/nearest_first.js";
import { speaker } from "../../src/fengtai_map/client/view/words.js";

const { path, asked } = JSON.parse(readFileSync(0, "utf-8"));
const json = JSON.parse(readFileSync(path, "utf-8"));
const book = opened(json, speaker(json.words));

const ANSWERS = {
  compared: (view) => compared(book, view).map((row) => Object.assign({}, row, { measure: row.measure.id })),
  twin: (view, { kinds }) => ({
    origin: origin(book, view),
    n: shownOn(book, view, kinds),
    lines: nearestFirst(book, view, kinds).map(({ id, status, metres, direction }) => ({ id, status, metres, direction })),
  }),
  reveal: (view, { id, page }) => {
    const next = Object.assign({}, view, reveal(book, view, id));
    return { view: next, visible: visible(book.index.get(id), next, pageOf(book, page).kinds) };
  },
};

const answers = asked.map((one) => ANSWERS[one.what](read(one.query).view, one));
process.stdout.write(JSON.stringify(answers));
