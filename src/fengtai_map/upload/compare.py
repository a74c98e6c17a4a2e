"""A row that reads well beside the ground and the rows before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from fengtai_map.model import OwnPoint
from fengtai_map.problems import Problem
from fengtai_map.upload import columns
from fengtai_map.upload.neighbours import Ground, Seen, Where
from fengtai_map.upload.rows import Cells, Judge


@dataclass(frozen=True)
class Candidate:
    """A row, the point it would be, and where that is in metres."""

    cells: Cells
    point: OwnPoint
    where: Where


def faults(judge: Judge, ground: Ground, seen: Seen, one: Candidate) -> Iterator[Problem]:
    """What forbids to take a point: it is elsewhere, already known, or in the file twice."""
    row, reach, away = one.cells.number - 2, judge.rules.distances, ground.distance("district", one.where)
    if away > max(reach.outside, one.point.error_m):
        yield judge.fault("upload-outside", row, judge.axis(), metres=f"{away:,.0f}")
    if one.point.name.zh in ground.named or one.point.name.en in ground.named:
        yield judge.fault("upload-known", row, "name", value=one.point.name.zh)
    earlier = seen.twice(one.point, one.where)
    if earlier is not None:
        yield judge.fault("upload-twice", row, "name", other=f"{earlier}")


def notices(judge: Judge, ground: Ground, one: Candidate) -> Iterator[Problem]:
    """What the reader should look at: a point just outside, near a known one, or in another cluster than it says."""
    row, reach, away = one.cells.number - 2, judge.rules.distances, ground.distance("district", one.where)
    if 0 < away <= max(reach.outside, one.point.error_m):
        yield judge.fault("upload-edge", row, judge.axis(), metres=f"{away:,.0f}")
    near = ground.near(one.where, one.point.kind, reach.known)
    if near:
        yield judge.fault("upload-near", row, "name", zh=near.name.zh, en=near.name.en)
    if given := one.cells.text.get("cluster"):
        cluster = judge.meanings["cluster"].get(columns.key(given))
        if cluster is None or ground.distance(cluster, one.where) > max(reach.outside, one.point.error_m):
            yield judge.fault("upload-cluster", row, "cluster", value=given[:40])
