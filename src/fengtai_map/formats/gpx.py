"""GPX as a layer: waypoints as points, tracks and routes as lines."""

from collections.abc import Iterator

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.formats.html_text import plain_text
from fengtai_map.formats.shapes import line, together
from fengtai_map.formats.xml2003 import whole
from fengtai_map.formats.xml_stream import Node, Stream
from fengtai_map.model.upload_rules import Limits

SAID = ("name", "cmt", "desc", "type", "sym", "time", "ele", "src")


def gpx_layer(text: str, limits: Limits) -> FileLayer:
    """The waypoints, tracks and routes of a GPX file. Raises FormatError where it is no XML."""
    features: list[FileFeature] = []

    def taken(node: Node, _: tuple[str, ...]) -> None:
        if len(features) <= limits.rows:
            features.append(_feature(node))

    Stream(frozenset({"wpt", "trk", "rte"}), taken).read(text)
    return FileLayer(features)


def _feature(node: Node) -> FileFeature:
    held = dict(_properties(node))
    try:
        if node.name == "wpt":
            return FileFeature(held, Point(*_position(node)))
        parts = node.all("trkseg") if node.name == "trk" else [node]
        return FileFeature(held, together([_line(part) for part in parts if part.all("trkpt", "rtept")]))
    except (ValueError, TypeError):
        return FileFeature(held, None, "unknown")


def _line(node: Node) -> BaseGeometry:
    """The line of a track, or a point where it does not move."""
    return line([_position(one) for one in node.all("trkpt", "rtept")])


def _position(node: Node) -> tuple[float, float]:
    return float(node.get("lon")), float(node.get("lat"))


def _properties(node: Node) -> Iterator[tuple[str, str]]:
    """The texts of a feature, and what programs add below `extensions`."""
    for name in SAID:
        if said := node.said(name):
            yield name, plain_text(said)[0]
    for extension in node.all("extensions"):
        for one in extension.children:
            if not one.children and one.text:
                yield one.name, whole(one).strip()
