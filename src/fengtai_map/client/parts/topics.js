/** The choice of a topic on the page of figures; nothing chosen shows all. */

import { h, set, write } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { isShown, listed } from "../view/shown_records.js";

/** @typedef {import("../panel/panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part */

/**
 * Whether a View's topic lets one of these through.
 * @param {import("../view/view.js").View} view @param {string[]} topics
 */
export function shownTopic(view, topics) {
  return view.topic === "" || topics.includes(view.topic);
}

/** @type {import("../panel/panel.js").Section} */
export function topics(context) {
  return drawn(context, "topics", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { book, w, go } = context;
  /** @type {any[]} */
  const facts = book.facts.filter(listed);
  let wanted = "";
  const buttons = [{ id: "", name: w("figure.all") }, ...book.topics].map((topic) => {
    const n = h("i");
    const press = () => go.set({ topic: wanted === topic.id ? "" : topic.id });
    return { id: topic.id, n, node: h("button", { type: "button", class: "ft-pill", data: { topic: topic.id }, on: { click: press } }, topic.name, " ", n) };
  });
  const node = h("div", { class: "ft-pills", role: "group", "aria-label": w("figure.topic") }, buttons.map((one) => one.node));

  /** @param {Context} now */
  function draw(now) {
    wanted = now.view.topic;
    const shown = facts.filter((fact) => isShown(fact, now.view));
    for (const { id, n, node: button } of buttons) {
      write(n, id ? shown.filter((fact) => fact.topic === id).length : shown.length);
      set(button, "aria-pressed", String(wanted === id));
    }
    return true;
  }
  return { node, draw };
}
