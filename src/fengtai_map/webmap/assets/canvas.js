/* The canvas of the clusters and all above them. Water, roads and other layers outside every cluster look the same
   whichever clusters are chosen. So each unbroken run of them is drawn once for a view (with a filter, and without), kept
   as a picture, and copied at every change. */
(function () {
  "use strict";
  const ft = window.ft;
  const MOST = 4e6; // pixels of a picture: a screen with more has a machine that draws quickly
  const later = window.requestIdleCallback || ((act) => setTimeout(act, 200));
  const never = window.cancelIdleCallback || clearTimeout;

  /* A layer outside every cluster has a number `run` and a function `dressed(filtered)`, its style with a filter or without. */
  ft.Canvas = L.Canvas.extend({
    pictures: new Map(),

    /* Another view, or another size. */
    _update() {
      this.forget();
      L.Canvas.prototype._update.call(this);
    },

    /* The pictures are of something else now: take them anew when nobody waits. */
    forget() {
      this.pictures = new Map();
      never(this.idle);
      this.idle = later(() => this._map && ft.state && take(this));
    },

    /* A copy of Leaflet 1.9's L.Canvas._draw, with the branch on `picture` added. */
    _draw() {
      const { _ctx: context, _redrawBounds: bounds } = this;
      context.save();
      if (bounds) {
        const { x, y } = bounds.getSize();
        context.beginPath();
        context.rect(bounds.min.x, bounds.min.y, x, y);
        context.clip();
      }
      this._drawing = true;
      let copied = 0;
      for (let order = this._drawFirst; order; order = order.next) {
        const { layer } = order;
        const picture = layer.run && this.pictures.get(name(layer.run, this.filtered));
        if (picture && copied !== layer.run) copy(this, picture);
        if (picture) copied = layer.run;
        else if (!bounds || (layer._pxBounds && layer._pxBounds.intersects(bounds))) layer._updatePath();
      }
      this._drawing = false;
      context.restore();
    },
  });

  const name = (run, filtered) => `${run} ${filtered}`;

  function copy({ _ctx: context, _bounds: bounds }, picture) {
    const { x, y } = bounds.getSize();
    context.globalAlpha = 1; // Leaflet leaves that of the last layer
    context.drawImage(picture, bounds.min.x, bounds.min.y, x, y);
  }

  function take(canvas) {
    const pixels = canvas._container.width * canvas._container.height;
    if (!pixels || pixels > MOST) return; // none where the page gives the map no room
    const runs = new Map();
    for (let order = canvas._drawFirst; order; order = order.next) {
      const { layer } = order;
      if (layer.run) runs.set(layer.run, [...(runs.get(layer.run) || []), layer]);
    }
    for (const [run, layers] of runs) {
      const [plain, other] = [false, true].map((filtered) => layers.map((layer) => layer.dressed(filtered)));
      const picture = drawn(canvas, layers, plain);
      canvas.pictures.set(name(run, false), picture);
      canvas.pictures.set(name(run, true), JSON.stringify(plain) === JSON.stringify(other) ? picture : drawn(canvas, layers, other));
    }
  }

  function drawn(canvas, layers, styles) {
    const picture = document.createElement("canvas");
    const { width, height } = Object.assign(picture, { width: canvas._container.width, height: canvas._container.height });
    const own = canvas._ctx;
    const context = (canvas._ctx = picture.getContext("2d"));
    const { x, y } = canvas._bounds.getSize();
    context.scale(width / x, height / y);
    context.translate(-canvas._bounds.min.x, -canvas._bounds.min.y);
    canvas._drawing = true;
    for (const [at, layer] of layers.entries()) {
      const { options } = layer;
      layer.options = Object.assign(Object.create(options), styles[at]);
      layer._updatePath();
      layer.options = options;
    }
    canvas._drawing = false;
    canvas._ctx = own;
    return picture;
  }
})();
