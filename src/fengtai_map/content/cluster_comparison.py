"""Clusters side by side: only areas, counts and distances that follow from the data, each with how it was computed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from fengtai_map.content.card_rows import card
from fengtai_map.content.nearest import Nearest, PointIndex, nearest_of
from fengtai_map.content.status_at import shown, shows_status
from fengtai_map.geo.hubs import HUB, STATION
from fengtai_map.model import Atlas, Cluster, Place
from fengtai_map.view.url import View


@dataclass(frozen=True)
class ClusterContents:
    """What a cluster holds, or the whole district: the same is counted of both."""

    area_km2: float
    subdistricts: int
    points: tuple[Place, ...]
    facts: int
    entries: int


@dataclass(frozen=True)
class MeasureCell:
    """A measure of one cluster. `share` is its part of the district's, `rank` its place among all clusters.

    Only what is measured has a rank, and nothing that is 0 has one. Equal values share a rank. `near` is what a
    distance in metres leads to. None where there is no such value.
    """

    value: float | None
    share: float | None
    rank: int | None
    near: Nearest | None = None


@dataclass(frozen=True)
class MeasureRow:
    """A measure across clusters. `label` and `how` (how it was computed) are keys of the catalogues.

    `total` is what the district has, None where it makes no sense. `nowhere` counts those that lie in no cluster: their
    position is not known, or it is beyond the district, and then they are not of the total. Where there are some, the
    key `how` with -nowhere says so, with {n}.
    """

    measure: str
    label: str
    how: str
    total: float | None
    nowhere: int
    cells: tuple[MeasureCell, ...]


@dataclass(frozen=True)
class Measure:
    """What is counted. `kind` is that of the points that are counted, where it counts points.

    What clusters may have in common is `shared`, what we know only some of is `partial`: neither has a share of the
    district. What is measured is `ranked`.
    """

    id: str
    label: str
    of: Callable[[ClusterContents], float]
    shared: bool = False
    partial: bool = False
    ranked: bool = False
    kind: str = ""


def _points(measure: str, kind: str, label: str = "", *, partial: bool = False) -> Measure:
    def of(held: ClusterContents) -> int:
        return sum(point.kind == kind for point in held.points)

    return Measure(measure, label or f"kinds.{kind}", of, partial=partial, kind=kind)


MEASURES = (
    Measure("area", "cluster.area", lambda held: held.area_km2, ranked=True),
    Measure("subdistricts", "cluster.subdistricts", lambda held: held.subdistricts),
    _points("hubs", HUB, partial=True),
    _points("stations", STATION),
    Measure("lines", "table.lines", lambda held: len({line for p in held.points for line in p.lines}), shared=True),
    _points("schools", "school", "reach.school", partial=True),
    _points("green", "green-space", "reach.green", partial=True),
    Measure("figures", "cluster.facts", lambda held: held.facts, shared=True),
    Measure("entries", "cluster.entries", lambda held: held.entries, shared=True),
)


def compare(atlas: Atlas, index: PointIndex, clusters: Sequence[str], view: View) -> tuple[MeasureRow, ...]:
    """The measures of these clusters, a cell for each in the order asked for, of all that a View's statuses show.

    Ranks are among all clusters of the Atlas.

    Raises KeyError where an id is no cluster.

    >>> from fengtai_map.content.nearest import point_index
    >>> made = compare(atlas, point_index(atlas), ("lize", "hexi"), View(lang="en"))
    >>> made[0].label, len(made[0].cells)
    ('cluster.area', 2)
    """
    at = {cluster.id: number for number, cluster in enumerate(atlas.clusters)}
    chosen = [at[name] for name in clusters]
    rows = (*_counts(atlas, view), *_distances(atlas, index, view))
    return tuple(replace(row, cells=tuple(row.cells[number] for number in chosen)) for row in rows)


def _counts(atlas: Atlas, view: View) -> Iterator[MeasureRow]:
    """A row for each of MEASURES, a cell for each cluster of the Atlas."""
    district, nowhere = _district(atlas, view), _nowhere(atlas, view)
    held = [_held(atlas, cluster, view) for cluster in atlas.clusters]
    for measure in MEASURES:
        values, total = [measure.of(one) for one in held], measure.of(district)
        whole = total and not measure.shared and not measure.partial
        shares = [value / total if whole else None for value in values]
        ranks = _ranks([-value for value in values]) if measure.ranked else [None] * len(values)
        yield MeasureRow(
            measure=measure.id,
            label=measure.label,
            how=f"how.{measure.id}",
            total=total,
            nowhere=sum(point.kind == measure.kind for point in nowhere),
            cells=tuple(MeasureCell(*cell) for cell in zip(values, shares, ranks, strict=True)),
        )


def _distances(atlas: Atlas, index: PointIndex, view: View) -> Iterator[MeasureRow]:
    """A row for each target that is named one by one; the nearest cluster is first."""
    found = [nearest_of(index, atlas, cluster.id, view.without, view.time) or () for cluster in atlas.clusters]
    for target in (target for target in atlas.targets if target.places):
        nearest = [one for nears in found for one in nears if one.target == target.id]
        ranks = _ranks([one.metres for one in nearest])
        cells = (MeasureCell(one.metres, None, rank, one) for one, rank in zip(nearest, ranks, strict=True))
        yield MeasureRow(f"nearest-{target.id}", f"reach.{target.id}", "how.nearest", None, 0, tuple(cells))


def _held(atlas: Atlas, cluster: Cluster, view: View) -> ClusterContents:
    made = card(atlas, cluster, view)
    stations = (one for one in atlas.stations if one.cluster == cluster.id and shows_status(one, view))
    return ClusterContents(
        cluster.area_km2, len(made.subdistricts), (*made.places, *stations), len(made.facts), len(made.entries)
    )


def _district(atlas: Atlas, view: View) -> ClusterContents:
    points = tuple(p for p in shown(view, atlas.points) if not p.outside)
    facts, entries = [fact for fact in shown(view, atlas.facts) if fact.listed], shown(view, atlas.entries)
    return ClusterContents(atlas.area_km2, len(atlas.subdistricts), points, len(facts), len(entries))


def _nowhere(atlas: Atlas, view: View) -> tuple[Place, ...]:
    """The points in no cluster: their position is not known, or they lie beyond the district."""
    return tuple(point for point in shown(view, atlas.points) if not point.cluster)


def _ranks(values: Sequence[float | None]) -> list[int | None]:
    """The place of each value, the smallest first: one more than there are smaller ones. Nothing has none."""
    known = [value for value in values if value is not None]
    return [None if not value else 1 + sum(one < value for one in known) for value in values]
