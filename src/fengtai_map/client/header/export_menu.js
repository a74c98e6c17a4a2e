/** Files to take away: the menu, and the way to a file of exactly what the page shows, or of a story. */

import { rest } from "../server/connection.js";
import { h, replace } from "../dom/dom.js";
import { menu } from "../dom/menu.js";

const FORMS = ["pptx", "pdf", "html", "png", "docx", "zip", "xlsx", "csv", "geojson", "gpkg"];
const PATIENCE = 15000; // milliseconds in which a button has to be drawn
const SEEN = 1500; // milliseconds that it is said at least that a file is being made

/**
 * @param {() => any} book
 * @param {(form: string) => void} take
 */
export function createExportMenu(book, take) {
  const list = h("div", { class: "ft-menu-list" });
  const element = menu({ name: "", class: "ft-button" }, list);

  return {
    element,
    words() {
      const w = book().say;
      replace(element.firstChild, w("top.export"));
      replace(list, FORMS.map((form) => h("button", { type: "button", data: { form }, on: { click: () => choose(form) } }, w(`files.${form}`))));
    },
  };

  /** @param {string} form */
  function choose(form) {
    element.removeAttribute("open");
    element.firstChild.focus();
    take(form);
  }
}

/**
 * Let the server hear of the View, then press its button. Where that takes long it is said, and the file comes when it
 * comes; of two that wait for the server the later is made.
 * @param {import("../server/setup.js").App} app @param {string} form @param {string} [story] @param {Record<string, any>} [more] what is sent to the server for this file alone
 */
export async function takeFile(app, form, story = "view", more = {}) {
  const { notices } = app.parts;
  const say = app.book().say;
  const mine = (app.taking = {});
  notices.busy(say("files.making"));
  app.turning.hurry(); // the file bears the name of the page
  app.sync.ask(Object.assign({ file: `${story}-${form}` }, more));
  await app.sync.flush(() => app.taking === mine && notices.busy(say("files.later")));
  await rest();
  if (app.taking !== mine) return;
  const button = await drawn(`.st-key-take-${story}-${form} button`);
  if (button) await pressed(button);
  for (const name of Object.keys(more)) app.sync.ask({ [name]: undefined, file: "" });
  if (app.taking === mine) notices.busy("");
}

/** The button that the server has drawn; the first of all needs a script that is still to come. @param {string} selector @returns {Promise<HTMLButtonElement|null>} */
function drawn(selector) {
  const find = () => /** @type {HTMLButtonElement|null} */ (document.querySelector(selector));
  return new Promise((done) => {
    const watching = new MutationObserver(look);
    const late = window.setTimeout(() => end(null), PATIENCE);
    /** @param {HTMLButtonElement|null} button */
    function end(button) {
      window.clearTimeout(late);
      watching.disconnect();
      done(button);
    }
    function look() {
      const button = find();
      if (button) end(button);
    }
    watching.observe(document.body, { subtree: true, childList: true });
    look();
  });
}

/** Press a button of Streamlit for a file, and wait until it has it: it can be pressed again then. @param {HTMLButtonElement} button @returns {Promise<void>} */
function pressed(button) {
  return new Promise((done) => {
    const begun = performance.now();
    const watching = new MutationObserver(() => {
      if (button.isConnected && button.disabled) return;
      watching.disconnect();
      window.setTimeout(done, Math.max(0, begun + SEEN - performance.now()));
    });
    watching.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    button.click();
  });
}
