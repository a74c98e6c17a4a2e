/* A ruler: click after click, how long the way is by straight lines. */
(function () {
  "use strict";
  const ft = window.ft;
  const LINE = { color: "#b3001b", weight: 3, interactive: false };
  const RADIUS = 6378137; // metres, WGS-84
  const ECCENTRICITY = 0.00669437999014; // squared, WGS-84
  let on = false;
  let points = [];
  let drawn, button, box;

  /* On the ellipsoid, by the radii at the middle latitude: within Fengtai true to a millimetre a kilometre. */
  ft.metres = function (one, other) {
    const radian = Math.PI / 180;
    const middle = ((one.lat + other.lat) / 2) * radian;
    const bend = 1 - ECCENTRICITY * Math.sin(middle) ** 2;
    const east = (RADIUS / Math.sqrt(bend)) * Math.cos(middle) * (other.lng - one.lng) * radian;
    const north = ((RADIUS * (1 - ECCENTRICITY)) / bend ** 1.5) * (other.lat - one.lat) * radian;
    return Math.hypot(east, north);
  };

  const metres = () => points.slice(1).reduce((sum, point, index) => sum + ft.metres(points[index], point), 0);

  ft.measure = {
    begin(map) {
      drawn = L.layerGroup().addTo(map);
      button = ft.controls.button("ruler", () => turn(!on));
      box = ft.controls.box("topright", "measured");
      box.hidden = true;
      box.role = "status";
      document.addEventListener("keydown", (event) => on && event.key === "Escape" && turn(false));
    },
    say() {
      ft.controls.name(button, ft.words()[on ? "measure-end" : "measure"]);
      tell();
    },
    /* Whether the ruler took this click. */
    take(latlng) {
      if (!on) return false;
      ft.tip.remove();
      points.push(latlng);
      draw();
      return true;
    },
    state: () => (on ? { points: points.length, metres: metres() } : null),
  };

  function turn(to) {
    on = to;
    points = [];
    ft.map.getContainer().classList.toggle("ft-measuring", on);
    ft.map.doubleClickZoom[on ? "disable" : "enable"]();
    button.setAttribute("aria-pressed", on);
    draw();
    ft.measure.say();
    ft.labels.plan();
  }

  function draw() {
    drawn.clearLayers();
    if (points.length > 1) L.polyline(points, { ...LINE, color: "#ffffff", weight: 7 }).addTo(drawn);
    if (points.length > 1) L.polyline(points, LINE).addTo(drawn);
    for (const point of points) L.circleMarker(point, { ...LINE, radius: 5, fillColor: "#ffffff", fillOpacity: 1 }).addTo(drawn);
    tell();
  }

  function tell() {
    box.hidden = !on;
    const words = ft.words();
    const whole = metres();
    const length = whole < 1000 ? words.metres.replace("{n}", Math.round(whole)) : words.kilometres.replace("{n}", (whole / 1000).toFixed(2));
    box.textContent = points.length > 1 ? words["measure-length"].replace("{length}", length) : words["measure-begin"];
  }
})();
