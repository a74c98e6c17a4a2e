/* Where a name finds room: on no other name, no line that leads to one, and no symbol but its own. It stands at its
   place, or beside it with a line that leads there, where it may; else it is left out.
   The printed maps have the same rule (export/image/label_places.py).

   All in pixels of the frame. A wish is {id, priority, at, sides, gap, width, height, aside, outline}: `at` are points, best
   first; `aside` is how far it may stand from its place; inside the rings of `outline` it stands where it can. What is taken: {names, symbols, lines}; a symbol is the box around its
   disc, with `of` whose it is, `hub` where it is a hub's, or `under` the priority from which it may be covered. */
(function () {
  "use strict";
  const ft = window.ft;
  const FRAME = 2; // pixels kept free at the frame
  const CLEAR = [3, 2]; // pixels kept free beside and above a symbol where there is room,
  const BETWEEN = [8, 2]; // and another name: closer, two would be read as one
  const LEAST = 1; // pixels kept free at a symbol where there is little
  const APART = 16; // pixels kept free between a name with a line and a hub that it does not mean
  const NEAREST = 12; // pixels from a symbol to a name beside it,
  const STEP = 8; // and from one try to the next
  const PASSED = 30; // a line may be so many pixels longer for each symbol it then does not cross,
  const CROSSED_PX = 120; // and so many for each line or cluster's name

  /* {x, y, r, b, leader} of a name, null where it finds no room. */
  ft.room = function (wish, taken, size) {
    const others = taken.symbols.filter((symbol) => symbol.of !== wish.id && wish.priority < (symbol.under || Infinity) && reached(wish, symbol));
    const free = (box) => within(box, size) && !taken.names.some((other) => near(box, other, BETWEEN)) && !taken.lines.some((line) => ft.cuts(line, box));
    const spots = atPlace(wish).filter(free);
    if (wish.outline) spots.sort((one, other) => whole(other, wish.outline) - whole(one, wish.outline));
    const clear = (apart) => (box) => !others.some((symbol) => apart(box, symbol));
    return spots.find(clear((box, symbol) => near(box, symbol, CLEAR))) || spots.find(clear((box, symbol) => covers(box, symbol))) || (wish.aside ? beside(wish, (box) => free(box) && clear(confused)(box), others, taken) : null);
  };

  const whole = (box, outline) => [box.x, box.r].every((x) => [box.y, box.b].every((y) => ft.within(outline, x, y)));

  /* Whether a symbol lies where the name, or a line to it, might. */
  function reached({ at, gap = 4, width, height, aside = 0 }, symbol) {
    const far = aside + gap + Math.max(width, height) + APART;
    return at.some(({ x, y }) => symbol.x < x + far && symbol.r > x - far && symbol.y < y + far && symbol.b > y - far);
  }

  const within = (box, size) => box.x > FRAME && box.y > FRAME && box.r < size.x - FRAME && box.b < size.y - FRAME;
  const near = (a, b, [across, down]) => a.x < b.r + across && b.x < a.r + across && a.y < b.b + down && b.y < a.b + down;

  /* Symbols are round: a name may stand in the corner of the box around one. */
  function covers(box, symbol, least = LEAST) {
    const [x, y, half] = [(symbol.x + symbol.r) / 2, (symbol.y + symbol.b) / 2, (symbol.r - symbol.x) / 2];
    const [right, down] = [x - held(x, box.x, box.r), y - held(y, box.y, box.b)];
    return right * right + down * down < (half + least) ** 2; // asked some hundred thousand times
  }

  /* A name with a line must not seem to be that of another hub. */
  const confused = (box, symbol) => covers(box, symbol, symbol.hub ? APART : LEAST);

  const held = (value, least, most) => Math.min(most, Math.max(least, value));
  const boxAt = (x, y, { width, height }) => ({ x, y, r: x + width, b: y + height });

  function atPlace(wish) {
    const { gap = 4, width, height } = wish;
    return [].concat(...wish.sides.map((side) => wish.at.map(({ x, y }) =>
      boxAt(
        x + (side.includes("right") ? gap : side.includes("left") ? -gap - width : -width / 2),
        y + (side.includes("above") ? -gap - height : side.includes("below") ? gap : -height / 2),
        wish,
      ))));
  }

  /* All around the place, the nearest first. A line keeps off symbols, other lines and the white of a cluster's name, which
     it runs behind, where a detour does; it never runs through another name. */
  function beside(wish, free, symbols, { names, lines }) {
    const [white, bare] = [names.filter((name) => name.white), names.filter((name) => !name.white)];
    let best = null;
    for (const { box, far } of around(wish)) {
      if (best && far >= best.cost) break;
      if (!free(box)) continue;
      for (const leader of leading(box, wish)) {
        const long = distance(leader.from, leader.to);
        if (best && long >= best.cost) continue;
        const through = (boxes) => boxes.filter((other) => ft.cuts(leader, other)).length;
        if (through(bare)) continue;
        const crossed = lines.filter((line) => ft.cross(line, leader)).length + through(white);
        const cost = long + PASSED * through(symbols) + CROSSED_PX * crossed;
        if (!best || cost < best.cost) best = Object.assign({}, box, { leader, cost });
      }
    }
    return best;
  }

  /* Where a name may stand beside its place, with how far that is. */
  function around(wish) {
    const [place] = wish.at;
    const [wide, high] = [wish.aside + wish.width / 2, wish.aside + wish.height / 2];
    const found = [];
    for (let right = -wide; right <= wide; right += STEP) {
      for (let down = -high; down <= high; down += STEP) {
        const box = boxAt(place.x + right - wish.width / 2, place.y + down - wish.height / 2, wish);
        const far = distance(place, nearest(box, place)) - wish.gap;
        if (far >= NEAREST && far <= wish.aside) found.push({ box, far });
      }
    }
    return found.sort((one, other) => one.far - other.far);
  }

  const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const nearest = (box, { x, y }) => ({ x: held(x, box.x, box.r), y: held(y, box.y, box.b) });

  /* From the edge of a name, its nearest point or a corner that faces the symbol, to the edge of the symbol. */
  function leading(box, { at: [place], gap }) {
    const close = nearest(box, place);
    const corners = [box.x, box.r].flatMap((x) => [box.y, box.b].map((y) => ({ x, y })));
    return [close, ...corners.filter((one) => one.x === close.x || one.y === close.y)].map((from) => {
      const far = distance(from, place);
      return { from, to: { x: place.x + ((from.x - place.x) * gap) / far, y: place.y + ((from.y - place.y) * gap) / far } };
    });
  }
})();
