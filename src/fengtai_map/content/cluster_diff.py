"""The clusters of two releases: which are new, gone, renamed, or made of other 街镇."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fengtai_map.model import ClusterRow, Edition

Result = Literal["new", "gone", "renamed", "regrouped", "same"]


@dataclass(frozen=True)
class SubdistrictMove:
    """A 街镇, by its Chinese name, and the cluster it came from or went to; None where that release has it in none."""

    subdistrict: str
    cluster: ClusterRow | None


@dataclass(frozen=True)
class ClusterChange:
    """A cluster in two releases; `older` or `newer` is None where only one has it.

    `arrived` are the 街镇 that belonged elsewhere before, `left` those that belong elsewhere now.
    """

    result: Result
    older: ClusterRow | None
    newer: ClusterRow | None
    arrived: tuple[SubdistrictMove, ...] = ()
    left: tuple[SubdistrictMove, ...] = ()


def regrouping(older: Edition, newer: Edition) -> tuple[ClusterChange, ...]:
    """Every cluster of two releases: in the order of the newer, then those that are gone.

    A cluster is the same by its id. One under a new id with exactly the members of one whose id is gone is renamed.
    """
    pairs = [(_before(cluster, older, newer), cluster) for cluster in newer.clusters]
    matched = {cluster.id for cluster, _ in pairs if cluster}
    was, now = _owners(older), _owners(newer)
    found = [_change(before, after, was, now) for before, after in pairs]
    return (*found, *(_change(one, None, was, now) for one in older.clusters if one.id not in matched))


def _before(cluster: ClusterRow, older: Edition, newer: Edition) -> ClusterRow | None:
    """The cluster of the older release that a newer one continues."""
    kept = {one.id for one in newer.clusters}
    same = (one for one in older.clusters if one.id == cluster.id)
    renamed = (one for one in older.clusters if one.id not in kept and set(one.members) == set(cluster.members))
    return next(same, None) or next(renamed, None)


def _owners(edition: Edition) -> Mapping[str, ClusterRow]:
    """The cluster of each 街镇."""
    return {member: cluster for cluster in edition.clusters for member in cluster.members}


def _change(
    older: ClusterRow | None, newer: ClusterRow | None, was: Mapping[str, ClusterRow], now: Mapping[str, ClusterRow]
) -> ClusterChange:
    before, after = (set(one.members) if one else set() for one in (older, newer))
    arrived = tuple(
        SubdistrictMove(name, was.get(name)) for name in (newer.members if newer else ()) if name not in before
    )
    left = tuple(SubdistrictMove(name, now.get(name)) for name in (older.members if older else ()) if name not in after)
    return ClusterChange(_result(older, newer, alike=before == after), older, newer, arrived, left)


def _result(older: ClusterRow | None, newer: ClusterRow | None, *, alike: bool) -> Result:
    if older is None:
        return "new"
    if newer is None:
        return "gone"
    if not alike:
        return "regrouped"
    return "same" if older.name == newer.name else "renamed"
