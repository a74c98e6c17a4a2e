"""A cluster as a card: its 街镇, its area, what lies in it and what the release ties to it."""

from dataclasses import dataclass

from fengtai_map.content import figures
from fengtai_map.content.status_at import shown, shows_status
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Place
from fengtai_map.view.url import View


@dataclass(frozen=True)
class ClusterCard:
    """A cluster with everything that is known of it. `counts` is by kind of place."""

    cluster: Cluster
    subdistricts: tuple[str, ...]
    share: float
    counts: dict[str, int]
    stations: int
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]


def card(atlas: Atlas, cluster: Cluster, view: View) -> ClusterCard:
    """The card of a cluster with what a View shows of it. `share` is its part of the district's area."""
    inside = tuple(place for place in atlas.places if cluster.id in place.clusters and shows_status(place, view))
    kinds = dict.fromkeys(place.kind for place in atlas.places)
    return ClusterCard(
        cluster=cluster,
        subdistricts=tuple(atlas.name(name, view.lang) for name in cluster.subdistricts),
        share=cluster.area_km2 / atlas.area_km2,
        counts={kind: sum(place.kind == kind for place in inside) for kind in kinds},
        stations=sum(station.cluster == cluster.id and shows_status(station, view) for station in atlas.stations),
        places=inside,
        facts=shown(view, figures.concerning(atlas, cluster.id)),
        entries=shown(view, figures.entries_concerning(atlas, cluster.id)),
    )
