"""What a file states of its coordinates -> degrees of WGS-84."""

import re
from dataclasses import dataclass
from functools import lru_cache

import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

DEGREES = "EPSG:4326"
SHIFTED = {"GCJ": "GCJ-02", "火星": "GCJ-02", "BD09": "BD-09", "BD-09": "BD-09", "BAIDU": "BD-09"}
CODE = re.compile(r"(?:EPSG|epsg)\D{0,5}(?:[\d.]*:)?(\d{4,6})\b")  # epsg.xml#4326 too
CONFIDENCE = 60  # percent at which a description is called by the EPSG code it resembles
MAX_DESCRIPTION_CHARS = 20_000  # characters of a description; no honest one comes near


@dataclass(frozen=True)
class Stated:
    """`name` is "EPSG:4548", what it calls itself, or a datum (GCJ-02, BD-09); `crs` is None for a datum.

    `northing_first` says that its own order of axes is latitude or northing first.
    """

    name: str
    crs: CRS | None = None
    northing_first: bool = False


NOT_STATED = Stated("")


@lru_cache(maxsize=64)
def stated(text: str) -> Stated | None:
    """What a description (WKT, EPSG code, urn, OGC name) states; None where nobody can understand it."""
    said = text.strip().strip("\x00").strip()
    if not said or len(said) > MAX_DESCRIPTION_CHARS:
        return None if said else NOT_STATED
    for word, datum in SHIFTED.items():
        if word in said.upper().replace("_", "").replace(" ", ""):
            return Stated(datum)
    code = CODE.search(said) if "[" not in said else None
    if "CRS84" in said.upper() and "[" not in said:
        return Stated(DEGREES, CRS.from_user_input(DEGREES))
    try:
        crs = CRS.from_epsg(int(code[1])) if code else CRS.from_user_input(said)
        if crs.is_geocentric or crs.is_engineering or not (crs.is_geographic or crs.is_projected or crs.is_compound):
            return None
        _way(crs)  # of a projection that PROJ does not know only now
        number = crs.to_epsg(min_confidence=CONFIDENCE)
    except (ProjError, ValueError, TypeError):
        return None
    return Stated(f"EPSG:{number}" if number else crs.name, crs, _northing_first(crs))


def _northing_first(crs: CRS) -> bool:
    return bool(crs.axis_info) and crs.axis_info[0].direction.lower() in ("north", "south")


@lru_cache(maxsize=64)
def _way(crs: CRS) -> Transformer:
    return Transformer.from_crs(crs, DEGREES, always_xy=True)


def in_degrees(shapes: list[BaseGeometry | None], about: Stated) -> list[BaseGeometry | None]:
    """Shapes in degrees of WGS-84, longitude first; as they are where nothing is stated, or a shifted datum.

    A position that cannot be is infinite in the result.
    """
    if about.crs is None or not any(shapes):
        return shapes
    way = _way(about.crs)
    moved = shapely.transform(shapes, way.transform, interleaved=False)  # type: ignore[arg-type]  # x and y apart
    return [None if one is None else moved[at] for at, one in enumerate(shapes)]
