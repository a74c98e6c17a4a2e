/* The legend, where no filter beside the map is one: embedded, in a talk, in a page that is exported. It lists what is in sight. */
(function () {
  "use strict";
  const ft = window.ft;
  const DARK = "#16242f";
  const STATUSES = [["under-construction", "building"], ["planned", "planned"]];
  let legend, folded, said;

  ft.legend = {
    begin() {
      const box = ft.controls.box("bottomright", "legend");
      legend = put(box, "details");
      box.hidden = true;
      legend.addEventListener("click", () => (folded = null)); // from now on it is the reader's
      ft.legend.fold();
      legend.addEventListener("toggle", () => ft.labels.plan());
      ft.map.on("moveend", () => ft.state && ft.legend.say(ft.state));
    },
    say(state) {
      legend.parentElement.hidden = !state.legend;
      if (!state.legend) return;
      const rows = [...wanted(state)];
      const key = JSON.stringify([state.lang, rows.map(([words]) => words)]);
      if (key !== said) draw(rows);
      said = key;
    },
    /* The legend is open where there is room for it. */
    fold() {
      const size = ft.map.getSize();
      if (legend && folded !== null) legend.open = size.x > 560 && size.y > 430;
    },
    foot: () => (legend.parentElement.hidden || !legend.open ? 0 : legend.parentElement.offsetHeight),
  };

  /* Words and picture of every row. */
  function* wanted(state) {
    const words = ft.words();
    const sight = ft.map.getBounds();
    const seen = [...ft.items.values()].filter((item) => item.role === "point" && item.shown && sight.contains(item.layer.getLatLng()));
    const kinds = new Set(seen.map((item) => item.kind));
    for (const [kind, look] of Object.entries(ft.config.kinds)) if (kinds.has(kind)) yield [words.kind[kind], badge(look, "existing")];
    for (const kind of kinds) if (!ft.config.kinds[kind]) yield [words.kind[kind] || kind, badge(ft.config.other, "existing")];
    for (const [status, word] of STATUSES) {
      if (seen.some((item) => item.status === status)) yield [words[word], badge(Object.assign({}, ft.config.other, { colour: DARK }), status)];
    }
    for (const level of Object.keys(ft.config.lamps)) if (seen.some((item) => item.light === level)) yield [words.light[level], lamp(ft.config.lamps[level])];
    yield [words.outline, stroke(DARK, "5 3", 1.6)];
    const metro = [...ft.items.values()].find((item) => item.role === "metro");
    const { color, weight } = ft.config.metro;
    if (metro && ft.map.getZoom() >= metro.zoom && state.kinds.includes("metro-station")) yield [words.line.metro, stroke(color, "", weight)];
  }

  function draw(rows) {
    legend.replaceChildren();
    put(legend, "summary", ft.words().legend);
    const list = put(legend, "ul");
    for (const [words, picture] of rows) {
      const row = put(list, "li");
      row.appendChild(picture);
      put(row, "span", words);
    }
  }

  const put = (parent, tag, text) => {
    const one = parent.appendChild(document.createElement(tag));
    if (text) one.textContent = text;
    return one;
  };

  /* The badge of the map as a picture of its own. */
  function badge(look, status) {
    const solid = status === "existing" && look.path;
    const picture = ft.svg(null, "svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": true });
    const radius = look.path ? (solid ? 9.4 : 8.6) : 4.6;
    const dash = status === "planned" ? "3 2" : "none";
    ft.svg(picture, "circle", { cx: 10, cy: 10, r: radius, fill: solid ? look.colour : "#fff", stroke: solid ? "none" : look.colour, "stroke-width": 1.7, "stroke-dasharray": dash });
    if (!look.path) return picture;
    const colour = solid ? "#fff" : look.colour;
    const group = ft.svg(picture, "g", { transform: "translate(10 10) scale(.74) translate(-8 -8)" });
    ft.svg(group, "path", Object.assign({ d: look.path, fill: look.stroke ? "none" : colour }, look.stroke ? { stroke: colour, "stroke-width": 1.4 } : {}));
    return picture;
  }

  function lamp({ colour, path }) {
    const picture = ft.svg(null, "svg", { viewBox: "0 0 10 10", width: 15, height: 15, "aria-hidden": true });
    ft.svg(picture, "path", { d: path, fill: colour });
    return picture;
  }

  function stroke(color, dash, weight) {
    const picture = ft.svg(null, "svg", { width: 24, height: 10, "aria-hidden": true });
    ft.svg(picture, "line", { x1: 1, x2: 23, y1: 5, y2: 5, stroke: color, "stroke-width": weight, "stroke-dasharray": dash || "none" });
    return picture;
  }
})();
