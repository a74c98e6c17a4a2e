/** What Streamlit's page knows of its server: whether the line stands, and whether a run is on its way. */

const KNOWN = ["data-test-connection-state", "data-test-script-state"];
const page = () => /** @type {HTMLElement|null} */ (document.querySelector(".stApp"));

/** Whether the line to the server stands. */
export function connected() {
  const app = page();
  return Boolean(app && app.dataset.testConnectionState === "CONNECTED");
}

/** Whether no run is on its way: what the last one has drawn is all here. */
export function resting() {
  const app = page();
  return Boolean(app && app.dataset.testScriptState === "notRunning");
}

/**
 * Tell whenever either changes.
 * @param {() => void} act @returns {() => void} ends it
 */
export function followServer(act) {
  const app = page();
  const watching = new MutationObserver(act);
  if (app) watching.observe(app, { attributes: true, attributeFilter: KNOWN });
  return () => watching.disconnect();
}

/** Once no run is on its way. @returns {Promise<void>} */
export function rest() {
  return new Promise((done) => {
    const look = () => {
      if (!resting()) return;
      end();
      done();
    };
    const end = followServer(look);
    look();
  });
}

/** Once the server answers, whatever it says; one that is halted keeps us waiting. @returns {Promise<unknown>} */
export function alive() {
  return fetch("_stcore/health", { cache: "no-store" }).catch(() => undefined);
}
