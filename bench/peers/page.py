"""What the peers show: the same data, filter and table as ours, a smaller panel, and less on the map.

They are spared what they cannot have without internet (popups need jQuery, markers need their icons) and draw no
names, no shapes, no mask, no legend.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry import shape

from fengtai_map.content.places import located, row
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style

Json = dict[str, Any]
Look = Mapping[str, Any]
LANG = "zh"
LINES = {"rivers": "river", "roads": "road", "railways": "railway", "metro-lines": "metro"}
GREY = "#dfe3e7"
ROWS = 150  # of the table, as ours shows them
HEADS = ("name", "kind", "cluster", "status", "precision")


def cluster_names(atlas: Atlas) -> dict[str, str]:
    """The names of the filter by id."""
    return {one.id: f"{one.order} {one.name[LANG]}" for one in atlas.clusters}


def places_of(atlas: Atlas, chosen: Sequence[str]) -> list[Place]:
    """The places of these clusters, or of all; one without a position always."""
    return [one for one in atlas.places if not chosen or one.cluster in chosen or one.lon is None]


def points_of(atlas: Atlas, chosen: Sequence[str]) -> list[Place]:
    """What stands on the map: stations, then places."""
    stations = [one for one in atlas.stations if not chosen or one.cluster in chosen]
    return [*stations, *located(places_of(atlas, chosen))]


def counter(atlas: Atlas, n: int | str) -> str:
    """How many are shown of how many, in the words of ours."""
    return atlas.words[LANG]("page.counter", n=n, total=len(atlas.places))


def cells(atlas: Atlas, places: Sequence[Place]) -> list[tuple[str, ...]]:
    """The rows of a table, under HEADS."""
    rows = (row(atlas, one, LANG) for one in places)
    return [(one.name, one.kind_name, one.cluster or "—", one.status_name, one.precision) for one in rows]


def bounds(atlas: Atlas, chosen: Sequence[str]) -> list[list[float]]:
    """South-west and north-east corner of these clusters, or of the district, latitude first."""
    west, south, east, north = shapely.total_bounds([shape(atlas.geometry[one]) for one in chosen or ["district"]])
    return [[south, west], [north, east]]


def areas(atlas: Atlas, names: Iterable[str]) -> Json:
    """A feature collection of lines or areas."""
    features = [{"type": "Feature", "geometry": atlas.geometry[one], "properties": {"id": one}} for one in names]
    return {"type": "FeatureCollection", "features": features}


def dots(points: Iterable[Place]) -> Json:
    """A feature collection of points, each with how it looks."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
                "properties": {"id": one.id, "tooltip": one.name[LANG], "kind": one.kind, "cluster": one.cluster},
            }
            for one in points
        ],
    }


def dot(kind: str) -> Json:
    """How a point of a kind looks, in Leaflet's words."""
    look = style.KINDS[kind]
    return {"radius": look.radius, "color": "#ffffff", "weight": 1.5, "fillColor": look.colour, "fillOpacity": 1}


def fills(atlas: Atlas, chosen: Sequence[str]) -> dict[str, Json]:
    """How each cluster looks, by id: those outside of the filter are grey."""
    colours = dict(zip((one.id for one in atlas.clusters), style.CLUSTERS, strict=True))
    return {
        name: style.OUTLINE
        | {"fill": True, "fillColor": GREY if chosen and name not in chosen else colour, "fillOpacity": 0.74}
        for name, colour in colours.items()
    }


def ground(atlas: Atlas) -> tuple[tuple[Json, Look], list[tuple[Json, Look]]]:
    """What lies below the clusters and what above, each with its look."""
    lines = [(atlas.ground[layer], style.LINES[kind]) for layer, kind in LINES.items()]
    above: list[tuple[Json, Look]] = [(areas(atlas, (one.id for one in records)), look) for records, look in lines]
    above.append((areas(atlas, (one.id for one in atlas.subdistricts)), style.SUBDISTRICT))
    return (areas(atlas, (one.id for one in atlas.ground["water"])), style.WATER), above
