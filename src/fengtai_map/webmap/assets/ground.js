/* Areas and lines: the ground around the district on a canvas of its own, which no filter repaints, and above it the
   clusters, which the filter restyles. How each looks is said by the data: `style`, with a filter `chosen` or `quiet`. */
(function () {
  "use strict";
  const ft = window.ft;
  const FADE = 0.07; // of the ground's width and height: there it fades into the paper
  const OUT = 0.4; // how far beyond the whole district a reader may go, in zooms
  const HIDDEN = { stroke: false, fill: false };
  const THIN = 4; // pixels: nobody sees how a thinner line ends or turns, and round ones take a third longer to draw
  const PLAIN = { lineCap: "butt", lineJoin: "bevel" };
  // How far the upper canvas reaches beyond the frame, in sizes of the frame: what nobody sees costs each change a part of
  // its frame; while a hand drags the map it reaches farther, so that it is not drawn at every step.
  const [STILL, DRAGGED] = [0.01, 0.3];
  let paper, pane;
  // What else, besides the view, decides how the layers outside every cluster look; when it changes, the stored pictures
  // are stale.
  let alike = "";
  let [run, inRun] = [0, false]; // of layers outside every cluster: see canvas.js

  /* A canvas whose edges fade where the frame is larger than the ground, so that nobody sees where it ends. It is only ever
     drawn whole. */
  const Paper = L.Canvas.extend({
    _redraw() {
      this._redrawBounds = null;
      L.Canvas.prototype._redraw.call(this);
      fade(this._ctx, this._bounds);
    },
  });

  function fade(context, { min, max }) {
    const first = ft.map.latLngToLayerPoint(ft.extent.getNorthWest());
    const last = ft.map.latLngToLayerPoint(ft.extent.getSouthEast());
    const [across, down] = [last.x - first.x, last.y - first.y];
    const [wide, high] = [across * FADE, down * FADE];
    const [size, beyond] = [ft.map.getSize(), !ft.extent.contains(ft.map.options.maxBounds)]; // else the edges are out of reach
    context.save();
    context.globalCompositeOperation = "destination-out";
    const ends = [];
    if (beyond || across < size.x) ends.push([first.x, 0, first.x + wide, 0], [last.x, 0, last.x - wide, 0]);
    if (beyond || down < size.y) ends.push([0, first.y, 0, first.y + high], [0, last.y, 0, last.y - high]);
    for (const [x, y, toX, toY] of ends) {
      const gradient = context.createLinearGradient(x, y, toX, toY);
      gradient.addColorStop(0, "rgba(0, 0, 0, 1)");
      gradient.addColorStop(1, "rgba(0, 0, 0, 0)");
      context.fillStyle = gradient;
      context.fillRect(min.x, min.y, max.x - min.x, max.y - min.y);
    }
    context.restore();
  }

  ft.ground = {
    begin(map, config) {
      ft.extent = L.latLngBounds(config.extent);
      pane = map.createPane("ft-ground");
      map._renderer = new ft.Canvas({ padding: STILL });
      paper = new Paper({ pane: "ft-ground", padding: 0.3 });
      map.options.maxBoundsViscosity = 1;
      map.setMaxBounds(L.latLngBounds(config.extent));
      map.on("zoomend", () => ft.state && ft.ground.show(ft.state));
      map.on("drag", follow);
      map.on("moveend", () => (map._renderer.options.padding = STILL));
      ft.ground.limit();
    },
    /* The farthest zoom: the ground fills the frame, or the district stands in it with some room around. */
    limit() {
      const size = ft.map.getSize();
      if (!size.x || !size.y) return;
      const zoom = (bounds, pick) => {
        const [one, other] = [ft.map.project(bounds.getNorthWest(), 0), ft.map.project(bounds.getSouthEast(), 0)];
        return Math.log2(pick(size.x / (other.x - one.x), size.y / (other.y - one.y)));
      };
      const least = Math.min(zoom(ft.extent, Math.max), zoom(ft.home, Math.min) - OUT);
      const floor = Math.floor(least * 10) / 10;
      if (ft.map.getZoom() < floor) ft.map.setZoom(floor, { animate: false }); // else Leaflet flies there, and lands after what is fitted next
      ft.map.setMinZoom(floor);
    },
    /* A point of the office's may lie beyond: there the map has to get, too. */
    reach(latlng) {
      const bounds = ft.map.options.maxBounds;
      if (!bounds.contains(latlng)) ft.map.setMaxBounds(L.latLngBounds(bounds.getSouthWest(), bounds.getNorthEast()).extend(latlng.toBounds(6000)));
    },
    show(state) {
      const online = isOnline();
      pane.style.display = online ? "none" : "";
      const canvas = ft.map._renderer;
      canvas.filtered = state.clusters.length > 0;
      const shown = [online, state.theme, metro(state)].join();
      if (shown !== alike) canvas.forget();
      alike = shown;
      for (const item of ft.items.values()) if (item.role !== "point") restyle(item, state, online);
    },
    /* All of both canvases, at once. */
    paint() {
      for (const canvas of [paper, ft.map._renderer]) if (canvas && canvas._map) canvas._update();
    },
  };

  /* While the map is dragged the canvases are drawn again before their edge comes into sight. */
  function follow() {
    const offset = ft.map._getMapPanePos();
    ft.map._renderer.options.padding = DRAGGED;
    const sight = L.bounds(offset.multiplyBy(-1), ft.map.getSize().subtract(offset));
    for (const canvas of [paper, ft.map._renderer]) if (canvas && canvas._bounds && !canvas._bounds.contains(sight)) canvas._update();
  }

  function add(features, role) {
    const alone = !features.some((feature) => feature.clusters);
    if (alone && !inRun) run += 1;
    inRun = alone;
    for (const feature of features) {
      const interactive = role.name === "cluster";
      const style = Object.assign({ interactive }, role.style, feature.style);
      if (style.weight < THIN) Object.assign(style, PLAIN);
      const layer = L.GeoJSON.geometryToLayer(feature.geometry);
      L.setOptions(layer, style);
      if (role.name === "paper") layer.options.renderer = paper;
      else {
        const item = ft.keep(feature, layer, { role: role.name, base: style, zoom: role.zoom || 0, worn: "" });
        if (alone) Object.assign(layer, { run, dressed: (filtered) => look(item, ft.state, filtered, true) });
      }
      layer.addTo(ft.map);
    }
  }
  ft.add.areas = add;
  ft.add.lines = add;

  const isOnline = () => ft.tiles.current !== "offline";
  const metro = (state) => state.kinds.includes("metro-station");
  const isNear = () => ft.map.getZoom() >= ft.config.near;
  const isDrawn = (item, state) => ft.map.getZoom() >= item.zoom && (item.role !== "metro" || metro(state));

  function restyle(item, state, online) {
    const filtered = state.clusters.length > 0;
    const inside = !item.clusters || item.clusters.some((name) => state.clusters.includes(name));
    const wear = `${isDrawn(item, state)}${isNear()}${filtered}${inside}${online}${state.theme}`;
    if (item.worn === wear) return;
    item.worn = wear;
    item.layer.setStyle(look(item, state, filtered, inside));
  }

  function look(item, state, filtered, inside) {
    if (!isDrawn(item, state)) return HIDDEN;
    const more = filtered ? (inside ? item.chosen : item.quiet) : isNear() && item.near;
    return dressed(item, more, isOnline(), state.theme === "projector");
  }

  function dressed(item, more, online, strong) {
    const plain = { stroke: item.base.stroke !== false, fill: item.base.fill !== false && item.role === "cluster" };
    const style = Object.assign(plain, item.role === "water" ? { fill: true } : {}, item.base, more || {});
    if (online && (item.role === "water" || item.role === "ground")) return HIDDEN;
    if (online && item.role === "cluster") style.fillOpacity = more === item.quiet && more ? 0.25 : 0.42;
    if (online && item.role === "halo") style.opacity = 0.5;
    if (strong && item.role === "outline" && style.dashArray) style.weight *= 1.7;
    return style;
  }
})();
