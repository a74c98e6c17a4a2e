/** Before a meeting: one light, and what to fix where it is not green. */

import { h, replace, write } from "../dom/dom.js";
import { drawn } from "../dom/memo.js";
import { heading } from "../parts/lists.js";
import { CHROMIUM, browserName, outsideOf } from "./machine.js";
import { pageHead } from "./page_head.js";

/** @typedef {import("./panel.js").Context} Context @typedef {import("../dom/memo.js").Part} Part @typedef {import("../server/server_message.js").Finding} Finding */

const LEAST = [1280, 720]; // pixels of a projector that carries the pages
const OF_SERVER = ["data", "files", "exports"];

/** @type {import("./panel.js").Section} */
export function check(context) {
  return drawn(context, "check", make);
}

/** @param {Context} context @returns {Part} */
function make(context) {
  const { w } = context;
  const text = h("span");
  const light = h("p", { class: "ft-light", role: "status" }, h("i"), text);
  const list = h("ul", { class: "ft-findings" });
  const node = h("section", { class: "ft-check" }, pageHead(context), light, heading(w("ready.found")).node, list);
  let [shown, last] = ["", context];
  window.addEventListener("resize", () => node.isConnected && draw(last)); // it is moved to the projector

  /** @param {Context} now */
  function draw(now) {
    last = now;
    const found = findings(now);
    const key = JSON.stringify(found);
    if (key === shown) return true;
    shown = key;
    const bad = found.filter((one) => one.good === false).length;
    const state = found.some((one) => one.good === null) ? "waiting" : bad ? "fix" : "green";
    light.dataset.light = state;
    write(text, w(`ready.${state}`, { n: bad }));
    replace(list, found.map((one) => line(w, one)));
    return true;
  }
  return { node, draw };
}

/** @param {import("../view/words.js").Say} w @param {Finding} one */
function line(w, { name, good, values }) {
  const sign = good === null ? "…" : good ? "✓" : "✗";
  const said = good === null ? "…" : w(`ready.${name}-${good ? "good" : "bad"}`, values);
  return h("li", { data: { finding: name, good: good === null ? "" : String(good) } }, h("i", { "aria-hidden": "true" }, sign), h("b", {}, w(`ready.${name}`)), h("span", {}, said));
}

/** What the server found, then what only this browser knows. @param {Context & {frame?: any}} context @returns {Finding[]} */
function findings({ message, frame }) {
  const server = message.findings.length ? message.findings : OF_SERVER.map((name) => ({ name, good: null, values: {} }));
  const outside = outsideOf([window, frame], window.location.host);
  const { width, height } = window.screen;
  const [browser, version] = browserName(navigator.userAgent);
  const old = /Chrom/.test(navigator.userAgent) && Number(version) < CHROMIUM;
  return [
    ...server,
    { name: "network", good: outside === 0, values: { n: outside } },
    { name: "glyphs", good: glyphs(), values: {} },
    { name: "screen", good: width >= LEAST[0] && height >= LEAST[1], values: { width, height, least: LEAST.join("×") } },
    { name: "browser", good: !old, values: { name: browser, version, least: CHROMIUM } },
  ];
}

/** A font without Chinese draws the same empty box for every character. */
function glyphs() {
  const [one, other] = ["丰", "台"].map((sign) => {
    const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
    context.font = "24px sans-serif";
    context.fillText(sign, 4, 30);
    return context.getImageData(0, 0, 40, 40).data.join();
  });
  return one !== other;
}
