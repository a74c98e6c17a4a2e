/** Sharing exactly this view: its link to copy, the same as a QR code, and how to embed it. */

import { h, replace, show, write } from "../dom/dom.js";
import { menu } from "../dom/menu.js";

const HERE_ONLY = ["127.0.0.1", "localhost", "[::1]"];

/**
 * @param {() => any} book @param {() => string} address of what is shown
 * @param {(link: string, slow: () => void) => Promise<string>} codeOf the picture of an address; `slow` where it is to come later
 */
export function createShare(book, address, codeOf) {
  const link = h("input", { class: "ft-link", readonly: true, on: { focus: () => link.select() } });
  const copy = h("button", { type: "button", class: "ft-button ft-primary", on: { click: take } });
  const code = h("img", { class: "ft-code", width: 160, height: 160 });
  const only = h("p", { class: "ft-quiet" });
  const embed = h("p", { class: "ft-quiet" });
  const element = menu({ name: "", class: "ft-button", opened }, link, copy, code, only, embed);

  function opened() {
    const w = book().say;
    link.value = address();
    write(copy, w("share.copy"));
    write(only, w("share.here-only"));
    write(embed, `${w("share.embed")} embed=true`);
    link.setAttribute("aria-label", w("share.title"));
    show(only, local());
    show(code, false);
    const asked = link.value;
    codeOf(asked, () => {
      write(only, w("server.code"));
      show(only, true);
    }).then((picture) => {
      if (link.value !== asked) return; // it is another link by now
      write(only, w("share.here-only"));
      show(only, local());
      code.src = picture;
      code.alt = w("share.code");
      show(code, true);
    });
  }

  const local = () => HERE_ONLY.includes(window.location.hostname);

  async function take() {
    const w = book().say;
    try {
      await navigator.clipboard.writeText(link.value);
      write(copy, w("share.done"));
    } catch {
      link.select(); // an address without https, or an older browser: the old way, else the reader's own hand
      write(copy, document.execCommand("copy") ? w("share.done") : w("share.failed"));
    }
  }

  return { element, words: () => replace(element.firstChild, book().say("share.title")) };
}
