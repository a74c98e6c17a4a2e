/** The menu of files: exactly what the page shows, in the form that is wanted. */

import { h, replace } from "./dom.js";
import { menu } from "./menu.js";

const FORMS = ["pptx", "pdf", "html", "png", "xlsx", "csv", "geojson", "gpkg"];

/**
 * @param {() => any} book
 * @param {(form: string) => void} take
 */
export function createTake(book, take) {
  const list = h("div", { class: "ft-menu-list" });
  const element = menu({ name: "", class: "ft-button" }, list);

  return {
    element,
    words() {
      const w = book().say;
      replace(element.firstChild, w("top.export"));
      replace(list, FORMS.map((form) => h("button", { type: "button", data: { form }, on: { click: () => choose(form) } }, w(`handover.${form}`))));
    },
  };

  /** @param {string} form */
  function choose(form) {
    element.removeAttribute("open");
    take(form);
  }
}
