/* What is selected, the circle within which a point may really lie, and the ring of so many kilometres. */
(function () {
  "use strict";
  const ft = window.ft;
  const RING = { color: "#1f4e79", weight: 2.5, dashArray: "2 6", lineCap: "round", fillColor: "#1f4e79", fillOpacity: 0.06, interactive: false };
  const LARGER = 1.5; // times the badge of what is selected
  let around = null;
  let drawn = [];

  ft.mark = function (state) {
    const nothing = !state.selected && !state.errors && !state.ring && !(state.preview || []).length;
    if (nothing && ft.marks && !ft.marks.getLayers().length) return;
    if (ft.marks) ft.marks.remove();
    ft.marks = L.layerGroup().addTo(ft.map);
    ring(state.ring);
    preview(state.preview || []);
    const item = ft.items.get(state.selected);
    const circles = state.errors ? [...ft.items.values()].filter((other) => other.shown) : [item].filter(Boolean);
    // A circle around the middle of a line or an area would say nothing.
    for (const other of circles) if (other.error_m && !other.shape) circle(other, other === item);
    if (item) select(item);
  };

  ft.chosenRadius = (item) => ft.radius(ft.kind(item.kind)) * (ft.kind(item.kind).path ? LARGER : 2);

  function select(item) {
    if (item.role === "point") {
      if (item.shape) L.geoJSON(item.shape, { interactive: false, style: { color: ft.config.mark, weight: 7, opacity: 0.45, fill: false } }).addTo(ft.marks);
      const radius = ft.chosenRadius(item);
      const base = { interactive: false, fill: true, stroke: true };
      L.circleMarker(item.layer.getLatLng(), Object.assign({}, base, { radius: radius + 5, color: ft.config.mark, weight: 2, fillColor: "#ffffff", fillOpacity: 0.85 })).addTo(ft.marks);
      new ft.Badge(item.layer.getLatLng(), { look: ft.kind(item.kind), status: item.status, light: item.light, radius, interactive: false }).addTo(ft.marks);
      return;
    }
    for (const [color, weight] of [["#ffffff", 7], [ft.config.mark, 3.2]]) {
      L.geoJSON(item.geometry, { interactive: false, style: { color, weight, fill: false } }).addTo(ft.marks);
    }
  }

  function circle(item, selected) {
    const style = { radius: item.error_m, interactive: false, color: ft.config.mark, weight: selected ? 1.6 : 1, opacity: selected ? 0.9 : 0.6, dashArray: "5 4", fillColor: ft.config.mark, fillOpacity: selected ? 0.1 : 0.04 };
    L.circle(item.layer.getLatLng(), style).addTo(ft.marks);
  }

  /* What a file would add, change or remove: {what, at, from}, where `from` is the place as the file states it. */
  function preview(points) {
    drawn = points;
    for (const { at, from } of points) {
      if (from) L.polyline([from, at].map(([lon, lat]) => [lat, lon]), { color: "#1b2733", weight: 1, opacity: 0.6, interactive: false }).addTo(ft.marks);
    }
    for (const { what, at } of points) {
      const look = ft.config.preview[what];
      new ft.Badge([at[1], at[0]], { look, status: "existing", radius: look.radius, interactive: false }).addTo(ft.marks);
    }
  }

  ft.preview = {
    count: () => drawn.length,
    /* Where its badges stand, in pixels of the frame. */
    boxes: () =>
      drawn.map(({ what, at: [lon, lat] }) => {
        const [{ x, y }, { radius }] = [ft.map.latLngToContainerPoint([lat, lon]), ft.config.preview[what]];
        return { x: x - radius, y: y - radius, r: x + radius, b: y + radius };
      }),
    bounds: () => (drawn.length ? L.latLngBounds(drawn.map(({ at: [lon, lat] }) => [lat, lon])) : null),
  };

  /* {km, geometry}: everything within so many kilometres, as the page has measured it. */
  function ring(wanted) {
    around = wanted ? Object.assign({ layer: L.geoJSON(wanted.geometry, { interactive: false, style: RING }).addTo(ft.marks) }, wanted) : null;
  }

  ft.ring = {
    bounds: () => around && around.layer.getBounds(),
    name: () => (around ? ft.words().kilometres.replace("{n}", around.km) : ""),
    label() {
      if (!around) return null;
      const bounds = around.layer.getBounds();
      const at = [L.latLng(bounds.getNorth(), bounds.getCenter().lng), L.latLng(bounds.getSouth(), bounds.getCenter().lng)];
      return { id: "ring", text: ft.ring.name(), at, priority: 950, look: "ring", sides: ["above", "centre", "below"] };
    },
  };
})();
