/** What the server hears of the View: late, quietly, and never twice the same; and whether it is there at all. */

import { write } from "./address.js";

const QUIET = 300; // milliseconds without a change before the server hears of it
const PATIENCE = 6000; // milliseconds that an answer may take before the reader is told

/**
 * @param {import("./map.js").MapInPage} map
 * @param {(there: boolean) => void} onServer told whenever the server goes or comes back
 * @param {() => void} again lets the server draw the page anew: after a cut it may be another one, which knows nothing of us
 */
export function createSync(map, onServer, again) {
  /** @type {import("./view.js").State|null} */
  let state = null;
  let said = "";
  let number = 0;
  let timer = 0;
  let there = true;
  let owed = 0; // after a cut: the change that has to be answered before the server counts as back
  /** @type {Record<string, any>} what is asked besides: a window of the layer, a name, a link's code */
  const asked = {};
  /** @type {{n: number, done: (message: any) => void, failed: () => void, timer: number}[]} */
  const waiting = [];

  function commit(ack = false) {
    window.clearTimeout(timer);
    timer = 0;
    if (!state) return 0;
    const value = Object.assign({ view: write(state.view), page: state.page }, asked);
    const text = JSON.stringify(value);
    if (text === said && !ack) return number;
    number += 1;
    if (owed) owed = number;
    if (map.say(Object.assign({}, value, { n: number, ack }))) said = text;
    else timer = window.setTimeout(() => commit(ack), QUIET); // the way to the server leads through the map, which is still to come
    return number;
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => commit(waiting.length > 0 || owed > 0), QUIET);
  }

  /** @param {boolean} now */
  function server(now) {
    if (now === there) return;
    there = now;
    onServer(now);
  }

  return {
    /** @param {import("./view.js").State} now */
    changed(now) {
      state = now;
      later();
    },
    /** Ask for something besides the View. @param {Record<string, any>} more */
    ask(more) {
      Object.assign(asked, more);
      later();
    },
    /**
     * Let the server catch up at once; what it answers is the promise. Rejected where it does not answer.
     * @returns {Promise<any>}
     */
    flush() {
      return new Promise((done, failed) => {
        const n = commit(true);
        const one = { n, done, failed: () => failed(new Error("no answer")), timer: window.setTimeout(() => give(one), PATIENCE) };
        waiting.push(one);
      });
    },
    /** The server has answered. @param {any} message */
    told(message) {
      if ((message.n || 0) < owed) return;
      owed = 0;
      server(true);
      for (const one of waiting.filter((each) => each.n <= (message.n || 0))) {
        window.clearTimeout(one.timer);
        waiting.splice(waiting.indexOf(one), 1);
        one.done(message);
      }
    },
    /** Once the server has answered all that it was asked. @returns {Promise<void>} */
    rest() {
      return new Promise((done) => {
        const app = /** @type {HTMLElement} */ (document.querySelector(".stApp"));
        const look = () => {
          if (app.dataset.testScriptState !== "notRunning") return;
          watching.disconnect();
          done();
        };
        const watching = new MutationObserver(look);
        watching.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
        look();
      });
    },
    /** Follow what Streamlit's page knows of the connection. */
    watch() {
      let since = 0;
      let ready = false; // the first run of a page may take its time
      let cut = false;
      const look = () => {
        const app = /** @type {HTMLElement|null} */ (document.querySelector(".stApp"));
        if (!app) return;
        const { testConnectionState: line, testScriptState: run } = app.dataset;
        const good = line === "CONNECTED" && run === "notRunning";
        window.clearTimeout(since);
        ready = ready || good;
        cut = cut || (ready && line !== "CONNECTED");
        if (good && cut) {
          cut = false;
          owed = number + 1;
          again();
        }
        if (good && owed) later();
        else if (good) server(true);
        else if (ready) since = window.setTimeout(() => server(false), line === "CONNECTED" ? PATIENCE : 1500);
      };
      const app = document.querySelector(".stApp");
      if (app) new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
      look();
    },
    there: () => there,
  };

  /** @param {{n: number, failed: () => void}} one */
  function give(one) {
    waiting.splice(waiting.indexOf(/** @type {any} */ (one)), 1);
    server(false);
    one.failed();
  }
}

/** @typedef {ReturnType<typeof createSync>} Sync */
