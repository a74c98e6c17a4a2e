/* Names on the map. Those of the clusters stand always; of the others the important ones are set first, and one that would
   touch another is left out until there is room. */
(function () {
  "use strict";
  const ft = window.ft;
  const MOST = 260; // names that are tried
  const FEW = 24; // points that are all named, however far away the camera is
  const SIZES = [1, 0.88, 0.77, 0.68]; // of the clusters' names, where there is little room
  const ASIDE = 150; // pixels from a symbol to its name, where that has to be read
  const NARROW = 560; // pixels of a frame in which names are smaller
  const SMALLER = 0.35; // what each step down costs a name,
  const GOOD = 0.8; // and what a name may cost before the next is tried
  const SHOWN = 60; // milliseconds within which a drawn frame is on the screen: work done meanwhile holds it up
  const SIDES = ["right", "left", "above", "below", "above right", "below right", "above left", "below left"];
  const { labelElements: elements, labelObstacles: obstacles } = ft;
  let waiting, painted, boxes, pills;
  let few = false; // whether so few points are shown that all are named
  ft.lineLabels = [];

  const labels = (ft.labels = {
    begin(map) {
      elements.begin(map);
      map.on("moveend zoomend resize", labels.plan);
      map.on("zoomstart viewreset", () => elements.seen(false));
      // Heard on its way down: the sheet may be put in later than this, and its own event does not rise.
      document.addEventListener("load", ({ target }) => target.rel === "stylesheet" && fresh(), true);
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

  function fresh() {
    elements.unmeasure();
    obstacles.forget();
    pills = null;
    labels.plan();
  }

  ft.add.names = (features) => ft.lineLabels.push(...features);

  function place() {
    if (!ft.state) return;
    const size = ft.map.getSize();
    ft.controls.below();
    boxes = obstacles.controls(size); // before anything is written: what is read afterwards would have to be laid out first
    elements.hide();
    clusters(size);
    const wanted = little() ? [] : candidates().sort((a, b) => b.priority - a.priority).slice(0, MOST);
    const measured = elements.measured(wanted);
    const taken = { names: boxes, symbols: obstacles.symbols(), lines: pills.list.map((pill) => pill.leader).filter(Boolean) };
    wanted.forEach((label, index) => set(label, measured[index], taken, size));
    elements.seen(true);
  }

  /* Beside figures the map only says where the district and its clusters lie: their numbers, no names. */
  const little = () => Boolean(ft.state.talk && ft.state.talk.small);

  /* The clusters of the filter that are in sight, each with its number; they stand where they are until the map moves. */
  function clusters(size) {
    const items = [...ft.items.values()].filter((item) => item.role === "cluster");
    const scale = little() ? "number" : size.x < NARROW ? "small" : "";
    const key = [ft.state.lang, ft.state.clusters, ft.map.getZoom(), ft.map.getCenter(), size, ft.state.talk && ft.state.talk.stop, ft.preview.count(), boxes.map(({ x, r, b }) => [x, r, b].map(Math.round)), scale, matchMedia("print").matches].join("|");
    if (!pills || pills.key !== key) pills = { key, list: planned(items, size, scale) };
    for (const { label, x, y, r, b, leader } of pills.list) {
      elements.move(elements.of(label).box, x, y);
      boxes.push({ id: label.id, white: true, x, y, r, b });
      if (leader) elements.lead(leader, ft.items.get(label.id).base.fillColor);
    }
  }

  function planned(items, size, scale) {
    const areas = {};
    for (const item of items) areas[item.id] = outline(item);
    const soft = little() ? [] : obstacles.soft(); // the little one has no symbols
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
    const measured = elements.measured(names);
    for (const { box } of measured) box.hidden = true;
    return names.map(({ id }, index) => {
      const [width, height] = measured[index].size;
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
    if (!chosen && (!item.shown || (!few && zoom < ft.kind(item.kind).label))) return null;
    const gap = (chosen ? ft.chosenRadius(item) + 4 : item.layer.getRadius()) + 3;
    const look = chosen ? "point chosen" : `point ${item.kind}`;
    const aside = chosen || item.kind === "hub" ? ASIDE * obstacles.roominess() : 0;
    return { aside, at: [item.layer.getLatLng()], priority: chosen ? 1000 : item.priority, look, gap, sides: SIDES };
  };

  function set(label, { box, size: [width, height] }, taken, size) {
    const at = label.at.map((latlng) => ft.map.latLngToContainerPoint(latlng));
    const found = ft.room(Object.assign({}, label, { at, width, height, outline: label.inside && outline(label.inside) }), taken, size);
    box.hidden = !found;
    if (!found) return;
    taken.names.push({ id: label.id, x: found.x, y: found.y, r: found.r, b: found.b });
    elements.move(box, found.x, found.y);
    if (!found.leader) return;
    taken.lines.push(found.leader);
    elements.lead(found.leader);
  }

})();
