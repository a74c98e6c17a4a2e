"""What stands behind the map of a View, in words: the card of what is selected, and what could not be drawn."""

from collections.abc import Iterator

from fengtai_map.content.places import row, unlocated, visible
from fengtai_map.content.point_counts import tally
from fengtai_map.content.status_at import since
from fengtai_map.model import Atlas, Cluster, Place, PointColumns
from fengtai_map.view.url import View


def notes(atlas: Atlas, view: View, kinds: tuple[str, ...], point_layer: PointColumns | None) -> Iterator[str]:
    """What stands behind the map, a line each: the card of what is selected, and what could not be drawn."""
    words = atlas.words[view.lang]
    if point_layer:
        made = tally(point_layer, view, kinds)
        yield words("export.point-layer", n=f"{made.shown:,}", total=f"{made.total:,}")
    record = atlas.index.get(view.selected)
    if isinstance(record, Place):
        one = row(atlas, record, view.lang, view.time)
        yield " · ".join(part for part in (one.kind_name, one.status_name, one.precision, one.cluster) if part)
        yield words("export.pair", label=words("place.basis"), value=one.basis)
        yield words("export.pair", label=words("place.source"), value=one.source)
        yield from (text for text in (*since(atlas, record, view.lang), one.note, one.doubt) if text)
    chosen = (view.selected,) if isinstance(record, Cluster) else view.clusters
    yield from (_cluster(atlas, cluster, view.lang) for cluster in atlas.clusters if cluster.id in chosen)
    missing = unlocated(visible(view, atlas.places, kinds))
    if missing and not record:
        names = words("list.comma").join(place.name[view.lang] for place in missing)
        yield words("export.pair", label=words("place.unlocated"), value=names)


def _cluster(atlas: Atlas, cluster: Cluster, lang: str) -> str:
    words = atlas.words[lang]
    area, share = f"{cluster.area_km2:.1f}", f"{cluster.area_km2 / atlas.area_km2:.0%}"
    subdistricts = words("list.comma").join(
        subdistrict.name[lang] for subdistrict in atlas.subdistricts if subdistrict.id in cluster.subdistricts
    )
    text = words("cluster.area-value", area=area, share=share)
    return words("export.cluster", name=cluster.name[lang], area=text, subdistricts=subdistricts)
