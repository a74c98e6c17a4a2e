/** A number as it is typed: with Enter the stop of that number; a digit alone becomes the key of its cluster. */

const ALONE = 800; // milliseconds after which no second digit and no Enter is waited for
const LATE = 3000; // a longer number is given up
const MOST = 3; // digits

/**
 * @param {(text: string) => void} show called with what was typed so far
 * @param {(digit: string) => void} alone called with a digit that stayed alone
 */
export function createTyped(show, alone) {
  let text = "";
  let timer = 0;

  /** @param {string} now */
  function become(now) {
    window.clearTimeout(timer);
    if (now !== text) show(now);
    text = now;
    if (text) timer = window.setTimeout(over, text.length === 1 ? ALONE : LATE);
  }

  function over() {
    const digit = text.length === 1 ? text : "";
    become("");
    if (digit) alone(digit);
  }

  return {
    get: () => text,
    /** @param {string} digit */
    add: (digit) => become(`${text}${digit}`.slice(-MOST).replace(/^0+(?=\d)/, "")),
    back: () => become(text.slice(0, -1)),
    clear: () => become(""),
    /** The number, which is then no more being typed. */
    take() {
      const number = Number(text);
      become("");
      return number;
    },
  };
}
