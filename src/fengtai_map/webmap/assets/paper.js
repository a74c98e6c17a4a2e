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
        refit();
        ft.ground.paint();
        ft.labels.now();
        if (printed.matches) copy();
      };
      printed.addEventListener("change", turn);
      window.addEventListener("afterprint", turn);
    },
  };

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
