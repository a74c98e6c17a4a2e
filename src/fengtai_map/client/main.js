/** Where the page begins: the books, the one store, and everybody who follows it. */

import { fit, read, write } from "./address.js";
import { opened } from "./book.js";
import { h } from "./dom.js";
import { pageOf, reveal } from "./filter.js";
import { createFind } from "./find.js";
import { keepFocus } from "./focus.js";
import { press } from "./keys.js";
import { createLegend } from "./legend.js";
import { createMap, mapState } from "./map.js";
import { createNotices } from "./notices.js";
import { createPanel } from "./panel.js";
import { createPlace } from "./place.js";
import { createShare } from "./share.js";
import { closeDialogs, createTitle } from "./streamlit.js";
import { style } from "./style.js";
import { createSync } from "./sync.js";
import { createTake } from "./take.js";
import { createTalk } from "./talk.js";
import { createTop } from "./top.js";
import { unpacked } from "./unpack.js";
import { createStore } from "./view.js";
import { speaker } from "./words.js";

const MOVING = ["clusters", "selected", "ring", "story", "stop"]; // what the map flies to: a place left by hand is over
const CONTROLS = "filter"; // the class of a page whose filter was unfolded on a phone

/**
 * What the page is told at its start: the books, as addresses or themselves, the backgrounds that can be had (all of the
 * book where nothing is said), whether it is `unsure` what points of the office's own there are, and of an exported file
 * what it shows.
 * @typedef {{books: Record<string, any>, basemaps?: string[], unsure?: boolean, embedded?: boolean, lang?: string, view?: string, page?: string, foot?: Record<string, string>}} Setup
 */

/** @param {string} id @returns {Setup|null} */
function told(id) {
  const element = document.getElementById(id);
  const text = element && (element.dataset.setup || element.textContent);
  return text ? JSON.parse(text) : null;
}

/** The page of a server, or of a file that holds everything itself. */
function begin() {
  const file = told("ft-file");
  const setup = file || /** @type {Setup} */ (told("ft-setup"));
  const place = createPlace(Boolean(file), { page: setup.page || "overview", view: setup.view || "" });
  const asked = read(place.query());
  const lang = setup.books[asked.view.lang] ? asked.view.lang : setup.lang || Object.keys(setup.books)[0];
  const page = place.asked();
  const map = createMap();
  /** @type {any} */
  const app = { file: Boolean(file), setup, place, map, books: new Map(), refused: asked.refused, says: {}, there: true, loading: new Map() };
  window.fengtai = {
    setup: () => renew(app),
    frame: (/** @type {any} */ frame) => {
      app.frame = frame;
      map.attach(frame);
    },
  };
  adopt(app);
  load(app, lang).then((book) => start(app, book, Object.assign(asked.view, { lang }), page));
}

/** A map that stood before this script did. @param {any} app */
function adopt(app) {
  if (app.file) return;
  const frame = /** @type {HTMLIFrameElement|null} */ (document.querySelector(".st-key-map iframe"));
  const there = frame && /** @type {any} */ (frame.contentWindow);
  if (there && there.ft && there.ft.map) window.fengtai.frame(there);
}

/** The server has something new to say: other books, since the office's points changed. @param {any} app */
function renew(app) {
  const setup = told("ft-setup");
  const same = (/** @type {Setup} */ one, /** @type {Setup} */ other) => JSON.stringify([one.books, one.unsure]) === JSON.stringify([other.books, other.unsure]);
  if (!setup || same(setup, app.setup)) return;
  const before = app.setup.books;
  app.setup = setup;
  for (const lang of Object.keys(setup.books)) if (setup.books[lang] !== before[lang]) app.books.delete(lang);
  if (!app.store) return;
  load(app, app.store.get().view.lang).then(() => app.store.again(), () => undefined);
  for (const lang of Object.keys(setup.books)) later(() => void load(app, lang).catch(() => undefined)); // it is fetched when it is wanted
  if (app.speak && setup.books[app.wanted]) app.speak(app.wanted);
}

/** The book of a language, fetched once. @param {any} app @param {string} lang @returns {Promise<any>} */
function load(app, lang) {
  const given = app.setup.books[lang];
  if (app.books.has(lang)) return Promise.resolve(app.books.get(lang));
  // A server whose disk has no room for a file gives the book itself.
  const text = app.file ? unpacked(given) : typeof given === "string" ? fetch(app.place.file(given)).then((answer) => answer.json()) : Promise.resolve(given);
  return text.then((/** @type {any} */ json) => {
    const book = opened(json, speaker(json.words));
    app.books.set(lang, book);
    return book;
  });
}

