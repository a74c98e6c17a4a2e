/** Lines of a pen that fade, or stay. Pure. */

/**
 * @typedef {object} Line
 * @property {[number, number][]} points @property {boolean} fades
 * @property {number} end when the pen was lifted, in milliseconds; 0 while it draws
 */

const STAYS = 1500; // milliseconds that a fading line is seen whole
const FADES = 1200; // and then takes to go

/**
 * How much of a line is seen, from 0 to 1. Who wants no motion sees it go at once.
 * @param {Line} line @param {number} now @param {boolean} [still] @returns {number}
 */
export function strength(line, now, still = false) {
  if (!line.fades || !line.end) return 1;
  const gone = (now - line.end - STAYS) / FADES;
  return still ? Number(gone < 0) : Math.min(1, Math.max(0, 1 - gone));
}

/** The lines that are still seen. @param {Line[]} lines @param {number} now @param {boolean} [still] */
export const seen = (lines, now, still = false) => lines.filter((line) => strength(line, now, still) > 0);

/** Whether a line is on its way out: it has to be drawn again. @param {Line[]} lines */
export const fading = (lines) => lines.some((line) => line.fades && line.end > 0);

/** What D takes in hand next: a pen whose line stays, one whose line fades, nothing. @param {string} tool */
export const nextPen = (tool) => (tool === "pen" ? "fading" : tool === "fading" ? "" : "pen");
