"""Points that another program has edited, as QGIS can: they are not as the history tells."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, func, select

from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import geopackage, statements
from fengtai_map.user_points.store.schema import POINTS, TOUCHED


def edited(connection: Connection) -> list[str]:
    """The ids of the points that are not as their history left them, or are drawn in another way, sorted."""
    held = {one.id: one for one in statements.points(connection, select(POINTS))}
    other = _unlike(_told(connection), held)
    if connection.dialect.name == "sqlite":
        points = {one.id: geopackage.geometry(one) for one in held.values()}
        shapes = {one.id: geopackage.shape(one)["geom"] for one in held.values() if one.shape}
        other |= _unlike(_drawn(connection, statements.PACKED), points)
        other |= _unlike(_drawn(connection, statements.SHAPES), shapes)
    return sorted(other)


def _told(connection: Connection) -> dict[str, UserPoint]:
    """Every point as the latest change of it left it."""
    last = select(TOUCHED.c.id, func.max(TOUCHED.c.change).label("change")).group_by(TOUCHED.c.id).subquery()
    here = (TOUCHED.c.id == last.c.id) & (TOUCHED.c.change == last.c.change)
    asked = select(TOUCHED.c.after).join(last, here).where(TOUCHED.c.after.is_not(None))
    return {one.id: one for one in map(UserPoint.model_validate_json, connection.scalars(asked))}


def _drawn(connection: Connection, table: Table) -> dict[str, bytes]:
    """The geometries of a layer by the ids of its points."""
    return {one.id: one.geom for one in connection.execute(select(table.c.id, table.c.geom))}


def _unlike(some: Mapping[str, object], others: Mapping[str, object]) -> set[str]:
    """The names of what the two have not alike."""
    return {name for name in some.keys() | others.keys() if some.get(name) != others.get(name)}
