/* Where the map looks: at what is selected, at the clusters of the filter, at the district; or where a hand left it. */
(function () {
  "use strict";
  const ft = window.ft;
  const CLOSE = 640; // pixels of a frame in which nothing should lie below what the page puts above the map
  const BUTTONS = 42; // pixels that the buttons at the left take

  let byHand = false;
  let refitting = false; // the frame has another size: that moves the map as well
  let left = ""; // where a hand left the map
  let waiting = null; // a flight
  let fitted = null; // the size that was looked at last

  const camera = (ft.camera = {
    begin(map) {
      const frame = map.getContainer();
      measure(map.getSize().x);
      map.on("moveend", moved);
      for (const what of ["pointerdown", "wheel", "keydown"]) frame.addEventListener(what, () => (byHand = true), { passive: true, capture: true });
      new ResizeObserver(camera.refit).observe(frame);
    },

    /* The frame gets its height after the map was made, and a window is turned or enlarged: look again. */
    refit() {
      refitting = true;
      ft.map._enforcingBounds = true; // Leaflet would pan back into its bounds, and land after what is fitted here
      ft.map.invalidateSize({ animate: false });
      ft.ground.limit();
      ft.legend.fold();
      const size = ft.map.getSize();
      measure(size.x);
      if (ft.state && !(fitted && size.equals(fitted))) look(ft.state, true);
      fitted = size;
      ft.map._enforcingBounds = false;
      refitting = false;
    },

    /* Another state may be about another place. */
    follow(state, before) {
      if (!before || aim(before) !== aim(state)) look(state, !before);
    },

    /* Once what changed is on the screen: begun at once, a flight would hold it up by a frame. Whether there was one. Who wants
       no motion sees the change and where it lies at once. */
    takeOff() {
      const fly = byHand ? null : waiting;
      waiting = null;
      if (fly) fly();
      return Boolean(fly);
    },

    /* Around what is looked at there is room for names; where the legend lies along the foot, it stands above it. In a tall
       frame the district goes from edge to edge, in a low one close to the foot, for the ground to fill it; a part of it
       keeps clear of the buttons. */
    fly(target, { maxZoom, still }) {
      const size = ft.map.getSize();
      const foot = Math.min(ft.legend.foot(), size.y / 3);
      const [whole, little, tall] = [target === ft.home, size.x <= 560, size.x < 0.8 * size.y];
      const [edge, above] = little ? [8, 40] : [16, 56];
      const below = whole && size.x > 2 * size.y ? 24 : above;
      const side = little || (whole && tall) ? 8 : 40;
      const at = (little || tall) && !whole && !ft.state.talk ? edge + BUTTONS : side;
      const cover = ft.hear.covers && ft.hear.covers();
      const top = cover && size.x < CLOSE ? Math.max(above, cover.b + 12) : above;
      const options = { paddingTopLeft: [at, top], paddingBottomRight: [side, foot + below], maxZoom, duration: 0.7 };
      if (!still && !reduced) ft.map.flyToBounds(target, options);
      else if (!seen(target, options)) ft.map.fitBounds(target, Object.assign(options, { animate: false }));
    },

    /* Back to the district, whatever a hand did. */
    home() {
      byHand = false;
      camera.fly(ft.home, { maxZoom: 16 });
      if (ft.hear.moved) ft.hear.moved("");
    },
  });

  /* A hundredth of the map's width, by which the type of a talk is measured (map.css). */
  const measure = (wide) => ft.map.getContainer().style.setProperty("--ft-vw", `${wide / 100}px`);

  // Asked at every change it would make the browser lay out the page: who changes the setting is heard instead.
  const motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  let reduced = motion.matches;
  motion.addEventListener("change", () => (reduced = motion.matches));

  /* Where a hand moved the map to; neither a flight of our own nor what follows another size is the reader's wish. */
  function moved() {
    if (!byHand || refitting || !ft.state) return;
    byHand = false;
    const centre = ft.map.getCenter();
    left = `${centre.lng.toFixed(5)},${centre.lat.toFixed(5)},${ft.map.getZoom().toFixed(1)}`;
    if (ft.hear.moved) ft.hear.moved(left);
  }

  /* All of a state that decides where the map looks. */
  const aim = (state) => JSON.stringify([state.at, state.clusters, state.selected, state.zoom, state.ring, state.preview && state.preview.length, state.talk && state.talk.stop]);

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
    const target = around || (item ? extent(item) : chosen(state));
    const fly = () => camera.fly(target, { maxZoom: state.zoom || (item && item.role === "point" ? 14.5 : 16), still: first });
    if (first || reduced) fly();
    else waiting = fly;
  }

  /* The extent of the filter's clusters, without a filter that of the district. */
  function chosen({ clusters }) {
    const bounds = clusters.reduce((sum, id) => sum.extend(extent(ft.items.get(id))), L.latLngBounds([]));
    return bounds.isValid() ? bounds : ft.home;
  }

  function extent(item) {
    if (item.role !== "point") return item.layer.getBounds();
    if (item.bounds) return item.bounds.pad(0.2);
    return item.layer.getLatLng().toBounds(Math.max(2400, (item.error_m || 0) * 2.4));
  }

  /* Whether the map looks there already: to fit it again would project every corner of the district anew. */
  function seen(target, options) {
    const { center, zoom } = ft.map._getBoundsCenterZoom(target, options);
    return zoom === ft.map.getZoom() && center.equals(ft.map.getCenter());
  }
})();
