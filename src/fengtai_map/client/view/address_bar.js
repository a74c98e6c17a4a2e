/**
 * The address bar: where the page is, what of the View stands in it, and the steps of the browser's history.
 *
 * A page that is a file has one path for all: there page and View stand behind the `#`, so that it can be carried on a
 * stick or put on any web server, and its links and steps work as those of the dashboard do.
 */

import { write } from "./address.js";
import { afterPaint } from "../dom/after_paint.js";

const KEPT = ["embed", "embed_options"]; // of Streamlit: how the page is framed by another

/**
 * @param {boolean} file whether the page is a file
 * @param {{page: string, view: string}} [first] what a file shows that is opened without saying more
 */
export function createAddressBar(file, first = { page: "overview", view: "" }) {
  const own = /** @type {HTMLScriptElement|null} */ (document.querySelector('script[src*="static/js/"]'));
  const root = own && !file ? own.src.slice(0, own.src.lastIndexOf("static/js/")) : "";
  const base = root ? new URL(root).pathname : "/";
  let ours = false; // a step that we made ourselves
  const { pushState, replaceState } = window.history;
  // A run of Streamlit that began on an earlier page would write that page's address over the one of now.
  if (!file) Object.assign(window.history, { pushState() {}, replaceState() {} });

  /** @type {{to: string, step: boolean}|null} what is to stand in the address bar */
  let wanted = null;
  const bar = afterPaint(() => {
    const { pathname, search, hash } = window.location;
    if (wanted && wanted.to !== (file ? hash : pathname + search)) (wanted.step ? pushState : replaceState).call(window.history, {}, "", wanted.to);
    wanted = null;
  });

  /** @param {string} path */
  const named = (path) => plain(path.slice(base.length)).replace(/\/+$/, "") || "overview";
  const behind = () => {
    const [name, ...asked] = window.location.hash.slice(1).split("?");
    return name ? { page: plain(name), view: asked.join("?") } : first;
  };
  const page = () => (file ? behind().page : named(window.location.pathname));
  const query = () => (file ? behind().view : window.location.search.slice(1));

  /** @param {string} name @param {import("./view.js").View} view */
  function href(name, view) {
    if (file) return `#${[name, write(view)].filter(Boolean).join("?")}`;
    const kept = [...new URLSearchParams(query())].filter(([key]) => KEPT.includes(key)).map((pair) => pair.join("="));
    const asked = [write(view), ...kept].filter(Boolean).join("&");
    return base + (name === "overview" ? "" : name) + (asked ? `?${asked}` : "");
  }

  return {
    page,
    /** The page that was asked for: Streamlit has taken a name that it does not know out of the address by now. */
    asked() {
      const [visit] = performance.getEntriesByType("navigation");
      return visit && !file ? named(new URL(visit.name).pathname) : page();
    },
    query,
    href,
    /** The address of what lies beside the page. @param {string} name */
    beside: (name) => (file ? name : base + name),
    /** The address of a file that the server keeps for the client. @param {string} name */
    file: (name) => `${root}component/${name}`,
    /** Whether the address bar says what is shown. */
    written: () => !wanted,
    /** The address of what is shown. */
    current() {
      bar.now();
      return window.location.href;
    },
    /** Right as soon as what was drawn is seen; every step is one of the browser's history. @param {import("./view.js").State} state @param {import("./view.js").How} how */
    write(state, how) {
      if (how === "none") return;
      if (how === "step") bar.now();
      wanted = { to: href(state.page, state.view), step: how === "step" || Boolean(wanted && wanted.step) };
      bar.soon();
    },
    /** Tell Streamlit that the address names another page: it listens to the steps of the history. */
    turn() {
      bar.now();
      ours = true;
      window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
      ours = false;
    },
    /** @param {(query: string, page: string) => void} act called when the reader goes back or forward */
    follow(act) {
      window.addEventListener("popstate", () => {
        if (ours) return;
        wanted = null; // the step that was to come is taken back already
        act(query(), page());
      });
    },
  };
}

/** A part of an address as text; what no browser would write stays as it is. @param {string} path */
function plain(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
