/** The line at the top: name, pages in groups, language, share, export, the manual, and the way to the talk. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { menu } from "../dom/menu.js";
import { afterPaint } from "../dom/after_paint.js";

const OPEN = ["map", "figures"]; // groups whose pages stand in the open; the others are a menu each
const MANUAL = { zh: "help.html", en: "help-en.html" }; // its files, as manual/ names them
const NAMES = { zh: "中文", en: "EN" };

/**
 * @param {{go: import("../panel/panel.js").Go, href: (page: string) => string, languages: string[], speak: (lang: string) => void,
 *   share: HTMLElement|null, take: HTMLElement|null, add: HTMLElement|null, beside: ((file: string) => string)|null}} parts `beside` where the manual lies
 */
export function createToolbar({ go, href, languages, speak, share, take, add, beside }) {
  const brand = h("a", { class: "ft-brand", href: href("overview"), data: { page: "overview" } });
  const nav = h("nav", { class: "ft-nav" });
  const lang = h("div", { class: "ft-switch ft-language", role: "group" });
  const manual = beside && h("a", { class: "ft-button ft-help", target: "_blank", rel: "noopener" });
  const begin = h("a", { class: "ft-button ft-primary", href: href("present"), data: { page: "present" } });
  const element = h("header", { class: "ft-top" }, brand, nav, h("span", { class: "ft-space" }), lang, share, take, add, manual, begin);
  element.addEventListener("click", (/** @type {MouseEvent} */ event) => turn(event));
  // Where the links lead matters to who opens one in another tab.
  const links = afterPaint(() => {
    for (const link of pages()) set(link, "href", href(link.getAttribute("data-page") || ""));
  });
  const pages = () => element.querySelectorAll("a[data-page]");
  /** @type {any} */
  let written = null;
  let shown = ""; // the page that is marked

  for (const one of languages) {
    lang.append(h("button", { type: "button", lang: one, data: { lang: one }, on: { click: () => speak(one) } }, NAMES[/** @type {"zh"|"en"} */ (one)]));
  }

  /** A page is a link: it opens in another tab as any link does, and here without leaving. @param {MouseEvent} event */
  function turn(event) {
    const link = /** @type {Element} */ (event.target).closest("a[data-page]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const box of element.querySelectorAll("details[open]")) box.removeAttribute("open");
    go.open(link.getAttribute("data-page") || "");
  }

  /** @param {any} book */
  function words(book) {
    written = book;
    const w = book.say;
    write(brand, w("app.title"));
    set(nav, "aria-label", w("nav.pages"));
    set(lang, "aria-label", w("sidebar.language"));
    replace(begin, h("span", { "aria-hidden": "true" }, "▶ "), w("page.present.title"));
    replace(nav, groups(book));
    if (manual) {
      replace(manual, h("b", { "aria-hidden": "true" }, "?"), h("span", {}, w("help.title")));
      set(manual, "title", w("help.title"));
      set(manual, "href", beside(MANUAL[/** @type {"zh"|"en"} */ (book.lang)]));
    }
    show(lang, languages.length > 1);
  }

  /** @param {any} book */
  function groups(book) {
    const listed = book.pages.filter((/** @type {any} */ page) => !page.hidden);
    const names = [...new Set(listed.map((/** @type {any} */ page) => page.group))];
    return names.map((group) => {
      const links = listed
        .filter((/** @type {any} */ page) => page.group === group)
        .map((/** @type {any} */ page) => h("a", { href: href(page.id), data: { page: page.id } }, page.title));
      return OPEN.includes(/** @type {string} */ (group)) ? links : menu({ name: book.say(`group.${group}`), group: String(group) }, h("div", { class: "ft-menu-list" }, links));
    });
  }

  /** @param {string} page */
  function current(page) {
    shown = page;
    for (const link of pages()) set(link, "aria-current", link.getAttribute("data-page") === page ? "page" : null);
    for (const box of element.querySelectorAll("details[data-group]")) {
      box.classList.toggle("ft-within", Boolean(box.querySelector("[aria-current]")));
    }
    window.requestAnimationFrame(intoSight); // once it stands in the page
  }

  /** On a phone the pages are wider than the screen: the one that is shown is in sight at once, nothing slides. */
  function intoSight() {
    const marked = /** @type {HTMLElement|null} */ (nav.querySelector(":scope > [aria-current], :scope > .ft-within"));
    if (!marked || nav.scrollWidth <= nav.clientWidth) return;
    const [box, line] = [marked.getBoundingClientRect(), nav.getBoundingClientRect()];
    nav.scrollLeft += box.left + box.width / 2 - line.left - line.width / 2;
  }

  return {
    element,
    /** @param {any} book @param {import("../view/view.js").State} state */
    draw(book, state) {
      if (written !== book) {
        words(book);
        shown = "";
      }
      if (shown !== state.page) current(state.page);
      links.soon();
      for (const button of lang.children) set(button, "aria-pressed", String(button.getAttribute("lang") === state.view.lang));
    },
  };
}
