/** Where the page begins: the books, the one store, and everybody who follows it. */

import { fit, read, write } from "./view/address.js";
import { createBooks } from "./view/books.js";
import { createActions } from "./actions.js";
import { set } from "./dom/dom.js";
import { pageOf } from "./view/filter.js";
import { keepFocus } from "./dom/focus.js";
import { listen } from "./map/map_input.js";
import { createLanguage } from "./header/language.js";
import { eachDay, relight } from "./view/lights.js";
import { createMap, mapState } from "./map/map.js";
import { createAddressBar } from "./view/address_bar.js";
import { remarks } from "./talk/remarks.js";
import { SILENT } from "./server/server_message.js";
import { readSetup } from "./server/setup.js";
import { build, mount } from "./shell.js";
import { speakerView } from "./talk/speaker_view.js";
import { closeDialogs, createTitle, onPress } from "./server/streamlit.js";
import { keepServerFocus } from "./server/server_focus.js";
import { createSync } from "./server/sync.js";
import { createTurning } from "./server/page_switch.js";
import { unpacked } from "./view/unpack_books.js";
import { DEFAULT, createStore } from "./view/view.js";

/** @typedef {import("./server/setup.js").App} App @typedef {import("./server/setup.js").Setup} Setup @typedef {ReturnType<typeof read>} Asked */

/** The page of a server, of a file that holds everything itself, or of a speaker whose talk stands in another window. */
function begin() {
  const speaks = readSetup("ft-speaker");
  if (speaks) speakerView(speaks.talk || "");
  else openPage(/** @type {HTMLScriptElement|null} */ (document.currentScript));
}

/** @param {HTMLScriptElement|null} script that holds all of this */
function openPage(script) {
  const file = readSetup("ft-file");
  const setup = file || /** @type {Setup} */ (readSetup("ft-setup"));
  const place = createAddressBar(Boolean(file), { page: setup.page || "overview", view: setup.view || "" });
  const asked = read(place.query());
  const lang = setup.books[asked.view.lang] ? asked.view.lang : setup.lang || Object.keys(setup.books)[0];
  const page = place.asked();
  const books = createBooks(setup.books, (given) => (file ? unpacked(given) : fetched(app, given)), setup.stories);
  const app = /** @type {App} */ ({ file: Boolean(file), script, setup, place, map: createMap(), books, refused: asked.refused, says: SILENT, there: true, frame: null });
  window.fengtai = { setup: () => renew(app), frame: (frame) => framed(app, frame) };
  adopt(app);
  asked.view.lang = lang;
  books.load(lang).then((book) => start(app, book, asked, page));
}

/**
 * A book by its address, with the addresses of the office's pictures; a server whose disk has no room for a file gives the book itself.
 * @param {App} app @param {any} given @returns {Promise<any>}
 */
function fetched({ place }, given) {
  const book = typeof given === "string" ? fetch(place.file(given)).then((answer) => answer.json()) : Promise.resolve(given);
  return book.then((json) => {
    const at = Object.entries(json.photos).map(([name, file]) => [name, file.startsWith("data:") ? file : place.file(file)]);
    return Object.assign(json, { photos: Object.fromEntries(at) });
  });
}

/** The map stands in this window. @param {App} app @param {any} frame */
function framed(app, frame) {
  const another = app.frame && app.frame !== frame;
  app.frame = frame;
  app.map.attach(frame);
  if (another && app.sync) app.sync.anew();
  if (app.draw) app.draw(); // only the map can count the points of a layer
}

/** A map that stood before this script did. @param {App} app */
function adopt(app) {
  if (app.file) return;
  const frame = /** @type {HTMLIFrameElement|null} */ (document.querySelector(".st-key-map iframe"));
  const there = frame && /** @type {any} */ (frame.contentWindow);
  if (there && there.ft && there.ft.whole) framed(app, there);
}

/** The server has something new to say: other books, since the office's points changed. @param {App} app */
function renew(app) {
  const setup = readSetup("ft-setup");
  const said = (/** @type {Setup} */ one) => JSON.stringify([one.books, one.stories, one.unsure, one.who, one.why]);
  if (!setup || said(setup) === said(app.setup)) return;
  app.setup = setup;
  app.books.renew(setup.books, setup.stories);
  if (!app.store) return;
  app.books.load(app.store.get().view.lang).then((book) => {
    const { view, refused } = fit(app.store.get().view, book, () => true); // a filter of what is no more there would hide all, unseen
    app.refused.push(...refused);
    become(app, view, app.store.get().page);
  }, () => undefined);
  app.books.prepare();
  app.language.arrived();
}

