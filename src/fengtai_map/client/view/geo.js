/** Distances, directions and circles on the ellipsoid. A position is [longitude, latitude] in degrees of WGS-84. */

/** @typedef {[lon: number, lat: number]} Position */

const RADIUS = 6378137; // metres, WGS-84
const ECCENTRICITY = 0.00669437999014; // squared, WGS-84
const RADIAN = Math.PI / 180;
const CORNERS = 128; // of a circle: its edge lies less than 0.04 % inside between them
const POINTS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** Metres of a degree of longitude and of latitude at a latitude. @param {number} lat @returns {[number, number]} */
function degree(lat) {
  const bend = 1 - ECCENTRICITY * Math.sin(lat * RADIAN) ** 2;
  const east = (RADIUS / Math.sqrt(bend)) * Math.cos(lat * RADIAN) * RADIAN;
  const north = ((RADIUS * (1 - ECCENTRICITY)) / bend ** 1.5) * RADIAN;
  return [east, north];
}

/** How far one position lies east and north of another, in metres. @param {Position} from @param {Position} to */
function apart(from, to) {
  const [east, north] = degree((from[1] + to[1]) / 2);
  return [(to[0] - from[0]) * east, (to[1] - from[1]) * north];
}

/**
 * The distance in metres, by the radii at the middle latitude: within Fengtai true to a millimetre a kilometre.
 * @param {Position} from @param {Position} to
 */
export function metres(from, to) {
  const [east, north] = apart(from, to);
  return Math.hypot(east, north);
}

/**
 * The direction, clockwise from true north, in [0, 360): that at the start of the way, true to 0.01° within Fengtai.
 * @param {Position} from @param {Position} to
 */
export function azimuth(from, to) {
  const [east, north] = apart(from, to);
  const turned = (Math.sin(((from[1] + to[1]) / 2) * RADIAN) * (to[0] - from[0])) / 2; // meridians draw together
  return (((Math.atan2(east, north) / RADIAN - turned) % 360) + 360) % 360;
}

/** The nearest of eight directions, "n", "ne", "e" … @param {number} degrees clockwise from north */
export function compass(degrees) {
  return POINTS[Math.round((((degrees % 360) + 360) % 360) / 45) % 8];
}

/**
 * The area within a distance of a position, as GeoJSON: every corner so far away to less than 0.1 %, up to 20 km.
 * @param {number} lon @param {number} lat @param {number} distance metres
 * @returns {{type: "Polygon", coordinates: Position[][]}}
 */
export function circle(lon, lat, distance) {
  /** @type {Position[]} */
  const ring = [];
  for (let corner = 0; corner < CORNERS; corner += 1) {
    const angle = (corner / CORNERS) * 2 * Math.PI;
    const up = (Math.cos(angle) * distance) / degree(lat)[1];
    const [east, north] = degree(lat + up / 2);
    ring.push([lon + (Math.sin(angle) * distance) / east, lat + (Math.cos(angle) * distance) / north]);
  }
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

/**
 * The middle of several areas, each by its centroid and weighted by its size; null where there is none.
 * @param {{centroid: Position, area_km2: number}[]} areas @returns {Position|null}
 */
export function centroidOf(areas) {
  const whole = areas.reduce((sum, area) => sum + area.area_km2, 0);
  if (!whole) return null;
  const middle = (/** @type {0|1} */ axis) => areas.reduce((sum, area) => sum + area.centroid[axis] * area.area_km2, 0) / whole;
  return [middle(0), middle(1)];
}
