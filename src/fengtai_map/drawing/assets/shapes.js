/* Points with a shape of their own, drawn on the canvas that everything shares. */
(function () {
  "use strict";
  const ft = window.ft;

  L.Canvas.include({
    _updateShape(layer) {
      const { core, shape, stroke, fill } = layer.options;
      if (!this._drawing || (!stroke && !fill)) return;
      const context = this._ctx;
      trace(context, layer._point, layer._radius, shape);
      this._fillStroke(context, layer);
      if (!core || !fill) return;
      trace(context, layer._point, layer._radius * 0.42, shape);
      context.fillStyle = core;
      context.fill();
    },
  });

  /* The outline of a shape: a list of points in units of the radius, or a circle where there is none. */
  function trace(context, centre, radius, shape) {
    context.beginPath();
    if (!shape) context.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    else for (const [x, y] of shape) context.lineTo(centre.x + x * radius, centre.y + y * radius);
    context.closePath();
  }

  ft.Shape = L.CircleMarker.extend({
    _updatePath() {
      this._renderer._updateShape(this);
    },
  });
})();
