/* The district map. It is built once from JSON and afterwards only asked to show something else:
     ft.begin(map, config)   words, extents, looks, lamps, basemaps
     ft.add.<kind>(features) areas, lines, points, labels of lines
     ft.end()                that is all: the page may show what it wants
     ft.show(state)          restyles, hides, flies; the state is the MapState of client/map/map.js
     ft.hear                 what the page wants to know: choose, place, pin, window, moved, errors, key, press, message; and what it
                             has put above the map: covers
     ft.receive(message)       what the server says (ui/server_message.py), handed on to the page
     ftState()               what is shown now, for those who test
   Every text from the data reaches the page through textContent. */
(function () {
  "use strict";
  // A removed frame has no parent any more, but its timers may still call it: keep the reference.
  Object.defineProperty(window, "parent", { value: window.parent });
  const ft = (window.ft = { items: new Map(), add: {}, state: null, own: null, hear: {}, message: null, whole: false });

  ft.begin = function (map, config) {
    ft.map = map;
    ft.config = config;
    ft.home = L.latLngBounds(config.home);
    map.attributionControl.setPrefix(false);
    ft.ground.begin(map, config);
    map.fitBounds(ft.home, { animate: false });
    map.on("click", (event) => ft.measure.take(event.latlng) || ft.pins.take(event.latlng) || ft.place(event.latlng) || ft.choose(""));
    map.on("zoomend", ft.points.resize);
    ft.tip = L.tooltip({ className: "ft-tip", direction: "top", offset: [0, -10], opacity: 1 });
    ft.labels.begin(map);
    ft.controls.begin(map);
    ft.measure.begin(map);
    ft.pins.begin(map);
    ft.camera.begin(map);
    window.addEventListener("keydown", (event) => ft.hear.key && ft.hear.key(event), { capture: true });
    window.addEventListener("pointerdown", () => ft.hear.press && ft.hear.press(), { passive: true, capture: true });
    ft.paper.begin(ft.camera.refit);
    ft.camera.fly(ft.home, { maxZoom: 16, still: true }); // before anything is drawn, which would be drawn twice
  };

  ft.end = function () {
    ft.whole = true;
    meet();
  };

  /* The page that holds this frame is told that the map stands; one of another origin cannot be. */
  function meet() {
    try {
      const page = window.parent;
      if (page !== window && page.fengtai) page.fengtai.frame(window);
    } catch {
      // a page of another origin holds us: the map shows what it is told, and nobody listens
    }
  }

  ft.receive = function (message) {
    ft.message = message;
    if (ft.hear.message) ft.hear.message(message);
  };

  const round = (layer) => Object.assign(layer, { getTooltip: undefined });
  ft.keep = (feature, layer, extra) => {
    const item = Object.assign({ released: feature.status }, feature, extra, { layer: round(layer), shown: true });
    ft.items.set(feature.id, item);
    listen(item);
    return item;
  };

  function listen(item) {
    if (item.layer.options.interactive === false) return;
    item.layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (!ft.measure.take(event.latlng) && !ft.pins.take(event.latlng, item) && !ft.place(event.latlng)) ft.choose(pick(item, event.latlng));
    });
    item.layer.on("mouseover mousemove", (event) => hover(item, event.latlng));
    item.layer.on("mouseout", () => ft.tip.remove());
  }

  /* A first click on the ground selects the cluster, a second one the 街镇 in it. */
  function pick(item, latlng) {
    if (item.role !== "cluster" || ft.state.selected !== item.id) return item.id;
    const subdistrict = [...ft.items.values()].find((other) => other.role === "subdistrict" && other.cluster === item.id && ft.inside(latlng, other));
    return subdistrict ? subdistrict.id : item.id;
  }

  ft.inside = (latlng, item) => item.layer._containsPoint(ft.map.latLngToLayerPoint(latlng));

  ft.choose = function (id) {
    ft.tip.remove();
    if (ft.state.talk) return; // a story shows what its stop shows
    ft.own = id;
    if (ft.hear.choose) ft.hear.choose(id);
  };

  /* Whether a click says where a place lies, while the page asks for it. */
  ft.place = function (latlng) {
    if (!ft.state.placing) return false;
    if (ft.hear.place) ft.hear.place(latlng.lng, latlng.lat);
    return true;
  };

  function hover(item, latlng) {
    const box = document.createElement("div");
    const words = ft.words();
    const lines = [ft.name(item), [words.kind[item.kind || item.role], item.error, ft.name(ft.items.get(item.cluster))].filter(Boolean).join(" · ")];
    if (item.light) lines.push(words.light[item.light]);
    if (item.error_m) lines.push(words.error.replace("{n}", item.error_m));
    else if (item.schematic) lines.push(words.schematic);
    for (const line of lines.filter(Boolean)) box.appendChild(document.createElement("div")).textContent = line;
    ft.tip.setLatLng(item.role === "point" ? item.layer.getLatLng() : latlng).setContent(box).addTo(ft.map);
  }

  /* An element of a drawing with its attributes, in `parent` where there is one. */
  ft.svg = function (parent, tag, attributes, text) {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    if (text) one.textContent = text;
    return parent ? parent.appendChild(one) : one;
  };

  ft.words = () => ft.config.words[ft.state ? ft.state.lang : "zh"];
  ft.name = (item) => (item && item.name ? item.name[ft.state ? ft.state.lang : "zh"] : "");

  const among = (ft.among = (list, value) => list.length === 0 || list.includes(value));
  /* A line or an area lies in every cluster that it passes. */
  const lies = (item, clusters) => (item.passes && item.passes.length ? clusters.length === 0 || item.passes.some((id) => clusters.includes(id)) : among(clusters, item.cluster));
  ft.visible = function (item, state) {
    if (item.role === "point" && state.away && state.away.includes(item.id)) return false;
    if (item.role === "point") return lies(item, state.clusters) && state.kinds.includes(item.kind) && !state.without.includes(item.status);
    return true;
  };

  /** @param {import("../../client/map/map.js").MapState} state */
  ft.show = function (state) {
    const before = ft.state;
    ft.state = state;
    for (const item of ft.items.values()) if (item.role === "point") Object.assign(item, { status: (state.statuses && state.statuses[item.id]) || item.released, light: (state.lights && state.lights[item.id]) || "" });
    const frame = ft.map.getContainer();
    if (frame.lang !== state.lang) frame.lang = state.lang; // the same again would make the browser style all names anew
    frame.classList.toggle("ft-projector", state.theme === "projector");
    frame.classList.toggle("ft-placing", Boolean(state.placing));
    frame.classList.toggle("ft-pinning", Boolean(state.pinning));
    frame.classList.toggle("ft-talk", Boolean(state.talk));
    frame.classList.toggle("ft-little", Boolean(state.talk && state.talk.small));
    ft.pointLayer.show(state);
    ft.tiles.use(state.basemap);
    ft.ground.show(state);
    ft.points.show(state);
    ft.mark(state);
    ft.pins.show(state);
    ft.controls.say(state);
    ft.labels.plan();
    ft.camera.follow(state, before);
    ft.own = null;
  };

  window.ftState = function () {
    if (!ft.state) return { ready: false };
    return {
      ready: true,
      shown: [...ft.items.values()].filter((item) => item.role === "point" && item.shown).map((item) => item.id),
      lights: Object.fromEntries([...ft.items.values()].filter((item) => item.role === "point" && item.shown && item.light).map((item) => [item.id, item.light])),
      clusters: ft.state.clusters,
      selected: ft.state.selected,
      lang: ft.state.lang,
      basemap: ft.tiles.current,
      notice: ft.controls.text(),
      labels: ft.labels.placed(),
      talk: ft.state.talk || null,
      zoom: ft.map.getZoom(),
      centre: [ft.map.getCenter().lng, ft.map.getCenter().lat],
      measured: ft.measure.state(),
      ring: ft.ring.name(),
      preview: ft.preview.count(),
      pins: (ft.state.pins || []).map((pin) => pin.n),
      pointLayer: ft.pointLayer.state(),
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
