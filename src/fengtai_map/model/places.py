"""What lies on the ground, where it is known from, and what it is drawn on.

Positions are WGS-84 longitude and latitude in degrees, errors metres, areas square kilometres (geodesic).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, PositiveFloat, StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model.lights import Light
from fengtai_map.model.record import Id, Named, Record
from fengtai_map.model.release import ClusterRow, Later, Period, Status
from fengtai_map.model.user_points import PhotoId

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+\.geojson$")]  # leads out of no folder


class Cluster(ClusterRow):
    """A cluster on the ground: the dissolve of its 街镇. `label` is a point inside its largest part."""

    subdistricts: tuple[Id, ...]
    area_km2: float
    label: tuple[float, float]


class Subdistrict(Named):
    """A 街镇 (subdistrict or town) with its cell; `label` is longitude, latitude."""

    code: str
    kind: Literal["subdistrict", "town"]
    label: tuple[float, float]
    basis: str
    cluster: Id
    area_km2: float


class Place(Named):
    """A point of interest or a metro station.

    `lon`, `lat` and `error_m` are None where no position is known. `status` is that of the day `as_of`, `later` what
    became known afterwards, the latest last. `joined` says how its cluster was found: inside (it lies in it),
    within-error (just outside the district, joined to the nearest cluster), none. `maybe_clusters` are the other
    clusters that its circle of error touches, none where its cluster is `sure`; `doubt` is what else speaks against it.

    Of a record of the office's own `shape` is the GeoJSON geometry of a line or area as text, and `passes` how many
    metres or square metres of it lie in each cluster, the most first; see UserPoint for `fields`, `photos` and `list`.
    `symbol` is the kind whose symbol it has, where its own kind has none.
    """

    aliases: tuple[str, ...] = ()
    pinyin: str | None = None
    kind: str
    lon: float | None
    lat: float | None
    error_m: float | None
    basis: str
    source: Id
    status: Status
    as_of: Period | None = None
    later: tuple[Later, ...] = ()
    note: Text | None = None
    doubt: Text | None = None
    sure: bool = False
    lines: tuple[Id, ...] = ()
    opened: date | None = None
    cluster: Id | None = None
    joined: Literal["inside", "within-error", "none"] = "none"
    maybe_clusters: tuple[Id, ...] = ()
    shape: str = ""
    passes: tuple[tuple[Id, float], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    photos: tuple[PhotoId, ...] = ()
    list: str = ""
    symbol: str = ""
    light: Light | None = None

    @property
    def look(self) -> str:
        """The kind whose symbol it has on the map."""
        return self.symbol or self.kind

    @property
    def clusters(self) -> tuple[str, ...]:
        """The clusters it lies in: a point in one, a line or area in each that it passes."""
        return tuple(name for name, _ in self.passes) or ((self.cluster,) if self.cluster else ())

    @property
    def now(self) -> Status:
        """The latest status that is known."""
        return self.later[-1].status if self.later else self.status

    @property
    def outside(self) -> bool:
        """Whether it lies beyond the district, in no cluster: it is drawn grey and counted nowhere."""
        return self.lon is not None and self.cluster is None


class Feature(Record):
    """A line or area of the base map. `label` is where its name stands, where it has a place of its own."""

    id: Id
    name: Text | None
    kind: str
    colour: str | None = None
    label: tuple[float, float] | None = None


class Source(Named):
    """Where positions come from, and under which terms."""

    licence: Text
    url: str | None = None


class Layer(Named):
    """One file of data/geo/, as the manifest describes it."""

    file: FileName
    kind: Literal["area", "line", "point"]
    crs: str
    datum: str
    accuracy: Literal["surveyed", "mapped", "approximate", "schematic"]
    accuracy_note: Text
    as_of: Period | None = None
    source: tuple[Id, ...]
    licence: Text
    sha256: str


class Outline(Record):
    """What is published about the district's outline, and the map approval number (审图号), if any.

    `error_m` is how far off the outline itself is taken to be, in metres: a point whose own error is not stated is
    within it joined to the nearest cluster, beyond it outside.
    """

    published_area_km2: PositiveFloat
    error_m: PositiveFloat
    note: Text
    approval_number: str = ""


class Basemap(Named):
    """A background the reader may choose. `tiles` are URL templates, bottom first; empty means our own map.

    `key_variable` and `needs` name environment variables: the one holds the key that the addresses carry, the other
    has to be "on". Without them the background is not offered.
    """

    tiles: tuple[str, ...] = ()
    attribution: str = ""
    datum: Literal["WGS-84", "GCJ-02"] = "WGS-84"
    max_zoom: Annotated[int, Field(ge=1, le=24)] = 18
    key_variable: str | None = None
    needs: str | None = None
