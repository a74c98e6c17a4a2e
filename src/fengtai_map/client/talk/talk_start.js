/** Before a talk: which story, in which colours, by hand or by itself; its stops, its files, the keys. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { headline } from "../dom/phrases.js";
import { disc } from "../dom/symbol.js";
import { keyList } from "./overlays.js";
import { forget, left } from "./talk_memory.js";
import { ends } from "../view/stops.js";

const THEMES = ["normal", "projector"];
const PACES = [0, 15, 30, 60]; // seconds a stop; 0 is by hand
const FORMS = ["pptx", "pdf", "html"];

/** The section of the page 汇报. @param {import("../panel/panel.js").Context} context */
export function talkstart(context) {
  const { book, view, cache } = context;
  if (!cache.has("talkstart")) cache.set("talkstart", build(context));
  const parts = cache.get("talkstart");
  parts.go = context.go;
  const story = book.stories.find((/** @type {any} */ one) => one.id === view.story) || book.stories[0];
  const pressed = { story: story.id, theme: view.theme, seconds: String(view.seconds) };
  if (!PACES.includes(view.seconds)) pace(parts, context, view.seconds);
  for (const button of parts.element.querySelectorAll("button[data-choice]")) {
    set(button, "aria-pressed", String(pressed[/** @type {"story"|"theme"|"seconds"} */ (button.dataset.choice)] === button.dataset.value));
  }
  if (parts.story !== story.id) outline(parts, context, story);
  resumed(parts, context, story);
  return parts.element;
}

/** @param {import("../panel/panel.js").Context} context */
function build({ book, w, page }) {
  /** @type {any} */
  const parts = { story: "", go: null };
  const served = book.pages.some((/** @type {any} */ one) => one.server);
  const choose = (/** @type {any} */ change) => parts.go.set(change);
  parts.goOn = (/** @type {number} */ stop) => parts.go.set({ story: parts.story, stop, over: "" });
  parts.begin = (/** @type {number} */ stop) => {
    forget(parts.story); // begun anew by hand: neither by a reload nor by a step of the browser's history
    parts.goOn(stop || ends(book.stories.find((/** @type {any} */ one) => one.id === parts.story))[0]);
  };
  parts.resume = h("button", { type: "button", class: "ft-button ft-resume", data: { key: "resume" }, on: { click: () => parts.goOn(left(parts.story)) } });
  parts.stops = h("ol", { class: "ft-outline" });
  parts.count = h("span");
  parts.paces = h("div", { class: "ft-switch", role: "group", "aria-label": w("talk.pace") }, PACES.map((one) => choice("seconds", one, paceName(w, one), choose)));
  parts.element = h("div", { class: "ft-talkstart" },
    h("h1", {}, page.title), h("p", { class: "ft-quiet" }, page.text),
    h("div", { class: "ft-stories", role: "group", "aria-label": w("talk.story") }, book.stories.map((/** @type {any} */ one) => card(one, book, choose)), served ? ownStories(parts, w) : null),
    h("div", { class: "ft-settings" },
      h("div", {}, h("h2", {}, w("talk.theme")), h("div", { class: "ft-switch", role: "group", "aria-label": w("talk.theme") }, THEMES.map((one) => choice("theme", one, w(`theme.${one}`), choose)))),
      h("div", {}, h("h2", {}, w("talk.pace")), parts.paces)),
    h("div", { class: "ft-begins" }, h("button", { type: "button", class: "ft-begin", data: { key: "begin" }, on: { click: () => parts.begin(0) } }, h("span", { "aria-hidden": "true" }, "▶"), w("talk.begin")), parts.resume),
    h("h2", {}, parts.count), parts.stops,
    served ? files(parts, w) : null,
    h("h2", {}, w("talk.keys")), keyList(w));
  return parts;
}

/** @param {any} story @param {any} book @param {(change: any) => void} choose */
function card(story, book, choose) {
  const w = book.say;
  return h("button", { type: "button", class: "ft-story", data: { choice: "story", value: story.id, key: `story-${story.id}` }, on: { click: () => choose({ story: story.id }) } },
    h("b", {}, headline(story.name, book.lang)), h("span", {}, w("talk.stops", { n: story.stops.length })), story.own ? h("em", {}, w("talk.own")) : null);
}

/** The way to where the office's own stories are edited. @param {any} parts @param {import("../view/words.js").Say} w */
function ownStories(parts, w) {
  return h("button", { type: "button", class: "ft-story ft-story-edit", data: { key: "stories" }, on: { click: () => parts.go.open("stories") } },
    h("b", {}, w("talk.edit")), h("span", {}, w("talk.edit-text")));
}

/** @param {string} name @param {string|number} value @param {string} text @param {(change: any) => void} choose */
function choice(name, value, text, choose) {
  return h("button", { type: "button", data: { choice: name, value: String(value) }, on: { click: () => choose({ [name]: value }) } }, text);
}

/** @param {import("../view/words.js").Say} w @param {number} seconds */
const paceName = (w, seconds) => (seconds ? w("talk.pace-seconds", { n: seconds }) : w("talk.by-hand"));

/** A pace that only an address names stands among the others. @param {any} parts @param {import("../panel/panel.js").Context} context @param {number} seconds */
function pace(parts, { w }, seconds) {
  if (parts.paces.querySelector(`[data-value="${seconds}"]`)) return;
  parts.paces.append(choice("seconds", seconds, paceName(w, seconds), (change) => parts.go.set(change)));
}

/** The stops of a story; a press begins there. @param {any} parts @param {import("../panel/panel.js").Context} context @param {any} story */
function outline(parts, { book, w }, story) {
  parts.story = story.id;
  write(parts.count, w("talk.stops", { n: story.stops.length }));
  replace(parts.stops, story.stops.map((/** @type {any} */ stop, /** @type {number} */ at) => {
    const clusters = book.clusters.filter((/** @type {any} */ one) => stop.clusters.includes(one.id));
    const press = { click: () => parts.begin(at + 1) };
    return h("li", {}, h("button", { type: "button", data: { stop: at + 1, hidden: stop.hidden ? "" : null }, on: press }, h("i", {}, at + 1), h("span", {}, stop.headline), stop.hidden ? h("em", {}, w("talk.hidden")) : null, clusters.map((/** @type {any} */ one) => disc(one))));
  }));
  show(parts.stops, true);
}

/** Who left a talk goes on where it was, and so does its clock. @param {any} parts @param {import("../panel/panel.js").Context} context @param {any} story */
function resumed(parts, { w }, story) {
  const stop = story.stops[left(story.id) - 1];
  show(parts.resume, Boolean(stop));
  if (stop) write(parts.resume, w("talk.resume", { n: left(story.id), title: stop.headline }));
}

/** The story as a file, and the check before the meeting: both are the server's. @param {any} parts @param {import("../view/words.js").Say} w */
function files(parts, w) {
  return h("div", { class: "ft-settings" },
    h("div", {}, h("h2", {}, w("files.story")), h("div", { class: "ft-files" }, FORMS.map((form) =>
      h("button", { type: "button", class: "ft-button", data: { form }, on: { click: () => parts.go.take(form, parts.story) } }, w(`files.${form}`))))),
    h("div", {}, h("h2", {}, w("page.ready.title")), h("button", { type: "button", class: "ft-button", data: { key: "ready" }, on: { click: () => parts.go.open("ready") } }, w("talk.ready"))));
}
