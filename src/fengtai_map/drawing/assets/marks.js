/* The mark of what is selected, the circle within which a point may really lie, and the ring of so many kilometres. */
(function () {
  "use strict";
  const ft = window.ft;
  const RING = { color: "#1f4e79", weight: 2.5, dashArray: "2 6", lineCap: "round", fillColor: "#1f4e79", fillOpacity: 0.06, interactive: false };
  let around = null;
  let drawn = [];

  ft.mark = function (state) {
    if (ft.marks) ft.marks.remove();
    ft.marks = L.layerGroup().addTo(ft.map);
    ring(state.ring);
    preview(state.preview || []);
    const item = ft.items.get(state.selected);
    const circles = state.errors ? [...ft.items.values()].filter((other) => other.shown && other.error_m) : [item].filter(Boolean);
    for (const other of circles) if (other.error_m) circle(other, other === item);
    if (item) select(item);
  };

  function select(item) {
    if (item.role === "point") {
      const ring = { radius: ft.radius(ft.config.kinds[item.kind]) + 5, interactive: false, fill: false };
      new ft.Shape(item.layer.getLatLng(), Object.assign({ color: "#ffffff", weight: 7 }, ring)).addTo(ft.marks);
      new ft.Shape(item.layer.getLatLng(), Object.assign({ color: ft.config.mark, weight: 4 }, ring)).addTo(ft.marks);
      return;
    }
    for (const [color, weight] of [["#ffffff", 8], [ft.config.mark, 4]]) {
      L.geoJSON(item.geometry, { interactive: false, style: { color, weight, fill: false } }).addTo(ft.marks);
    }
  }

  function circle(item, selected) {
    const style = { radius: item.error_m, interactive: false, color: ft.config.mark, weight: selected ? 2 : 1, dashArray: "5 4", fillColor: ft.config.mark, fillOpacity: selected ? 0.12 : 0.05 };
    L.circle(item.layer.getLatLng(), style).addTo(ft.marks);
  }

  /* What a file would add, change or remove: {what, at, from}, where `from` is the place as the file states it. */
  function preview(points) {
    drawn = points;
    for (const { at, from } of points) {
      if (from) L.polyline([from, at].map(([lon, lat]) => [lat, lon]), { color: "#1b2733", weight: 1, opacity: 0.6, interactive: false }).addTo(ft.marks);
    }
    for (const { what, at } of points) {
      new ft.Shape([at[1], at[0]], Object.assign({ radius: 6, color: "#ffffff", weight: 2, fillOpacity: 1, interactive: false }, ft.config.preview[what])).addTo(ft.marks);
    }
  }

  ft.preview = {
    count: () => drawn.length,
    bounds: () => (drawn.length ? L.latLngBounds(drawn.map(({ at: [lon, lat] }) => [lat, lon])) : null),
  };

  /* {km, geometry}: everything within so many kilometres, as the page has measured it. */
  function ring(wanted) {
    around = wanted ? Object.assign({ layer: L.geoJSON(wanted.geometry, { interactive: false, style: RING }).addTo(ft.marks) }, wanted) : null;
  }

  ft.ring = {
    bounds: () => around && around.layer.getBounds(),
    name: () => (around ? `${around.km} km` : ""),
    label() {
      if (!around) return null;
      const bounds = around.layer.getBounds();
      const at = [L.latLng(bounds.getNorth(), bounds.getCenter().lng), L.latLng(bounds.getSouth(), bounds.getCenter().lng)];
      return { id: "ring", text: ft.ring.name(), at, priority: 950, look: "ring", sides: ["above", "centre", "below"] };
    },
  };
})();
