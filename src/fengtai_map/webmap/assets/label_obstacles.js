/* What the names on the map keep off: what stands around and above the map, and the symbols. */
(function () {
  "use strict";
  const ft = window.ft;
  const ROUGH = 60; // pixels
  const ROOMY = 900; // pixels of a frame in which a name can well keep off the symbols
  const LOOKED_AT = 3; // what covering a point of a file that is looked through costs, as a hub
  let around = { key: "", boxes: [] };

  ft.labelObstacles = {
    /* In how wide a frame names keep off the symbols as far as they should: 1, in a narrower one less. */
    roominess: () => Math.min(1, ft.map.getSize().x / ROOMY),

    /* What stands around the map moves only with the frame's size, the words, the scale and the notices. */
    controls(size) {
      const scale = document.querySelector(".leaflet-control-scale-line");
      const changing = ft.state.legend || ft.state.talk || ft.measure.state();
      const key = [size.x, size.y, ft.state.lang, scale && scale.style.width, ft.controls.text()].join("|");
      if (changing || key !== around.key) around = { key: changing ? "" : key, boxes: edges() };
      return around.boxes.concat(covered());
    },

    /* What stands around the map has another style, and other places. */
    forget: () => (around = { key: "", boxes: [] }),

    /* The symbols that are shown: no name but their own lies on them. */
    symbols() {
      const found = [];
      for (const item of ft.items.values()) {
        if (item.role !== "point" || !item.shown) continue;
        const { x, y } = ft.map.latLngToContainerPoint(item.layer.getLatLng());
        const half = item.id === ft.state.selected ? ft.chosenRadius(item) + 5 : item.layer.getRadius();
        found.push({ of: item.id, hub: item.kind === "hub", x: x - half, y: y - half, r: x + half, b: y + half });
      }
      return found.concat(ft.pointLayer.boxes(), ft.preview.boxes());
    },

    /* What the names of clusters keep off where they can: the symbols, shown or not, so that no filter moves a name. In a talk
       nobody filters: there only what is shown takes room. */
    soft() {
      const share = ft.labelObstacles.roominess() ** 2;
      const found = ft.pointLayer.boxes().map((box) => Object.assign({ cost: 0.15 }, box));
      for (const box of ft.preview.boxes()) found.push(Object.assign({ cost: LOOKED_AT }, box));
      for (const item of ft.items.values()) {
        if (item.role !== "point" || (ft.state.talk && !item.shown)) continue;
        const { x, y } = ft.map.latLngToContainerPoint(item.layer.getLatLng());
        const half = item.layer.getRadius();
        const hub = item.kind === "hub";
        found.push({ x: x - half, y: y - half, r: x + half, b: y + half, cost: share * (hub ? 3 : item.priority >= 400 ? 0.7 : item.priority >= 300 ? 0.2 : 0.06) });
        if (hub) found.push({ x: x + half, y: y - 8, r: x + half + 14 * ft.name(item).length * (ft.state.lang === "zh" ? 1 : 0.55), b: y + 8, cost: 0.7 * share });
      }
      return found;
    },
  };

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
})();
