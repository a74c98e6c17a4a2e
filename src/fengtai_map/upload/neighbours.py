"""Where points lie: in the district, beside each other, beside what is already known."""

from collections.abc import Iterator, Sequence
from math import floor, hypot

import shapely
from shapely.geometry import shape

from fengtai_map.model import Atlas, OwnPoint, Place
from fengtai_map.upload.positions import metres

Where = tuple[float, float]  # metres, UTM zone 50N


class Ground:
    """The district, its clusters and its known places in metres."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._areas: dict[str, shapely.Geometry] = {}
        self._known = [place for place in (*atlas.places, *atlas.stations) if place.lon is not None]
        where = metres([(place.lon or 0, place.lat or 0) for place in self._known])
        self._tree = shapely.STRtree(shapely.points(where))
        self.named = {name: one for one in self._known for name in (one.name.zh, one.name.en, *one.aliases)}

    def distance(self, area: str, where: Where) -> float:
        """Metres from a point to the district ("district") or a cluster, 0 inside."""
        if area not in self._areas:
            outline = shapely.transform(
                shape(self._atlas.geometry[area]),
                lambda at: shapely.get_coordinates(shapely.points(metres([(x, y) for x, y in at]))),
            )
            shapely.prepare(outline)
            self._areas[area] = outline
        return float(shapely.distance(self._areas[area], shapely.Point(where)))

    def near(self, where: Where, kind: str, reach: float) -> Place | None:
        """A known place of a kind within `reach` metres."""
        found = self._tree.query(shapely.Point(where), predicate="dwithin", distance=reach)
        same = [self._known[n] for n in found if self._known[n].kind == kind]
        return same[0] if same else None


class Seen:
    """The points of a file that were taken, to know one that comes twice."""

    def __init__(self, reach: float) -> None:
        self._reach = reach
        self._at: dict[tuple[float, float], int] = {}
        self._named: dict[tuple[str, int, int], list[tuple[Where, int]]] = {}

    def twice(self, point: OwnPoint, where: Where) -> int | None:
        """The row of an earlier point at the same position, or of the same name within reach."""
        if (point.lon, point.lat) in self._at:
            return self._at[point.lon, point.lat]
        for other, row in self._around(point.name.zh, where):
            if hypot(other[0] - where[0], other[1] - where[1]) <= self._reach:
                return row
        return None

    def add(self, point: OwnPoint, where: Where, row: int) -> None:
        """Remember a point that was taken."""
        self._at[point.lon, point.lat] = row
        x, y = self._cell(where)
        self._named.setdefault((point.name.zh, x, y), []).append((where, row))

    def _around(self, name: str, where: Where) -> Iterator[tuple[Where, int]]:
        x, y = self._cell(where)
        steps: Sequence[int] = (-1, 0, 1)
        for cell in ((name, x + dx, y + dy) for dx in steps for dy in steps):
            yield from self._named.get(cell, ())

    def _cell(self, where: Where) -> tuple[int, int]:
        return floor(where[0] / self._reach), floor(where[1] / self._reach)
