/** What has to be said above the map: how much is shown, what an address asked for in vain, whether the server is away. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { counts, pageOf } from "../view/filter.js";
import { grouped } from "../view/words.js";
import { writeLine } from "../parts/lists.js";

/** @param {() => void} forget let go of what was refused of the address */
export function createNotices(forget) {
  const said = h("span", { class: "ft-line", role: "status" });
  const day = h("span");
  const more = h("small", { id: "ft-count-more", hidden: true });
  const also = h("button", { type: "button", class: "ft-also", "aria-expanded": "false", "aria-controls": more.id, on: { click: unfold } });
  const count = h("div", { class: "ft-count" }, said, h("small", {}, day, also), more);
  const away = h("p", { class: "ft-notice ft-away", role: "status", hidden: true });
  const busy = h("p", { class: "ft-notice ft-busy", role: "status", hidden: true });
  const list = h("div", { class: "ft-warnings" });
  const element = h("div", { class: "ft-notices" }, count, away, busy, list);
  let listed = "";

  /** What is to be known of few of those that are counted. */
  function unfold() {
    show(more, more.hidden);
    set(also, "aria-expanded", String(!more.hidden));
  }

  return {
    element,
    count,
    /**
     * @param {any} book @param {import("../view/view.js").State} state
     * @param {{layer: any, refused: import("../view/address.js").Refused[], messages: string[], there: boolean}} more
     */
    draw(book, state, { layer, refused, messages, there }) {
      const w = book.say;
      const page = pageOf(book, state.page);
      const made = counts(book, state.view, page.kinds);
      const shown = made.shown + (layer ? layer.shown : 0);
      const total = made.total + (layer ? layer.total : 0);
      const parts = [w("page.counter", { n: grouped(shown), total: grouped(total) })];
      if (made.stations) parts.push(w("page.counter-stations", { n: made.stations }));
      if (made.nowhere) parts.push(w("page.counter-nowhere", { n: made.nowhere }));
      writeLine(said, parts.join(" · "));
      const [most, others] = page.as_of[state.view.time];
      const rest = [others, made.beyond ? w("page.counter-beyond", { n: made.beyond }) : ""].filter(Boolean);
      write(day, most);
      write(also, w("time.also"));
      write(more, rest.join(" · "));
      show(also, rest.length > 0);
      show(more, rest.length > 0 && also.getAttribute("aria-expanded") === "true");
      set(count, "data-shown", String(shown));
      write(away, there ? "" : w("server.away"));
      show(away, !there);
      warn([...refused.map((one) => refusal(book, one)), ...messages], w);
    },
    /** Say that something is being made; nothing where that is over. @param {string} text */
    busy(text) {
      write(busy, text);
      show(busy, Boolean(text));
    },
  };

  /** @param {string[]} texts @param {import("../view/words.js").Say} w */
  function warn(texts, w) {
    if (texts.join("\n") === listed) return;
    listed = texts.join("\n");
    const close = h("button", { type: "button", class: "ft-close", "aria-label": w("notice.close"), on: { click: forget } }, "×");
    replace(list, texts.map((text) => h("p", { class: "ft-notice" }, text)), texts.length ? close : null);
  }
}

/** What an address asked for in vain. @param {any} book @param {import("../view/address.js").Refused} one */
function refusal({ say, basemaps }, { name, value, more, known }) {
  if (known) return say("notice.unoffered", { name: basemaps.find((/** @type {any} */ one) => one.id === value).name });
  if (more) return [say("problem.url-more.what", { place: name, n: grouped(more) }), say("problem.url-more.fix")].join(say("list.sentence"));
  return ["what", "fix"].map((part) => say(`problem.url-value.${part}`, { place: name, value })).join(say("list.sentence"));
}
