/** The parts of the page that are seen, made once and put into it. */

import { h, set, write } from "./dom/dom.js";
import { createCaptureStop } from "./talk/capture_stop.js";
import { createFind } from "./header/find.js";
import { createHints } from "./header/hints.js";
import { createLegend } from "./header/legend.js";
import { createNotices } from "./header/notices.js";
import { createPanel } from "./panel/panel.js";
import { createShare } from "./header/share.js";
import { style } from "./style.js";
import { createExportMenu } from "./header/export_menu.js";
import { createTalk } from "./talk/talk.js";
import { createToolbar } from "./header/toolbar.js";

const OPEN = "ft-filter-open"; // the class of a page whose filter was unfolded on a phone

/** @param {import("./server/setup.js").App} app @param {(lang: string) => void} speak */
export function build(app, speak) {
  const { go, sync, place, file } = app;
  const share = createShare(app.book, place.current, (link, slow) => {
    sync.ask({ link });
    return sync.flush(slow).then((message) => message.code);
  });
  // A link that is no more that of what is shown, after a step back or a turn of the wheel, is not handed on.
  app.store.subscribe((now, before) => now.n !== before.n && share.element.removeAttribute("open"));
  const adds = createCaptureStop(app, (stop, slow) => {
    sync.ask({ stop: Object.assign({ page: app.store.get().page }, stop) });
    return sync.flush(slow).then((message) => {
      sync.ask({ stop: undefined }); // a server that begins anew is not asked again
      return message.stop;
    });
  });
  const files = createExportMenu(app.book, (form) => go.take(form));
  const top = createToolbar({
    go,
    href: (page) => place.href(page, app.store.get().view),
    languages: file ? app.books.languages() : ["zh", "en"],
    speak,
    share: file ? null : share.element,
    take: file ? null : files.element,
    add: file ? null : adds.element,
    beside: file && !app.setup.manual ? null : place.beside,
  });
  const legend = createLegend(go, app.setup.basemaps);
  const find = createFind(go, (text) => sync.ask({ asked: text }));
  const panel = createPanel();
  const talk = createTalk({ store: app.store, script: app.script, paper: (size) => toPaper(app.frame, size), redraw: () => app.draw() });
  const notices = createNotices(() => {
    app.refused = [];
    app.store.again();
  });
  const hints = createHints(app.store, !app.setup.embedded && (!file || Boolean(app.setup.manual)));
  const fold = foldButton();
  const filter = h("aside", { class: "ft-filter" }, find.element, legend.element);
  const element = h("div", { class: "ft-app" }, top.element, fold.element, filter, notices.element, panel.panel, panel.below, hints.element, talk.element);
  const words = (/** @type {any} */ book) => {
    share.words();
    files.words();
    adds.words();
    hints.words(book);
    fold.words(book);
    filter.setAttribute("aria-label", book.say("legend.fold"));
    // What Streamlit says in English only: see ui/style.css.
    for (const name of ["choose-file", "file-refused", "no-results"]) document.documentElement.style.setProperty(`--ft-${name}`, JSON.stringify(book.say(`streamlit.${name}`)));
  };
  return { element, top, legend, find, panel, talk, notices, hints, words };
}

/** Fit the map to the place that it has on paper. @param {any} frame the window of the map @param {DOMRect|null} size null where it is none of its own */
function toPaper(frame, size) {
  if (!frame || !frame.ft || !(size || frame.ft.paper.size)) return;
  frame.ft.paper.size = size;
  frame.ft.paper.turn();
}

/** On a phone the filter is one tap away. */
function foldButton() {
  const element = h("button", { type: "button", class: "ft-fold", "aria-expanded": "false", on: { click: press } });
  let [fold, done] = ["", ""];

  function press() {
    const open = document.documentElement.classList.toggle(OPEN);
    set(element, "aria-expanded", String(open));
    write(element, open ? done : fold);
  }

  return {
    element,
    /** @param {any} book */
    words({ say }) {
      [fold, done] = [say("legend.fold"), say("legend.done")];
      write(element, element.getAttribute("aria-expanded") === "true" ? done : fold);
    },
  };
}

/** Into the page, with its style; an exported file says at its foot what it is. @param {HTMLElement} element @param {Record<string, string>} [foot] */
export function mount(element, foot) {
  document.head.append(h("style", { text: style }));
  document.body.prepend(element);
  if (foot) element.append(footOf(foot[Object.keys(foot)[0]]));
}

/** The foot, which takes its height from the map and the panels: nothing of them lies behind it. @param {string} said */
function footOf(said) {
  const foot = h("footer", { class: "ft-foot" }, said);
  new ResizeObserver(() => document.documentElement.style.setProperty("--ft-foot", `${foot.offsetHeight}px`)).observe(foot);
  return foot;
}
