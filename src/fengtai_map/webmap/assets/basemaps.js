/* Backgrounds from the internet, only when the reader asks for one. Tiles that do not arrive are taken off again. */
(function () {
  "use strict";
  const ft = window.ft;
  const PATIENCE = 4000; // milliseconds without a single tile
  const FAILURES = 4; // tiles that failed before the first arrived

  /* GCJ-02 tiles lie beside WGS-84 by about half a kilometre: fetch those of the shifted place, draw them here. */
  const Shifted = L.TileLayer.extend({
    _offset(zoom) {
      const centre = ft.home.getCenter();
      const [lon, lat] = this.options.shift;
      return ft.map.project([centre.lat + lat, centre.lng + lon], zoom).subtract(ft.map.project(centre, zoom));
    },
    _getTiledPixelBounds(centre) {
      const bounds = L.TileLayer.prototype._getTiledPixelBounds.call(this, centre);
      const offset = this._offset(this._tileZoom);
      return L.bounds(bounds.min.add(offset), bounds.max.add(offset));
    },
    _getTilePos(coords) {
      return L.TileLayer.prototype._getTilePos.call(this, coords).subtract(this._offset(this._tileZoom));
    },
  });

  ft.tiles = {
    current: "offline",
    failed: new Set(),
    layers: [],
    use(id) {
      const spec = ft.config.basemaps[id];
      const name = spec && spec.tiles.length && !this.failed.has(id) ? id : "offline";
      if (name !== this.current) this.change(name, spec);
      return this.current !== "offline";
    },
    change(name, spec) {
      this.drop();
      this.current = name;
      if (name === "offline") return;
      ft.controls.notice("");
      const options = { attribution: spec.attribution, shift: spec.shift, maxZoom: 18, maxNativeZoom: spec.max_zoom };
      this.layers = spec.tiles.map((url) => new Shifted(url, options));
      this.layers.forEach((layer) => layer.addTo(ft.map));
      this.watch(name, this.layers);
    },
    watch(name, layers) {
      let failures = 0;
      const timer = setTimeout(() => this.give(name), PATIENCE);
      const arrived = () => ((failures = -Infinity), clearTimeout(timer));
      for (const layer of layers) {
        layer.on("tileload", arrived);
        layer.on("tileerror", () => (failures += 1) >= FAILURES && (clearTimeout(timer), this.give(name)));
      }
    },
    give(name) {
      if (this.current !== name) return;
      this.failed.add(name);
      ft.show(Object.assign({}, ft.state));
      ft.controls.notice("tiles");
      setTimeout(() => this.failed.delete(name), PATIENCE);
    },
    drop() {
      this.layers.forEach((layer) => layer.remove());
      this.layers = [];
    },
  };
})();
