/** What is on the screen as a stop of a story: to which story, in which place, who does it, and what came of it. */

import { h, replace, set, show, write } from "../dom/dom.js";
import { menu } from "../dom/menu.js";
import { stored } from "../dom/storage.js";

const NAMED = "fengtai-who"; // where this browser keeps the name that was given last
const LONGEST = 80; // characters of a name

/**
 * @param {import("../server/setup.js").App} app
 * @param {(wanted: any, slow: () => void) => Promise<any>} ask tells the server, and gives what it answers
 */
export function createCaptureStop(app, ask) {
  const into = h("select", { id: "ft-add-into", on: { change: chosen } });
  const name = h("input", { id: "ft-add-name", type: "text", maxlength: LONGEST });
  const place = h("select", { id: "ft-add-place" });
  const who = h("input", { id: "ft-add-who", type: "text", maxlength: LONGEST, autocomplete: "name" });
  const labels = [into, name, place, who].map((field) => h("label", { for: field.id }));
  const may = h("p", { class: "ft-quiet" });
  const act = h("button", { type: "submit", class: "ft-button ft-primary" });
  const said = h("p", { class: "ft-add-said", role: "status" });
  const edit = h("a", { href: "#", class: "ft-way", data: { page: "stories" } });
  const fields = [into, name, place, who].flatMap((field, at) => [labels[at], field]);
  const form = h("form", { class: "ft-add", on: { submit: take } }, fields, may, act, said, edit);
  const element = menu({ name: "", class: "ft-button ft-add-head", opened }, form);
  let busy = false;

  const say = () => app.book().say;
  const stories = () => app.book().stories.filter((/** @type {any} */ one) => one.own);

  function opened() {
    const w = say();
    const last = into.value;
    replace(into, stories().map((/** @type {any} */ one) => h("option", { value: one.id }, one.name)), h("option", { value: "" }, w("capture.new")));
    into.value = stories().some((/** @type {any} */ one) => one.id === last) ? last : stories().length ? stories()[stories().length - 1].id : "";
    for (const [at, key] of ["into", "name", "place", "who"].entries()) write(labels[at], w(`capture.${key}`));
    write(act, w("capture.act"));
    write(edit, w("capture.edit"));
    const { why, who: signed } = app.setup;
    write(may, why ? w("capture.may-not", { why: w(`rights.${why}`) }) : "");
    show(may, Boolean(why));
    for (const part of [labels[3], who]) show(part, !why && !signed);
    set(who, "required", !why && !signed);
    if (!who.value) who.value = stored("localStorage", (store) => store.getItem(NAMED)) || "";
    if (!busy) write(said, "");
    chosen();
  }

  /** Another story has other stops. */
  function chosen() {
    const w = say();
    const story = stories().find((/** @type {any} */ one) => one.id === into.value);
    for (const part of [labels[1], name]) show(part, !story);
    for (const part of [labels[2], place]) show(part, Boolean(story));
    set(name, "required", !story);
    const stops = story ? story.stops : [];
    replace(place, h("option", { value: "0" }, w("capture.end")), stops.map((/** @type {any} */ stop, /** @type {number} */ at) => h("option", { value: String(at + 1) }, w("capture.instead", { n: at + 1, headline: stop.headline }))));
    place.value = "0";
  }

  /** @param {Event} event */
  async function take(event) {
    event.preventDefault();
    if (busy) return;
    const w = say();
    const key = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    busy = true;
    set(act, "aria-disabled", true); // one that is disabled would let go of the focus
    write(said, w("capture.busy"));
    stored("localStorage", (store) => store.setItem(NAMED, who.value));
    const wanted = { key, story: into.value, name: name.value, place: Number(place.value), who: who.value };
    const answer = await ask(wanted, () => write(said, w("capture.slow")));
    busy = false;
    set(act, "aria-disabled", false);
    write(said, answer && answer.key === key ? answer.said : w("capture.slow"));
    if (answer && answer.added) name.value = "";
  }

  /** In a narrow head the sign stands alone; its name is still said. */
  function words() {
    const name = say()("top.capture");
    replace(element.firstChild, h("b", { "aria-hidden": "true" }, "＋"), h("span", {}, name));
    set(element.firstChild, "title", name);
    set(element.firstChild, "aria-label", name);
  }

  return { element, words };
}