/** @param {App} app @param {any} book @param {Asked} asked @param {string} page */
function start(app, book, asked, page) {
  const found = known(app, book, asked, page);
  const store = (app.store = createStore(found.view, found.page));
  app.book = () => app.books.get(store.get().view.lang) || book;
  app.draw = drawing(app);
  app.go = createActions(app);
  app.sync = createSync(app.map, (there) => {
    app.there = there;
    app.draw();
  }, () => app.place.turn());
  app.turning = createTurning(app);
  app.language = createLanguage(app);
  app.parts = build(app, app.language.speak);
  mount(app.parts.element, app.setup.foot);
  if (app.file && window.ft) framed(app, window);
  follow(app);
  listen(app);
  app.parts.words(app.book());
  app.draw();
  app.place.write(store.get(), "quiet");
  app.sync.changed(store.get());
  if (!app.file) app.sync.watch();
  eachDay(app.draw);
  if (!app.file) {
    closeDialogs();
    onPress(app.parts.element, app.sync.hold);
    keepServerFocus();
  }
  window.ftView = () => seen(app);
  app.books.prepare();
}

/** What can be shown of an address; what cannot is named above the map. @param {App} app @param {any} book @param {Asked} asked @param {string} page */
function known(app, book, asked, page) {
  const unknown = !book.pages.some((/** @type {any} */ one) => one.id === page);
  const { view, refused } = fit(asked.view, book, () => Boolean(book.layer || app.setup.unsure));
  app.refused = [...asked.refused, ...(unknown ? [{ name: "page", value: page }] : []), ...refused, ...unoffered(view, app.setup)];
  return { view, page: unknown ? book.pages[0].id : page };
}

/** A background that a link names but that cannot be had here: the offline one is shown instead. @param {import("./view/view.js").View} view @param {Setup} setup @returns {import("./view/address.js").Refused[]} */
function unoffered(view, { basemaps }) {
  const { basemap } = view;
  if (!basemaps || basemaps.includes(basemap)) return [];
  view.basemap = DEFAULT.basemap;
  return [{ name: "basemap", value: basemap, known: true }];
}

/** Whoever changes the View, all the page follows. @param {App} app */
function follow(app) {
  const { store, place } = app;
  store.subscribe((state, before, how) => {
    if (how !== "none") app.refused = [];
    if (state.view.lang !== before.view.lang) app.parts.words(app.book());
    place.write(state, how);
    app.draw();
    app.sync.changed(state);
    if (state.page !== before.page) app.turning.gone(state.page, how === "none");
  });
  remarks.subscribe(() => app.draw());
  if (app.file) return place.follow((query, page) => goTo(app, query, page));
  return place.follow((query, page) => {
    app.sync.expect(page);
    const next = fit(read(query).view, app.book(), () => true).view;
    if (app.books.has(next.lang)) store.set(next, "none", page);
    else app.books.load(next.lang).then(() => store.set(next, "none", page), () => undefined);
  });
}

/** To another address of a file: a step of the history, or a link pasted over the last one, which loads nothing. @param {App} app @param {string} query @param {string} page */
function goTo(app, query, page) {
  const asked = read(query);
  if (!app.books.offers(asked.view.lang)) asked.view.lang = app.store.get().view.lang;
  void app.books.load(asked.view.lang).then((book) => {
    const found = known(app, book, asked, page);
    become(app, found.view, found.page);
  });
}

/** Show this, which is no step of the history; all is drawn where it is the same, as what is said of it may be another. @param {App} app @param {import("./view/view.js").View} view @param {string} page */
function become(app, view, page) {
  app.store.set(view, "none", page);
  app.place.write(app.store.get(), "quiet");
  app.store.again();
}

/** Draw everything that the View decides, at once. @param {App} app @returns {() => void} */
function drawing(app) {
  const title = createTitle();

  function draw() {
    const { map, store, parts, says } = app;
    const state = store.get();
    const book = app.book();
    relight(book);
    const page = pageOf(book, state.page);
    const embedded = Boolean(app.setup.embedded);
    const shell = document.documentElement;
    set(shell, "data-ft-layout", embedded ? "embedded" : page.layout);
    set(shell, "data-ft-page", state.page);
    set(shell, "lang", state.view.lang); // written anew, even the same, it would make the browser style all the page anew
    map.show(mapState(book, state.view, state.page, { message: says, embedded, remarks: parts.talk.onMap(book, state.view) }));
    const layer = map.layer();
    parts.top.draw(book, state);
    parts.legend.draw(book, state, layer);
    parts.find.draw(book, state, says.hits);
    parts.panel.draw({ book, view: state.view, w: book.say, go: app.go, layer, message: says, frame: app.frame }, state.page);
    parts.talk.draw(state, book);
    parts.notices.draw(book, state, { layer, refused: app.refused, messages: says.notices, there: app.there });
    title(state.page === book.pages[0].id ? book.say("app.title") : `${page.title} · ${book.say("app.title")}`);
  }
  return () => keepFocus(draw);
}

/** What the page shows, for those who test and those who embed it. @param {App} app */
function seen({ store, parts, place, refused }) {
  const { view, page, n } = store.get();
  const shown = Number(parts.notices.element.querySelector(".ft-count").dataset.shown);
  return { view, page, query: write(view), written: place.written(), n, shown, problems: refused };
}

begin();
