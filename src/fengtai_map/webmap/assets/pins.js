/* Remarks of a talk: while one is made the next click says where, and those of the stop stand on the map by their numbers. */
(function () {
  "use strict";
  const ft = window.ft;
  let drawn = null;
  let shown = "";

  ft.pins = {
    begin(map) {
      map.createPane("ft-pins").style.zIndex = 630; // above the names
      drawn = L.layerGroup().addTo(map);
    },
    show({ pins = [] }) {
      const now = JSON.stringify(pins);
      if (now === shown) return;
      shown = now;
      drawn.clearLayers();
      for (const { n, at } of pins) pin(n, at).addTo(drawn);
    },
    /* Whether a click was for a remark: what it hit, if anything, and where. */
    take(latlng, item) {
      if (!ft.state.pinning) return false;
      ft.tip.remove();
      const at = item && item.role === "point" && !item.shape ? item.layer.getLatLng() : latlng;
      const around = [...ft.items.values()].find((other) => other.role === "cluster" && ft.inside(at, other));
      const named = item && !["cluster", "subdistrict"].includes(item.role);
      if (ft.hear.pin) ft.hear.pin({ id: named ? item.id : "", cluster: around ? around.id : "", at: [at.lng, at.lat] });
      return true;
    },
  };

  function pin(number, [lon, lat]) {
    const text = document.createElement("span");
    text.textContent = number;
    return L.marker([lat, lon], { icon: L.divIcon({ className: "ft-remark", html: text, iconSize: null }), pane: "ft-pins", interactive: false, keyboard: false });
  }
})();
