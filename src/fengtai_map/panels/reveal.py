"""What has to change so that a record is seen: a thing that was searched for is not left hidden by a filter."""

from dataclasses import replace

from fengtai_map.model import Atlas, Cluster, Place, Street
from fengtai_map.panels.subjects import kinds
from fengtai_map.view import View

EVERYWHERE = "overview"  # the page that shows every kind of point


def reveal(atlas: Atlas, view: View, name: str) -> View:
    """The View in which a record is selected and not left out; the rest of the filter stays."""
    record = atlas.index[name]
    cluster = _cluster(record)
    kept = view.clusters if not cluster or not view.clusters or cluster in view.clusters else (*view.clusters, cluster)
    kind, status = getattr(record, "kind", ""), getattr(record, "status", None)
    return replace(
        view,
        selected=name,
        clusters=kept,
        hidden=tuple(one for one in view.hidden if one != kind),
        without=() if not view.shows(status) else view.without,
        ask="",
    )


def page_of(atlas: Atlas, page: str, name: str) -> str:
    """The page that shows a record: the open one where it does."""
    record = atlas.index[name]
    return page if not isinstance(record, Place) or record.kind in kinds(atlas, page) else EVERYWHERE


def _cluster(record: object) -> str | None:
    if isinstance(record, Cluster):
        return record.id
    return record.cluster if isinstance(record, Place | Street) else None
