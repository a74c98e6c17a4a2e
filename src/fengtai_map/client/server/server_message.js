/** What the server tells this page: ui/server_message.py writes it and leaves out what is empty, and the names are the same. */

/**
 * A thing that was looked at before a meeting; `good` is null while nobody has answered.
 * @typedef {{name: string, good: boolean|null, values: Record<string, string|number>}} Finding
 *
 * Where a point of a file would lie, in degrees, and where the file states it in another datum.
 * @typedef {{what: string, at: [number, number], from: [number, number]|null}} PreviewPoint
 *
 * @typedef {object} ServerMessage
 * @property {string} page that was drawn
 * @property {number} run how often any page was
 * @property {number} n the number of the last change of the View that was heard
 * @property {string[]} notices problems of the store
 * @property {string} code the picture of a link's QR code
 * @property {any[]} hits own points of a layer that were asked for by name
 * @property {{key: string, said: string, added: string}|null} stop what came of a stop that was taken from the screen
 * @property {PreviewPoint[]} preview what a file would change
 * @property {boolean} placing whether a click says where something lies
 * @property {Finding[]} findings of the check before a meeting
 * @property {any[]} singles points of a layer that the map draws one by one
 * @property {any[]} records what is shown of each of these
 * @property {number[]|null} window the part of the map that they fill: west, south, east, north
 */

/** A server that has said nothing. @type {Readonly<ServerMessage>} */
export const SILENT = Object.freeze({ page: "", run: 0, n: 0, notices: [], code: "", hits: [], stop: null, preview: [], placing: false, findings: [], singles: [], records: [], window: null });

/** A message with every field. @param {Partial<ServerMessage>} message @returns {ServerMessage} */
export function whole(message) {
  return Object.assign({}, SILENT, message);
}
