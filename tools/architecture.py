"""The picture of the parts of src/fengtai_map and of who imports whom, made from the imports themselves.

`python -m tools.architecture` (`make architecture`) writes docs/architecture.svg. An arrow leads from a part to one
that it imports; one that already follows from others (a → b → c, so a → c) is left out. A part stands above all that
it imports. The same imports always give the same bytes, which tests/unit/repository/test_architecture.py compares.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import accumulate, combinations, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "fengtai_map"
PICTURE = ROOT / "docs" / "architecture.svg"
NESTED = {"data", "user_points"}  # folders of parts
LEFT_OUT = {"__init__", "__main__", *(f"{one}.__init__" for one in NESTED)}  # no parts: empty files, the call of cli
WIDTH, MARGIN = 1080, 20  # pixels
BOX, HEIGHT, GAP, LANE = 116, 34, 20, 20  # of a part: width, height, distance to the next; the width an arrow takes
ROW = 92  # from a row to the next
SWEEPS = 40
Graph = dict[str, set[str]]
Arrow = tuple[str, ...]  # the part, a waypoint in every row between, the part it imports
INK, LINE, PAPER, FILL = "#1d2935", "#5b6b7a", "#ffffff", "#e9f0f6"
FONT = "Noto Sans, Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"

FRAME = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {{high}}" role="img" aria-labelledby="title">
<title id="title">The parts of src/fengtai_map: each imports only parts below it</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0 8 4 0 8z" fill="{LINE}"/></marker></defs>
<rect width="{WIDTH}" height="{{high}}" fill="{PAPER}"/>
<g fill="none" stroke="{LINE}" stroke-width="1.3" marker-end="url(#tip)">
{{lines}}
</g>
<g font-family="{FONT}" font-size="15" text-anchor="middle" fill="{INK}">
{{boxes}}
</g>
</svg>
"""


def imported(path: Path) -> Iterator[str]:
    """Every module a file names in an import, dotted: `from a import b` gives a and a.b. No relative import is read."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level or not node.module:
                raise ValueError(f"{path}: a relative import does not say where it leads")
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to: its folder, or itself where it stands alone."""
    return part(path.relative_to(PACKAGE).with_suffix("").parts)


def part(names: Sequence[str]) -> str:
    """The part that a name below the package belongs to; some folders hold parts of their own.

    >>> part(("content", "pages")), part(("data", "checks", "dates"))
    ('content', 'data.checks')
    """
    return ".".join(names[:2]) if names[0] in NESTED else names[0]


def parts_imported(path: Path) -> set[str]:
    """The parts of the package that a file imports."""
    names = (name.split(".") for name in imported(path))
    return {part(name[1:]) for name in names if name[0] == "fengtai_map" and len(name) > 1} - NESTED


@cache
def graph() -> Graph:
    """Each part and the others that it imports."""
    found: Graph = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if (part := part_of(path)) not in LEFT_OUT:
            found.setdefault(part, set()).update(parts_imported(path) - {part})
    return found


def reduced(whole: Graph) -> Graph:
    """The same without the arrows that follow from others.

    >>> reduced({"a": {"b", "c"}, "b": {"c"}, "c": set()})
    {'a': {'b'}, 'b': {'c'}, 'c': set()}
    """
    return {part: {one for one in below if not _reaches(whole, below - {one}, one)} for part, below in whole.items()}


def _reaches(whole: Graph, starts: Iterable[str], end: str) -> bool:
    return any(end in whole[start] or _reaches(whole, whole[start], end) for start in starts)


def rows(arrows: Graph) -> dict[str, int]:
    """The row of each part, 0 at the top: beneath all that import it, and as near to them as what it imports allows."""
    height: dict[str, int] = {}

    def measure(part: str) -> int:
        if part not in height:
            height[part] = 1 + max(map(measure, arrows[part]), default=-1)
        return height[part]

    for part in sorted(arrows, key=lambda one: (-measure(one), one)):  # who imports a part is raised before it
        above = [height[one] for one, below in arrows.items() if part in below]
        height[part] = min(above, default=height[part] + 1) - 1
    top = max(height.values())
    return {part: top - level for part, level in height.items()}


def routed(arrows: Graph, row: dict[str, int]) -> tuple[list[Arrow], list[list[str]]]:
    """The arrows with a waypoint in every row they pass, and what stands in each row; waypoints are added to `row`."""
    routes: list[Arrow] = []
    for part in sorted(arrows):
        for end in sorted(arrows[part]):
            between = [f"{part}>{end}@{level}" for level in range(row[part] + 1, row[end])]
            row |= {name: row[part] + 1 + step for step, name in enumerate(between)}
            routes.append((part, *between, end))
    return routes, [sorted(one for one in row if row[one] == level) for level in range(1 + max(row.values()))]


