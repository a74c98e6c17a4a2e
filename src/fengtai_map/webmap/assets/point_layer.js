/* Very many points: grouped by the zoom into circles with a number. Who looks closely gets the points themselves, which
   the page sends for the window that is looked at. */
(function () {
  "use strict";
  const ft = window.ft;
  const CELL = 60; // pixels of the screen that are grouped into one circle
  const SINGLY = 300; // so many points in sight are asked for one by one
  const WAIT = 200; // milliseconds without a movement before they are asked for
  let layer, box, timer;
  let rows = [];
  let window_ = null; // of the points that are drawn singly: west, south, east, north
  let singles = [];
  let filtered = "";
  let type = ""; // the family of the numbers: asked once, since to ask makes the browser style the page

  const written = (n) => n.toLocaleString("en-US");
  const column = (text, kind) => new kind(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);

  ft.add.pointLayer = function (packed) {
    const codes = Object.fromEntries(["kind", "status", "cluster"].map((name) => [name, column(packed[name], Uint8Array)]));
    const lon = Float64Array.from(column(packed.lon, Int32Array), (step) => step * packed.grid);
    const lat = Float64Array.from(column(packed.lat, Int32Array), (step) => step * packed.grid);
    // The square of web mercator, 0 to 1: a zoom only scales it.
    const x = lon.map((degrees) => degrees / 360 + 0.5);
    const y = lat.map((degrees) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI));
    layer = new Density(Object.assign({}, packed, codes, { lon, lat, x, y, count: column(packed.count, Uint32Array) }));
    layer.addTo(ft.map);
    ft.map.getContainer().classList.add("ft-dense");
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (!ft.measure.take(event.latlng) && !ft.place(event.latlng)) ft.camera.fly(layer.around(layer.hit), { maxZoom: 17 });
    });
    layer.on("mouseover mousemove", () => hover(layer.hit));
    layer.on("mouseout", () => ft.tip.remove());
    ft.map.on("moveend", closer);
    box = ft.controls.box("topright", "point-layer");
    box.role = "status";
  };

  const Density = L.Path.extend({
    initialize(points) {
      this.points = points;
      this.allowed = new Uint8Array(points.x.length);
      this.bins = [];
      this.hit = null;
    },
    /* Which points the reader's View shows. A talk does without them. */
    filter(state) {
      const { kind, status, cluster, kinds, statuses, clusters, count } = this.points;
      const may = (names, shows) => Uint8Array.from({ length: 256 }, (_, code) => shows(names[code]));
      const kindMay = may(kinds, (name) => !state.talk && state.kinds.includes(name));
      const statusMay = may(statuses, (name) => !state.without.includes(name));
      const clusterMay = may(clusters, (name) => ft.among(state.clusters, name));
      this.shown = 0;
      // For the legend, which is the filter: a kind is counted whether it is shown or not, and so is a cluster.
      const byKind = new Uint32Array(256);
      const byCluster = new Uint32Array(256);
      for (let i = 0; i < kind.length; i += 1) {
        this.allowed[i] = kindMay[kind[i]] & statusMay[status[i]] & clusterMay[cluster[i]];
        if (this.allowed[i]) this.shown += count[i];
        if (statusMay[status[i]] & clusterMay[cluster[i]]) byKind[kind[i]] += count[i];
        if (statusMay[status[i]] & kindMay[kind[i]]) byCluster[cluster[i]] += count[i];
      }
      const named = (names, sums) => Object.fromEntries(names.map((name, code) => [name, sums[code]]));
      this.tally = { shown: this.shown, total: this.points.total, kinds: named(kinds, byKind), clusters: named(clusters, byCluster) };
    },
    /* The points in a part of the square of web mercator, by their positions in the columns. */
    *within(west, north, east, south) {
      const { x, y } = this.points;
      for (let i = 0; i < x.length; i += 1) {
        if (this.allowed[i] && x[i] >= west && x[i] <= east && y[i] >= north && y[i] <= south) yield i;
      }
    },
    _project() {},
    _update() {
      if (!this._map) return;
      this._pxBounds = this._renderer._bounds;
      this.bins = singly() ? [] : this._group();
      this._updatePath();
    },
    _group() {
      const { min, max } = this._renderer._bounds;
      const { x, y, kind, count } = this.points;
      const scale = ft.map.options.crs.scale(ft.map.getZoom());
      const origin = ft.map.getPixelOrigin();
      const bins = new Map();
      for (const i of this.within((min.x + origin.x) / scale, (min.y + origin.y) / scale, (max.x + origin.x) / scale, (max.y + origin.y) / scale)) {
        const at = L.point(x[i] * scale, y[i] * scale);
        const key = Math.floor(at.x / CELL) * 1e7 + Math.floor(at.y / CELL);
        if (!bins.has(key)) bins.set(key, { n: 0, sum: L.point(0, 0), kinds: new Map(), members: [] });
        const bin = bins.get(key);
        bin.n += count[i];
        bin.sum._add(at.multiplyBy(count[i]));
        bin.kinds.set(kind[i], (bin.kinds.get(kind[i]) || 0) + count[i]);
        bin.members.push(i);
      }
      for (const bin of bins.values()) bin.at = bin.sum.divideBy(bin.n).subtract(origin);
      return [...bins.values()];
    },
    _updatePath() {
      if (this._renderer._drawing) for (const bin of this.bins) draw(this._renderer._ctx, bin, this.points);
    },
    _containsPoint(point) {
      this.hit = this.bins.find((bin) => bin.at.distanceTo(point) <= size(bin) + 2) || null;
      return Boolean(this.hit);
    },
    around(bin) {
      const { lat, lon } = this.points;
      return L.latLngBounds(bin.members.map((i) => [lat[i], lon[i]])).pad(0.25);
    },
  });

  const size = (bin) => (bin.n === 1 ? 4.5 : Math.min(20, 7 + 3 * Math.log10(bin.n)));

  function draw(context, bin, points) {
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(bin.at.x, bin.at.y, size(bin), 0, 2 * Math.PI);
    context.fillStyle = bin.n === 1 ? ft.kind(points.kinds[points.kind[bin.members[0]]]).colour : ft.config.pointLayer.fillColor;
    context.fill();
    context.lineWidth = 1.5;
    context.setLineDash([]);
    context.strokeStyle = bin.n === 1 ? "#ffffff" : ft.config.pointLayer.color;
    context.stroke();
    if (bin.n === 1) return;
    context.fillStyle = ft.config.pointLayer.color;
    type = type || getComputedStyle(ft.map.getContainer()).fontFamily;
    context.font = `600 ${bin.n > 999 ? 10 : 11}px ${type}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(bin.n, bin.at.x, bin.at.y + 1);
  }

  function hover(bin) {
    if (!bin) return;
    const words = ft.words();
    const tip = document.createElement("div");
    const kinds = [...bin.kinds].sort((one, other) => other[1] - one[1]).slice(0, 4);
    const lines = [words["point-layer-here"].replace("{n}", written(bin.n)), ...kinds.map(([code, n]) => `${words.kind[layer.points.kinds[code]] || layer.points.kinds[code]} ${written(n)}`)];
    for (const line of lines) tip.appendChild(document.createElement("div")).textContent = line;
    ft.tip.setLatLng(ft.map.layerPointToLatLng(bin.at)).setContent(tip).addTo(ft.map);
  }

  const bounds = ([west, south, east, north]) => L.latLngBounds([[south, west], [north, east]]);
  const singly = () => Boolean(window_ && bounds(window_).contains(ft.map.getBounds()));

  /* Ask for the points in sight when they are few, and for none when they are many again. */
  function closer() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const sight = ft.map.getBounds();
      if (!ft.hear.window || !ft.state || ft.state.talk || ft.own !== null || (window_ && singly())) return;
      const few = inside(sight) <= SINGLY;
      const wanted = few ? inside(sight.pad(0.3)) <= SINGLY ? sight.pad(0.3) : sight.pad(0.01) : null;
      if (!wanted && !window_) return;
      ft.hear.window(wanted && [wanted.getWest(), wanted.getSouth(), wanted.getEast(), wanted.getNorth()]);
    }, WAIT);
  }

  function inside(sight) {
    const corner = (latlng) => ft.map.project(latlng, 0).divideBy(256);
    const [first, last] = [corner(sight.getNorthWest()), corner(sight.getSouthEast())];
    let n = 0;
    for (const i of layer.within(first.x, first.y, last.x, last.y)) n += layer.points.count[i];
    return n;
  }

  ft.pointLayer = {
    /* `state.singles` are points of the layer that are known by name: those of the window, and the selected one. */
    show(state) {
      nameSingles(state.singles || []);
      if (!layer) return;
      window_ = state.window || null;
      const wanted = JSON.stringify([state.kinds, state.without, state.clusters, Boolean(state.talk), window_]);
      if (wanted !== filtered) {
        filtered = wanted;
        layer.filter(state);
        layer._update();
        layer.redraw();
      }
      closer();
      say();
    },
    /* How many are shown, by kind and by cluster; null without a layer. */
    tally: () => layer && layer.tally,
    /* Where the circles stand on the screen. Only what is more important than a number may cover one. */
    boxes: () =>
      (layer ? layer.bins : []).map((bin) => {
        const { x, y } = ft.map.layerPointToContainerPoint(bin.at);
        return { under: 900, x: x - size(bin), y: y - size(bin), r: x + size(bin), b: y + size(bin) };
      }),
    state: () => layer && { total: layer.points.total, shown: layer.shown, bins: layer.bins.length, grouped: layer.bins.reduce((sum, bin) => sum + bin.n, 0), singly: singly(), singles: singles.length, said: box.textContent },
  };

  function say() {
    if (!layer) return;
    const words = ft.words();
    const { total } = layer.points;
    box.hidden = Boolean(ft.state.talk);
    const how = singly() ? "point-layer-singly" : layer.points.grid > 1e-5 ? "point-layer-rounded" : "point-layer-grouped";
    const metres = Math.round(layer.points.grid * 1e5);
    box.textContent = words[how].replace("{n}", written(layer.shown)).replace("{total}", written(total)).replace("{m}", metres);
  }

  function nameSingles(wanted) {
    if (JSON.stringify(wanted) === JSON.stringify(rows)) return;
    for (const id of singles) {
      const item = ft.items.get(id);
      item.layer.remove();
      if (item.body) item.body.remove();
      ft.items.delete(id);
    }
    rows = wanted;
    const fresh = wanted.filter((row) => !ft.items.has(row.id));
    singles = fresh.map((row) => row.id);
    ft.add.points(fresh);
  }
})();
