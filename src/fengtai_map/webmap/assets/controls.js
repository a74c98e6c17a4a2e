/* What stands around the map: one stack of buttons, scale, the note that it is a sketch, the credit, notices. */
(function () {
  "use strict";
  const ft = window.ft;
  const ICONS = { // strokes in a box of 20 by 20
    "zoom-in": "M10 4v12M4 10h12",
    "zoom-out": "M4 10h12",
    home: "M12 3.5h4.5V8M16.5 3.5l-5 5M8 16.5H3.5V12M3.5 16.5l5-5",
    ruler: "M2.5 10h15M5.5 6.8 2.5 10l3 3.2M14.5 6.8l3 3.2-3 3.2",
    errors: "M10 3a7 7 0 0 1 0 14a7 7 0 0 1 0-14M10 8.6a1.4 1.4 0 0 1 0 2.8a1.4 1.4 0 0 1 0-2.8",
  };
  const WIDE = 140; // pixels: the scale bar is at most as long
  let stack, buttons, notice, code, credit, spoken;

  const control = (position, name) => {
    const one = L.control({ position });
    one.onAdd = () => L.DomUtil.create("div", `ft-${name}`);
    one.addTo(ft.map);
    const box = one.getContainer();
    L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
    return box;
  };

  /* The scale bar in the words of the reader's language. */
  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const words = ft.words();
      const text = metres < 1000 ? words.metres.replace("{n}", metres) : words.kilometres.replace("{n}", metres / 1000);
      this._updateScale(this._mScale, text, metres / most);
    },
  });

  ft.controls = {
    begin(map) {
      stack = control("topleft", "stack");
      buttons = {
        "zoom-in": ft.controls.button("zoom-in", () => map.zoomIn()),
        "zoom-out": ft.controls.button("zoom-out", () => map.zoomOut()),
        home: ft.controls.button("home", ft.camera.home),
      };
      ft.controls.scale = new Scale({ imperial: false, position: "bottomleft", maxWidth: WIDE }).addTo(map);
      control("bottomleft", "sketch").appendChild(document.createElement("span"));
      notice = control("topright", "notice");
      notice.role = "status";
      notice.hidden = true;
      ft.legend.begin();
      ft.locator.begin(map);
    },
    /* A button below the others; its words are given by name(). */
    button(name, act) {
      const box = stack.appendChild(document.createElement("div"));
      box.className = `ft-${name}`;
      const one = box.appendChild(document.createElement("button"));
      one.type = "button";
      one.appendChild(icon(ICONS[name]));
      one.addEventListener("click", act);
      return one;
    },
    box: control,
    name: (one, words) => Object.assign(one, { title: words, ariaLabel: words }),
    say(state) {
      if (spoken !== state.lang) speak(ft.words());
      spoken = state.lang;
      pressed(buttons.errors, state.errors);
      ft.legend.say(state);
      ft.locator.show(state);
    },
    notice(what) {
      code = what;
      notice.textContent = what ? ft.words().notice[what] : "";
      notice.hidden = !what;
    },
    /* What is told stands below what the page has put above the map. */
    below() {
      const cover = ft.hear.covers && ft.hear.covers();
      const top = cover ? `${Math.ceil(cover.b)}px` : "";
      const corner = notice.parentElement;
      if (corner.style.getPropertyValue("--ft-covered") !== top) corner.style.setProperty("--ft-covered", top);
    },
    text: () => (notice ? notice.textContent : ""),
  };

  /* All words, where the reader's language is another one. */
  function speak(words) {
    // The circles of error of all points: who listens to the map says whether they are drawn. Below the ruler.
    buttons.errors = buttons.errors || ft.controls.button("errors", () => ft.hear.errors && ft.hear.errors());
    for (const [name, one] of Object.entries(buttons)) ft.controls.name(one, words[name]);
    ft.map.getContainer().ariaLabel = words.label;
    ft.measure.say();
    ft.controls.scale._update();
    document.querySelector(".ft-sketch span").textContent = words.sketch;
    attribute(words.credit);
    if (code) ft.controls.notice(code);
  }

  function pressed(button, on) {
    const said = String(Boolean(on));
    if (button.getAttribute("aria-pressed") !== said) button.setAttribute("aria-pressed", said);
  }

  function attribute(words) {
    if (credit === words) return;
    if (credit) ft.map.attributionControl.removeAttribution(credit);
    credit = words;
    ft.map.attributionControl.addAttribution(credit);
  }

  function icon(path) {
    const picture = ft.svg(null, "svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": true });
    ft.svg(picture, "path", { d: path });
    return picture;
  }
})();
