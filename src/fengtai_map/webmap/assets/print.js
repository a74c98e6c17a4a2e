/* The map on paper: it is fitted to the sheet at once, since no next frame comes, and its canvases become pictures.
   Of two canvases that were drawn while printing a browser shows one and wipes out what lies below (Chromium 156). */
(function () {
  "use strict";
  const ft = window.ft;
  let copies = [];

  ft.paper = {
    /* `refit` fits the map to a frame that has changed. */
    begin(refit) {
      const printed = window.matchMedia("print");
      const turn = () => {
        show();
        sized(printed.matches ? ft.paper.size : null);
        refit();
        ft.ground.paint();
        ft.labels.now();
        if (printed.matches) copy();
      };
      printed.addEventListener("change", turn);
      window.addEventListener("afterprint", turn);
      ft.paper.turn = turn;
    },
    /* Of a page that gives the map another place on paper, see client/talk/talk.js: in this frame that is known too late. */
    size: null,
  };

  function sized(size) {
    const { style } = ft.map.getContainer();
    for (const side of ["width", "height"]) {
      if (size) style.setProperty(side, `${size[side]}px`, "important");
      else style.removeProperty(side);
    }
  }

  function show() {
    for (const { canvas, picture } of copies) {
      picture.remove();
      canvas.style.visibility = "";
    }
    copies = [];
  }

  function copy() {
    for (const canvas of ft.map.getPanes().mapPane.querySelectorAll("canvas")) {
      if (!canvas.width || !canvas.height) continue; // a page that shows no map
      const still = new OffscreenCanvas(canvas.width, canvas.height);
      still.getContext("2d").drawImage(canvas, 0, 0);
      const picture = document.createElement("canvas");
      picture.className = canvas.className;
      picture.style.cssText = canvas.style.cssText;
      picture.width = canvas.width;
      picture.height = canvas.height;
      picture.getContext("bitmaprenderer").transferFromImageBitmap(still.transferToImageBitmap());
      canvas.after(picture);
      canvas.style.visibility = "hidden";
      copies.push({ canvas, picture });
    }
  }
})();
