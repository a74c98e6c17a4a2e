import assert from "node:assert/strict";
import { test } from "node:test";

import { createBooks } from "../../src/fengtai_map/client/view/books.js";

const json = () => ({ words: {}, cluster: [], clusters: [], subdistricts: [], points: [], rivers: [], sources: [], facts: [], entries: [], stories: [{ id: "shipped" }] });
const ids = (book) => book.stories.map((story) => story.id);

function shelf(own) {
  const asked = [];
  const books = createBooks({ zh: "zh-1", en: "en-1" }, (file) => {
    asked.push(file);
    return Promise.resolve(json());
  }, own);
  return { asked, books };
}

test("the office's own stories stand behind those of the book, each in its language", async () => {
  const { books } = shelf({ zh: [{ id: "own" }] });
  assert.deepEqual(ids(await books.load("zh")), ["shipped", "own"]);
  assert.deepEqual(ids(await books.load("en")), ["shipped"]);
});

test("when stories change the book is another one, and is not fetched again", async () => {
  const { asked, books } = shelf();
  const before = await books.load("zh");
  books.renew({ zh: "zh-1", en: "en-1" }, { zh: [{ id: "own" }] });
  const after = await books.load("zh");
  assert.notEqual(before, after);
  assert.deepEqual([ids(before), ids(after), asked], [["shipped"], ["shipped", "own"], ["zh-1"]]);
  books.renew({ zh: "zh-2", en: "en-1" }, { zh: [{ id: "own" }] });
  assert.deepEqual(ids(await books.load("zh")), ["shipped", "own"]);
  assert.deepEqual(asked, ["zh-1", "zh-2"]);
  books.renew({ zh: "zh-2", en: "en-1" });
  assert.deepEqual(ids(await books.load("zh")), ["shipped"]);
});

test("a book that could not be fetched is asked for again", async () => {
  let fails = true;
  const books = createBooks({ zh: "a" }, () => (fails ? Promise.reject(new Error("away")) : Promise.resolve(json())));
  await assert.rejects(books.load("zh"));
  fails = false;
  assert.deepEqual(ids(await books.load("zh")), ["shipped"]);
});
