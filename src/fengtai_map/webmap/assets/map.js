/* The district map. It is built once from JSON and afterwards only asked to show something else:
     ft.begin(map, config)   words, extents, looks, lamps, basemaps
     ft.add.<kind>(features) areas, lines, points, labels of lines
     ft.end()                that is all: the page may show what it wants
     ft.show(state)          restyles, hides, flies; the state is the MapState of client/map/map.js
     ft.hear                 what the page wants to know: choose, place, pin, window, moved, errors, key, message; and what it
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
    new ResizeObserver(refit).observe(map.getContainer());
    ft.tip = L.tooltip({ className: "ft-tip", direction: "top", offset: [0, -10], opacity: 1 });
    ft.labels.begin(map);
    ft.controls.begin(map);
    ft.measure.begin(map);
    ft.pins.begin(map);
    map.on("moveend", moved);
    for (const what of ["pointerdown", "wheel", "keydown"]) map.getContainer().addEventListener(what, () => (byHand = true), { passive: true, capture: true });
    window.addEventListener("keydown", (event) => ft.hear.key && ft.hear.key(event), { capture: true });
    ft.paper.begin(refit);
    ft.fly(ft.home, { maxZoom: 16, still: true }); // before anything is drawn, which would be drawn twice
  };

  ft.end = function () {
    ft.whole = true;
    meet();
  };

  let byHand = false;
  let left = ""; // where a hand left the map
  let waiting = null; // a flight
  let fitted = null; // the size that was looked at last: Leaflet itself may have seen the new one before

  /* The page that holds this frame is told that the map stands; one of another origin cannot be. */
  function meet() {
    try {
      const page = window.parent;
      if (page !== window && page.fengtai) page.fengtai.frame(window);
    } catch {
      // a page of another origin holds us: the map shows what it is told, and nobody listens
    }
  }

  /* Where a hand moved the map to; a flight of our own is not the reader's wish. */
  function moved() {
    if (!byHand || !ft.state) return;
    byHand = false;
    const centre = ft.map.getCenter();
    left = `${centre.lng.toFixed(5)},${centre.lat.toFixed(5)},${ft.map.getZoom().toFixed(1)}`;
    if (ft.hear.moved) ft.hear.moved(left);
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

  /* The frame gets its height after the map was made, and a window is turned or enlarged: look again. */
  function refit() {
    ft.map.invalidateSize({ animate: false });
    ft.ground.limit();
    ft.legend.fold();
    const size = ft.map.getSize();
    if (ft.state && !(fitted && size.equals(fitted))) look(ft.state, true);
    fitted = size;
  }

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
    if (!before || camera(before) !== camera(state)) look(state, !before);
    ft.own = null;
  };

  const camera = (state) => JSON.stringify([state.at, state.clusters, state.selected, state.zoom, state.ring, state.preview && state.preview.length, state.talk && state.talk.stop]);

  // Asked at every change it would make the browser lay out the page: who changes the setting is heard instead.
  const motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  let reduced = motion.matches;
  motion.addEventListener("change", () => (reduced = motion.matches));
  const calm = () => reduced;

  /* Where to look: where the reader left the map, at what is selected, else at the clusters of the filter, else at the district. */
  function look(state, first) {
    if (state.at && state.at === left) return;
    byHand = false;
    waiting = null;
    if (state.at) {
      const [lon, lat, zoom] = state.at.split(",").map(Number);
      ft.map.setView([lat, lon], zoom, { animate: false });
      return;
    }
    left = "";
    const item = ft.items.get(state.selected);
    const around = ft.preview.bounds() || ft.ring.bounds();
    if (item && !around && ft.own === item.id && ft.map.getBounds().contains(extent(item))) return;
    const bounds = around ? around : item ? extent(item) : state.clusters.reduce((sum, id) => sum.extend(extent(ft.items.get(id))), L.latLngBounds([]));
    const target = bounds.isValid() ? bounds : ft.home;
    const fly = () => ft.fly(target, { maxZoom: state.zoom || (item && item.role === "point" ? 14.5 : 16), still: first });
    if (first || calm()) fly();
    else waiting = fly;
  }

  /* Once what changed is on the screen: begun at once, a flight would hold it up by a frame. Whether there was one. Who wants
     no motion sees the change and where it lies at once. */
  ft.takeOff = function () {
    const fly = byHand ? null : waiting;
    waiting = null;
    if (fly) fly();
    return Boolean(fly);
  };

  const CLOSE = 640; // pixels of a frame in which nothing should lie below what the page puts above the map

  /* Around what is looked at there is room for names; where the legend lies along the foot, it stands above it. */
  ft.fly = function (target, { maxZoom, still }) {
    const size = ft.map.getSize();
    const foot = Math.min(ft.legend.foot(), size.y / 3);
    const [side, above] = size.x > 560 ? [40, 56] : [8, 40];
    const cover = ft.hear.covers && ft.hear.covers();
    const top = cover && size.x < CLOSE ? Math.max(above, cover.b + 12) : above;
    const options = { paddingTopLeft: [side, top], paddingBottomRight: [side, foot + above], maxZoom, duration: 0.7 };
    if (!still && !calm()) ft.map.flyToBounds(target, options);
    else if (!seen(target, options)) ft.map.fitBounds(target, Object.assign(options, { animate: false }));
  };

  /* Whether the map looks there already: to fit it again would project every corner of the district anew. */
  function seen(target, options) {
    const { center, zoom } = ft.map._getBoundsCenterZoom(target, options);
    return zoom === ft.map.getZoom() && center.equals(ft.map.getCenter());
  }

  /* Back to the district, whatever a hand did. */
  ft.goHome = function () {
    byHand = false;
    ft.fly(ft.home, { maxZoom: 16 });
    if (ft.hear.moved) ft.hear.moved("");
  };

  function extent(item) {
    if (item.role !== "point") return item.layer.getBounds();
    if (item.bounds) return item.bounds.pad(0.2);
    return item.layer.getLatLng().toBounds(Math.max(2400, (item.error_m || 0) * 2.4));
  }

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
