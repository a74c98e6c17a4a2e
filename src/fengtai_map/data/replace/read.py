"""An official file of any format that the reader of points knows -> named shapes in degrees of WGS-84."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats import Options, Table, read_files
from fengtai_map.formats.cells import key
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem
from fengtai_map.reasons import of_system
from fengtai_map.user_points.upload import from_datum

NAMES = ("name_zh", "名称", "name", "街道", "街镇", "XZQMC")
IN_DEGREES = (".geojson", ".json", ".kml", ".kmz", ".gpx")  # whose standard is WGS-84 where the file states nothing
PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
SHIFTED = ("GCJ-02", "BD-09")  # datums whose positions lie some hundred metres off
NO_OPTIONS = Options()
ROOM = {"size": 200_000_000, "unpacked": 400_000_000, "rows": 100_000, "cell": 1_000}  # outlines are larger than lists


@dataclass(frozen=True)
class LayerStatement:
    """What its bringer states about the file: layer, field of the names, datum, accuracy, source.

    `together` says that it is right that all features have moved the same way.
    """

    field: str = ""
    datum: str = "WGS-84"
    accuracy: str = ""
    source: str = ""
    as_of: str = ""
    layer: str = ""
    together: bool = False


@dataclass(frozen=True)
class NamedShapes:
    """The shapes of a file by their names, in their order, and every reason why it cannot be used."""

    shapes: tuple[tuple[str, BaseGeometry], ...] = ()
    problems: tuple[Problem, ...] = ()


def named_shapes(file: Path, given: LayerStatement, limits: Limits) -> NamedShapes:
    """The named shapes of a file. Never raises for what it holds."""
    table, problems = table_of(file, limits, Options(sheet=given.layer))
    if problems := (*problems, *_unchosen(table, file, given)):
        return NamedShapes(problems=problems)
    field = _field(table, given.field)
    if field is None or not table.shapes:
        return NamedShapes(problems=(Problem("official-field", file.name, given.field, {"fields": ", ".join(NAMES)}),))
    if not table.crs and file.suffix.lower() not in IN_DEGREES:
        return NamedShapes(problems=(Problem("official-crs", file.name, ""),))
    names = [row[table.head.index(field)].strip() for row in table.rows]
    pairs = list(zip(names, table.shapes, strict=True))
    empty = [Problem("official-empty", file.name, name) for name, one in pairs if not one]
    datum = table.crs if table.crs in SHIFTED else given.datum
    way = from_datum(datum)
    shapes = ((name, shapely.transform(one, way)) for name, one in pairs if one)
    return NamedShapes(tuple(shapes), (*table.row_problems, *empty))


def table_of(
    file: Path, limits: Limits, options: Options = NO_OPTIONS, known: tuple[str, ...] = NAMES
) -> tuple[Table, tuple[Problem, ...]]:
    """The table of a file; of a Shapefile with the parts that lie beside it. `known` are names of columns."""
    try:
        files = {path.name: path.read_bytes() for path in _parts(file)}
    except OSError as error:
        return Table(file.name), (Problem("official-file", file.name, "", of_system(error)),)
    return read_files(files, limits.model_copy(update=ROOM), options, dict.fromkeys(known, ""))


def _parts(file: Path) -> Sequence[Path]:
    if file.suffix.lower() != ".shp" or not file.exists():
        return (file,)
    beside = (path for path in file.parent.iterdir() if path.stem.casefold() == file.stem.casefold())
    return [path for path in beside if path.suffix.lower() in PARTS]


def _unchosen(table: Table, file: Path, given: LayerStatement) -> Iterator[Problem]:
    """A layer that has to be named, since there are several, or that is not there."""
    names = ", ".join(table.sheets)[:200]
    if given.layer and table.sheets and given.layer not in table.sheets:
        yield Problem("official-layer", file.name, given.layer, {"layers": names})
    elif table.choices:
        asked = {one.what: one for one in table.choices}
        offered = ", ".join(next(iter(asked.values())).options)[:200]
        yield Problem("official-layer", file.name, "", {"layers": names or offered})


def _field(table: Table, chosen: str) -> str | None:
    heads: Mapping[str, str] = {key(head): head for head in reversed(table.head)}
    names = (chosen,) if chosen else NAMES
    return next((heads[key(name)] for name in names if key(name) in heads), None)
