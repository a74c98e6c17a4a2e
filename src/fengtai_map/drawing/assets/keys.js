/* A clicker and its keys. They arrive in the page or, once the map was clicked, in this frame: both are listened to.
   What is sent is where to be, not what was pressed, so that two quick presses are two steps. */
(function () {
  "use strict";
  const ft = window.ft;
  const STEPS = { PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1, Enter: 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1, Backspace: -1 };
  const OVERLAYS = { b: "black", ".": "black", n: "notes", "?": "keys" };
  const leaving = new AbortController();
  let timer, ticker, wanted;

  ft.keys = {
    begin() {
      for (const place of pages()) place.addEventListener("keydown", press, { capture: true, signal: leaving.signal });
      window.addEventListener("pagehide", () => leaving.abort());
      ticker = setInterval(clock, 500);
    },
    /* A show is a talk: {story, stop, total, over, seconds, clusters: {"1": stop, …}}; without one the keys are the page's own. */
    show(talk) {
      wanted = talk;
      clearTimeout(timer);
      if (talk && talk.seconds && talk.over !== "black") timer = setTimeout(() => go((talk.stop % talk.total) + 1), talk.seconds * 1000);
      clock();
    },
  };

  function pages() {
    try {
      return [window, window.parent.document];
    } catch {
      return [window]; // a page of another origin holds us: only our own keys are ours
    }
  }

  function press(event) {
    if (!wanted || event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || opening(event)) return;
    const { stop, total, over, clusters } = wanted;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in STEPS) go(Math.min(total, Math.max(1, stop + (over === "black" ? 0 : STEPS[key]))));
    else if (key === "Home") go(1);
    else if (key === "End") go(total);
    else if (key in clusters) go(clusters[key]);
    else if (key in OVERLAYS) send({ over: over === OVERLAYS[key] ? "" : OVERLAYS[key] });
    else if (key === "Escape") send(over ? { over: "" } : { stop: 0, over: "" });
    else if (key === "f") full();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const writing = (target) => target.closest && target.closest("input, textarea, select, [contenteditable=true]");
  /* Who came to a figure by the Tab key opens it with Enter; who clicked on one still turns with every key. */
  const opening = (event) => event.key === "Enter" && event.target.matches && event.target.matches("summary:focus-visible");
  const go = (stop) => send({ stop, over: "" });

  function send(change) {
    wanted = Object.assign({}, wanted, change);
    ft.sent += 1;
    const { stop, over } = wanted;
    if (window.Streamlit) window.Streamlit.setComponentValue({ talk: { stop, over }, n: ft.sent });
    else ft.talk(stop, over);
  }

  function full() {
    const page = pages().length === 2 ? window.parent.document : document;
    if (page.fullscreenElement) page.exitFullscreen();
    else page.documentElement.requestFullscreen().catch(() => {}); // refused without a key press: the screen stays as it is
  }

  /* The time since this story was begun in this window; a reload goes on counting. */
  function clock() {
    const face = pages().length === 2 && window.parent.document.getElementById("ft-clock");
    if (!wanted || !face) return;
    const name = `ft-begun-${wanted.story}`;
    if (wanted.stop === 1 && !sessionStorage.getItem(name)) sessionStorage.setItem(name, Date.now());
    const seconds = Math.round((Date.now() - (sessionStorage.getItem(name) || Date.now())) / 1000);
    face.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
})();
