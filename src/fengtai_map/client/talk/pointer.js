/** A light that points and a pen that draws, above all that a talk shows; who holds neither clicks through. */

import { h, set, show } from "../dom/dom.js";
import { fading, nextPen, seen, strength } from "./pen_lines.js";

const COLOUR = "#e0301e"; // seen on paper, water and every cluster
const [DOT, LINE] = [0.008, 0.0045]; // of the height of the window: radius of the light, width of a line

/**
 * @param {(tool: string) => void} notify called with what is in hand now: "laser", "pen", "fading" or ""
 */
export function createPointing(notify) {
  const canvas = /** @type {HTMLCanvasElement} */ (h("canvas", { class: "ft-ink", "aria-hidden": "true", data: { tool: "", lines: 0 } }));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let tool = "";
  /** @type {import("./pen_lines.js").Line[]} */
  let lines = [];
  /** @type {[number, number]|null} */
  let at = null;
  let next = 0;

  /** @param {PointerEvent} event @returns {[number, number]} */
  const place = (event) => [event.clientX, event.clientY];
  const drawing = () => lines.find((line) => !line.end);
  const soon = () => (next = next || window.requestAnimationFrame(paint));

  function paint() {
    next = 0;
    const now = Date.now();
    lines = seen(lines, now, still.matches);
    set(canvas, "data-lines", String(lines.length));
    sized();
    for (const line of lines) stroke(line, strength(line, now, still.matches));
    if (tool === "laser" && at) dot(at);
    if (fading(lines)) soon();
  }

  /** As many pixels as the screen has; a canvas that is given a size is empty. */
  function sized() {
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(window.innerWidth * scale);
    canvas.height = Math.round(window.innerHeight * scale);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  /** @param {import("./pen_lines.js").Line} line @param {number} alpha */
  function stroke({ points }, alpha) {
    Object.assign(pen, { globalAlpha: alpha, strokeStyle: COLOUR, lineWidth: LINE * window.innerHeight, lineCap: "round", lineJoin: "round" });
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
  }

  /** @param {[number, number]} point */
  function dot([x, y]) {
    const radius = Math.max(6, DOT * window.innerHeight);
    Object.assign(pen, { globalAlpha: 0.92, fillStyle: COLOUR, shadowColor: COLOUR, shadowBlur: radius });
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
    pen.shadowBlur = 0;
  }

  function lift() {
    const line = drawing();
    if (line) line.end = Date.now();
    soon();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (tool === "laser" || event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    lift();
    lines.push({ points: [place(event)], fades: tool === "fading", end: 0 });
    soon();
  });
  canvas.addEventListener("pointermove", (event) => {
    const line = drawing();
    at = place(event);
    if (line) line.points.push(at);
    if (line || tool === "laser") soon();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, lift);
  canvas.addEventListener("pointerleave", () => {
    at = null;
    soon();
  });
  window.addEventListener("resize", clear);

  function clear() {
    lines = [];
    soon();
  }

  /** @param {string} name */
  function take(name) {
    if (name === tool) return;
    if (drawing()) lift();
    tool = name;
    set(canvas, "data-tool", name);
    soon();
    notify(name);
  }

  return {
    element: canvas,
    tool: () => tool,
    laser: () => take(tool === "laser" ? "" : "laser"),
    pen: () => take(nextPen(tool)),
    /** Put away what is in hand. @returns {boolean} whether something was */
    rest() {
      const held = Boolean(tool);
      take("");
      return held;
    },
    clear,
    /** What covers the stop covers what was drawn on it. @param {boolean} shown */
    shown: (shown) => show(/** @type {any} */ (canvas), shown),
  };
}
