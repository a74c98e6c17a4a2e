"""KML as a layer: the placemarks of a document, whichever folder they stand in.

Read here and not by GDAL, which would take a document that names other formats inside for one of these, and some of
them open further files or addresses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.cells import clean, counted
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.formats.html_text import plain_text
from fengtai_map.formats.shapes import line, polygon, together
from fengtai_map.formats.xml2003 import whole
from fengtai_map.formats.xml_stream import Node, Stream
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

PLAIN = ("name", "address", "phoneNumber")
LINKS = ("NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay")
FOLDERS = ("Folder",)
UNSEEN = ("0", "false")
ABOUT = ("name", "description")
SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "MultiPoint", "MultiLineString",
          "MultiPolygon", "GeometryCollection", "Track", "MultiTrack", "Model")  # fmt: skip


class _Kml:
    """The placemarks of a document while it is read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.features: list[FileFeature] = []
        self.links = 0
        self.cut: list[int] = []
        self.marked: list[int] = []
        self.unseen: list[int] = []
        self.folders: list[tuple[int, str]] = []
        self.said: list[str] = []

    def passed(self, node: Node, path: tuple[str, ...]) -> None:
        """An element begins that is not taken as a whole."""
        if node.name in FOLDERS:
            self.folders = [one for one in self.folders if one[0] < len(path)]
            self.folders.append((len(path), ""))

    def taken(self, node: Node, path: tuple[str, ...]) -> None:
        """A placemark, a link to somewhere else, the name of a folder, or what the document calls itself."""
        if node.name in LINKS:
            self.links += 1
        elif node.name in ABOUT:
            if path[-1:] == ("Document",):
                self.said.append(clean(node.text)[: self.limits.cell])
            elif node.name == "name" and path[-1:] == ("Folder",) and self.folders:
                self.folders[-1] = (self.folders[-1][0], clean(node.text))
        elif len(self.features) <= self.limits.rows:
            self.features.append(self._feature(node, path))

    def _feature(self, node: Node, path: tuple[str, ...]) -> FileFeature:
        held = _named(_properties(node))
        if node.said("visibility") in UNSEEN:
            self.unseen.append(len(self.features) + 1)
        written = node.said("description")
        said, pictures = plain_text(written)
        if said:
            if "<" in written and said != " ".join(written.split()):
                self.marked.append(len(self.features) + 1)
            if len(said) > self.limits.cell:
                self.cut.append(len(self.features) + 1)
            held["description"] = said[: self.limits.cell]
        if pictures:
            held.setdefault("photo", ";".join(pictures))
        folders = " / ".join(name for depth, name in self.folders if name and depth < len(path))
        if folders:
            held["folder"] = folders
        try:
            return FileFeature(held, together([_shape(one) for one in node.all(*SHAPES)]))
        except (ValueError, IndexError, TypeError, ShapelyError):
            return FileFeature(held, None, "unknown")


def kml_layer(text: str, file: str, limits: Limits) -> FileLayer:
    """The placemarks of a KML file. Raises FormatError where it is no KML, or only links to another file."""
    reading = _Kml(limits)
    Stream(frozenset({"Placemark", *ABOUT, *LINKS}), reading.taken, reading.passed).read(text)
    if reading.links and not reading.features:
        raise FormatError("format-link")
    notices = []
    if reading.links:
        notices.append(Problem("format-links", file, "", {"count": f"{reading.links}"}))
    if reading.marked:
        notices.append(Problem("format-html", file, "description", counted(reading.marked)))
    if reading.cut:
        more = {**counted(reading.cut), "longest": f"{limits.cell}"}
        notices.append(Problem("format-long", file, "description", more))
    if reading.unseen:
        notices.append(Problem("format-unseen", file, "", counted(reading.unseen)))
    return FileLayer(reading.features, notices=tuple(notices), said=tuple(reading.said))


def _properties(mark: Node) -> Iterator[tuple[str, str]]:
    """The texts of a placemark, and its data with or without a schema."""
    yield from ((name, text) for name in PLAIN if (text := mark.said(name)))
    for extended in mark.all("ExtendedData"):
        for one in extended.all("Data"):
            yield one.said("displayName") or one.get("name"), plain_text(one.said("value"))[0]
        for schema in extended.all("SchemaData"):
            for one in schema.all("SimpleData"):
                yield one.get("name"), plain_text(whole(one).strip())[0]


def _named(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Texts by their names; one that is called as others before it, and says something else, has a name of its own."""
    held: dict[str, str] = {}
    texts: dict[str, set[str]] = {}
    numbers = Counter[str]()  # the last of a name: looked for from the first, very many would take for ever
    for name, text in said:
        known = texts.setdefault(name, set())
        if text in known or (known and not text):
            continue
        known.add(text)
        called = name
        while called in held:
            numbers[name] += 1
            called = f"{name} ({numbers[name] + 1})"
        held[called] = text
    return held


def _shape(node: Node) -> BaseGeometry | None:
    """The shape of an element. Raises ValueError, IndexError or TypeError where its positions cannot be read."""
    if node.name == "Point":
        return together([Point(one) for one in _positions(node.said("coordinates"))])
    if node.name in ("LineString", "LinearRing"):
        held = _positions(node.said("coordinates"))
        return line(held) if held else None
    if node.name == "Polygon":
        rings = [ring for name in ("outerBoundaryIs", "innerBoundaryIs") for ring in _rings(node, name)]
        return polygon(rings) if rings else None
    if node.name == "Track":
        held = [(float(one[0]), float(one[1])) for one in (text.text.split() for text in node.all("coord")) if one]
        return line(held) if held else None
    if node.name == "Model":
        place = node.first("Location")
        return Point(float(place.said("longitude")), float(place.said("latitude"))) if place else None
    return together([_shape(one) for one in node.all(*SHAPES)])


def _rings(node: Node, name: str) -> Iterator[list[tuple[float, float]]]:
    for boundary in node.all(name):
        for ring in boundary.all("LinearRing"):
            held = _positions(ring.said("coordinates"))
            if held:
                yield held


def _positions(text: str) -> list[tuple[float, float]]:
    """Positions as KML writes them: numbers of one with commas between them, blanks between positions."""
    groups = [one.strip(",").split(",") for one in text.replace(" ,", ",").replace(", ", ",").split()]
    return [(float(one[0]), float(one[1])) for one in groups if one != [""]]
