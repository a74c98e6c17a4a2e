/* The first script of the page, in the language of every browser there ever was: it runs where nothing else does. Where
   the front end cannot start, the words that stand ready in the page are shown in place of an empty window. */
(function () {
  "use strict";
  var LATER = ["class Later { static { this.known = true; } }", "({ a: 1 })?.a ?? 0"]; // Chromium 94, 80

  function known() {
    try {
      for (var n = 0; n < LATER.length; n += 1) Function(LATER[n]); // eslint-disable-line no-new-func -- only its syntax is asked
      return true;
    } catch (error) {
      return false;
    }
  }

  function below() {
    document.documentElement.className += " ft-below";
  }

  /* A front end that asks for more than the fills give must not end in a white page either. */
  function failed(event) {
    var root = document.getElementById("root");
    var script = event.filename || (event.target && event.target.src) || "";
    if (/\/static\/js\/index\./.test(script) && !(root && root.firstChild)) below();
  }

  if (!known()) below();
  window.addEventListener("error", failed, true);
})();
