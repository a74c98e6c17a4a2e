"""What lies on the ground, where it is known from, and what it is drawn on.

Positions are WGS-84 longitude and latitude in degrees, errors metres, areas square kilometres (geodesic).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from fengtai_map.model.record import Id, Named, Record
from fengtai_map.model.release import ClusterRow, Period
from fengtai_map.text import Text

FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+\.geojson$")]  # leads out of no folder
Status = Literal["existing", "under-construction", "planned", "unknown"]


class Cluster(ClusterRow):
    """A cluster on the ground: the dissolve of its 街镇. `label` is a point inside its largest part."""

    streets: tuple[Id, ...]
    area_km2: float
    label: tuple[float, float]


class Street(Named):
    """A 街镇 (subdistrict or town) with its cell; `label` is longitude, latitude."""

    code: str
    kind: Literal["subdistrict", "town"]
    label: tuple[float, float]
    basis: str
    cluster: Id
    area_km2: float


class Place(Named):
    """A point of interest or a metro station.

    `lon`, `lat` and `error_m` are None where no position is known. `joined` says how its cluster was found:
    inside (it lies in it), within-error (just outside the district, joined to the nearest cluster), none.
    `reaches` are the other clusters that its circle of error touches.
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
    note: Text | None = None
    lines: tuple[Id, ...] = ()
    opened: date | None = None
    cluster: Id | None = None
    joined: Literal["inside", "within-error", "none"] = "none"
    reaches: tuple[Id, ...] = ()


class Feature(Record):
    """A line or area of the base map."""

    id: Id
    name: Text | None
    kind: str
    colour: str | None = None


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
    """What is published about the district's outline, and the map approval number (审图号), if any."""

    published_area_km2: float
    note: Text
    approval_number: str = ""


class Basemap(Named):
    """A background the reader may choose. `tiles` are URL templates, bottom first; empty means our own map."""

    tiles: tuple[str, ...] = ()
    attribution: str = ""
    datum: Literal["WGS-84", "GCJ-02"] = "WGS-84"
    max_zoom: int = 18
    key_variable: str | None = None
