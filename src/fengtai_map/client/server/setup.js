/** What the page is given at its start, by the server or in the file that it is. */

/**
 * The books by language, as addresses or themselves, the backgrounds that can be had (all of the book where nothing is
 * said), the office's own `stories` by language, `who` is signed in and `why` they may change nothing,
 * whether it is `unsure` what points of the office's own there are, of an exported file what it shows and whether
 * the manual lies beside it, of a speaker's window its talk.
 * @typedef {{books: Record<string, any>, basemaps?: string[], unsure?: boolean, stories?: Record<string, any[]>, who?: string, why?: string, embedded?: boolean, lang?: string, view?: string, page?: string, talk?: string, manual?: boolean, foot?: Record<string, string>}} Setup
 *
 * The page at work: what its parts share.
 * @typedef {object} App
 * @property {Setup} setup
 * @property {boolean} file whether the page is a file, which has no server
 * @property {HTMLScriptElement|null} script that holds all of this
 * @property {ReturnType<typeof import("../view/address_bar.js").createAddressBar>} place
 * @property {import("../map/map.js").MapInPage} map
 * @property {import("../view/books.js").Books} books
 * @property {import("../view/view.js").Store} store
 * @property {import("./sync.js").Sync} sync
 * @property {import("../panel/panel.js").Go} go
 * @property {any} parts what is seen, see shell.js
 * @property {() => any} book that of the reader's language
 * @property {() => void} draw everything that the View decides, at once
 * @property {import("../view/address.js").Refused[]} refused of the address
 * @property {import("./server_message.js").ServerMessage} says what the server said last
 * @property {boolean} there whether the server answers
 * @property {any} frame the window of the map
 * @property {import("./page_switch.js").Turning} turning
 * @property {import("../header/language.js").Language} language
 * @property {object} [taking] the file that is waited for
 */

/**
 * The setup that an element of the page holds; null where there is no such element.
 * @param {string} id @returns {Setup|null}
 */
export function readSetup(id) {
  const element = document.getElementById(id);
  const text = element && (element.dataset.setup || element.textContent);
  return text ? JSON.parse(text) : null;
}
