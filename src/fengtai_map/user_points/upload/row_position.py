"""Where each row says that it lies: by the shape of its feature, by a shape in a cell, by one cell or by two."""

from collections.abc import Mapping
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats import Table
from fengtai_map.formats.crs import stated
from fengtai_map.formats.shapes import ShapeError
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.user_points.upload import shapes
from fengtai_map.user_points.upload.column_mapping import Columns
from fengtai_map.user_points.upload.coordinates import Number, number, pair
from fengtai_map.user_points.upload.named_crs import Frames
from fengtai_map.user_points.upload.positions import LAT, LON, WrittenPosition, of_grid, spot, within
from fengtai_map.user_points.upload.second_positions import apart

SHIFTED = ("GCJ-02", "BD-09")


class WhereError(Exception):
    """Why a row has no position: the code of a problem, the field it belongs to, and its particulars."""

    def __init__(self, code: str, field: str = "", **particulars: str) -> None:
        super().__init__(code)
        self.code, self.field, self.particulars = code, field, particulars


class RowPositions:
    """Reads the position of rows, one at a time.

    `stated` says that the file names the system of its shapes, `rounded` that their digits say how true they are:
    what was taken from metres has digits of its own.
    """

    def __init__(self, table: Table, rules: UploadRules, columns: Columns, axes: str) -> None:
        self.table, self.rules, self.columns, self.frames = table, rules, columns, Frames(rules)
        self.stated = bool(table.crs) and table.crs not in SHIFTED
        about = stated(table.crs) if self.stated else None
        self.rounded = about is None or about.crs is None or about.crs.is_geographic
        self.explicit = axes == "lon-lat" or (not axes and self._explicit())

    def _explicit(self) -> bool:
        """Whether the heads say which number is the longitude: x and y say nothing of that in China."""
        heads = [self.columns.mapping.get(axis, "").casefold() for axis in ("lon", "lat")]
        return all(any(word in head for word in ("经", "纬", "lon", "lng", "lat", "东经", "北纬")) for head in heads)

    def axis(self) -> str:
        """The field that a problem of the position belongs to."""
        fields = ("lon", "position", "shape")
        return next((field for field in fields if field in self.columns.mapping), "position")

    def spot(self, row: int, text: Mapping[str, str]) -> WrittenPosition:
        """Where a row lies. Raises WhereError where it does not say."""
        found = self._spot(row, text)
        if found.swapped and self.explicit:
            raise WhereError("upload-swapped", self.axis())
        word = text.get("datum", "")
        if not (word and found.sure):  # columns of another datum than the file states
            self._check_alone(row, found)
        said = self.frames.word(word) if word else None
        return replace(found, frame=said.frame.id, grid=said.grid) if said and not found.sure else found

    def _check_alone(self, row: int, found: WrittenPosition) -> None:
        """Raises WhereError where further columns say that the row lies elsewhere."""
        for heads in self.columns.beside:
            cells = [self.table.rows[row][self.table.head.index(head)] for head in heads]
            if off := apart(found, cells, self.rules):
                raise WhereError(
                    "upload-two-positions", self.axis(), metres=f"{off:,.0f}", columns=", ".join(heads)[:80]
                )

    def _spot(self, row: int, text: Mapping[str, str]) -> WrittenPosition:
        held = self.table.shapes[row] if self.table.shapes else None
        if held is not None:
            return self._of_shape(held, "", self.table.crs if self.stated else "")
        for field in ("shape", "position"):
            if shapes.looks_like_shape(text.get(field, "")):
                return self._of_cell(text[field], field)
        return self._of_numbers(text)

    def _of_cell(self, text: str, field: str) -> WrittenPosition:
        try:
            shape, crs = shapes.shape_of(text)
        except ShapeError as error:
            raise WhereError("upload-position-unreadable", field, value=text[:40]) from error
        if shape is None:
            raise WhereError("upload-position-missing", field)
        return self._of_shape(shape, field, crs)

    def _of_shape(self, shape: BaseGeometry, field: str, crs: str) -> WrittenPosition:
        """The spot of a shape in numbers of degrees or metres; its latitudes may stand first. `crs` is stated."""
        x, y = shapes.middle(shape)
        kept = None if shapes.kind_of(shape) == "point" else shape
        unit = shapes.unit(shape) if self.rounded else 0
        found = WrittenPosition(x, y, degrees=True, units=(unit, unit), shape=kept, sure=bool(crs), grid=crs)
        if within(x, LON) and within(y, LAT):
            return found
        if within(y, LON) and within(x, LAT):
            turned = None if kept is None else shapely.transform(kept, lambda at: at[:, ::-1])
            return replace(found, x=y, y=x, shape=turned, swapped=True)
        if not crs and any(of_grid(grid, x, y) for grid in self.rules.grids):
            return replace(found, degrees=False)
        raise WhereError("upload-position-nowhere", field or self.axis(), value=f"{x:.15g}, {y:.15g}")

    def _of_numbers(self, text: Mapping[str, str]) -> WrittenPosition:
        first, second = self._numbers(text)
        found = spot(first, second, self.rules)
        if found is None and first.axis and first.axis == second.axis:
            said = ", ".join(filter(None, (text.get(one, "") for one in ("lon", "lat", "position"))))
            raise WhereError("upload-position-unreadable", self.axis(), value=said[:40])
        if found is None:
            value = f"{first.value:.15g}, {second.value:.15g}"
            raise WhereError("upload-position-nowhere", self.axis(), value=value)
        if found.degrees and max(found.units) >= 1:  # no whole degree lies in the district
            raise WhereError("upload-position-coarse", self.axis(), value=f"{first.value:.15g}, {second.value:.15g}")
        return found

    def _numbers(self, text: Mapping[str, str]) -> tuple[Number, Number]:
        """The two numbers of a row. Raises WhereError where it has not just two."""
        x, y, both = text.get("lon", ""), text.get("lat", ""), text.get("position", "")
        if x and y:
            return self._number("lon", x), self._number("lat", y)
        if found := next((found for one in (both, x, y) if one and (found := pair(one))), None):
            return found
        if not (x or y or both):
            raise WhereError("upload-position-missing", self.axis())
        if x or y:
            raise WhereError("upload-position-half", "lat" if x else "lon")
        raise WhereError("upload-position-unreadable", "position", value=both[:40])

    def _number(self, field: str, text: str) -> Number:
        if (found := number(text)) is None:
            raise WhereError("upload-position-unreadable", field, value=text[:40])
        return found
