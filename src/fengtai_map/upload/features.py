"""Features of a map file as the lines of a table: their properties, then the longitude and latitude of their points."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from fengtai_map.model.upload import Limits

POSITION = ("geometry-lon", "geometry-lat")  # also the first names of these fields in data/upload.toml
Pair = tuple[str, str]


def lines(features: Iterable[tuple[Mapping[str, Any], Pair]], limits: Limits) -> list[Sequence[str]]:
    """The head, then a line a feature. Of more rows or columns than may be, one more is kept, to be told by.

    A property that few features have is a column all the same: a file could name more of them than memory holds.
    """
    given = list(islice(features, limits.rows + 1))
    heads = list(islice(dict.fromkeys(key for properties, _ in given for key in properties), limits.columns + 1))
    return [
        [*heads, *POSITION],
        *([*(text(properties.get(key)) for key in heads), *position] for properties, position in given),
    ]


def pair(geometry: Any) -> Pair:  # noqa: ANN401  # a file may hold anything
    """Longitude and latitude of a point; what is none is told by its type, which no number can be read from."""
    if not isinstance(geometry, Mapping):
        return "", ""
    points = list(_points(geometry))
    if len(points) == 1 and len(points[0]) > 1:
        return text(points[0][0]), text(points[0][1])
    kind = text(geometry.get("type"))
    return kind, kind


def _points(geometry: Mapping[str, Any]) -> Iterator[list[Any]]:
    coordinates = geometry.get("coordinates")
    if isinstance(coordinates, (list, tuple)):
        if geometry.get("type") == "Point":
            yield list(coordinates)
        if geometry.get("type") == "MultiPoint":
            yield from (list(one) for one in coordinates if isinstance(one, (list, tuple)))


def text(value: object) -> str:
    """A property as a cell says it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
