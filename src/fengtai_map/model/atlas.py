"""The Atlas: all that is known. Nothing in it changes after loading."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import ConfigDict

from fengtai_map.i18n import Text, Words
from fengtai_map.model.lights import LightRules
from fengtai_map.model.nearby import Target
from fengtai_map.model.pinyin import PinyinReading
from fengtai_map.model.places import Basemap, Cluster, Feature, Layer, Outline, Place, Source, Subdistrict
from fengtai_map.model.record import SERIALS, Named, Record
from fengtai_map.model.release import Edition, Entry, Fact, NamedNumeral, Release, Scheme
from fengtai_map.model.stories import Chart, Story, Subject
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.model.user_points import UserKind

Geometry = dict[str, Any]  # a GeoJSON geometry object, RFC 7946


class AsRead(Record):
    """The part of an Atlas that files of data/ hold as it is: whoever reads them fills it, and it is passed on.

    HOW TO ADD A FILE of records: a field here, and a line in data/load/read_files.py that reads it. A single table is
    None where its file has problems. Such data never become an Atlas, which therefore declares these fields again,
    without None. What is joined stands in `data.raw.Rows` and in Atlas instead.
    """

    release: Release | None
    scheme: Scheme | None
    outline: Outline | None
    upload: UploadRules | None
    lights: LightRules | None
    facts: tuple[Fact, ...]
    numerals: tuple[NamedNumeral, ...]
    sources: tuple[Source, ...]
    layers: tuple[Layer, ...]
    basemaps: tuple[Basemap, ...]
    pages: tuple[Subject, ...]
    charts: tuple[Chart, ...]
    stories: tuple[Story, ...]
    readings: tuple[PinyinReading, ...]
    targets: tuple[Target, ...]
    words: Mapping[str, Words]

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def as_read(self) -> dict[str, Any]:
        """This part alone, by its fields."""
        return {name: getattr(self, name) for name in AsRead.model_fields}


class Atlas(AsRead):
    """All that is known, read once from data/, checked and frozen.

    `ground` holds the base map's features by layer id, `geometry` every GeoJSON geometry by feature id
    (cells, cluster outlines, the district under "district", lines, areas). `paragraphs` is the text of the release
    by locator where whoever runs the dashboard has it at hand: it is not ours to ship.
    `targets` are the things to which distances are given, `radii` the metres within which they are counted. `earlier`
    are the releases before this one, the latest first. `photos` are pictures of the office's records (JPEG) by
    their id, `user_kinds` the kinds of its own. `lights` is how its projects get theirs: see lights/.
    """

    release: Release
    scheme: Scheme
    outline: Outline
    upload: UploadRules
    lights: LightRules
    entries: tuple[Entry, ...]
    clusters: tuple[Cluster, ...]
    subdistricts: tuple[Subdistrict, ...]
    places: tuple[Place, ...]
    stations: tuple[Place, ...]
    ground: Mapping[str, tuple[Feature, ...]]
    geometry: Mapping[str, Geometry]
    area_km2: float
    radii: tuple[int, ...]
    earlier: tuple[Edition, ...] = ()
    paragraphs: Mapping[str, str] = {}
    photos: Mapping[str, bytes] = {}
    user_kinds: tuple[UserKind, ...] = ()

    def having(self, **parts: object) -> "Atlas":
        """This Atlas with other parts. Not a copy: a copy would keep what is computed of the old one.

        The other parts are not validated again: validation would copy them, and what is cached by their identity would
        be made anew.
        """
        return Atlas.model_construct(**{name: getattr(self, name) for name in Atlas.model_fields} | parts)

    @cached_property
    def serial(self) -> int:
        """A number that no other Atlas of this process has: what is made of an Atlas is kept under it."""
        return next(SERIALS)

    @property
    def points(self) -> tuple[Place, ...]:
        """The places and the stations of the metro."""
        return (*self.places, *self.stations)

    @cached_property
    def looks(self) -> Mapping[str, str]:
        """The kind whose symbol each kind of places and stations has: of the office's own kinds one of ours."""
        looks = {place.kind: place.look for place in self.points}
        return looks | {kind.id: kind.symbol for kind in self.user_kinds}

    @cached_property
    def index(self) -> Mapping[str, Named | Fact | Feature]:
        """Every record that can be named, by its id."""
        groups = (self.facts, self.entries, self.clusters, self.subdistricts, self.points, self.sources)
        rivers = self.ground.get("rivers", ())
        return {record.id: record for group in (*groups, rivers) for record in group}

    def name(self, id_: str, lang: str) -> str:
        """The name of a record in the reader's language; empty where it has none."""
        name = getattr(self.index.get(id_), "name", None)
        return name[lang] if isinstance(name, Text) else ""
