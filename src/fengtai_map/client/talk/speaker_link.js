/** A talk's side of the speaker's window: it opens that window, tells it where it is and does what is asked there. */

import { digest } from "../view/stop_summary.js";
import { rowOf } from "./keys.js";
import { begin, begun, plan, planned, talkName } from "./talk_memory.js";
import { createWire } from "./speaker_channel.js";

const WINDOW = "popup,width=1180,height=780";
const WORDS = ["talk.", "key.", "list.", "app."]; // the beginnings of the words that the window needs
const MOST = 999; // minutes

/** @typedef {import("./speaker_channel.js").Said} Said @typedef {import("../view/stops.js").CurrentStop} CurrentStop */

/**
 * @param {HTMLScriptElement|null} script that of this page: the window runs the same
 * @param {{key: (key: string) => void, to: (stop: number) => void, blocked: () => void}} acts
 */
export function createSpeakerLink(script, acts) {
  const name = talkName();
  /** @type {{book: any, current: CurrentStop, over: string, remarks: string[]}|null} */
  let now = null;
  let dealt = ""; // the story and language that were sent to the window last
  const wire = createWire(name, hear);
  const say = (/** @type {Said} */ said) => wire && wire.say(said);
  window.addEventListener("pagehide", () => say({ kind: "gone" }));
  window.addEventListener("pageshow", (event) => event.persisted && deal());

  /** @param {Said} said */
  function hear({ kind, key, stop, minutes }) {
    if (kind === "hello") deal();
    if (!now) return;
    const { story } = now.current;
    if (kind === "key" && far(key)) acts.key(/** @type {string} */ (key));
    if (kind === "to" && story.stops[Number(stop) - 1]) acts.to(Number(stop));
    if (kind === "reset") begin(story.id);
    if (kind === "plan") plan(story.id, Math.min(MOST, Math.max(0, Math.round(Number(minutes) || 0))));
    place();
  }

  /** All stops and the words, then where the talk is. */
  function deal() {
    if (!now) return say({ kind: "away" });
    const { book, current } = now;
    const words = Object.fromEntries(Object.entries(book.words).filter(([key]) => WORDS.some((start) => key.startsWith(start))));
    const { id, name: title, cluster_stops } = current.story;
    dealt = `${id} ${book.lang}`;
    say({ kind: "deck", deck: { story: id, title, lang: book.lang, words, cluster_stops, stops: digest(book, current.story) } });
    return place();
  }

  function place() {
    if (!now) return;
    const { story, number } = now.current;
    say({ kind: "at", at: { stop: number, over: now.over, remarks: now.remarks, since: begun(story.id), planned: planned(story.id) } });
  }

  return {
    /** @param {any} book @param {CurrentStop} current @param {string} over @param {string[]} remarks of this stop */
    draw(book, current, over, remarks) {
      now = { book, current, over, remarks };
      if (dealt === `${current.story.id} ${book.lang}`) place();
      else deal();
    },
    /** The talk was left. */
    rest() {
      now = null;
      dealt = "";
      say({ kind: "away" });
    },
    /** The window, opened or brought to the front; it needs a press of the reader. */
    open() {
      const other = wire ? window.open("", `ft-speaker-${name}`, WINDOW) : null;
      if (!other) return acts.blocked();
      if (!other.document.getElementById("ft-speaker")) fill(other, name, script);
      return other.focus();
    },
  };
}

/** Whether a key is one that the window may hand on. @param {string} [key] */
const far = (key) => {
  const row = key ? rowOf(key) : null;
  return Boolean(row && row.far);
};

/** The script of this page into an empty window, which asks no server for it; filled again where the reader reloads it. @param {Window} other @param {string} name @param {HTMLScriptElement|null} script */
function fill(other, name, script) {
  const root = other.document.createElement("div");
  root.id = "ft-speaker";
  root.dataset.setup = JSON.stringify({ talk: name });
  other.document.body.replaceChildren(root);
  const copy = other.document.createElement("script");
  if (script && script.src) copy.src = script.src;
  else copy.textContent = script ? script.textContent : "";
  other.document.head.append(copy);
  other.addEventListener("pagehide", () => window.setTimeout(() => other.closed || other.document.getElementById("ft-speaker") || fill(other, name, script)), { once: true });
}
