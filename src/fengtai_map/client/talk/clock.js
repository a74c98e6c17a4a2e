/** Time as a speaker reads it. */

import { write } from "../dom/dom.js";

const TICK = 500; // milliseconds

/** Minutes and seconds, as 7:05. @param {number} milliseconds @returns {string} */
export function minutes(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * What is left of a planned time; what it is over by, where it is spent. Pure.
 * @param {number} since @param {number} planned in minutes, 0 is none @param {number} now
 * @returns {{text: string, late: boolean}|null}
 */
export function remaining(since, planned, now) {
  if (!planned) return null;
  const rest = planned * 60000 - (now - since);
  return { text: minutes(Math.abs(rest)), late: rest < 0 };
}

/** A face that goes on showing what `read` says. @param {HTMLElement} face @param {(now: number) => string} read */
export function createClock(face, read) {
  let ticker = 0;
  const tick = () => write(face, read(Date.now()));
  return {
    run() {
      if (!ticker) ticker = window.setInterval(tick, TICK);
      tick();
    },
    rest() {
      window.clearInterval(ticker);
      ticker = 0;
    },
  };
}
