"""KML as rows of text: the placemarks of a document, whichever folder they stand in.

Read here and not by GDAL, which would take a document that names other formats inside for one of these, and some of
them open further files or addresses.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from fengtai_map.model.upload import Limits
from fengtai_map.upload.features import Pair, lines
from fengtai_map.upload.table import Sheet

SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack")
PLAIN = ("name", "description", "address")
SIZES = (2, 3)  # numbers of a position: its height may be left out


class _Bare(ET.TreeBuilder):
    """Builds the tree of a document without a declaration: no entity that grows, none that names another file."""

    def doctype(self, *_: object) -> None:
        """Refuse the declaration."""
        raise ValueError("no KML")


def read_kml(content: bytes, limits: Limits) -> Sheet:
    """The placemarks of a KML file. Raises ElementTree.ParseError or ValueError where it is none."""
    root = ET.fromstring(content, ET.XMLParser(target=_Bare()))  # noqa: S314  # without DOCTYPE there is no entity
    if _name(root) != "kml":
        raise ValueError("no KML")
    marks = (one for one in root.iter() if _name(one) == "Placemark")
    return Sheet(lines(((dict(_properties(mark)), _position(mark)) for mark in marks), limits))


def _name(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in element if _name(one) == name)


def _said(element: ET.Element, name: str) -> str:
    """The text of a child, empty where there is none."""
    return next((one.text or "" for one in _children(element, name)), "").strip()


def _properties(mark: ET.Element) -> Iterator[tuple[str, str]]:
    """What is said of a placemark: its own texts, its data with or without a schema."""
    yield from ((name, said) for name in PLAIN if (said := _said(mark, name)))
    for extended in _children(mark, "ExtendedData"):
        yield from ((one.get("name", ""), _said(one, "value")) for one in _children(extended, "Data"))
        for schema in _children(extended, "SchemaData"):
            simple = _children(schema, "SimpleData")
            yield from ((one.get("name", ""), (one.text or "").strip()) for one in simple)


def _position(mark: ET.Element) -> Pair:
    """Longitude and latitude of a point, the name of any other shape, nothing where there is none."""
    shape = next((one for one in mark if _name(one) in SHAPES), None)
    if shape is None:
        return "", ""
    parts = _said(shape, "coordinates").split(",")
    if _name(shape) != "Point" or len(parts) not in SIZES:
        return _name(shape), _name(shape)
    return parts[0].strip(), parts[1].strip()
