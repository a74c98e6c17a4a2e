/* In the page under measurement, before its own scripts run. All times are performance.now() of the page itself,
   so that no round trip to the benchmark is counted. A state is {points, counter, clusters}: how many points the map
   shows (null: there is no map), the words of the panel's counter, how many clusters the panel lists (0: no list).
   A map stands in Streamlit's frame or, of Dash, in the page itself.
     bench.load(state)     from the start; bench.loaded then promises the milliseconds since navigation began
     bench.expect(state)   the next press starts the clock; bench.changed then promises {shown, panel, white, kept},
                           or {lost}: the page was drawn anew under the pointer and never noticed the press
     bench.rest()          promises that the run is over and nothing moves any more */
(() => {
  "use strict";
  if (window.top !== window) return;
  const bench = (window.bench = {});
  const STILL = 20; // frames without a difference
  const PATIENCE = 90000; // milliseconds, then it is an error
  const LOST = 20000; // milliseconds without any sign of a press

  /* Leaflet names itself when it is loaded: from then on the page's own map is known. */
  let leaflet;
  const own = {};
  Object.defineProperty(window, "L", {
    get: () => leaflet,
    set: (given) => {
      leaflet = given;
      given.Map.addInitHook(function () {
        own.map = this;
        own.L = given;
        own.document = document;
      });
    },
  });

  const frame = () => document.querySelector('iframe[src*="streamlit_folium.st_folium"], .leaflet-container');
  const inside = () => frame()?.contentWindow ?? own;

  /* Our map answers for itself; of another's the markers are counted. */
  const points = () => {
    const win = inside();
    if (!win.map) return -1;
    if (win.ftState) {
      const { shown, density } = win.ftState();
      return shown ? shown.length + (density ? density.shown - density.guests : 0) : -1;
    }
    return Object.values(win.map._layers).filter((layer) => layer instanceof win.L.CircleMarker).length;
  };

  /* Whether the canvas holds anything, by the pixels of its middle row: the district always lies across it. */
  const painted = () => {
    const canvas = inside().document?.querySelector(".leaflet-overlay-pane canvas");
    if (!canvas?.width) return false;
    const row = canvas.getContext("2d").getImageData(0, canvas.height >> 1, canvas.width, 1).data;
    return row.some((value) => value !== 0);
  };

  const counter = () => document.querySelector(".ft-counter")?.textContent;
  const clusters = () => document.querySelectorAll(".st-key-clusters .stButton").length;
  const run = () => {
    const app = document.querySelector(".stApp");
    if (app) return app.dataset.testScriptState;
    return document.title === "Updating..." ? "running" : "notRunning"; // so says Dash
  };
  const seen = () => [run(), counter(), clusters(), points()].join(" | ");

  /* Streamlit's table is a canvas too: it shows the new rows from the moment its words are written anew; Dash's when
     its elements change. */
  let table = false;
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    if (this.canvas.dataset?.testid === "data-grid-canvas") table = true;
    return write.apply(this, given);
  };

  new MutationObserver((seen) => {
    if (seen.some((one) => one.target.parentElement?.closest("#table"))) table = true;
  }).observe(document, { subtree: true, childList: true, characterData: true });

  const panel = (state) => table && counter() === state.counter && (!state.clusters || clusters() === state.clusters);
  const map = (state) => state.points === null || (points() === state.points && painted());

  /* Calls `look` in every frame until it gives a value. */
  const everyFrame = (look, what) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const step = () => {
        const value = look(performance.now());
        if (value !== undefined) resolve(value);
        else if (performance.now() - start > PATIENCE) reject(new Error(`waited for ${what}, there is ${seen()}\n${document.body.innerText}`));
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });

  bench.load = (state) => {
    bench.loaded = everyFrame((now) => (panel(state) && map(state) ? now : undefined), JSON.stringify(state));
  };

  bench.expect = (state) => {
    const before = [frame(), inside().map];
    bench.changed = new Promise((resolve, reject) => {
      const press = () => follow(state, before, performance.now()).then(resolve, reject);
      addEventListener("pointerdown", press, { capture: true, once: true });
    });
  };

  function follow(state, [element, its], start) {
    let white = 0;
    let first; // frame with the new panel
    let last = start;
    let noticed = false;
    const signs = () => `${run()} ${counter()}`;
    const none = signs();
    table = false;
    return everyFrame((now) => {
      noticed ||= signs() !== none;
      if (!noticed && now - start > LOST) return { lost: true };
      if (state.points !== null && !painted()) white += now - last;
      last = now;
      if (panel(state)) first ??= now - start;
      if (!panel(state) || !map(state)) return undefined;
      return { shown: now - start, panel: first, white, kept: frame() === element && inside().map === its };
    }, JSON.stringify(state));
  }

  const camera = () => {
    const its = inside().map;
    return its ? [its.getZoom(), its.getCenter().lat, its.getCenter().lng].join() : "";
  };

  bench.rest = () => {
    let still = 0;
    let before = "";
    return everyFrame(() => {
      const now = `${seen()} ${camera()}`;
      still = now === before && run() === "notRunning" ? still + 1 : 0;
      before = now;
      return still >= STILL || undefined;
    }, "rest");
  };
})();
