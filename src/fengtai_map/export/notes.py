"""What stands behind the map of a View, in words: the card of what is selected, and what could not be drawn."""

from collections.abc import Iterator

from fengtai_map.content.card_rows import cluster_rows
from fengtai_map.content.page_blocks import Content
from fengtai_map.content.places import unlocated, visible
from fengtai_map.content.point_counts import tally
from fengtai_map.model import Atlas, Cluster, Place, PointColumns, Subdistrict
from fengtai_map.view.url import View


def notes(
    atlas: Atlas, view: View, kinds: tuple[str, ...], point_layer: PointColumns | None, content: Content
) -> Iterator[str]:
    """What stands behind the map, a line each: the card that `content` has, and what could not be drawn."""
    words = atlas.words[view.lang]
    if point_layer:
        made = tally(point_layer, view, kinds)
        yield words("export.point-layer", n=f"{made.shown:,}", total=f"{made.total:,}")
    record, card = atlas.index.get(view.selected), content.table("card")
    if card and isinstance(record, Place | Subdistrict | Cluster):
        yield from (words("export.pair", label=what, value=said) for what, said, *_ in card.rows if said)
    for cluster in atlas.clusters:
        if cluster.id in view.clusters and cluster is not record:
            (_, area), (_, names) = cluster_rows(atlas, cluster, view.lang)
            yield words("export.cluster", name=cluster.name[view.lang], area=area, subdistricts=names)
    missing = unlocated(visible(view, atlas.places, kinds))
    if missing and not record:
        names = words("list.comma").join(place.name[view.lang] for place in missing)
        yield words("export.pair", label=words("place.unlocated"), value=names)