def ordered(levels: list[list[str]], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Each row in an order in which few arrows cross: what is joined stands above each other (Sugiyama's sweeps)."""
    best = levels
    for sweep in range(SWEEPS):
        levels = [list(level) for level in levels]
        down = sweep % 2 == 0
        for here in range(1, len(levels)) if down else range(len(levels) - 2, -1, -1):
            _sort(levels[here], levels[here - 1 if down else here + 1], pairs)
        swapped = _swapped(levels, pairs)
        if crossings(swapped, pairs) < crossings(best, pairs):
            best = swapped
    return best


def _swapped(levels: list[list[str]], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The rows with neighbours swapped for as long as that leaves fewer crossings."""
    best, count = [list(level) for level in levels], crossings(levels, pairs) + 1
    while (now := crossings(best, pairs)) < count:
        count = now
        for level in best:
            for index in range(len(level) - 1):
                level[index : index + 2] = level[index + 1], level[index]
                if (fewer := crossings(best, pairs)) < now:
                    now = fewer
                else:
                    level[index : index + 2] = level[index + 1], level[index]
    return best


def _sort(level: list[str], beside: list[str], pairs: Sequence[tuple[str, str]]) -> None:
    """Sort a row by the mean place of the neighbours in the row beside it; who has none there keeps its place."""
    place = {name: index for index, name in enumerate(beside)}
    at = {
        name: mean([place[two] for one, other in pairs for two in _other(name, one, other) if two in place] or [index])
        for index, name in enumerate(level)
    }
    level.sort(key=lambda name: at[name])


def _other(name: str, one: str, other: str) -> list[str]:
    """The other end of an arrow of a name, if it is one of its arrows."""
    return [other] if name == one else [one] if name == other else []


def crossings(levels: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]) -> int:
    """How often arrows cross."""
    at = {name: (row, index) for row, level in enumerate(levels) for index, name in enumerate(level)}
    ends = sorted((at[one][0], at[one][1], at[other][1]) for one, other in pairs)
    rows = groupby(ends, key=itemgetter(0))
    return sum(a[1] < b[1] and a[2] > b[2] for _, ends_of_row in rows for a, b in combinations(ends_of_row, 2))


def positions(levels: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The middle of each box and waypoint from the left: near what it is joined to, and off its neighbours."""
    x = {name: WIDTH * (index + 1) / (len(level) + 1) for level in levels for index, name in enumerate(level)}
    for sweep in range(SWEEPS):
        for level in levels if sweep % 2 else reversed(levels):
            wanted = [
                mean([x[two] for one, other in pairs for two in _other(name, one, other)] or [x[name]])
                for name in level
            ]
            x |= dict(zip(level, _apart(level, wanted), strict=True))
    return {name: round(middle, 1) for name, middle in x.items()}


def _apart(level: Sequence[str], wanted: Sequence[float]) -> list[float]:
    """Places in this order that do not touch and stay within the margins, near the wanted ones.

    How far each is to the right of the leftmost it can be must never fall from left to right: the mean of the
    highest so far and the lowest from here on.
    """
    half = [_width(name) / 2 for name in level]
    steps = [half[i] + half[i + 1] + GAP for i in range(len(level) - 1)]
    least = list(accumulate(steps, initial=MARGIN + half[0]))
    room = WIDTH - MARGIN - half[-1] - least[-1]
    over = [min(max(want - low, 0), room) for want, low in zip(wanted, least, strict=True)]
    highest, lowest = accumulate(over, max), reversed([*accumulate(reversed(over), min)])
    return [low + (a + b) / 2 for low, a, b in zip(least, highest, lowest, strict=True)]


def _width(name: str) -> int:
    return LANE if "@" in name else BOX


def picture() -> str:
    """The picture as SVG, its words as text that can be selected and found."""
    arrows = reduced(graph())
    row = rows(arrows)
    routes, levels = routed(arrows, row)
    pairs = [pair for route in routes for pair in pairwise(route)]
    levels = ordered(levels, pairs)
    x = positions(levels, pairs)
    y = {name: MARGIN + HEIGHT // 2 + level * ROW for name, level in row.items()}
    high = 2 * MARGIN + HEIGHT + (len(levels) - 1) * ROW
    lines = (_path([(x[name], y[name]) for name in route], f"{route[0]} imports {route[-1]}") for route in routes)
    boxes = (_box(part, x[part], y[part]) for part in sorted(arrows))
    return FRAME.format(high=high, lines="\n".join(lines), boxes="\n".join(boxes))


def _path(points: Sequence[tuple[float, int]], title: str) -> str:
    """A smooth line from beneath the first box, by the waypoints, to the top of the last."""
    (x, y), *others = points
    drawn = f"M{x} {y + HEIGHT // 2}"
    y += HEIGHT // 2
    for index, (right, middle) in enumerate(others):
        end = middle - HEIGHT // 2 - 1
        half = (y + end) / 2
        drawn += f" C{x} {half} {right} {half} {right} {end}"
        if index < len(others) - 1:
            drawn += f" V{middle + HEIGHT // 2}"
        x, y = right, middle + HEIGHT // 2
    return f'<path d="{drawn}"><title>{escape(title)}</title></path>'


def _box(part: str, x: float, y: int) -> str:
    """The part's name in a box. A folder that holds parts stands small above it: beside it there is no room."""
    left, top = round(x - BOX / 2, 1), y - HEIGHT // 2
    *folder, name = part.split(".")
    above = "".join(f'<text x="{x}" y="{y - 5}" font-size="10">{escape(one)}.</text>' for one in folder)
    return (
        f'<rect x="{left}" y="{top}" width="{BOX}" height="{HEIGHT}" rx="6" fill="{FILL}" stroke="{LINE}"/>'
        f'{above}<text x="{x}" y="{y + (11 if folder else 5)}">{escape(name)}</text>'
    )


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
