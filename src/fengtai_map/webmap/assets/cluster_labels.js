/* Where the names of clusters stand: all of them, always. A name with its disc lies in its cluster, or beside it with a
   line that leads there. The printed maps have the same rule (export/image/cluster_label_places.py).

   A wish is {id, width, height, home, rings}: pixels of the frame; `rings` are the outlines of the cluster, `home` a
   point well inside. */
(function () {
  "use strict";
  const ft = window.ft;
  const LATTICE = 13; // points a side on which a disc may stand
  const EDGE = 4; // pixels kept free at the frame
  const LABEL_GAP_PX = 3; // pixels kept free between two names
  const DISC = 0.54; // from the left end of a name to the middle of its disc, in heights
  const TURNS = 24; // directions in which a name may stand beside its cluster
  const [FROM, STEP, FAR] = [12, 12, 230]; // pixels from the cluster's point to such a name
  const CROSSED = 4; // what a line through a name or another line costs
  const MISLEADING = 1.5; // what a number on the ground of another cluster costs: it is taken for that one's
  const CONTENT = 1.4; // a place that costs no more is good enough

  /* Even-odd, over all rings of an outline. */
  const inside = (ft.within = (rings, x, y) => {
    let odd = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [a, b] = [ring[i], ring[j]];
        if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
      }
    }
    return odd;
  });

  const touch = (a, b, apart) => a.x < b.r + apart && b.x < a.r + apart && a.y < b.b + apart && b.y < a.b + apart;

  /* {id: {x, y, r, b, leader}} of every wish, null where one finds no room. `walls` are never covered, `soft` boxes
     ({x, y, r, b, cost}) only where it pays; `areas` are the rings of all clusters by id. */
  ft.pills = function (wishes, walls, soft, areas, size) {
    const fields = wishes.map((wish) => atHome(Object.assign({ spots: lattice(wish.rings, size) }, wish), size));
    fields.sort((one, other) => one.spots.share - other.spots.share);
    const placed = {};
    const taken = walls.slice();
    const lines = [];
    for (const field of fields) {
      const found = best(field, { taken, lines, soft, areas, size });
      if (!found) return null;
      placed[field.id] = found;
      taken.push(found);
      if (found.leader) lines.push(found.leader);
    }
    return placed;
  };

  /* Where the point of a cluster lies out of sight, it is that which is nearest to the middle of the frame. */
  function atHome(field, size) {
    const { x, y } = field.home;
    const far = (spot) => Math.hypot(spot.x - size.x / 2, spot.y - size.y / 2);
    if (x > 0 && y > 0 && x < size.x && y < size.y) return field;
    return Object.assign(field, { home: field.spots.reduce((best, spot) => (far(spot) < far(best) ? spot : best), field.spots[0] || field.home) });
  }

  /* The points of a cluster in the frame; `share` is how much of the frame they take. */
  function lattice(rings, size) {
    const points = [].concat(...rings);
    const ends = (values, most) => [Math.max(EDGE, Math.min(...values)), Math.min(most - EDGE, Math.max(...values))];
    const [west, east] = ends(points.map((point) => point.x), size.x);
    const [north, south] = ends(points.map((point) => point.y), size.y);
    const spots = [];
    for (let i = 0; i < LATTICE; i += 1) {
      for (let j = 0; j < LATTICE; j += 1) {
        const [x, y] = [west + ((east - west) * (i + 0.5)) / LATTICE, north + ((south - north) * (j + 0.5)) / LATTICE];
        if (inside(rings, x, y)) spots.push({ x, y });
      }
    }
    spots.share = ((east - west) * (south - north) * spots.length) / LATTICE ** 2;
    return spots;
  }

  function best(field, { taken, lines, soft, areas, size }) {
    let found = null;
    const weigh = (box, cost) => {
      if (box.x < EDGE || box.y < EDGE || box.r > size.x - EDGE || box.b > size.y - EDGE) return;
      if ((found && found.cost <= cost) || taken.some((other) => touch(box, other, LABEL_GAP_PX))) return;
      const dear = cost + CROSSED * crossings(box, taken, lines) + covered(box, soft);
      if (found && found.cost <= dear) return; // what follows takes longest to ask
      const whole = dear + astray(box, field.id, areas);
      if (!found || whole < found.cost) found = Object.assign(box, { cost: whole });
    };
    for (const spot of field.spots) weigh(boxAt(spot.x - field.height * DISC, spot.y - field.height / 2, field), Math.hypot(spot.x - field.home.x, spot.y - field.home.y) / 130);
    if ((!found || found.cost > CONTENT) && field.spots.length) beside(field, weigh);
    return found;
  }

  const boxAt = (x, y, { width, height }) => ({ x, y, r: x + width, b: y + height });

  /* Beside the cluster, all around its point, the nearest first. */
  function beside(field, weigh) {
    for (let far = FROM; far <= FAR; far += STEP) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const [right, down] = [Math.cos((turn * 2 * Math.PI) / TURNS), Math.sin((turn * 2 * Math.PI) / TURNS)];
        const reach = far + (Math.abs(right) * field.width + Math.abs(down) * field.height) / 2;
        const [x, y] = [field.home.x + right * reach, field.home.y + down * reach];
        const box = boxAt(x - field.width / 2, y - field.height / 2, field);
        const leader = { from: { x, y }, to: field.home };
        weigh(Object.assign(box, { leader }), 0.9 + far / 60);
      }
    }
  }

  /* How often lines would run through names or through each other: worth a detour. */
  function crossings(box, taken, lines) {
    const { leader } = box;
    const through = lines.filter((line) => cuts(line, box) || (leader && meet(line, leader))).length;
    return through + (leader ? taken.filter((other) => cuts(leader, other)).length : 0);
  }

  const cuts = (ft.cuts = ({ from, to }, box) => {
    if (Math.min(from.x, to.x) > box.r || Math.max(from.x, to.x) < box.x || Math.min(from.y, to.y) > box.b || Math.max(from.y, to.y) < box.y) return false;
    const corners = [{ x: box.x, y: box.y }, { x: box.r, y: box.y }, { x: box.r, y: box.b }, { x: box.x, y: box.b }];
    const holds = ({ x, y }) => x > box.x && x < box.r && y > box.y && y < box.b;
    return holds(from) || holds(to) || corners.some((corner, index) => meet({ from, to }, { from: corner, to: corners[(index + 1) % 4] }));
  });

  const side = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
  const meet = (ft.cross = (one, other) => side(one.from, one.to, other.from) !== side(one.from, one.to, other.to) && side(other.from, other.to, one.from) !== side(other.from, other.to, one.to));

  function covered(box, soft) {
    let sum = 0;
    for (const other of soft) if (touch(box, other, 1)) sum += other.cost;
    return sum;
  }

  /* How much of a name lies on other clusters, which it does not mean, or on the paper, where it harms nobody. */
  function astray(box, id, areas) {
    const y = (box.y + box.b) / 2;
    const foreign = (x) => Object.keys(areas).some((other) => other !== id && inside(areas[other], x, y));
    let cost = box.leader && foreign(box.x + (box.b - box.y) * DISC) ? MISLEADING : 0;
    for (const part of [0.3, 0.65, 0.95]) {
      const x = box.x + (box.r - box.x) * part;
      if (!inside(areas[id], x, y)) cost += foreign(x) ? 0.45 : 0.12;
    }
    return cost;
  }
})();
