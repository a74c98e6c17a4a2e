"""TopoJSON as GeoJSON: outlines that neighbours share are written once, as steps from point to point."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fengtai_map.formats.errors import too_heavy
from fengtai_map.formats.features import FileFeature
from fengtai_map.formats.geojson import geojson_features

MAX_POSITIONS = 2_000_000  # positions of all shapes: an arc can be named many times


def is_topojson(value: Any) -> bool:  # noqa: ANN401  # a file may hold anything
    """Whether a value is TopoJSON."""
    return isinstance(value, Mapping) and value.get("type") == "Topology" and isinstance(value.get("objects"), Mapping)


def topojson_layers(value: Mapping[str, Any]) -> dict[str, list[FileFeature]]:
    """The features of each object of a topology, by its name."""
    arcs = _Arcs(value)
    return {
        f"{name}": [one for part in _parts(held) for one in geojson_features(arcs.feature(part))]
        for name, held in value["objects"].items()
        if isinstance(held, Mapping)
    }


def _parts(held: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The geometries of an object that are features of their own."""
    if held.get("type") == "GeometryCollection" and isinstance(held.get("geometries"), list):
        yield from (one for one in held["geometries"] if isinstance(one, Mapping))
    else:
        yield held


class _Arcs:
    """The arcs of a topology as positions."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        transform = value.get("transform")
        held = transform if isinstance(transform, Mapping) else {}
        self.scale, self.move = held.get("scale"), held.get("translate")
        arcs = value.get("arcs")
        self.arcs = [self._absolute(arc) for arc in arcs] if isinstance(arcs, list) else []
        self.count = 0

    def feature(self, geometry: Mapping[str, Any]) -> dict[str, Any]:
        """A geometry as a feature of GeoJSON."""
        properties = geometry.get("properties")
        held = {"type": "Feature", "properties": properties if isinstance(properties, Mapping) else {}}
        if "id" in geometry:
            held["id"] = geometry["id"]
        return held | {"geometry": self._geometry(geometry)}

    def _geometry(self, geometry: Mapping[str, Any], depth: int = 0) -> dict[str, Any] | None:
        kind, arcs = geometry.get("type"), geometry.get("arcs")
        if kind is None:
            return None
        if kind == "GeometryCollection" and depth < 9:  # noqa: PLR2004  # deeper than anybody writes
            inner = geometry.get("geometries")
            parts = [one for one in inner if isinstance(one, Mapping)] if isinstance(inner, list) else []
            return {"type": kind, "geometries": [self._geometry(one, depth + 1) for one in parts]}
        made: dict[str, Callable[[], Any]] = {
            "Point": lambda: self._point(geometry.get("coordinates")),
            "MultiPoint": lambda: [self._point(one) for one in geometry.get("coordinates") or []],
            "LineString": lambda: self._line(arcs),
            "MultiLineString": lambda: [self._line(one) for one in arcs or []],
            "Polygon": lambda: [self._line(one) for one in arcs or []],
            "MultiPolygon": lambda: [[self._line(ring) for ring in one] for one in arcs or []],
        }
        try:
            return {"type": kind, "coordinates": made[f"{kind}"]()}
        except (TypeError, ValueError, LookupError, OverflowError):
            return {"type": "unknown"}

    def _line(self, numbers: Any) -> list[Any]:  # noqa: ANN401  # a file may hold anything
        """The positions of arcs one after the other; a negative number is an arc backwards."""
        line: list[Any] = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            self.count += len(arc)
            if self.count > MAX_POSITIONS:
                raise too_heavy()
            line += arc[1:] if line and arc and line[-1] == arc[0] else arc
        return line

    def _absolute(self, arc: Any) -> list[Any]:  # noqa: ANN401  # as above
        """The positions of an arc: where the topology has a scale, each is a step from the one before."""
        try:
            if not self.scale:
                return [[float(one[0]), float(one[1])] for one in arc]
            x = y = 0.0
            line = []
            for one in arc:
                x, y = x + one[0], y + one[1]
                line.append(self._point([x, y]))
        except (TypeError, ValueError, IndexError, OverflowError):
            return []
        return line

    def _point(self, value: Sequence[Any] | None) -> list[float] | None:
        if not value:
            return None
        if not self.scale or not self.move:
            return [value[0], value[1]]
        return [value[0] * self.scale[0] + self.move[0], value[1] * self.scale[1] + self.move[1]]
