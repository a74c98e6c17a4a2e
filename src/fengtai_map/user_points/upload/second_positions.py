"""Columns that say again where a row lies, and rows that lie elsewhere by these: nobody can know which is meant."""

import re
from collections.abc import Iterator, Mapping, Sequence

import shapely
from shapely.geometry import Point
from shapely.ops import nearest_points

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key
from fengtai_map.formats.shapes import ShapeError
from fengtai_map.geo.projection import GEOD
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import shapes
from fengtai_map.user_points.upload.coordinates import number, pair
from fengtai_map.user_points.upload.positions import DEGREE, WrittenPosition, spot

AGAIN = re.compile(r" \([A-Z]{1,3}\)$")  # what is added to a name that another column has already
AXES = ("lon", "lat")
Heads = tuple[str, ...]


def beside(table: Table, rules: UploadRules, mapping: Mapping[str, str], free: Sequence[str]) -> tuple[Heads, ...]:
    """The columns of each further position: two of numbers or one; `free` are those that are no field.

    Those that are a field are a further position beside a shape.
    """
    of = {field: [head for head in free if _called(head, field, rules, mapping)] for field in (*AXES, "position")}
    found: list[Heads] = [*zip(of["lon"], of["lat"], strict=False), *((head,) for head in of["position"])]
    if len(of["lon"]) + len(of["lat"]) == 1 and all(axis in mapping for axis in AXES):
        found += _half(table, mapping, *of["lon"], *of["lat"])
    if table.shapes or "shape" in mapping:
        found += [(mapping["lon"], mapping["lat"])] if all(axis in mapping for axis in AXES) else []
        found += [(mapping["position"],)] if "position" in mapping else []
    found += [(mapping["shape"],)] if table.shapes and "shape" in mapping else []
    return tuple(found)


def _half(table: Table, mapping: Mapping[str, str], again: str) -> Iterator[Heads]:
    """The position of a column that comes twice, with the other axis; of a column that can be seen its own name."""
    hidden = [one.particulars["columns"] for one in table.notices if one.code == "format-unseen-columns"]
    lon, lat = (mapping[axis] for axis in AXES)
    plain = AGAIN.sub("", again)
    if plain != again and not any(again in columns for columns in hidden):
        yield from [(again, lat)] * (plain == lon) + [(lon, again)] * (plain == lat)


def _called(head: str, field: str, rules: UploadRules, mapping: Mapping[str, str]) -> bool:
    """Whether a column is called as a field, or as the column that is it."""
    names = next(column.names for column in rules.columns if column.id == field)
    return key(AGAIN.sub("", head)) in {*map(key, names), key(mapping.get(field, ""))} - {""}


def side_by_side(table: Table, mapping: Mapping[str, str], free: Sequence[str]) -> Iterator[Problem]:
    """The problem of tables that stand beside each other: name and position come again, with other names."""
    again = {AGAIN.sub("", head): head for head in free if AGAIN.search(head)}
    name = mapping.get("name", "")
    wanted = [mapping[field] for field in (*AXES, "position", "shape") if field in mapping]
    if name in again and any(head in again for head in wanted):
        one, other = (table.head.index(head) for head in (name, again[name]))
        if any(row[other] and row[one] != row[other] for row in table.rows):
            yield Problem("upload-side-by-side", table.file, again[name][:40], {"column": name[:40]})


def apart(found: WrittenPosition, cells: Sequence[str], rules: UploadRules) -> float:
    """Metres from where a row lies to where it lies by further cells; 0 where that is the same within their error."""
    other = _read(cells, rules)
    if other is None or not (found.degrees and other.degrees):
        return 0
    there = Point(other.x, other.y)
    near = (
        Point(found.x, found.y) if found.shape is None else nearest_points(shapely.convex_hull(found.shape), there)[0]
    )
    off = float(GEOD.inv(near.x, near.y, other.x, other.y)[2])
    error = max(min(found.units), min(other.units)) * DEGREE / 2
    return off if off > max(rules.distances.twice, error) else 0


def _read(cells: Sequence[str], rules: UploadRules) -> WrittenPosition | None:
    """The position that cells say; None where they say none."""
    if len(cells) == 1 and shapes.looks_like_shape(cells[0]):
        try:
            shape, _ = shapes.shape_of(cells[0])
        except ShapeError:
            return None
        unit = 0 if shape is None else shapes.unit(shape)
        return None if shape is None else WrittenPosition(*shapes.middle(shape), degrees=True, units=(unit, unit))
    both = pair(cells[0]) if len(cells) == 1 else (number(cells[0]), number(cells[1]))
    return spot(both[0], both[1], rules) if both and both[0] and both[1] else None
