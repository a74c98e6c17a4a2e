"""Rows that read well beside the ground, beside known places and beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.model import Place, UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.names import likeness, plainly
from fengtai_map.user_points.upload.positions import metres
from fengtai_map.user_points.upload.reference_places import ReferencePlaces
from fengtai_map.user_points.upload.row_checks import RowReader

SIXTY = 60  # minutes of a degree, seconds of a minute


@dataclass(frozen=True)
class CandidatePoint:
    """A row, the point it would be, its shape in metres, metres from there to the district, a known place nearby."""

    cells: Cells
    point: UserPoint
    plane: BaseGeometry
    away: float
    near: Place | None


def candidates(
    rows: Sequence[tuple[Cells, UserPoint, BaseGeometry | None]], ground: ReferencePlaces, reach: float
) -> list[CandidatePoint]:
    """The rows with where they lie in metres, all at once."""
    points = np.asarray(shapely.points(metres([(point.lon, point.lat) for _, point, _ in rows])))
    planes = [
        at if shape is None else shapely.transform(shape, metres)
        for at, (_, _, shape) in zip(points, rows, strict=True)
    ]
    away = ground.away(planes)
    near = ground.near(planes, [point.kind for _, point, _ in rows], reach)
    return [
        CandidatePoint(cells, point, plane, float(far), known)
        for (cells, point, _), plane, far, known in zip(rows, planes, away, near, strict=True)
    ]


class Seen:
    """The points of a file that were taken, to know one that comes twice."""

    def __init__(self, reach: float, kept: Sequence[str] = ()) -> None:
        self._reach = reach
        self._ids: dict[str, str] = {}
        self._at: dict[tuple[float, float], str] = {}
        self._named: dict[tuple[str, str, int, int], list[tuple[BaseGeometry, str]]] = {}
        self._looks = {likeness(name): name for name in kept}
        self._called: dict[tuple[str, str], str] = {}

    def twice(self, one: CandidatePoint) -> str | None:
        """The row of an earlier point with the same id, or of the same name and kind within reach."""
        if one.point.id in self._ids:
            return self._ids[one.point.id]
        for other, row in self._around(one):
            if shapely.dwithin(other, one.plane, self._reach):
                return row
        return None

    def numbered(self, one: CandidatePoint) -> bool:
        """Whether an earlier row has the id that this one states."""
        return one.point.id in self._ids and one.point.id == one.cells.text.get("id")

    def together(self, one: CandidatePoint) -> str | None:
        """The row of an earlier point at the very same position."""
        return None if one.point.shape else self._at.get((one.point.lon, one.point.lat))

    def called(self, one: CandidatePoint) -> str | None:
        """The row of an earlier point of the same name and kind, elsewhere."""
        return self._called.get(self._name(one))

    def looks(self, one: CandidatePoint) -> str:
        """A name of an earlier row, or one that is kept, that looks the same and is another."""
        earlier = self._looks.get(likeness(one.point.name.zh), "")
        return earlier if earlier and plainly(earlier) != plainly(one.point.name.zh) else ""

    def add(self, one: CandidatePoint) -> None:
        """Remember a point that was taken."""
        row = one.cells.place
        self._ids.setdefault(one.point.id, row)
        if not one.point.shape:
            self._at.setdefault((one.point.lon, one.point.lat), row)
        self._called.setdefault(self._name(one), row)
        self._named.setdefault((*self._name(one), *self._cell(one)), []).append((one.plane, row))
        self._looks.setdefault(likeness(one.point.name.zh), one.point.name.zh)

    def _around(self, one: CandidatePoint) -> Iterator[tuple[BaseGeometry, str]]:
        (kind, name), (x, y) = self._name(one), self._cell(one)
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                yield from self._named.get((kind, name, x + dx, y + dy), ())

    def _name(self, one: CandidatePoint) -> tuple[str, str]:
        return one.point.kind, plainly(one.point.name.zh)

    def _cell(self, one: CandidatePoint) -> tuple[int, int]:
        at = one.plane if isinstance(one.plane, Point) else one.plane.centroid
        return floor(at.x / self._reach), floor(at.y / self._reach)


def spatial_problems(judge: RowReader, ground: ReferencePlaces, seen: Seen, one: CandidatePoint) -> Iterator[Problem]:
    """What forbids to take a point: it is elsewhere, already known, or in the file twice."""
    at, name = one.cells.at, one.point.name.zh
    if one.away > max(judge.rules.distances.outside, one.point.error_m):
        code = "upload-packed" if _packed(ground, one, judge.rules.distances.outside) else "upload-outside"
        yield judge.problem(code, at, judge.where.axis(), metres=f"{one.away:,.0f}")
    if one.point.id.startswith("own-") and any(plainly(said) in ground.named for said in (name, one.point.name.en)):
        yield judge.problem("upload-known", at, "name", value=name)
    if (earlier := seen.twice(one)) is not None:
        again = seen.numbered(one)
        yield judge.problem(
            "upload-id-twice" if again else "upload-twice", at, "id" if again else "name", other=earlier
        )


def _packed(ground: ReferencePlaces, one: CandidatePoint, reach: float) -> bool:
    """Whether a point lies in the district where its decimals are minutes and seconds: 116.1724 as 116°17′24″."""
    spot = one.cells.spot
    if spot is None or not spot.degrees or spot.marked or spot.shape is not None:
        return False
    packed = [(int(value), *divmod(round(value % 1 * 10_000, 4), 100)) for value in (spot.x, spot.y)]
    if any(minutes >= SIXTY or seconds >= SIXTY for _, minutes, seconds in packed):
        return False
    lon, lat = (degrees + minutes / SIXTY + seconds / SIXTY**2 for degrees, minutes, seconds in packed)
    return float(ground.away([Point(*metres([(lon, lat)])[0])])[0]) <= reach


def notices(judge: RowReader, ground: ReferencePlaces, seen: Seen, one: CandidatePoint) -> Iterator[Problem]:
    """What the reader should look at; the point is taken."""
    at, reach = one.cells.at, judge.rules.distances
    limit = max(reach.outside, one.point.error_m)
    if 0 < one.away <= limit:
        yield judge.problem("upload-edge", at, judge.where.axis(), metres=f"{one.away:,.0f}")
    elif one.point.shape:
        yield from _partly(judge, ground, one, limit)
    if one.near and one.near.id != one.point.id:
        yield judge.problem("upload-near", at, "name", zh=one.near.name.zh, en=one.near.name.en)
    if (other := seen.together(one)) is not None:
        yield judge.problem("upload-together", at, judge.where.axis(), other=other)
    if (other := seen.called(one)) is not None:
        yield judge.problem("upload-same-name", at, "name", other=other)
    known = ground.looks.get(likeness(one.point.name.zh))
    earlier = known.name.zh if known and plainly(known.name.zh) != plainly(one.point.name.zh) else seen.looks(one)
    if earlier:
        yield judge.problem("upload-looks", at, "name", value=one.point.name.zh[:40], other=earlier[:40])
    yield from _elsewhere(judge, ground, one, limit)


def _partly(judge: RowReader, ground: ReferencePlaces, one: CandidatePoint, limit: float) -> Iterator[Problem]:
    """A line or area of which a part lies outside of the district."""
    if not shapely.covers(ground.around(limit), one.plane):
        yield judge.problem("upload-partly", one.cells.at, judge.where.axis())


def _elsewhere(judge: RowReader, ground: ReferencePlaces, one: CandidatePoint, limit: float) -> Iterator[Problem]:
    """A cluster that the row names and that does not lie there."""
    given = one.cells.text.get("cluster", "")
    if not given:
        return
    cluster = judge.words.meaning("cluster", given)
    if not cluster or ground.away([one.plane], cluster)[0] > limit:
        yield judge.problem("upload-cluster", one.cells.at, "cluster", value=given[:40])
