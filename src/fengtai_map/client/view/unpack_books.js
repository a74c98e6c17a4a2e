/** The books of a page that is one file: packed, so that the file stays small. */

/**
 * What was packed by export/html/page.py: JSON in UTF-8, by gzip, in base 64.
 * @param {string} packed @returns {Promise<any>}
 */
export function unpacked(packed) {
  const bytes = Uint8Array.from(window.atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}
