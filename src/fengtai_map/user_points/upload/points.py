"""A row that was placed -> the point it would be."""

import hashlib
from typing import cast

from shapely.geometry.base import BaseGeometry

from fengtai_map.i18n import Text
from fengtai_map.model import Atlas, Status, UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import shapes
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.ids import Ids
from fengtai_map.user_points.upload.row_checks import RowReader
from fengtai_map.user_points.upload.to_wgs84 import PlacedRow


class PointMaker:
    """Makes the points of rows."""

    def __init__(self, judge: RowReader, atlas: Atlas, ids: Ids) -> None:
        self.judge, self.atlas, self.ids = judge, atlas, ids

    def scattered(self, one: Cells, placed: PlacedRow) -> list[Problem]:
        """The problem of several points in one row that lie too far from each other to be one."""
        most = self.atlas.upload.distances.error
        shape = placed.spot.shape
        if shape is None or shapes.kind_of(shape) != "points" or shapes.spread(shape) <= most:
            return []
        return [self.judge.problem("upload-scattered", one.at, self.judge.where.axis(), most=f"{most:.0f}")]

    def point(self, one: Cells, placed: PlacedRow, notices: list[Problem]) -> tuple[UserPoint, BaseGeometry | None]:
        """The point of a row, and its shape where it is a line or an area."""
        spot, text = placed.spot, one.text
        shape = spot.shape if spot.shape is not None and shapes.kind_of(spot.shape) != "points" else None
        lon, lat = (spot.x, spot.y) if shape is None else shapes.middle(shape)
        several = shapes.spread(spot.shape) if spot.shape is not None and shape is None else 0
        error_m = one.error_m or max(placed.error_m, several)
        if several:
            notices.append(
                self.judge.problem("upload-points", one.at, self.judge.where.axis(), metres=f"{error_m:.0f}")
            )
        at = round(lon, shapes.DIGITS), round(lat, shapes.DIGITS)
        basis = self.judge.words.meaning("basis", text.get("basis", "")) or self._basis(placed.datum)
        point = UserPoint(
            id=user_point_id(one.kind, text["name"], *at),
            name=Text(zh=text["name"], en=text.get("name_en") or text["name"]),
            kind=one.kind,
            lon=at[0],
            lat=at[1],
            error_m=error_m,
            basis=basis,
            status=cast("Status", one.status),
            note=text.get("note", ""),
            origin=f"{self.judge.table.file}#{one.number}",
            shape="" if shape is None else shapes.text_of(shape),
            fields=one.fields,
            list=text.get("list", ""),
        )
        return self.ids.known(point, text.get("id", ""), self.judge, one.at, notices), shape

    def _basis(self, datum: str) -> str:
        return next(one.basis for one in self.atlas.upload.datums if one.id == datum)


def user_point_id(kind: str, name: str, lon: float, lat: float) -> str:
    """The id of a point of the office: the same for the same kind, Chinese name and position to 4 decimals.

    >>> user_point_id("green-space", "试造园", 116.29, 39.85)
    'own-0f4456e190b3'
    """
    said = f"{kind}{name}{lon:.4f},{lat:.4f}"
    return f"own-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def user_kind_id(name: str) -> str:
    """The id of a kind of the office's own, by its Chinese name.

    >>> user_kind_id("充电桩")
    'own-a314824f'
    """
    return f"own-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
