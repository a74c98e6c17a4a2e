/* The find box: the sections that hold all words that were typed; the others are out of sight, on paper all are there.
   As old a language as the oldest browser that opens the one-file page. */
(function () {
  "use strict";
  const ask = document.getElementById("ask"), said = document.getElementById("said");
  const parts = [].slice.call(document.querySelectorAll("section"));
  function find() {
    const words = ask.value.toLowerCase().split(/\s+/).filter(Boolean);
    const left = parts.filter(function (part) {
      const text = part.textContent.toLowerCase();
      part.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      return !part.hidden;
    });
    said.textContent = !words.length ? "" : left.length ? said.dataset.found.replace("{n}", left.length) : said.dataset.none;
  }
  ask.addEventListener("input", find);
  ask.form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("click", function (event) { // a heading of the contents is there, whatever was looked for
    if (event.target.closest("nav a")) { ask.value = ""; find(); }
  });
  find();
})();
