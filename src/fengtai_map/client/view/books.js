/** The books, one a language: each fetched when it is first wanted, and kept until the server has another. */

import { opened } from "./book.js";
import { speaker } from "./words.js";

/**
 * @param {Record<string, any>} first where the book of each language is, or the book itself
 * @param {(given: any) => Promise<any>} read the JSON of one
 * @param {Record<string, any[]>} [ours] the office's own stories of each language: they change more often than a book
 */
export function createBooks(first, read, ours = {}) {
  let given = first;
  let stories = ours;
  /** @type {Map<string, Promise<any>>} */
  const bases = new Map();
  /** @type {Map<string, Promise<any>>} */
  const coming = new Map();
  /** @type {Map<string, any>} */
  const here = new Map();

  /** A book without the office's own stories. @param {string} lang @returns {Promise<any>} */
  function base(lang) {
    let book = bases.get(lang);
    if (!book) {
      book = given[lang] ? read(given[lang]).then((json) => opened(json, speaker(json.words))) : Promise.reject(new Error(`no book in ${lang}`));
      bases.set(lang, book);
      book.catch(() => bases.delete(lang));
    }
    return book;
  }

  /** @param {string} lang @returns {Promise<any>} */
  function load(lang) {
    let book = coming.get(lang);
    if (!book) {
      const own = stories[lang] || [];
      book = base(lang).then((made) => (own.length ? Object.assign({}, made, { stories: [...made.stories, ...own] }) : made));
      coming.set(lang, book);
      book.then((made) => coming.get(lang) === book && here.set(lang, made), () => coming.delete(lang)); // a failed one is asked for again
    }
    return book;
  }

  return {
    load,
    /** The languages that can be had without asking the server for a book. */
    languages: () => Object.keys(given),
    /** @param {string} lang */
    offers: (lang) => Boolean(given[lang]),
    /** @param {string} lang */
    has: (lang) => here.has(lang),
    /** @param {string} lang */
    get: (lang) => here.get(lang),
    /** Fetch them all before they are wanted, when there is nothing else to do. */
    prepare() {
      for (const lang of Object.keys(given)) idle(() => void load(lang).catch(() => undefined));
    },
    /** The server has others. A book is still shown until its next is here. @param {Record<string, any>} next @param {Record<string, any[]>} [nextStories] */
    renew(next, nextStories = {}) {
      const other = JSON.stringify(nextStories) !== JSON.stringify(stories);
      for (const lang of Object.keys(next)) {
        if (next[lang] !== given[lang]) bases.delete(lang);
        if (other || next[lang] !== given[lang]) coming.delete(lang);
      }
      given = next;
      stories = nextStories;
    },
  };
}

/** @typedef {ReturnType<typeof createBooks>} Books */

/** @param {() => void} act */
function idle(act) {
  if (window.requestIdleCallback) window.requestIdleCallback(act, { timeout: 4000 });
  else window.setTimeout(act, 1000);
}
