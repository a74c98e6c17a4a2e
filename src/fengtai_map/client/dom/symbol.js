/** The badge of a kind, as the map draws it: filled where it exists, hollow while it is built, dashed while it is planned. */

import { svg } from "./dom.js";

const CENTRE = 10; // of the drawing, 20 units wide
const STATION = "metro-station";

/**
 * @param {any} book @param {string} kind @param {string} [status] @param {number} [size] pixels
 * @returns {any} an SVGElement that says nothing to a screen reader: the words stand beside it
 */
export function symbol(book, kind, status = "existing", size = 18) {
  const look = book.kinds.find((/** @type {any} */ one) => one.id === kind) || { colour: "#5b6b7a", path: "" };
  const box = { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false", class: "ft-symbol" };
  if (kind === STATION) return svg("svg", box, svg("circle", { cx: CENTRE, cy: CENTRE, r: 4.5, fill: "#fff", stroke: "#5b6b7a", "stroke-width": 1.8 }));
  const solid = status === "existing";
  const dash = status === "planned" || status === "unknown" ? "2.6 1.8" : "none";
  const ink = solid ? "#fff" : look.colour;
  const face = { cx: CENTRE, cy: CENTRE, r: solid ? 9.4 : 8.6, fill: solid ? look.colour : "#fff", stroke: solid ? "none" : look.colour, "stroke-width": 1.7, "stroke-dasharray": dash };
  const picture = look.stroke ? { fill: "none", stroke: ink, "stroke-width": 1.4 } : { fill: ink };
  return svg("svg", box, svg("circle", face), svg("path", Object.assign({ d: look.path, transform: "translate(10 10) scale(.82) translate(-8 -8)" }, picture)));
}

/** The disc with the number of a cluster. @param {any} cluster @returns {any} */
export function disc(cluster) {
  const box = document.createElement("b");
  box.className = "ft-disc";
  box.style.setProperty("--ft-colour", cluster.colour);
  box.textContent = cluster.order;
  return box;
}
