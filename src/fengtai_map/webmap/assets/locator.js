/* In a talk about few clusters: the outlines of all, small in a corner that they leave free, and which these are. */
(function () {
  "use strict";
  const ft = window.ft;
  const FEW = 3; // clusters: more of them are the district
  const LEAST = 640; // pixels: a smaller map has no locator
  const [MOST, SHARE, SHAPE] = [300, 0.27, 0.56]; // pixels at most, of the map's width, height in widths
  const PARTS = [1, 0.8, 0.64]; // of this size, where there is less room
  const INSET = 14; // pixels from the corner of the map
  const APART = 8; // pixels kept free between it and the clusters
  const EDGE = 3; // pixels of its white edge
  const PAD = 12; // pixels left free around the district
  let box, said;

  ft.locator = {
    begin(map) {
      box = map.getContainer().appendChild(document.createElement("div"));
      box.className = "ft-locator";
      box.hidden = true;
      map.on("moveend", place);
      box.parentElement.addEventListener("toggle", place, true); // the legend, above which it may stand
    },
    show(state) {
      if (box.hidden && !wanted(state)) return;
      place();
    },
  };

  const wanted = (state) => Boolean(state.talk && state.clusters.length && state.clusters.length <= FEW && !state.selected && ft.map.getSize().x >= LEAST);

  /* Drawn anew where something else is to be seen; a page that begins with a talk asks before there are clusters. */
  function fill(state, wide) {
    const key = JSON.stringify([state.clusters, wide, ft.items.size]);
    if (key !== said) draw(state, wide);
    said = key;
  }

  /* In the first corner that the clusters leave free, in the largest size: an upper one, else a lower one, above what stands
     at the foot of the map. */
  function place() {
    box.hidden = true;
    if (!ft.state || !wanted(ft.state)) return;
    const size = ft.map.getSize();
    const shown = ft.state.clusters.map((id) => (ft.items.get(id).layer._rings || []).map((ring) => ring.map((at) => ft.map.layerPointToContainerPoint(at))));
    for (const part of PARTS) {
      const wide = Math.round(part * Math.min(MOST, SHARE * size.x));
      for (const corner of corners(size, wide + 2 * EDGE, wide * SHAPE + 2 * EDGE)) {
        if (shown.some((rings) => meets(rings, corner))) continue;
        fill(ft.state, wide);
        box.hidden = false;
        box.style.transform = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
        return;
      }
    }
  }

  /* The lower ones only once they are asked for: the browser has to lay out the foot for them. */
  function* corners(size, wide, high) {
    const [left, right] = [INSET, size.x - INSET - wide];
    for (const x of [right, left]) yield { x, y: INSET, r: x + wide, b: INSET + high };
    for (const x of [right, left]) {
      const b = foot(x, x + wide, size) - INSET;
      yield { x, y: b - high, r: x + wide, b };
    }
  }

  /* The upper end of what stands at the foot of the map between two sides. */
  function foot(left, right, size) {
    const frame = ft.map.getContainer().getBoundingClientRect();
    const controls = [...document.querySelectorAll(".leaflet-bottom .leaflet-control")].map((one) => one.getBoundingClientRect());
    return Math.min(size.y, ...controls.filter((one) => one.width && one.left - frame.left < right + INSET && one.right - frame.left > left - INSET).map((one) => one.top - frame.top));
  }

  /* Whether an outline, which is a thick line, reaches into a box, or lies around it. */
  function meets(rings, { x, y, r, b }) {
    const around = { x: x - APART, y: y - APART, r: r + APART, b: b + APART };
    return ft.within(rings, x, y) || rings.some((ring) => ring.some((from, at) => ft.cuts({ from, to: ring[(at + 1) % ring.length] }, around)));
  }

  function draw(state, wide) {
    const high = wide * SHAPE;
    const items = [...ft.items.values()].filter((item) => item.role === "cluster");
    const px = projection(wide, high);
    box.replaceChildren();
    const picture = ft.svg(box, "svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, "aria-hidden": true });
    const outlines = items.map((item) => [item, rings(item.geometry).map((ring) => `M${ring.map(px).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`).join("")]);
    for (const [, d] of outlines) ft.svg(picture, "path", { d, fill: "none", stroke: "#fff", "stroke-width": 6 });
    const chosen = ([item]) => Number(state.clusters.includes(item.id));
    for (const [item, d] of outlines.sort((one, other) => chosen(one) - chosen(other))) {
      const inside = state.clusters.includes(item.id);
      ft.svg(picture, "path", { d, fill: inside ? item.base.fillColor : "#e4e6e7", "fill-rule": "evenodd", stroke: inside ? "#24323f" : "#fff", "stroke-width": inside ? 1.2 : 0.8 });
    }
  }

  const rings = ({ type, coordinates }) => (type === "Polygon" ? coordinates : [].concat(...coordinates));

  function projection(wide, high) {
    const [first, last] = [ft.map.project(ft.home.getNorthWest(), 0), ft.map.project(ft.home.getSouthEast(), 0)];
    const scale = Math.min((wide - 2 * PAD) / (last.x - first.x), (high - 2 * PAD) / (last.y - first.y));
    const middle = first.add(last).divideBy(2);
    return ([lon, lat]) => ft.map.project([lat, lon], 0).subtract(middle).multiplyBy(scale).add([wide / 2, high / 2]);
  }
})();
