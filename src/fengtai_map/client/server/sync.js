/**
 * What the server hears of the View: late, quietly, never twice the same, and one thing at a time.
 *
 * One at a time, since Streamlit drops what a run has drawn of the map and not yet sent as soon as another run draws the
 * map again; the page then takes the map's frame for gone and builds it anew. So nothing is said, and no page asked for,
 * until all that was asked before is answered, and what is drawn is here.
 */

import { write } from "../view/address.js";
import { alive, connected, followServer, resting } from "./connection.js";

/** @typedef {import("./server_message.js").ServerMessage} ServerMessage */

const QUIET = 300; // milliseconds without a change before the server hears of it
const PATIENCE = 6000; // milliseconds that an answer may take before the reader is told
const PROMPT = 2000; // milliseconds within which a server that is not halted says that it is there

/**
 * @param {import("../map/map.js").MapInPage} map
 * @param {(there: boolean) => void} onServer called whenever the server goes or comes back
 * @param {() => void} turn lets the server draw the page of the address
 */
export function createSync(map, onServer, turn) {
  /** @type {import("../view/view.js").State|null} */
  let state = null;
  let said = "";
  let number = 0; // of the last thing said
  let open = false; // it is not answered yet
  let due = false; // there is more to say, once it is
  let turning = ""; // the page that the server was asked to draw
  let owed = false; // it is to draw another, once it is free
  let run = 0; // of the server, the last that is known to be here
  let timer = 0;
  let late = 0;
  let there = true;
  let ready = false; // the first run of a page may take its time
  let cut = false;
  let pressed = 0; // until then something that Streamlit drew was pressed just now
  let swallowed = false; // a press that came while something was on its way may have gone into its message, unheard
  /** @type {Record<string, any>} what is asked besides: a window of the layer, a name, a link's code */
  const asked = {};
  /** @type {{n: number, done: (message: ServerMessage) => void, slow: () => void}[]} `n` is 0 until it is said */
  const waiting = [];

  function commit() {
    window.clearTimeout(timer);
    if (!state) return;
    const held = pressed - performance.now();
    if (held > 0) {
      timer = window.setTimeout(commit, held);
      return;
    }
    due = open || Boolean(turning) || !resting() || !connected();
    if (due) return;
    if (owed || swallowed) {
      due = true; // what there is to say follows the page
      repeat();
      return;
    }
    const value = Object.assign({ view: write(state.view), page: state.page }, asked);
    const text = JSON.stringify(value);
    if (text === said && there && !waiting.some((one) => !one.n)) {
      window.clearTimeout(late); // nobody waits for anything
      return;
    }
    if (!map.say(Object.assign({}, value, { n: number + 1 }))) {
      timer = window.setTimeout(commit, QUIET); // the way to the server leads through the map, which is still to come
      return;
    }
    [number, said, open] = [number + 1, text, true];
    for (const one of waiting) one.n = one.n || number;
    patience();
  }

  function later() {
    due = false; // a hand is busy: the quiet after it is waited for anew
    window.clearTimeout(timer);
    timer = window.setTimeout(commit, QUIET);
  }

  /** From now on the server is waited for. */
  function patience() {
    window.clearTimeout(late);
    late = window.setTimeout(impatient, PATIENCE);
  }

  /** Who waits is answered once; a server that is there has lost what was said and is asked again, a halted one is not. */
  async function impatient() {
    server(false);
    for (const one of waiting) {
      const { slow } = one;
      one.slow = () => undefined;
      slow();
    }
    if (!connected() || !resting()) return; // what the page knows will change
    const [before, since] = [number, performance.now()];
    await alive();
    if (number !== before || !(open || turning || due) || !connected() || !resting()) return;
    if (performance.now() - since < PROMPT) again();
    else patience(); // it was halted: what was said stands in its queue, and has its time from now on
  }

  function again() {
    if (turning) repeat();
    else open = false;
    commit();
  }

  /** @param {ServerMessage} message */
  function answered(message) {
    open = false;
    for (const one of waiting.filter(({ n }) => n && n <= message.n)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.done(message);
    }
  }

  /** @param {boolean} now */
  function server(now) {
    if (now) window.clearTimeout(late);
    if (now === there) return;
    there = now;
    onServer(now);
  }

  /** What Streamlit's page knows has changed. */
  function look() {
    const good = connected() && resting();
    ready = ready || good;
    cut = cut || (ready && !connected());
    if (good && cut) begin();
    else if (good && due) commit();
    else if (good && !open && !turning) server(true);
    else if (ready && there && !connected()) window.setTimeout(() => connected() || server(false), 1500);
    else if (ready && !good && !open && !turning) patience();
  }

  /** After a cut the server may be another one, which knows nothing of us. */
  function begin() {
    [cut, open, said] = [false, false, ""];
    for (const one of waiting) one.n = 0;
    due = true;
    repeat();
  }

  /** @param {string} page */
  function expect(page) {
    turning = page;
    patience();
  }

  function repeat() {
    owed = swallowed = false;
    if (state) expect(state.page);
    turn();
  }

  return {
    /** @param {import("../view/view.js").State} now */
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
     * Let the server catch up as soon as it can; what it answers is the promise, whenever that comes.
     * @param {() => void} [slow] called once where that takes long
     * @returns {Promise<ServerMessage>}
     */
    flush(slow = () => undefined) {
      return new Promise((done) => {
        waiting.push({ n: 0, done, slow });
        patience();
        commit();
      });
    },
    /** Let the server draw the page of the address as soon as it can. */
    turn() {
      owed = true;
      commit();
    },
    /** The server draws a page already: Streamlit follows Back and Forward by itself. @param {string} page */
    expect,
    /**
     * Something that Streamlit drew is pressed. It sends what comes together as one message, which draws only the part
     * of the page that is said first: so nothing is said now, and what was said just before may have taken the press.
     */
    hold() {
      pressed = performance.now() + QUIET;
      swallowed = swallowed || open;
    },
    /** The map's frame is another one: what was said through the last may be lost. */
    anew() {
      [open, said] = [false, ""];
      for (const one of waiting) one.n = 0;
      later();
    },
    /** The server has answered, or drawn a page. @param {ServerMessage} message */
    received(message) {
      if (message.run !== run && message.page === turning) turning = "";
      if (message.run !== run) swallowed = false; // the whole page was drawn since
      run = message.run;
      if (!turning && message.n >= number) answered(message);
      if (due || (swallowed && !open)) commit();
      else if (!open && !turning) server(true);
    },
    /** Follow what Streamlit's page knows of the connection. */
    watch() {
      followServer(look);
      look();
    },
  };
}

/** @typedef {ReturnType<typeof createSync>} Sync */
