/** The foot of a stop: where in the story it is, what comes next, how long the talk has lasted, and the keys as buttons. */

import { h, replace, set, write } from "../dom/dom.js";
import { aboutOf } from "../view/stop_summary.js";
import { beside, ends } from "../view/stops.js";

/** What stands on the buttons, by the row of the table of keys that each does; the first four are seen by who looks for them. */
const MORE = { grid: "▦", speaker: "▤", laser: "◉", pen: "✎", remark: "⚑", remarks: "☰" };
const TURN = { back: "‹", next: "›", leave: "×" };

/** @param {(name: string) => void} act called with the name of a row of the table of keys */
export function createFoot(act) {
  const at = h("strong");
  const bar = h("span", { class: "ft-stop-progress", "aria-hidden": "true" }, h("i"));
  const following = h("span", { class: "ft-stop-next" });
  const clock = h("time", { id: "ft-clock" });
  const made = (/** @type {Record<string, string>} */ signs) => Object.entries(signs).map(([name, sign]) => h("button", { type: "button", data: { key: name }, on: { click: () => act(name) } }, sign));
  const buttons = h("span", { class: "ft-stop-turn" }, h("span", { class: "ft-stop-more" }, made(MORE)), made(TURN));
  const button = (/** @type {string} */ name) => buttons.querySelector(`[data-key=${name}]`);
  return {
    clock,
    element: h("footer", { class: "ft-stop-foot" }, at, bar, following, clock, buttons),
    /** @param {any} book @param {import("../view/stops.js").CurrentStop} current */
    draw(book, { story, number, total }) {
      const w = book.say;
      const next = beside(story, number, 1);
      write(at, w("talk.progress", { n: number, total }));
      bar.firstChild.style.width = `${(100 * number) / total}%`;
      const said = next === number ? w("talk.end") : announced(w("talk.next", { title: "" }), titled(book, story, next));
      if (following.textContent !== said) replace(following, ...clauses(said).map((part) => h("span", {}, part)));
      set(following, "title", said);
      set(clock, "title", w("talk.clock"));
      for (const one of buttons.querySelectorAll("button")) for (const name of ["title", "aria-label"]) set(one, name, w(`key.${one.dataset.key}`));
      button("back").disabled = number <= ends(story)[0];
      button("next").disabled = next === number;
    },
    /** What is in hand. @param {string} tool */
    hold(tool) {
      set(button("laser"), "aria-pressed", String(tool === "laser"));
      set(button("pen"), "aria-pressed", String(tool === "pen" || tool === "fading"));
      set(button("remark"), "aria-pressed", String(tool === "remark"));
    },
  };
}

/** «Next: » and a title; a title that says so itself says it once. Pure. @param {string} before @param {string} title */
export const announced = (before, title) => (title.toLowerCase().startsWith(before.trim().toLowerCase()) ? title : before + title);

/**
 * What comes next as its first clause and the rest, which stands there only where all of it has room. Pure.
 * @param {string} said
 */
export const clauses = (said) => (/^(.{3,5}[：:] ?.+?)([：，；].+|[:,;] .+)$/.exec(said) || [said, said]).slice(1);

/** A stop in few words: the one cluster that it is about, else its headline. @param {any} book @param {any} story @param {number} number @returns {string} */
function titled(book, story, number) {
  const stop = story.stops[number - 1];
  const { clusters } = aboutOf(book, story, stop);
  return clusters.length === 1 ? clusters[0].short : stop.headline;
}