/** @param {any} app @param {any} book @param {import("./view.js").View} view @param {string} page */
function start(app, book, view, page) {
  const unknown = !book.pages.some((/** @type {any} */ one) => one.id === page);
  if (unknown) app.refused.push({ name: "page", value: page });
  const fitted = fit(view, book, () => Boolean(book.layer || app.setup.unsure));
  app.refused.push(...fitted.refused);
  const store = (app.store = createStore(fitted.view, unknown ? book.pages[0].id : page));
  const current = () => app.books.get(store.get().view.lang) || book;
  app.go = deeds(app, current);
  app.sync = createSync(app.map, (there) => {
    app.there = there;
    draw();
  }, () => app.place.turn());
  const parts = (app.parts = build(app, current));
  if (!app.file) mount(parts.app);
  else mountFile(parts.app, app.setup);

  const title = createTitle();
  const draw = () => keepFocus(drawAll);

  /** Everything that the View decides, at once. */
  function drawAll() {
    const state = store.get();
    const now = current();
    const layer = app.map.layer();
    const shell = document.documentElement.dataset;
    shell.ftLayout = app.setup.embedded ? "embedded" : pageOf(now, state.page).layout;
    shell.ftPage = state.page;
    document.documentElement.lang = state.view.lang;
    app.map.show(mapState(now, state.view, state.page, { told: app.says, embedded: Boolean(app.setup.embedded) }));
    const about = { book: now, view: state.view, w: now.say, go: app.go, layer: app.map.layer() || layer, told: app.says, frame: app.frame };
    parts.top.draw(now, state);
    parts.legend.draw(now, state, about.layer);
    parts.find.draw(now, state, app.says.hits || []);
    parts.panel.draw(about, state.page);
    parts.talk.draw(state, now);
    parts.notices.draw(now, state, { layer: about.layer, refused: app.refused, told: app.says.notices || [], there: app.there });
    title(state.page === "overview" ? now.say("app.title") : `${pageOf(now, state.page).title} · ${now.say("app.title")}`);
  }

  store.subscribe((state, before, how) => {
    if (how !== "none") app.refused = [];
    if (state.view.lang !== before.view.lang) parts.words(current());
    app.place.write(state, how);
    draw();
    app.sync.changed(state);
    if (state.page !== before.page) turned(app, state, current());
  });
  app.place.follow((/** @type {string} */ query, /** @type {string} */ to) => {
    const next = fit(read(query).view, current(), () => true).view;
    if (app.books.has(next.lang)) store.set(next, "none", to);
    else load(app, next.lang).then(() => store.set(next, "none", to), () => undefined);
  });
  listen(app, current, draw);
  parts.words(current());
  draw();
  app.place.write(store.get(), "quiet");
  app.sync.changed(store.get());
  if (!app.file) app.sync.watch();
  if (!app.file) closeDialogs();
  window.ftView = () => ({ view: store.get().view, page: store.get().page, query: write(store.get().view), n: store.get().n, shown: Number(parts.notices.element.querySelector(".ft-count").dataset.shown), problems: app.refused });
  for (const lang of Object.keys(app.setup.books)) later(() => void load(app, lang).catch(() => undefined)); // it is fetched when it is wanted
}

/** @param {() => void} act */
function later(act) {
  if (window.requestIdleCallback) window.requestIdleCallback(act, { timeout: 4000 });
  else window.setTimeout(act, 1000);
}

/** What can be done from everywhere. @param {any} app @param {() => any} current @returns {import("./panel.js").Go} */
function deeds(app, current) {
  const change = (/** @type {any} */ wanted) => (MOVING.some((name) => name in wanted) && !("at" in wanted) ? Object.assign({ at: "" }, wanted) : wanted);
  return {
    set: (wanted, how) => app.store.set(change(wanted), how),
    select: (id) => app.store.set(change({ selected: app.store.get().view.selected === id ? "" : id, ring: 0 })),
    reveal(id) {
      const { view, page } = app.store.get();
      const book = current();
      const record = book.index.get(id);
      const kinds = pageOf(book, page).kinds;
      const here = pageOf(book, page).panel.includes("card") && (!record || record.type !== "point" || kinds.includes(record.kind));
      app.store.set(reveal(book, view, id), "step", here ? page : book.pages[0].id);
    },
    open: (page, wanted = {}) => app.store.set(change(wanted), "step", page),
    take: (form, story) => take(app, current(), form, story),
  };
}

