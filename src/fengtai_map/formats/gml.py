"""GML as a layer: the members of a collection, read here so that no schema is fetched and no other file opened."""

import re
from collections.abc import Iterator

from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.crs import NOT_STATED, stated
from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.formats.shapes import line, polygon, together
from fengtai_map.formats.xml_stream import Node, Stream
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

MEMBERS = frozenset({"featureMember", "featureMembers", "member"})
LINES = ("LineString", "LinearRing", "LineStringSegment")
PARTS = ("MultiPoint", "MultiLineString", "MultiCurve", "MultiPolygon", "MultiSurface", "MultiGeometry", "Curve",
         "Surface", "CompositeCurve", "CompositeSurface")  # fmt: skip
SHAPES = ("Point", "Polygon", "PolygonPatch", "Rectangle", *LINES, *PARTS)
RINGS = ("exterior", "interior", "outerBoundaryIs", "innerBoundaryIs")
FLAT, HIGH = 2, 3  # numbers of a position
IN_FULL = re.compile("urn:|https?://www.opengis.net/def/crs/", re.IGNORECASE)  # how a system is named with its axes


class _Gml:
    """The members of a collection while it is read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.features: list[FileFeature] = []
        self.srs = ""
        self.turned = False

    def passed(self, node: Node, _: tuple[str, ...]) -> None:
        """An element begins that is not taken as a whole: the envelope of the collection may state the system."""
        self._system(node)

    def taken(self, node: Node, _: tuple[str, ...]) -> None:
        """A member."""
        if len(self.features) > self.limits.rows:
            return
        held: dict[str, str] = {}
        found: list[BaseGeometry | None] = []
        try:
            for child in node.children:
                shapes = [one for one in _below(child) if one.name in SHAPES]
                if child.name == "boundedBy":
                    continue
                if shapes:
                    found += [self._shape(one) for one in shapes]
                else:
                    held |= _said(child)
            self.features.append(FileFeature(held, together(found)))
        except (ValueError, TypeError, IndexError, ShapelyError):
            self.features.append(FileFeature(held, None, "unknown"))

    def _system(self, node: Node) -> None:
        """Note the system of coordinates; where it is named in full, its own order of axes holds."""
        if (name := node.get("srsName")) and not self.srs:
            about = stated(name)
            self.srs = name
            self.turned = bool(IN_FULL.match(name) and about and about.northing_first)

    def _shape(self, node: Node) -> BaseGeometry | None:
        """The shape of an element. Raises ValueError, TypeError or IndexError where its positions cannot be read."""
        self._system(node)
        if node.name == "Point":
            held = self._positions(node)
            return Point(held[0]) if held else None
        if node.name in LINES:
            held = self._positions(node)
            return line(held) if held else None
        if node.name in ("Polygon", "PolygonPatch", "Rectangle"):
            boundaries = sorted(node.all(*RINGS), key=lambda one: one.name in ("interior", "innerBoundaryIs"))
            rings = [self._positions(ring) for one in boundaries for ring in one.all("LinearRing")]
            return polygon(rings) if rings else None
        return together([self._shape(one) for one in _below(node, inside=True) if one.name in SHAPES])

    def _positions(self, node: Node) -> list[tuple[float, float]]:
        """The positions that an element lists, longitude or easting first."""
        held: list[tuple[float, float]] = []
        for one in node.children:
            if one.name in ("pos", "posList"):
                numbers = [float(text) for text in one.text.split()]
                high = (one.get("srsDimension") or node.get("srsDimension")) == "3" or (
                    one.name == "pos" and len(numbers) == HIGH
                )
                step = HIGH if high else FLAT
                held += [(numbers[at], numbers[at + 1]) for at in range(0, len(numbers), step)]
            elif one.name == "coordinates":
                comma, blank = one.get("cs") or ",", one.get("ts") or " "
                pairs = [text.split(comma) for text in one.text.replace(blank, " ").split()]
                held += [(float(pair[0]), float(pair[1])) for pair in pairs]
            elif one.name == "coord":
                held.append((float(one.said("X")), float(one.said("Y"))))
        return [(second, first) for first, second in held] if self.turned else held


def gml_layer(text: str, file: str, limits: Limits) -> FileLayer:
    """The members of a GML collection. Raises FormatError where it is no XML."""
    reading = _Gml(limits)
    Stream(frozenset(), reading.taken, reading.passed, MEMBERS).read(text)
    about = stated(reading.srs)
    notices = (Problem("format-crs", file, "", {"said": reading.srs[:60]}),) if about is None else ()
    return FileLayer(reading.features, about=about or NOT_STATED, notices=notices)


def _below(node: Node, *, inside: bool = False) -> Iterator[Node]:
    """An element and what is in it, down to the first shapes."""
    if node.name in SHAPES and not inside:
        yield node
        return
    for child in node.children:
        yield from _below(child)


def _said(node: Node) -> dict[str, str]:
    """The texts of an element and of those in it, by their names."""
    if not node.children:
        return {node.name: node.text} if node.text else {}
    return {name: text for child in node.children for name, text in _said(child).items()}
