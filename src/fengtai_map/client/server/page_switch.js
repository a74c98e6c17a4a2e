/** Streamlit hears of another page: at once where the server draws it, else when all is quiet. */

import { pageOf } from "../view/filter.js";

const QUIET = 400; // milliseconds

/** @param {import("./setup.js").App} app */
export function createTurning(app) {
  let timer = 0;

  function turn() {
    window.clearTimeout(timer);
    timer = 0;
    app.sync.turn();
  }

  return {
    /**
     * The reader has gone to another page, `back` or forward in the browser's history.
     * @param {string} page @param {boolean} back
     */
    gone(page, back) {
      const { server } = pageOf(app.book(), page);
      app.parts.panel.panel.scrollTop = 0;
      document.documentElement.classList.toggle("ft-waits", server);
      if (app.file) return;
      window.clearTimeout(timer);
      timer = 0;
      if (back) return; // Streamlit follows by itself
      if (server) app.sync.flush().then(() => app.store.get().page === page && turn());
      else timer = window.setTimeout(turn, QUIET);
    },
    /** Not later than now: what is asked next is of this page. */
    hurry() {
      if (timer) turn();
    },
  };
}

/** @typedef {ReturnType<typeof createTurning>} Turning */
