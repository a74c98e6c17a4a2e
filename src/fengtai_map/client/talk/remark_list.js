/** The list of remarks: over a stop, and on the page 汇报, where they are exported and deleted. */

import { h, replace } from "../dom/dom.js";
import { asked, csv, fileName, said } from "./minutes.js";
import { LONG, MOST, meetings, remarks } from "./remarks.js";

/** @typedef {import("./remarks.js").Remark} Remark @typedef {import("./remarks.js").Meeting} Meeting */

const FORMS = ["docx", "xlsx"]; // of the minutes, which the server makes

/**
 * Remarks with their numbers, each with its buttons.
 * @param {any} book @param {Remark[]} rows @returns {HTMLElement}
 */
export function remarkList(book, rows) {
  return h("ol", { class: "ft-remarks" }, rows.map((row, n) => item(book, row, n + 1)));
}

/** @param {any} book @param {Remark} row @param {number} number */
function item(book, row, number) {
  const w = book.say;
  const one = said(book, row);
  const text = h("p", { class: "ft-remark-text" }, row.text);
  const element = h("li", { data: { remark: row.id } }, h("b", { class: "ft-pin" }, number),
    h("div", {},
      h("p", { class: "ft-remark-about" }, h("time", {}, one.time), h("span", {}, w("remark.stop", { n: row.stop, title: one.headline })), one.place ? h("span", {}, one.place) : null, one.cluster ? h("span", {}, one.cluster) : null),
      text),
    h("span", { class: "ft-remark-deeds" }, button(w("remark.edit"), "edit", edit), button(w("remark.delete"), "delete", () => remarks.remove(row.id))));
  return element;

  function edit() {
    const field = h("input", { type: "text", value: row.text, maxlength: LONG, "aria-label": w("remark.text"), on: { keydown: typed, blur: keep } });
    replace(text, field);
    field.focus();

    function keep() {
      if (field.value.trim() && field.value.trim() !== row.text) remarks.edit(row.id, field.value);
      else replace(text, row.text);
    }

    /** The focus goes to the button of this remark in the list, which may be drawn anew by then. */
    function back() {
      const box = /** @type {HTMLElement} */ (field.closest(".ft-over, .ft-section"));
      field.blur();
      /** @type {HTMLElement} */ (box.querySelector(`[data-remark="${CSS.escape(row.id)}"] [data-deed=edit]`)).focus();
    }

    /** @param {KeyboardEvent} event */
    function typed(event) {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") field.value = row.text;
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault(); // the button that has the focus now is not pressed
      back();
    }
  }
}

/** @param {string} text @param {string} deed @param {() => void} click */
const button = (text, deed, click) => h("button", { type: "button", class: "ft-button", data: { deed }, on: { click } }, text);

/** The section of the page 汇报; drawn anew only where the remarks are others. @param {import("../panel/panel.js").Context} context */
export function remarksSection(context) {
  const { book, cache } = context;
  const rows = remarks.list();
  const before = cache.get("remarks");
  if (before && before.rows === rows && before.book === book) return before.element;
  const element = h("section", { class: "ft-remarks-all", id: "ft-remarks" });
  cache.set("remarks", { rows, book, element });
  fill(element, context, rows);
  return element;
}

/** @param {HTMLElement} element @param {import("../panel/panel.js").Context} context @param {Remark[]} rows */
function fill(element, { book, w, go }, rows) {
  const served = book.pages.some((/** @type {any} */ one) => one.server);
  replace(element, h("h2", {}, w("remark.title")),
    rows.length ? null : h("p", { class: "ft-quiet" }, w("remark.none")),
    meetings(rows).map((meeting) => [
      h("h3", {}, w("remark.meeting", { day: meeting.day, story: said(book, meeting.rows[0]).story, n: meeting.rows.length })),
      remarkList(book, meeting.rows),
      h("div", { class: "ft-files" }, served ? FORMS.map((form) => button(w(`remark.${form}`), form, () => go.take(form, "remarks", { minutes: asked(book, meeting) }))) : button(w("remark.csv"), "csv", () => save(book, meeting))),
    ]).flat(),
    rows.length ? deleting(w, rows.length) : null,
    kept(w));
}

/** Where they are kept, and that a browser may not. @param {import("../view/words.js").Say} w */
const kept = (w) => h("p", { class: "ft-quiet" }, remarks.keeps() ? w("remark.kept", { most: MOST, long: LONG }) : w("remark.unkept"));

/** All of them go at one press, which is asked about once. @param {import("../view/words.js").Say} w @param {number} n */
function deleting(w, n) {
  const box = h("div", { class: "ft-remark-deleting" });
  const usual = () => replace(box, button(w("remark.delete-all"), "delete-all", ask));
  usual();
  return box;

  function ask() {
    replace(box, h("span", { role: "alert" }, w("remark.ask", { n })), button(w("remark.yes"), "yes", remarks.clear), button(w("remark.no"), "no", usual));
    box.querySelector("[data-deed=no]").focus();
  }
}

/** A file that the browser makes of its own. @param {any} book @param {Meeting} meeting */
function save(book, meeting) {
  const address = URL.createObjectURL(new Blob([csv(book, meeting)], { type: "text/csv" }));
  const link = h("a", { href: address, download: fileName(book, meeting) });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address));
}
