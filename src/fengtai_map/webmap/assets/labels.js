/* Names on the map. Those of the clusters stand always; of the others the important ones are set first, and one that would
   touch another is left out until there is room. */
(function () {
  "use strict";
  const ft = window.ft;
  const MOST = 260; // names that are tried
  const FEW = 24; // points that are all named, however far away the camera is
  const SIZES = [1, 0.88, 0.77, 0.68]; // of the clusters' names, where there is little room
  const ROUGH = 60; // pixels
  const LONG = 17; // letters of a Latin name that stands in one line
  const ROOMY = 900; // pixels of a frame in which a name can well keep off the symbols
  const ASIDE = 150; // pixels from a symbol to its name, where that has to be read
  const NARROW = 560; // pixels of a frame in which names are smaller
  const SMALLER = 0.5; // what each step down costs a name,
  const GOOD = 1.2; // and what a name may cost before the next is tried
  const SHOWN = 60; // milliseconds within which a drawn frame is on the screen: work done meanwhile holds it up
  const SIDES = ["right", "left", "above", "below", "above right", "below right", "above left", "below left"];
  const texts = new Map();
  let around = { key: "", boxes: [] };
  let pane, leaders, waiting, painted, boxes, pills;
  let few = false; // whether so few points are shown that all are named
  ft.lineLabels = [];

  const labels = (ft.labels = {
    begin(map) {
      pane = map.createPane("ft-labels");
      pane.classList.add("leaflet-zoom-hide");
      leaders = ft.svg(pane, "svg", { "aria-hidden": true });
      map.on("moveend zoomend resize", labels.plan);
      map.on("zoomstart viewreset", () => (pane.style.opacity = 0));
      for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.addEventListener("load", fresh);
      if (document.fonts) document.fonts.ready.then(fresh);
    },
    /* What changed is seen in the next frame; a flight, or the names, which take longest, once it is on the screen. The first
       names come with the next frame: nothing is there yet that they could hold up. */
    plan() {
      cancelAnimationFrame(waiting);
      clearTimeout(painted);
      waiting = requestAnimationFrame(() => (painted = setTimeout(() => ft.camera.takeOff() || place(), boxes ? SHOWN : 0)));
    },
    now: () => (cancelAnimationFrame(waiting), place()),
    placed: () => (boxes || []).filter((box) => box.id).map((box) => box.id),
  });

  /* Letters have changed: what was measured holds no more. */
  function fresh() {
    for (const entry of texts.values()) entry.size = null;
    pills = null;
    labels.plan();
  }

  ft.add.names = (features) => ft.lineLabels.push(...features);

  function place() {
    if (!ft.state) return;
    const size = ft.map.getSize();
    boxes = controls(size); // before anything is written: what is read afterwards would have to be laid out first
    for (const entry of texts.values()) entry.box.hidden = true;
    clusters(size);
    const wanted = little() ? [] : candidates().sort((a, b) => b.priority - a.priority).slice(0, MOST);
    const entries = wanted.map(entry);
    measure(entries);
    const taken = { names: boxes, symbols: symbols(), lines: pills.list.map((pill) => pill.leader).filter(Boolean) };
    wanted.forEach((label, index) => set(label, entries[index], taken, size));
    pane.style.opacity = 1;
  }

  /* Beside figures the map only says where the district and its clusters lie: their numbers, no names. */
  const little = () => Boolean(ft.state.talk && ft.state.talk.small);

  /* The clusters of the filter that are in sight, each with its number; they stand where they are until the map moves. */
  function clusters(size) {
    const items = [...ft.items.values()].filter((item) => item.role === "cluster");
    const scale = little() ? "number" : size.x < NARROW ? "small" : "";
    const key = [ft.state.lang, ft.state.clusters, ft.map.getZoom(), ft.map.getCenter(), size, ft.state.talk && 1, boxes.map(({ x, r, b }) => [x, r, b].map(Math.round)), scale, matchMedia("print").matches].join("|");
    if (!pills || pills.key !== key) pills = { key, list: planned(items, size, scale) };
    leaders.replaceChildren();
    for (const { label, x, y, r, b, leader } of pills.list) {
      const { box } = entry(label);
      move(box, x, y);
      boxes.push({ id: label.id, white: true, x, y, r, b });
      if (leader) lead(leader, ft.items.get(label.id).base.fillColor);
    }
  }

  function planned(items, size, scale) {
    const areas = {};
    for (const item of items) areas[item.id] = outline(item);
    const soft = obstacles();
    const wanted = items.filter((item) => ft.among(ft.state.clusters, item.id) && inSight(areas[item.id], size));
    let best = null;
    for (const [step, share] of SIZES.entries()) {
      const names = wanted.map((item) => ({ id: item.id, text: little() ? "" : short(item), number: item.order, share, look: `cluster ${scale}` }));
      const wishes = wished(names, areas);
      const found = ft.pills(wishes, boxes, soft, areas, size);
      const cost = Object.values(found || {}).reduce((sum, one) => sum + one.cost + step * SMALLER, 0);
      if (found && (!best || cost < best.cost)) best = { cost, list: listed(names, found) };
      if (best && best.cost < GOOD * wanted.length) break;
      if (!best && step === SIZES.length - 1) best = { list: listed(names, loose(wishes, soft, areas, size)) };
    }
    return best ? best.list : [];
  }

  function wished(names, areas) {
    const entries = names.map(entry);
    measure(entries);
    for (const one of entries) one.box.hidden = true;
    return names.map(({ id }, index) => {
      const [width, height] = entries[index].size;
      return { id, width, height, rings: areas[id], home: ft.map.latLngToContainerPoint(point(ft.items.get(id).label)) };
    });
  }

  const listed = (names, found) => names.filter((label) => found[label.id]).map((label) => Object.assign({ label }, found[label.id]));

  const short = (item) => (item.short || item.name)[ft.state.lang];

  /* A frame too small for all: who finds room has it, the controls may be covered. */
  function loose(seen, soft, areas, size) {
    const found = {};
    for (const one of seen) Object.assign(found, ft.pills([one], Object.values(found), soft, areas, size) || {});
    return found;
  }

  function outline({ layer }) {
    const origin = ft.map.layerPointToContainerPoint([0, 0]);
    return (layer._rings || []).map((ring) => ring.map((point) => point.add(origin)));
  }

  /* Whether something of an outline is in the frame: a corner of it, or the frame lies inside. */
  const inSight = (outline, size) =>
    outline.some((ring) => ring.some(({ x, y }) => x > 0 && y > 0 && x < size.x && y < size.y)) || ft.within(outline, size.x / 2, size.y / 2);

  const point = ([lon, lat]) => L.latLng(lat, lon);

  /* What the names of clusters keep off where they can: the symbols, shown or not, so that no filter moves a name. */
  function obstacles() {
    if (little()) return []; // it has no symbols
    const wide = ft.map.getSize().x;
    const found = ft.pointLayer.boxes().map((box) => Object.assign({ cost: 0.15 }, box));
    for (const item of ft.items.values()) {
      if (item.role !== "point") continue;
      const { x, y } = ft.map.latLngToContainerPoint(item.layer.getLatLng());
      const half = item.layer.getRadius();
      const hub = item.kind === "hub";
      const share = Math.min(1, wide / ROOMY) ** 2;
      found.push({ x: x - half, y: y - half, r: x + half, b: y + half, cost: share * (hub ? 3 : item.priority >= 400 ? 0.7 : item.priority >= 300 ? 0.2 : 0.06) });
      if (hub) found.push({ x: x + half, y: y - 8, r: x + half + 14 * ft.name(item).length * (ft.state.lang === "zh" ? 1 : 0.55), b: y + 8, cost: 0.7 * share });
    }
    return found;
  }

  function candidates() {
    const found = [];
    const zoom = ft.map.getZoom();
    const view = ft.map.getBounds().pad(-0.01);
    const online = ft.state.basemap !== "offline";
    few = [...ft.items.values()].filter((item) => item.role === "point" && item.shown).length <= FEW;
    for (const item of ft.items.values()) {
      const label = ft.labels[item.role] && ft.labels[item.role](item, zoom);
      if (label && view.contains(label.at[0])) found.push(Object.assign({ id: item.id, text: ft.name(item) }, label));
    }
    const ring = ft.ring.label();
    if (ring) found.push(ring);
    for (const line of online ? [] : ft.lineLabels) {
      const at = line.at.map(point).filter((spot) => view.contains(spot));
      if (at.length && zoom >= line.zoom) found.push({ id: line.id, text: ft.name(line), at, priority: line.priority, look: line.look, sides: line.look === "district" ? ["centre"] : ["centre", ...SIDES] });
    }
    return found.filter((label) => label.text);
  }

  /* What each role asks for: priority, look, where the label may stand. */
  labels.subdistrict = (item, zoom) =>
    (zoom >= item.zoom || item.id === ft.state.selected) && {
      at: [point(item.label)],
      priority: item.id === ft.state.selected ? 1000 : ft.among(ft.state.clusters, item.cluster) ? 300 : 90,
      look: "subdistrict",
      inside: item,
      gap: 7,
      sides: ["centre", "above", "below", ...SIDES],
    };
  labels.point = (item, zoom) => {
    const chosen = item.id === ft.state.selected;
    if (!item.shown || (!chosen && !few && zoom < ft.kind(item.kind).label)) return null;
    const gap = (chosen ? ft.chosenRadius(item) + 4 : item.layer.getRadius()) + 3;
    const look = chosen ? "point chosen" : `point ${item.kind}`;
    const aside = chosen || item.kind === "hub" ? ASIDE * Math.min(1, ft.map.getSize().x / ROOMY) : 0;
    return { aside, at: [item.layer.getLatLng()], priority: chosen ? 1000 : item.priority, look, gap, sides: SIDES };
  };

  /* The element of a name, made once: {box, size}. */
  function entry(label) {
    const key = `${label.look}|${label.number || ""}|${label.share || ""}|${label.text}`;
    if (!texts.has(key)) texts.set(key, { box: made(label), size: null, look: "" });
    const found = texts.get(key);
    found.box.hidden = false;
    found.box.style.visibility = "hidden";
    return found;
  }

  function made(label) {
    const box = pane.appendChild(document.createElement("div"));
    box.className = `ft-label ${label.look}`;
    if (label.share && label.share < 1) box.style.setProperty("--ft-share", label.share);
    if (label.number) {
      const chip = box.appendChild(document.createElement("b"));
      chip.textContent = label.number;
      chip.style.background = ft.items.get(label.id).base.fillColor;
    }
    for (const half of label.look.startsWith("point") ? halves(label.text) : [label.text]) {
      const line = box.appendChild(document.createElement("span"));
      line.textContent = half;
      if (half !== label.text) line.className = "half";
    }
    return box;
  }

  /* A long name in Latin letters stands in two lines, as even as its words allow. */
  function halves(text) {
    const gaps = [...text.matchAll(/ /g)].map((gap) => gap.index);
    if (text.length <= LONG || !gaps.length || /[\u2e80-\u9fff]/.test(text)) return [text];
    const far = (gap) => Math.abs(gap - (text.length - 1) / 2);
    const at = gaps.reduce((best, gap) => (far(gap) < far(best) ? gap : best));
    return [text.slice(0, at), text.slice(at + 1)];
  }

  /* All at once: a measurement between two changes would lay the page out again each time. */
  function measure(entries) {
    const frame = ft.map.getContainer();
    const look = `${frame.className.includes("ft-talk")}${frame.clientWidth}`;
    for (const one of entries) {
      if (!one.size || one.look !== look) one.size = [one.box.offsetWidth, one.box.offsetHeight];
      one.look = look;
    }
  }

  function set(label, { box, size: [width, height] }, taken, size) {
    const at = label.at.map((latlng) => ft.map.latLngToContainerPoint(latlng));
    const found = ft.room(Object.assign({}, label, { at, width, height, outline: label.inside && outline(label.inside) }), taken, size);
    box.hidden = !found;
    if (!found) return;
    taken.names.push({ id: label.id, x: found.x, y: found.y, r: found.r, b: found.b });
    move(box, found.x, found.y);
    if (!found.leader) return;
    taken.lines.push(found.leader);
    lead(found.leader);
  }

  function move(box, x, y) {
    const corner = ft.map.containerPointToLayerPoint([x, y]);
    box.style.transform = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
    box.style.visibility = "visible";
  }

  /* A line from a name to its symbol, or into the cluster whose colour is given. */
  function lead({ from, to }, colour) {
    const [one, other] = [from, to].map(({ x, y }) => ft.map.containerPointToLayerPoint([x, y]));
    for (const name of ["under", "over"]) ft.svg(leaders, "line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y, class: name });
    if (colour) ft.svg(leaders, "circle", { cx: other.x, cy: other.y, r: 3.2, fill: colour });
  }

  /* What stands around the map moves only with the frame's size, the words, the scale and the notices. */
  function controls(size) {
    const scale = document.querySelector(".leaflet-control-scale-line");
    const changing = ft.state.legend || ft.state.talk || ft.measure.state();
    const key = [size.x, size.y, ft.state.lang, scale && scale.style.width, ft.controls.text()].join("|");
    if (changing || key !== around.key) around = { key: changing ? "" : key, boxes: edges() };
    return around.boxes.concat(covered());
  }

  /* What the page has put above the map, as wide as it is after a few changes of its numbers. */
  function covered() {
    const box = ft.hear.covers && ft.hear.covers();
    return box ? [Object.assign(box, { x: Math.floor(box.x / ROUGH) * ROUGH })] : [];
  }

  function edges() {
    const frame = ft.map.getContainer().getBoundingClientRect();
    const found = [...document.querySelectorAll(".leaflet-control, .ft-locator")].map((one) => one.getBoundingClientRect()).filter((box) => box.width);
    return found.map((box) => ({ x: box.left - frame.left, y: box.top - frame.top, r: box.right - frame.left, b: box.bottom - frame.top }));
  }

  /* The symbols that are shown: no name but their own lies on them. */
  function symbols() {
    const found = [];
    for (const item of ft.items.values()) {
      if (item.role !== "point" || !item.shown) continue;
      const { x, y } = ft.map.latLngToContainerPoint(item.layer.getLatLng());
      const half = item.id === ft.state.selected ? ft.chosenRadius(item) + 5 : item.layer.getRadius();
      found.push({ of: item.id, hub: item.kind === "hub", x: x - half, y: y - half, r: x + half, b: y + half });
    }
    return found.concat(ft.pointLayer.boxes());
  }
})();
