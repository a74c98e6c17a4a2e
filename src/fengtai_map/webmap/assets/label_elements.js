/* The elements of the names on the map, and the lines that lead from them. */
(function () {
  "use strict";
  const ft = window.ft;
  const LONG = 17; // letters of a Latin name that stands in one line
  const texts = new Map();
  let pane, leaders;

  const elements = (ft.labelElements = {
    begin(map) {
      pane = map.createPane("ft-labels");
      pane.classList.add("leaflet-zoom-hide");
      leaders = ft.svg(pane, "svg", { "aria-hidden": true });
    },
    seen: (whether) => (pane.style.opacity = whether ? 1 : 0),

    /* Letters have changed: what was measured holds no more. */
    unmeasure() {
      for (const one of texts.values()) one.size = null;
    },
    hide() {
      for (const { box } of texts.values()) box.hidden = true;
      leaders.replaceChildren();
    },

    /* The element of a name, made once: {box, size}. It is there and not yet seen. */
    of(label) {
      const key = `${label.look}|${label.number || ""}|${label.share || ""}|${label.text}`;
      if (!texts.has(key)) texts.set(key, { box: made(label), size: null, look: "" });
      const found = texts.get(key);
      found.box.hidden = false;
      found.box.style.visibility = "hidden";
      return found;
    },

    /* Those of many names, measured all at once: a measurement between two changes would lay the page out again each time. */
    measured(labels) {
      const found = labels.map(elements.of);
      const frame = ft.map.getContainer();
      const look = `${frame.className.includes("ft-talk")}${frame.clientWidth}`;
      for (const one of found) {
        if (!one.size || one.look !== look) one.size = [one.box.offsetWidth, one.box.offsetHeight];
        one.look = look;
      }
      return found;
    },
    move(box, x, y) {
      const corner = ft.map.containerPointToLayerPoint([x, y]);
      box.style.transform = `translate(${Math.round(corner.x)}px, ${Math.round(corner.y)}px)`;
      box.style.visibility = "visible";
    },

    /* A line from a name to its symbol, or into the cluster whose colour is given. */
    lead({ from, to }, colour) {
      const [one, other] = [from, to].map(({ x, y }) => ft.map.containerPointToLayerPoint([x, y]));
      for (const name of ["under", "over"]) ft.svg(leaders, "line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y, class: name });
      if (colour) ft.svg(leaders, "circle", { cx: other.x, cy: other.y, r: 3.2, fill: colour });
    },
  });

  function made(label) {
    const box = pane.appendChild(document.createElement("div"));
    box.className = `ft-label ${label.look}`;
    if (label.share && label.share < 1) box.style.setProperty("--ft-share", label.share);
    if (label.number) {
      const chip = box.appendChild(document.createElement("b"));
      chip.textContent = label.number;
      chip.style.background = ft.items.get(label.id).base.fillColor;
    }
    for (const half of label.look.startsWith("point") ? halves(label.text) : [label.text]) {
      const line = box.appendChild(document.createElement("span"));
      line.textContent = half;
      if (half !== label.text) line.className = "half";
    }
    return box;
  }

  /* A long name in Latin letters stands in two lines, as even as its words allow. */
  function halves(text) {
    const gaps = [...text.matchAll(/ /g)].map((gap) => gap.index);
    if (text.length <= LONG || !gaps.length || /[\u2e80-\u9fff]/.test(text)) return [text];
    const far = (gap) => Math.abs(gap - (text.length - 1) / 2);
    const at = gaps.reduce((best, gap) => (far(gap) < far(best) ? gap : best));
    return [text.slice(0, at), text.slice(at + 1)];
  }
})();
