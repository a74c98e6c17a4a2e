"""GeoPackages and Shapefiles as rows of text: what GDAL reads. Only what is marked as one of the two is handed on."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import geopandas
import pyogrio

from fengtai_map.model.upload import Limits
from fengtai_map.upload.features import lines, pair
from fengtai_map.upload.table import Sheet

DEGREES = "EPSG:4326"
SHAPEFILE = ("shp", "shx", "dbf", "prj", "cpg")
SHAPES = b"\x00\x00\x27\x0a"  # how a .shp begins; GDAL would open anything else by what it holds, as a list of files
SQLITE = b"SQLite format 3\x00"


def read_gpkg(content: bytes, limits: Limits, layer: str) -> Sheet:
    """The features of a layer of a GeoPackage, of its first where none is named. Raises ValueError where it is none."""
    if not content.startswith(SQLITE):
        raise ValueError("no GeoPackage")
    return _read(content, limits, layer)


def read_shapefile(content: bytes, limits: Limits) -> Sheet:
    """The features of the one Shapefile in a zip archive. Raises ValueError where there is not exactly one.

    Only its own parts are handed on, under names of ours.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if not name.startswith("__MACOSX")]
        shapes = [name for name in names if name.lower().endswith(".shp")]
        if len(shapes) != 1 or not old.read(shapes[0]).startswith(SHAPES):
            raise ValueError("not one Shapefile")
        for name in names:
            stem, _, ending = name.rpartition(".")
            if stem == shapes[0][:-4] and ending.lower() in SHAPEFILE:
                new.writestr(f"layer.{ending.lower()}", old.read(name))
    return _read(packed.getvalue(), limits, "")


def _read(content: bytes, limits: Limits, layer: str) -> Sheet:
    names = tuple(str(name) for name in pyogrio.list_layers(BytesIO(content))[:, 0])
    chosen = names.index(layer) if layer in names else 0  # by number: GDAL may name a layer after its passing file
    fields = pyogrio.read_info(BytesIO(content), layer=chosen)["fields"][: limits.columns + 1]
    asked = {"layer": chosen, "columns": list(fields), "rows": limits.rows + 1}
    held = geopandas.read_file(BytesIO(content), engine="pyogrio", **asked)
    if not isinstance(held, geopandas.GeoDataFrame):
        raise ValueError("no geometry")  # noqa: TRY004  # the file is at fault, not its type
    if held.crs is not None:
        held = held.to_crs(DEGREES)
    columns = [column for column in held.columns if column != held.geometry.name]
    rows = held[columns].astype(object).where(held[columns].notna(), None).itertuples(index=False)
    properties = (dict(zip(map(str, columns), row, strict=True)) for row in rows)
    positions = (pair(None if one is None else one.__geo_interface__) for one in held.geometry)
    several = names if len(names) > 1 else ()
    return Sheet(
        lines(zip(properties, positions, strict=True), limits), name=names[chosen] if several else "", names=several
    )
