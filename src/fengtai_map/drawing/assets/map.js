/* The district map. It is built once from JSON and afterwards only told what to show:
     ft.begin(map, config)   words, theme, shapes, basemaps
     ft.add.<kind>(features) areas, lines, points, labels of lines
     ft.show(state)          the state is the reader's View; restyles, hides, flies
     ftState()               what is shown now, for those who test
   Every text from the data reaches the page through textContent. */
(function () {
  "use strict";
  const ft = (window.ft = { items: new Map(), add: {}, state: null, own: null, sent: 0 });

  ft.begin = function (map, config) {
    ft.map = map;
    ft.config = config;
    ft.home = L.latLngBounds(config.home);
    map.attributionControl.setPrefix(false);
    map.fitBounds(ft.home, { animate: false });
    map.on("click", (event) => ft.measure.take(event.latlng) || ft.place(event.latlng) || ft.choose(""));
    map.on("zoomend", resize);
    new ResizeObserver(refit).observe(map.getContainer());
    ft.tip = L.tooltip({ className: "ft-tip", direction: "top", offset: [0, -10], opacity: 1 });
    ft.labels.begin(map);
    ft.controls.begin(map);
    ft.measure.begin(map);
    ft.keys.begin();
  };

  const round = (layer) => Object.assign(layer, { getTooltip: undefined });
  const keep = (feature, layer, extra) => {
    const item = Object.assign({}, feature, extra, { layer: round(layer), shown: true });
    ft.items.set(feature.id, item);
    return item;
  };

  ft.add.areas = function (features, role) {
    for (const feature of features) {
      const interactive = role.name === "cluster";
      const style = Object.assign({ interactive }, role.style, feature.style);
      const layer = L.GeoJSON.geometryToLayer(feature);
      layer.setStyle(style);
      layer.options.interactive = interactive;
      listen(keep(feature, layer, { role: role.name, base: style }));
      layer.addTo(ft.map);
    }
  };

  ft.add.lines = function (features, role) {
    for (const feature of features) {
      const style = Object.assign({ interactive: false }, role.style, feature.style);
      const layer = L.geoJSON(feature.geometry, { interactive: false, style: () => style });
      keep(feature, layer, { role: role.name, base: style });
      layer.addTo(ft.map);
    }
  };

  ft.add.points = function (features) {
    for (const feature of features) {
      const look = ft.config.kinds[feature.kind];
      const layer = new ft.Shape([feature.lat, feature.lon], Object.assign({ shape: look.shape }, ft.look(feature)));
      listen(keep(feature, layer, { role: "point", priority: look.priority }));
      layer.addTo(ft.map);
    }
  };

  /* What exists is filled, what is being built is hollow with a core, what is planned is hollow and dashed. */
  ft.look = function (feature) {
    const look = ft.config.kinds[feature.kind];
    const solid = feature.status === "existing";
    return {
      radius: radius(look),
      fillColor: solid ? look.colour : "#ffffff",
      color: solid ? "#ffffff" : look.colour,
      weight: solid ? 1.5 : 2.5,
      fillOpacity: 1,
      opacity: 1,
      core: feature.status === "under-construction" ? look.colour : null,
      dashArray: feature.status === "planned" || feature.status === "unknown" ? "3 2.5" : null,
    };
  };

  /* The frame gets its height after the map was made, and a window is turned or enlarged: look again. */
  function refit() {
    const size = ft.map.getSize();
    ft.map.invalidateSize({ animate: false });
    ft.controls.fold();
    if (ft.state && !ft.map.getSize().equals(size)) look(ft.state, true);
  }

  const scale = () => (ft.state && ft.state.talk ? 1.3 : ft.map.getSize().x < 560 ? 0.75 : 1);
  const radius = (ft.radius = (look) => look.radius * scale() * Math.min(1.35, Math.max(0.7, 1 + (ft.map.getZoom() - 12.5) * 0.18)));

  function resize() {
    for (const item of ft.items.values()) {
      if (item.role === "point") item.layer.setRadius(radius(ft.config.kinds[item.kind]));
    }
  }

  function listen(item) {
    if (item.layer.options.interactive === false) return;
    item.layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (!ft.measure.take(event.latlng) && !ft.place(event.latlng)) ft.choose(pick(item, event.latlng));
    });
    item.layer.on("mouseover mousemove", (event) => hover(item, event.latlng));
    item.layer.on("mouseout", () => ft.tip.remove());
  }

  /* A first click on the ground selects the cluster, a second one the 街镇 in it. */
  function pick(item, latlng) {
    if (item.role !== "cluster" || ft.state.selected !== item.id) return item.id;
    const street = [...ft.items.values()].find((other) => other.role === "street" && other.cluster === item.id && ft.inside(latlng, other));
    return street ? street.id : item.id;
  }

  ft.inside = (latlng, item) => item.layer._containsPoint(ft.map.latLngToLayerPoint(latlng));

  ft.choose = function (id) {
    ft.tip.remove();
    if (ft.state.talk) return; // a story shows what its stop shows
    ft.own = id;
    ft.sent += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ clicked: id, n: ft.sent });
    else ft.show(Object.assign({}, ft.state, { selected: id }));
  };

  /* Whether a click says where a place lies, while the page asks for it. */
  ft.place = function (latlng) {
    if (!ft.state.placing) return false;
    ft.sent += 1;
    window.Streamlit.setComponentValue({ placed: [latlng.lng, latlng.lat], n: ft.sent });
    return true;
  };

  function hover(item, latlng) {
    const box = document.createElement("div");
    const words = ft.words();
    const lines = [ft.name(item), [words.kind[item.kind || item.role], item.error, ft.name(ft.items.get(item.cluster))].filter(Boolean).join(" · ")];
    if (item.error_m) lines.push(words.error.replace("{n}", item.error_m));
    else if (item.schematic) lines.push(words.schematic);
    for (const line of lines.filter(Boolean)) box.appendChild(document.createElement("div")).textContent = line;
    ft.tip.setLatLng(item.role === "point" ? item.layer.getLatLng() : latlng).setContent(box).addTo(ft.map);
  }

  ft.words = () => ft.config.words[ft.state ? ft.state.lang : "zh"];
  ft.name = (item) => (item && item.name ? item.name[ft.state ? ft.state.lang : "zh"] : "");

  const among = (ft.among = (list, value) => list.length === 0 || list.includes(value));
  ft.visible = function (item, state) {
    if (item.role === "point") return among(state.clusters, item.cluster) && state.kinds.includes(item.kind) && !state.without.includes(item.status);
    if (item.role === "online") return state.basemap !== "offline";
    return true;
  };

  ft.show = function (state) {
    const before = ft.state;
    ft.state = state;
    const frame = ft.map.getContainer();
    frame.lang = state.lang;
    frame.classList.toggle("ft-projector", state.theme === "projector");
    frame.classList.toggle("ft-placing", Boolean(state.placing));
    frame.classList.toggle("ft-talk", Boolean(state.talk));
    ft.keys.show(state.talk);
    ft.probe(state.probe);
    ft.density.show(state);
    const online = ft.tiles.use(state.basemap);
    for (const item of ft.items.values()) restyle(item, state, online);
    ft.mark(state);
    ft.controls.say(state);
    ft.labels.plan();
    if (!before || camera(before) !== camera(state)) look(state, !before);
    ft.own = null;
  };

  const camera = (state) => JSON.stringify([state.clusters, state.selected, state.zoom, state.ring, state.preview && state.preview.length, state.talk && state.talk.stop]);

  function restyle(item, state, online) {
    item.shown = ft.visible(item, state);
    if (item.role === "point") {
      item.layer.options.interactive = item.shown;
      item.layer.setStyle(item.shown ? Object.assign({ stroke: true, fill: true }, ft.look(item)) : { stroke: false, fill: false });
    } else if (item.role === "cluster") {
      const inside = among(state.clusters, item.id);
      const fill = inside ? { fillColor: item.base.fillColor, fillOpacity: online ? 0.42 : state.theme === "projector" ? 0.92 : 0.74 } : { fillColor: "#dfe3e7", fillOpacity: online ? 0.25 : 0.55 };
      item.layer.setStyle(Object.assign({}, item.base, fill, { opacity: inside ? 0.9 : 0.3 }));
    } else if (item.role === "street") {
      item.layer.setStyle({ opacity: among(state.clusters, item.cluster) ? item.base.opacity : 0.15 });
    } else if (item.role === "ground" || item.role === "water") {
      item.layer.setStyle(online ? { opacity: 0, fillOpacity: 0 } : { opacity: item.base.opacity, fillOpacity: item.base.fillOpacity });
    }
  }

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Where to look: at what is selected, else at the clusters of the filter, else at the district. */
  function look(state, first) {
    const item = ft.items.get(state.selected);
    const around = ft.preview.bounds() || ft.ring.bounds();
    if (item && !around && ft.own === item.id && ft.map.getBounds().contains(extent(item))) return;
    const bounds = around ? around : item ? extent(item) : state.clusters.reduce((sum, id) => sum.extend(extent(ft.items.get(id))), L.latLngBounds([]));
    const target = bounds.isValid() ? bounds : ft.home;
    ft.fly(target, { maxZoom: state.zoom || (item && item.role === "point" ? 14.5 : 16), still: first });
  }

  /* The legend lies along the foot of the map: what is looked at stands above it. */
  ft.fly = function (target, { maxZoom, still }) {
    const size = ft.map.getSize();
    const foot = Math.min(ft.controls.foot(), size.y / 3);
    const options = { paddingTopLeft: [size.x > 560 ? 24 : 8, 14], paddingBottomRight: [24, foot + 14], maxZoom, duration: 0.7 };
    if (still || calm()) ft.map.fitBounds(target, Object.assign(options, { animate: false }));
    else ft.map.flyToBounds(target, options);
  };

  function extent(item) {
    if (item.role !== "point") return item.layer.getBounds();
    return item.layer.getLatLng().toBounds(Math.max(2400, (item.error_m || 0) * 2.4));
  }

  window.ftState = function () {
    if (!ft.state) return { ready: false };
    return {
      ready: true,
      shown: [...ft.items.values()].filter((item) => item.role === "point" && item.shown).map((item) => item.id),
      clusters: ft.state.clusters,
      selected: ft.state.selected,
      lang: ft.state.lang,
      basemap: ft.tiles.current,
      notice: ft.controls.text(),
      labels: ft.labels.placed(),
      talk: ft.state.talk || null,
      zoom: ft.map.getZoom(),
      centre: [ft.map.getCenter().lng, ft.map.getCenter().lat],
      measured: ft.measure.told(),
      ring: ft.ring.name(),
      preview: ft.preview.count(),
      density: ft.density.told(),
      circles: Object.values(ft.marks._layers).filter((layer) => layer instanceof L.Circle).length,
    };
  };

  /* Where a thing stands on the screen, in pixels of this frame: a test clicks there as a hand would. */
  window.ftWhere = (id) => {
    const item = ft.items.get(id);
    const latlng = item.role === "point" ? item.layer.getLatLng() : L.latLng(item.label[1], item.label[0]);
    return ft.map.latLngToContainerPoint(latlng);
  };
})();
