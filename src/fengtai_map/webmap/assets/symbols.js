/* Points as round badges with a pictogram, drawn on the canvas that clusters and points share. A record that is a line or
   an area is drawn as what it is, beneath its badge. */
(function () {
  "use strict";
  const ft = window.ft;
  const BOX = 16; // the box of a pictogram
  const SHARE = 0.0725; // a unit of that box on a badge, in radii of the badge
  const PEN = 1.4; // the width of a stroked pictogram, in units of that box
  const DASH = [3, 2];
  const ROOM = 3; // pixels around a badge, for its edge and its shadow
  const LAMP = 4.5; // pixels from the middle of a light to its edge, at least
  const LAMP_BOX = 10; // the box of its path
  const KEPT = 400; // pictures of badges
  const STEPS = 4; // sizes of a badge in a pixel: each has a picture of its own
  const paths = new Map();
  const pictures = new Map();

  const pictogram = (path) => {
    if (!paths.has(path)) paths.set(path, new Path2D(path));
    return paths.get(path);
  };

  /* How a kind is drawn; one that nobody has given a look yet has a plain one. */
  ft.kind = (kind) => ft.config.kinds[kind] || ft.config.other;

  /* What exists is filled, what is being built is white with the pictogram in its colour, what is planned is dashed, too. */
  function badge(context, at, radius, look, status) {
    const solid = status === "existing" && look.path;
    context.globalAlpha = 1;
    context.lineCap = "butt"; // round ends would close the gaps of a dashed edge
    context.setLineDash([]);
    if (look.path) disc(context, at.x, at.y + radius * 0.08, radius + 1.2, "rgba(22, 36, 47, .26)");
    disc(context, at.x, at.y, radius, solid ? look.colour : "#ffffff");
    context.lineWidth = look.path ? (solid ? 1.6 : 2) * Math.max(1, radius / 12) : 1.3;
    context.strokeStyle = solid ? "#ffffff" : look.colour;
    if (status === "planned" || status === "unknown") context.setLineDash(DASH);
    context.stroke();
    context.setLineDash([]);
    if (look.path) draw(context, at, radius, look, solid ? "#ffffff" : look.colour);
  }

  function disc(context, x, y, radius, colour) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }

  function draw(context, at, radius, look, colour) {
    context.save();
    context.translate(at.x, at.y);
    context.scale(radius * SHARE, radius * SHARE);
    context.translate(-BOX / 2, -BOX / 2);
    context.lineWidth = PEN;
    context.fillStyle = context.strokeStyle = colour;
    context[look.stroke ? "stroke" : "fill"](pictogram(look.path));
    context.restore();
  }

  /* The light of a project at the upper right of its badge, a shape of its own in white, so that it stands off. */
  const lampSize = (radius) => Math.max(LAMP, radius * 0.52);
  function lamp(context, at, radius, level) {
    const { colour, path } = ft.config.lamps[level];
    const half = lampSize(radius);
    context.save();
    context.translate(at.x + radius * 0.74, at.y - radius * 0.74);
    disc(context, 0, 0, half + 1.6, "#ffffff");
    context.scale((2 * half) / LAMP_BOX, (2 * half) / LAMP_BOX);
    context.translate(-LAMP_BOX / 2, -LAMP_BOX / 2);
    context.fillStyle = colour;
    context.fill(pictogram(path));
    context.restore();
  }

  /* A badge as a picture, drawn once for each look, status and size: to draw hundreds anew costs a change of the filter
     as much as all the rest. On the grid of the screen's pixels, so that it stays sharp. */
  function stamp(context, at, radius, look, status, light) {
    const dots = L.Browser.retina ? 2 : 1; // as Leaflet draws its canvas
    const half = Math.ceil(radius + ROOM + (light ? lampSize(radius) : 0));
    const [x, y] = [at.x, at.y].map((place) => Math.round(place * dots) / dots);
    context.globalAlpha = 1;
    context.drawImage(picture({ look, status, radius, light }, half, dots), x - half, y - half, 2 * half, 2 * half);
  }

  function picture(what, half, dots) {
    const key = [what.look.path, what.look.colour, what.status, what.radius, what.light].join("|");
    if (pictures.size > KEPT) pictures.clear();
    if (!pictures.has(key)) pictures.set(key, drawn(what, half, dots));
    return pictures.get(key);
  }

  function drawn({ look, status, radius, light }, half, dots) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * half * dots;
    const context = canvas.getContext("2d");
    context.scale(dots, dots);
    badge(context, { x: half, y: half }, radius, look, status);
    if (light) lamp(context, { x: half, y: half }, radius, light);
    return canvas;
  }

  /* A badge as a layer: `look`, `status`, `radius`; one that is not `shown` is neither drawn nor clicked. */
  ft.Badge = L.CircleMarker.extend({
    _updatePath() {
      const { look, status, shown, light } = this.options;
      if (this._renderer._drawing && shown !== false) stamp(this._renderer._ctx, this._point, this._radius, look, status, light);
    },
  });

  const scale = () => (ft.state && ft.state.talk && !ft.state.talk.small ? 1.3 : ft.map.getSize().x < 560 ? 0.85 : 1);
  const grown = () => Math.min(1.35, Math.max(0.7, 1 + (ft.map.getZoom() - 12.5) * 0.13));
  ft.radius = (look) => Math.round(look.radius * scale() * grown() * STEPS) / STEPS;

  ft.add.points = function (features) {
    const bodies = bodied(features);
    for (const feature of features) {
      const look = feature.outside ? Object.assign({}, ft.kind(feature.kind), { colour: ft.config.outside }) : ft.kind(feature.kind);
      const layer = new ft.Badge([feature.lat, feature.lon], { look, status: feature.status, radius: ft.radius(look), weight: 2 });
      ft.ground.reach(layer.getLatLng());
      const body = bodies.get(feature.id);
      ft.keep(feature, layer, { role: "point", priority: look.priority, body, bounds: body && body.getBounds() });
      if (body) {
        for (const name of ["click", "mousemove", "mouseout"]) body.on(name, (event) => layer.fire(name, event));
        ft.ground.reach(body.getBounds().getCenter());
      }
      layer.addTo(ft.map);
    }
    // What came later is drawn above: no line or area may cover a symbol that was there before.
    if (bodies.size) for (const item of ft.items.values()) if (item.role === "point") item.layer.bringToFront();
  };

  /* The lines and areas among these, the largest beneath, so that each can be pressed. */
  function bodied(features) {
    const made = features.filter((one) => one.shape).map((one) => [one.id, L.geoJSON(one.shape, { style: outlined(ft.kind(one.kind).colour, one.status) })]);
    const size = ([, body]) => {
      const { lat, lng } = body.getBounds().getNorthEast();
      return (lat - body.getBounds().getSouth()) * (lng - body.getBounds().getWest());
    };
    for (const [, body] of made.sort((one, other) => size(other) - size(one))) body.addTo(ft.map);
    return new Map(made);
  }

  /* What is built has a full line, what is still to come a dashed one. */
  const outlined = (color, status) => ({ color, weight: 4, opacity: 0.9, dashArray: status === "existing" ? null : "7 5", fillColor: color, fillOpacity: 0.22 });
  const hidden = { stroke: false, fill: false };

  ft.points = {
    show(state) {
      for (const item of ft.items.values()) if (item.role === "point") restyle(item, state);
    },
    /* A symbol grows with the zoom, in a talk, and on a large screen. */
    resize() {
      for (const item of ft.items.values()) if (item.role === "point") sized(item);
    },
  };

  function restyle(item, state) {
    item.shown = ft.visible(item, state);
    const drawn = item.shown && !(state.talk && state.talk.small); // beside figures nothing says what a symbol means
    sized(item);
    if (item.layer.options.shown === drawn && item.layer.options.status === item.status && item.layer.options.light === item.light) return;
    item.layer.options.interactive = item.layer.options.shown = drawn;
    item.layer.options.status = item.status;
    item.layer.options.light = item.light;
    item.layer.redraw();
    if (item.body) item.body.setStyle(drawn ? Object.assign({ stroke: true, fill: true }, outlined(item.layer.options.look.colour, item.status)) : hidden);
    if (item.body) item.body.eachLayer((part) => (part.options.interactive = drawn));
  }

  function sized(item) {
    const radius = ft.radius(item.layer.options.look);
    if (item.layer.getRadius() !== radius) item.layer.setRadius(radius);
  }
})();
