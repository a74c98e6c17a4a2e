/* Names on the map. The important ones are set first; one that would touch another is left out until there is room. */
(function () {
  "use strict";
  const ft = window.ft;
  const texts = new Map();
  let pane, waiting, boxes;
  ft.lineLabels = [];

  const labels = (ft.labels = {
    begin(map) {
      pane = map.createPane("ft-labels");
      pane.classList.add("leaflet-zoom-hide");
      map.on("moveend zoomend resize", labels.plan);
      map.on("zoomstart", () => (pane.style.opacity = 0));
      for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.addEventListener("load", labels.plan);
    },
    plan() {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(place);
    },
    placed: () => (boxes || []).filter((box) => box.id).map((box) => box.id),
  });

  ft.add.names = (features) => ft.lineLabels.push(...features);

  function place() {
    if (!ft.state) return;
    const size = ft.map.getSize();
    const wanted = candidates().sort((a, b) => b.priority - a.priority).slice(0, 260);
    boxes = obstacles();
    for (const element of texts.values()) element.hidden = true;
    const elements = wanted.map(element);
    const sizes = elements.map((one) => [one.offsetWidth, one.offsetHeight]);
    wanted.forEach((label, index) => set(label, elements[index], sizes[index], size) || short(label, size));
    pane.style.opacity = 1;
  }

  function candidates() {
    const found = [];
    const zoom = ft.map.getZoom();
    const view = ft.map.getBounds().pad(-0.01);
    const wide = ft.map.getSize().x;
    const online = ft.state.basemap !== "offline";
    for (const item of ft.items.values()) {
      const label = ft.labels[item.role] && ft.labels[item.role](item, zoom, wide);
      if (label && view.contains(label.at[0])) found.push(Object.assign({ id: item.id, text: ft.name(item) }, label));
    }
    const ring = ft.ring.label();
    if (ring) found.push(ring);
    for (const line of online ? [] : ft.lineLabels) {
      const at = line.at.map(([lon, lat]) => L.latLng(lat, lon)).filter((point) => view.contains(point));
      if (at.length && zoom >= line.zoom) found.push({ id: line.id, text: ft.name(line), at, priority: line.priority, look: line.look, sides: ["centre"] });
    }
    return found.filter((label) => label.text);
  }

  /* What each role asks for: priority, look, where the label may stand. */
  labels.cluster = (item, zoom, wide) => ft.among(ft.state.clusters, item.id) && {
    at: [L.latLng(item.label[1], item.label[0])],
    priority: 900,
    look: `cluster${wide < 560 ? " small" : ""}`,
    number: item.order,
    sides: ["centre", "above", "below"],
  };
  labels.street = (item, zoom) =>
    (zoom >= 12.2 || item.id === ft.state.selected) && {
      at: [L.latLng(item.label[1], item.label[0])],
      priority: item.id === ft.state.selected ? 1000 : 300,
      look: "street",
      sides: ["centre", "above", "below"],
    };
  labels.point = (item, zoom) => {
    const chosen = item.id === ft.state.selected;
    if (!item.shown || (!chosen && zoom < ft.config.kinds[item.kind].label)) return null;
    const look = chosen ? "point chosen" : `point ${item.kind}`;
    return { at: [item.layer.getLatLng()], priority: chosen ? 1000 : item.priority, look, gap: item.layer.getRadius() + 3, sides: ["right", "left", "above", "below", "above right", "below right", "above left", "below left"] };
  };

  function element(label) {
    const key = `${label.look}|${label.number || ""}|${label.text}`;
    if (!texts.has(key)) {
      const box = pane.appendChild(document.createElement("div"));
      box.className = `ft-label ${label.look}`;
      if (label.number) {
        const chip = box.appendChild(document.createElement("b"));
        chip.textContent = label.number;
        chip.style.background = ft.items.get(label.id).base.fillColor;
      }
      if (label.text) box.appendChild(document.createElement("span")).textContent = label.text;
      texts.set(key, box);
    }
    const box = texts.get(key);
    box.hidden = false;
    box.style.visibility = "hidden";
    return box;
  }

  function set(label, box, [width, height], size) {
    for (const latlng of label.at) {
      const point = ft.map.latLngToContainerPoint(latlng);
      for (const side of label.sides) {
        const gap = label.gap || 4;
        const x = point.x + (side.includes("right") ? gap : side.includes("left") ? -gap - width : -width / 2);
        const y = point.y + (side.includes("above") ? -gap - height : side.includes("below") ? gap : -height / 2);
        const rectangle = { id: label.id, x, y, r: x + width, b: y + height };
        const within = x > 2 && y > 2 && rectangle.r < size.x - 2 && rectangle.b < size.y - 2;
        if (!within || boxes.some((other) => touch(rectangle, other, label))) continue;
        boxes.push(rectangle);
        const corner = ft.map.containerPointToLayerPoint([x, y]);
        box.style.transform = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
        box.style.visibility = "visible";
        return true;
      }
    }
    box.hidden = true;
    return false;
  }

  /* A cluster that finds no room for its name keeps its number. */
  function short(label, size) {
    if (!label.number) return;
    const bare = Object.assign({}, label, { text: "", sides: ["centre", "above", "below", "right", "left"] });
    const box = element(bare);
    set(bare, box, [box.offsetWidth, box.offsetHeight], size);
  }

  const touch = (a, b, label) => b.of !== label.id && label.priority < (b.under || Infinity) && a.x < b.r + 3 && b.x < a.r + 3 && a.y < b.b + 2 && b.y < a.b + 2;

  /* Labels keep clear of the controls and of the larger symbols. */
  function obstacles() {
    const frame = ft.map.getContainer().getBoundingClientRect();
    const controls = [...document.querySelectorAll(".leaflet-control")].map((one) => one.getBoundingClientRect());
    const found = controls.map((box) => ({ x: box.left - frame.left, y: box.top - frame.top, r: box.right - frame.left, b: box.bottom - frame.top }));
    for (const item of ft.items.values()) {
      if (item.role !== "point" || !item.shown || (item.priority < 400 && item.id !== ft.state.selected)) continue;
      const point = ft.map.latLngToContainerPoint(item.layer.getLatLng());
      const half = item.layer.getRadius();
      found.push({ of: item.id, x: point.x - half, y: point.y - half, r: point.x + half, b: point.y + half });
    }
    return found.concat(ft.density.boxes());
  }
})();
