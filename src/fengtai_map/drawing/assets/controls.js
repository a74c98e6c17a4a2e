/* What stands around the map: legend, scale, the way home, notices. */
(function () {
  "use strict";
  const ft = window.ft;
  let legend, home, zoom, notice, code, folded;

  const control = (position, name) => {
    const one = L.control({ position });
    one.onAdd = () => L.DomUtil.create("div", `ft-${name}`);
    one.addTo(ft.map);
    const box = one.getContainer();
    L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
    return box;
  };

  const put = (parent, tag, text, name) => {
    const one = parent.appendChild(document.createElement(tag));
    if (text) one.textContent = text;
    if (name) one.className = name;
    return one;
  };

  ft.controls = {
    begin(map) {
      zoom = L.control.zoom({ position: "topleft" }).addTo(map);
      home = ft.controls.button("home", "⤢", () => ft.fly(ft.home, { maxZoom: 16 }));
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(map);
      put(control("bottomleft", "sketch"), "span");
      legend = put(control("bottomright", "legend"), "details");
      legend.addEventListener("click", () => (folded = null)); // from now on it is the reader's
      ft.controls.fold();
      legend.addEventListener("toggle", () => ft.labels.plan());
      notice = control("topright", "notice");
      notice.role = "status";
      notice.hidden = true;
    },
    /* A button below the others, with a sign; its words are given by name(). */
    button(name, sign, act) {
      const one = put(control("topleft", `${name} leaflet-bar`), "a", sign);
      one.href = "#";
      one.role = "button";
      one.addEventListener("click", (event) => {
        event.preventDefault();
        act();
      });
      return one;
    },
    box: control,
    name: (one, words) => Object.assign(one, { title: words, ariaLabel: words }),
    say(state) {
      const words = ft.words();
      ft.controls.name(home, words.home);
      ft.controls.name(zoom._zoomInButton, words["zoom-in"]);
      ft.controls.name(zoom._zoomOutButton, words["zoom-out"]);
      ft.map.getContainer().ariaLabel = words.label;
      ft.measure.say();
      document.querySelector(".ft-sketch span").textContent = words.sketch;
      draw(state, words);
      if (code) ft.controls.notice(code);
    },
    notice(what) {
      code = what;
      notice.textContent = what ? ft.words().notice[what] : "";
      notice.hidden = !what;
    },
    /* The legend is open where there is room for it. */
    fold() {
      const size = ft.map.getSize();
      if (folded !== null) legend.open = size.x > 560 && size.y > 430;
    },
    foot: () => (legend.open ? legend.offsetHeight : 0),
    text: () => (notice ? notice.textContent : ""),
  };

  function draw(state, words) {
    legend.replaceChildren();
    put(legend, "summary", words.legend);
    const list = put(legend, "ul");
    for (const [kind, look] of Object.entries(ft.config.kinds)) {
      if (state.kinds.includes(kind)) row(list, symbol(look.shape, { fill: look.colour, stroke: "#fff" }), words.kind[kind]);
    }
    const dark = "#1b2733";
    if (state.kinds.some((kind) => kind !== "metro-station")) {
      row(list, symbol(null, { fill: "#fff", stroke: dark, core: dark }), words.building);
      row(list, symbol(null, { fill: "#fff", stroke: dark, dash: "3 2.5" }), words.planned);
    }
    row(list, stroke(dark, "5 3", 2), words.outline);
    if (state.basemap === "offline") for (const line of ft.config.lines) row(list, stroke(line.color, line.dashArray, line.weight), words.line[line.name]);
  }

  function row(list, picture, text) {
    const one = put(list, "li");
    one.appendChild(picture);
    put(one, "span", text);
  }

  const svg = (tag, attributes) => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    return one;
  };

  function symbol(shape, { fill, stroke, core, dash }) {
    const picture = svg("svg", { viewBox: "-1.3 -1.3 2.6 2.6", width: 18, height: 18, "aria-hidden": true });
    const one = (scale, colours) => (shape ? svg("polygon", { points: shape.map(([x, y]) => `${x * scale},${y * scale}`).join(" "), ...colours }) : svg("circle", { r: scale, ...colours }));
    picture.appendChild(one(1, { fill, stroke, "stroke-width": 0.28, "stroke-dasharray": dash ? "0.5 0.4" : "none" }));
    if (core) picture.appendChild(one(0.45, { fill: core }));
    return picture;
  }

  function stroke(color, dash, weight) {
    const picture = svg("svg", { width: 24, height: 10, "aria-hidden": true });
    picture.appendChild(svg("line", { x1: 1, x2: 23, y1: 5, y2: 5, stroke: color, "stroke-width": weight, "stroke-dasharray": dash || "none" }));
    return picture;
  }
})();