/** @param {any} app @param {() => any} current */
function build(app, current) {
  const { go, sync, place } = app;
  const share = createShare(current, (link) => {
    sync.ask({ link });
    return sync.flush().then((/** @type {any} */ message) => message.code);
  });
  const files = app.file ? null : createTake(current, (form) => go.take(form));
  const speak = (/** @type {string} */ lang) => load(app, lang).then(() => go.set({ lang }), () => undefined); // without its book a language waits for the server
  const top = createTop({ go, href: (page) => place.href(page, app.store.get().view), languages: app.file ? Object.keys(app.setup.books) : ["zh", "en"], speak: (lang) => speakOrAsk(app, lang, speak), share: app.file ? null : share.element, take: files && files.element });
  const legend = createLegend(go, app.setup.basemaps);
  const find = createFind(go, (text) => sync.ask({ asked: text }));
  const panel = createPanel();
  const talk = createTalk({ store: app.store, go });
  const notices = createNotices(() => {
    app.refused = [];
    app.store.again();
  });
  const fold = h("button", { type: "button", class: "ft-fold", "aria-expanded": "false" });
  fold.addEventListener("click", () => {
    const open = document.documentElement.classList.toggle(`ft-${CONTROLS}-open`);
    fold.setAttribute("aria-expanded", String(open));
  });
  const filter = h("aside", { class: "ft-filter" }, find.element, legend.element);
  const element = h("div", { class: "ft-app" }, top.element, fold, filter, notices.element, panel.panel, panel.below, talk.element);
  const words = (/** @type {any} */ book) => {
    share.words();
    if (files) files.words();
    fold.textContent = book.say("legend.fold");
    filter.setAttribute("aria-label", book.say("legend.fold"));
    // What Streamlit says on its button for a file in English only: see ui/style.css.
    document.documentElement.style.setProperty("--ft-choose-file", JSON.stringify(book.say("streamlit.choose-file")));
  };
  return { app: element, top, legend, find, panel, talk, notices, words };
}

/** A language whose book is not here yet is asked of the server, and spoken when it comes. @param {any} app @param {string} lang @param {(lang: string) => void} speak */
function speakOrAsk(app, lang, speak) {
  const here = Boolean(app.setup.books[lang]);
  app.wanted = here ? "" : lang;
  app.speak = (/** @type {string} */ one) => speakOrAsk(app, one, speak);
  if (here) return speak(lang);
  const state = app.store.get();
  app.sync.changed(Object.assign({}, state, { view: Object.assign({}, state.view, { lang }) }));
  app.sync.flush().then(() => undefined, () => undefined);
}

/** What a hand does on the map, and keys wherever they are pressed. @param {any} app @param {() => any} current @param {() => void} draw */
function listen(app, current, draw) {
  const { store, go, map, sync } = app;
  map.hear({
    choose(/** @type {string} */ id) {
      if (store.get().view.stop) return; // a story shows what its stop shows
      store.set({ selected: id, ring: 0 });
      const card = document.querySelector(".ft-panel");
      if (id && card && window.innerWidth < 768) card.scrollIntoView({ block: "start", behavior: "smooth" });
      else if (id && card) card.scrollTop = 0;
    },
    place: (/** @type {number} */ lon, /** @type {number} */ lat) => sync.ask({ placed: [lon, lat] }),
    window: (/** @type {any} */ bounds) => sync.ask({ window: bounds }),
    moved: (/** @type {string} */ at) => store.get().view.stop || store.set({ at }, "quiet"),
    errors: () => go.set({ errors: !store.get().view.errors }),
    key: (/** @type {KeyboardEvent} */ event) => press(event, store, current()),
    told(/** @type {any} */ message) {
      app.says = message;
      for (const record of [...(message.records || []), ...(message.hits || [])]) current().index.set(record.id, Object.assign(record, { type: "point" }));
      sync.told(message);
      draw();
    },
  });
  document.addEventListener("keydown", (event) => press(event, store, current()), { capture: true });
  if (app.frame) map.attach(app.frame);
}

/** A page that the server draws is asked for at once, others when all is quiet. @param {any} app @param {any} state @param {any} book */
function turned(app, state, book) {
  if (app.file) return;
  window.clearTimeout(app.turning);
  const page = pageOf(book, state.page);
  app.parts.panel.panel.scrollTop = 0;
  document.documentElement.classList.toggle("ft-waits", page.server);
  if (page.server) app.sync.flush().then(() => app.place.turn(), () => undefined);
  else app.turning = window.setTimeout(() => turn(app), 400);
}

/** Streamlit hears of the page. @param {any} app */
function turn(app) {
  window.clearTimeout(app.turning);
  app.turning = 0;
  app.place.turn();
}

/** A file of what is on the screen, or of a story: the server hears of the View first. @param {any} app @param {any} book @param {string} form @param {string} [story] */
function take(app, book, form, story = "view") {
  const notices = app.parts.notices;
  notices.busy(book.say("handover.making"));
  if (app.turning) turn(app); // the file bears the name of the page
  app.sync.flush().then(() => app.sync.rest()).then(
    () => {
      const button = /** @type {HTMLElement|null} */ (document.querySelector(`.st-key-take-${story}-${form} button`));
      if (button) button.click();
      window.setTimeout(() => notices.busy(""), 2500);
    },
    () => {
      notices.busy("");
      app.store.again();
    },
  );
}

/** @param {HTMLElement} element */
function mount(element) {
  document.head.append(h("style", { text: style }));
  document.body.prepend(element);
}

/** @param {HTMLElement} element @param {Setup} setup */
function mountFile(element, setup) {
  mount(element);
  if (setup.foot) element.append(h("footer", { class: "ft-foot" }, setup.foot[/** @type {string} */ (Object.keys(setup.foot)[0])]));
  if (window.ft) window.fengtai.frame(window);
}

begin();
