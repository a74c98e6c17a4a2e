/* In the page under measurement, before its own scripts run. All times are performance.now() of the page itself, so that
   no round trip to the benchmark is counted. A state is {n, points, clusters}: the number that the panel's counter says,
   how many points the map shows (null: there is no map), and the clusters chosen, which our own map answers for itself.
     bench.load(state)     from the start; bench.loaded then promises the milliseconds since navigation began
     bench.expect(state)   the next press starts the clock; bench.changed then promises {map, panel, paints, kept}
     bench.page(name)      the same for a press on a page of ours; bench.changed promises {panel, kept}
     bench.rest()          promises, once nothing moves any more, what the press cost: {next, early, sent}
   What is seen in an animation frame is painted when the task after that frame runs: that is when it counts. */
(() => {
  "use strict";
  if (window.top !== window) return;
  const bench = (window.bench = {});
  const STILL = 600; // milliseconds without a difference: the quiet commit comes 300 after the press
  const EARLY = 250; // milliseconds after a press in which nothing may be sent
  const PATIENCE = 90000; // milliseconds, then it is an error
  const LEAST = 16; // milliseconds of a press that Event Timing tells at all

  /* Leaflet names itself when it is loaded: from then on the map of a page without a frame is known. */
  let leaflet;
  const own = {};
  Object.defineProperty(window, "L", {
    get: () => leaflet,
    set: (given) => {
      leaflet = given;
      given.Map.addInitHook(function () {
        Object.assign(own, { map: this, L: given, document });
      });
    },
  });

  const frame = () => document.querySelector('iframe[src*="st_folium"], .leaflet-container');
  const inside = () => frame()?.contentWindow ?? own;
  const counter = () => document.querySelector(".ft-notices .ft-count, .ft-counter")?.textContent ?? "";
  const number = () => Number(counter().replaceAll(",", "").match(/\d+/)?.[0] ?? -1);

  /* What a map shows, in words: ours says which clusters, of another's the markers are counted. */
  const says = () => {
    const win = inside();
    if (!win.map) return "no map";
    if (win.ftState) {
      const state = win.ftState();
      return state.ready && state.labels.length ? state.clusters.join() : "not ready";
    }
    return String(Object.values(win.map._layers).filter((layer) => layer instanceof win.L.CircleMarker).length);
  };

  /* Whether the canvas holds anything, by the pixels of its middle row: the district always lies across it. */
  const inked = () => {
    const canvas = inside().document?.querySelector(".leaflet-overlay-pane canvas");
    if (!canvas?.width) return false;
    return canvas.getContext("2d").getImageData(0, canvas.height >> 1, canvas.width, 1).data.some((value) => value !== 0);
  };

  const map = ({ points, clusters }) => points === null || says() === (inside().ftState ? clusters.join() : String(points));

  /* Streamlit's table is a canvas: it shows the new rows from the moment its words are written anew; Dash's when its
     elements change. Ours is recognised by its counter: all of the panel changes in one go. */
  let table = false;
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    if (this.canvas.dataset?.testid === "data-grid-canvas") table = true;
    return write.apply(this, given);
  };
  new MutationObserver((seen) => {
    if (seen.some((one) => one.target.parentElement?.closest("#table"))) table = true;
  }).observe(document, { subtree: true, childList: true, characterData: true });
  const panel = ({ n }) => number() === n && (table || Boolean(window.ftView));

  const run = () => {
    const app = document.querySelector(".stApp");
    if (app) return app.dataset.testScriptState;
    return document.title === "Updating..." ? "running" : "notRunning"; // so says Dash
  };

  /* What goes to the server, when, in bytes: messages of the socket, and addresses that are asked. */
  const sent = [];
  const size = (body) => body.byteLength ?? body.size ?? body.length;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (body) {
    sent.push([performance.now(), size(body)]);
    return send.call(this, body);
  };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) sent.push([one.startTime, one.name.length]);
  }).observe({ type: "resource" });

  const presses = [];
  new PerformanceObserver((list) => presses.push(...list.getEntries())).observe({ type: "event", durationThreshold: LEAST });

  /* Calls `look` in every frame until it gives a value. */
  const everyFrame = (look, what) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const step = () => {
        const value = look();
        if (value !== undefined) resolve(value);
        else if (performance.now() - start > PATIENCE) {
          reject(new Error(`waited for ${what}, there is ${counter()} | ${says()} | ${run()}\n${document.body.innerText}`));
        } else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });

  /* The time after this frame's paint. */
  const painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });

  bench.load = (state) => {
    const shown = () => (panel(state) && map(state) && (state.points === null || inked())) || undefined;
    bench.loaded = everyFrame(shown, JSON.stringify(state)).then(painted);
  };

  /* The milliseconds from the release of the button until each of these is painted, by name. */
  let pressed = 0;
  const follow = (wanted, what) => {
    const before = [frame(), inside().map];
    bench.changed = new Promise((resolve, reject) => {
      const press = (event) => {
        pressed = event.timeStamp;
        table = false;
        const times = Object.entries(wanted).map(async ([name, shown]) => {
          let paints = 0;
          await everyFrame(() => ((paints += 1), shown() || undefined), what);
          return [name, (await painted()) - pressed, paints];
        });
        Promise.all(times).then((all) => {
          const kept = frame() === before[0] && inside().map === before[1];
          const paints = Math.max(...all.map((one) => one[2]));
          resolve({ ...Object.fromEntries(all), paints, kept });
        }, reject);
      };
      addEventListener("click", press, { capture: true, once: true });
    });
  };

  bench.expect = (state) => {
    const drawn = () => (state.points === null ? panel(state) : map(state));
    follow({ map: drawn, panel: () => panel(state) }, JSON.stringify(state));
  };
  bench.page = (name) => {
    const section = () => document.querySelector(".ft-panel").firstElementChild;
    const before = section();
    follow({ panel: () => window.ftView().page === name && section() !== before }, name);
  };

  const camera = () => {
    const its = inside().map;
    return its ? [its.getZoom(), its.getCenter().lat, its.getCenter().lng].join() : "";
  };

  bench.rest = async () => {
    let since = performance.now();
    let before = "";
    await everyFrame(() => {
      const now = [run(), counter(), camera(), sent.length].join();
      if (now !== before || run() !== "notRunning") since = performance.now();
      before = now;
      return performance.now() - since > STILL || undefined;
    }, "rest");
    const its = presses.filter((one) => one.interactionId && Math.abs(one.startTime - pressed) < 100);
    const later = sent.filter(([at]) => at >= pressed);
    const sum = (all) => all.reduce((total, [, bytes]) => total + bytes, 0);
    return {
      next: Math.max(LEAST, ...its.map((one) => one.duration)),
      early: sum(later.filter(([at]) => at < pressed + EARLY)),
      sent: sum(later),
    };
  };
})();
