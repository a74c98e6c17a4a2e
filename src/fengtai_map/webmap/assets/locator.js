/* In a talk about few clusters: the whole district, small in a corner that they leave free, with the names of all. */
(function () {
  "use strict";
  const ft = window.ft;
  const FEW = 3; // clusters: more of them are the district
  const LEAST = 640; // pixels: a smaller map has no locator
  const [MOST, SHARE, SHAPE] = [360, 0.3, 0.56]; // pixels at most, of the map's width, height in widths
  const INSET = 14; // pixels from the corner of the map
  const PAD = 14; // pixels left free around the district
  const TYPE = 12; // pixels of a name
  let box, said;

  ft.locator = {
    begin(map) {
      box = map.getContainer().appendChild(document.createElement("div"));
      box.className = "ft-locator";
      box.hidden = true;
      map.on("moveend", place);
    },
    show(state) {
      if (box.hidden && !wanted(state)) return;
      fill(state);
      place();
    },
  };

  const wanted = (state) => Boolean(state.talk && state.clusters.length && state.clusters.length <= FEW && !state.selected && ft.map.getSize().x >= LEAST);

  /* Drawn anew where something else is to be seen; a page that begins with a talk asks before there are clusters. */
  function fill(state) {
    const wide = Math.min(MOST, SHARE * ft.map.getSize().x);
    const key = JSON.stringify([state.lang, state.clusters, wide, ft.items.size]);
    if (!wanted(state) || key === said) return;
    draw(state, wide);
    said = key;
  }

  /* In the upper right corner, or the upper left one, whichever the clusters leave free. */
  function place() {
    box.hidden = true;
    if (!ft.state || !wanted(ft.state)) return;
    fill(ft.state);
    const size = ft.map.getSize();
    const [wide, high] = [Math.min(MOST, SHARE * size.x), Math.min(MOST, SHARE * size.x) * SHAPE];
    const shown = ft.state.clusters.map((id) => corners(ft.items.get(id)));
    const free = [size.x - INSET - wide, INSET].find((x) => !shown.some((points) => points.some((at) => at.x > x && at.x < x + wide && at.y > INSET && at.y < INSET + high)));
    if (free === undefined) return;
    box.hidden = false;
    box.style.transform = `translate(${Math.round(free)}px, ${INSET}px)`;
  }

  const corners = (item) => [].concat(...(item.layer._rings || [])).map((at) => ft.map.layerPointToContainerPoint(at));

  function draw(state, wide) {
    const high = wide * SHAPE;
    const items = [...ft.items.values()].filter((item) => item.role === "cluster");
    const px = projection(wide, high);
    const areas = {};
    for (const item of items) areas[item.id] = rings(item.geometry).map((ring) => ring.map(px));
    box.replaceChildren();
    const picture = ft.svg(box, "svg", { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, "aria-hidden": true });
    const outlines = items.map((item) => [item, areas[item.id].map((ring) => `M${ring.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`).join("")]);
    for (const [, d] of outlines) ft.svg(picture, "path", { d, fill: "none", stroke: "#fff", "stroke-width": 6 });
    for (const [item, d] of outlines) {
      const inside = state.clusters.includes(item.id);
      ft.svg(picture, "path", { d, fill: inside ? item.base.fillColor : "#e4e6e7", "fill-rule": "evenodd", stroke: inside ? "#24323f" : "#fff", "stroke-width": inside ? 1.2 : 0.8 });
    }
    names(picture, items, areas, { x: wide, y: high }, px, state);
  }

  const rings = ({ type, coordinates }) => (type === "Polygon" ? coordinates : [].concat(...coordinates));

  function projection(wide, high) {
    const [first, last] = [ft.map.project(ft.home.getNorthWest(), 0), ft.map.project(ft.home.getSouthEast(), 0)];
    const scale = Math.min((wide - 2 * PAD) / (last.x - first.x), (high - 2 * PAD) / (last.y - first.y));
    const middle = first.add(last).divideBy(2);
    return ([lon, lat]) => ft.map.project([lat, lon], 0).subtract(middle).multiplyBy(scale).add([wide / 2, high / 2]);
  }

  function names(picture, items, areas, size, px, state) {
    const wishes = items.map((item) => ({ id: item.id, width: TYPE * 2.6 + length(short(item, state)), height: TYPE * 1.7, rings: areas[item.id], home: px(item.label) }));
    const mine = wishes.filter(({ id }) => state.clusters.includes(id));
    const found = ft.pills(wishes, [], [], areas, size) || ft.pills(mine, [], [], areas, size) || {}; // no room: theirs alone
    for (const { leader } of Object.values(found)) {
      if (leader) ft.svg(picture, "line", { x1: leader.from.x, y1: leader.from.y, x2: leader.to.x, y2: leader.to.y, stroke: "#5b6b7a", "stroke-width": 0.9 });
    }
    for (const item of items.filter(({ id }) => found[id])) name(picture, item, found[item.id], state);
  }

  function name(picture, item, { x, y, r, b }, state) {
    const chosen = state.clusters.includes(item.id);
    const [middle, half] = [(y + b) / 2, (b - y) / 2];
    ft.svg(picture, "rect", { x, y, width: r - x, height: b - y, rx: half, fill: "#fff", "fill-opacity": 0.94 });
    ft.svg(picture, "circle", { cx: x + half * 1.08, cy: middle, r: half * 0.76, fill: item.base.fillColor, stroke: "#24323f", "stroke-width": 0.8 });
    ft.svg(picture, "text", { x: x + half * 1.08, y: middle + TYPE * 0.31, "text-anchor": "middle", "font-size": TYPE * 0.86, "font-weight": 700, fill: "#16242f" }, item.order);
    ft.svg(picture, "text", { x: x + half * 2.15, y: middle + TYPE * 0.36, "font-size": TYPE, "font-weight": chosen ? 800 : 500, fill: chosen ? "#16242f" : "#46535f" }, short(item, state));
  }

  const short = (item, state) => (item.short || item.name)[state.lang];

  /* Roughly: a Chinese sign is as wide as high, a Latin letter a little more than half. */
  const length = (text) => [...text].reduce((sum, sign) => sum + TYPE * (sign > "\u2e80" || sign === "—" ? 1 : 0.58), 0);
})();
