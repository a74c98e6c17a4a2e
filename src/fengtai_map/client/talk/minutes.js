/** Remarks as they are read: in the list, in the speaker's window, in the minutes that leave the browser. Pure. */

import { dayOf, hourOf } from "./remarks.js";

/** @typedef {import("./remarks.js").Remark} Remark @typedef {import("./remarks.js").Meeting} Meeting */

export const HEADS = ["number", "time", "stop", "place", "cluster", "text", "office"]; // of the minutes; the last is left to the office
const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would take for the beginning of a formula
const UNFIT = /[\\/:*?"<>|\s]+/g; // what a file system refuses

/**
 * A remark in words: what is still known is named in the reader's language, all else as it was read then.
 * @param {any} book @param {Remark} remark
 */
export function said(book, remark) {
  const story = book.stories.find((/** @type {any} */ one) => one.id === remark.story);
  const stop = story && story.stops[remark.stop - 1];
  const other = remark.lang !== book.lang;
  const about = book.index.get(remark.about);
  const cluster = book.index.get(remark.cluster);
  return {
    time: hourOf(remark.time),
    story: (other && story && story.name) || remark.title,
    headline: (other && stop && stop.headline) || remark.headline,
    place: (other && about && (about.name || about.label)) || remark.place || (remark.at ? degrees(remark.at) : ""),
    cluster: cluster ? cluster.name : "",
    text: remark.text,
  };
}

/** Degrees as an office writes them: latitude first. @param {[number, number]} at */
export const degrees = ([lon, lat]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

/** What is sent to the server once minutes are asked for, and not before. @param {any} book @param {Meeting} meeting */
export function asked(book, { day, rows }) {
  const ofStory = rows.map((row) => Object.assign(said(book, row), { stop: row.stop }));
  return { day, story: ofStory[0].story, rows: ofStory.map((one) => [one.time, one.stop, one.headline, one.place || book.say("remark.stop-whole"), one.cluster, one.text]) };
}

/** The minutes as a table for a page that has no server. @param {any} book @param {Meeting} meeting */
export function csv(book, meeting) {
  const w = book.say;
  const { story, rows } = asked(book, meeting);
  const body = rows.map(([time, stop, headline, ...rest], at) => [at + 1, time, `${stop} ${headline}`, ...rest, ""]);
  const lines = [[w("remark.minutes"), story, meeting.day], HEADS.map((head) => w(`remark.column-${head}`)), ...body];
  return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {string|number} value */
function cell(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** What that table is called: as export/file_names.py says it. @param {any} book @param {Meeting} meeting */
export function fileName(book, meeting) {
  const parts = ["fengtai", book.say("remark.minutes"), said(book, meeting.rows[0]).story];
  return `${parts.map((part) => part.replace(UNFIT, "-")).join("-").slice(0, 90)}-${book.lang}-${dayOf(meeting.rows[0].time)}.csv`;
}
