/** The language of the page: spoken at once where its book can be had, else asked of the server and spoken when it comes. */

/** @param {import("../server/setup.js").App} app */
export function createLanguage(app) {
  let wanted = "";

  /** @param {string} lang */
  function speak(lang) {
    const here = app.books.offers(lang);
    wanted = here ? "" : lang;
    if (here) app.books.load(lang).then(() => app.go.set({ lang }), () => undefined);
    else ask(lang);
  }

  /** @param {string} lang */
  function ask(lang) {
    const state = app.store.get();
    app.sync.changed(Object.assign({}, state, { view: Object.assign({}, state.view, { lang }) }));
    void app.sync.flush();
  }

  return {
    speak,
    /** The server has other books: the one that was asked for may be among them. */
    arrived: () => wanted && app.books.offers(wanted) && speak(wanted),
  };
}

/** @typedef {ReturnType<typeof createLanguage>} Language */
