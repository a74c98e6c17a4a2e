"""Asking and telling the tables, inside a transaction that somebody else begins and ends."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    MetaData,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from fengtai_map.model import OwnPoint
from fengtai_map.store import geopackage
from fengtai_map.store.records import Change, Touched
from fengtai_map.store.tables import CHANGES, POINTS, STORE, TOUCHED, point, row

AT_ONCE = 5000  # ids in one question: SQLite takes 32,766
PACKED = geopackage.with_geometry(MetaData())  # the points as SQLite has them


def version(connection: Connection, *, lock: bool = False) -> int:
    """The id of the latest change. `lock` makes other writers wait (on SQLite they wait already)."""
    asked = select(STORE.c.version)
    return int(connection.execute(asked.with_for_update() if lock else asked).scalar_one())


def state(connection: Connection) -> str:
    """The version, and who made it when: a version alone can come again with other points."""
    made = STORE.join(CHANGES, CHANGES.c.id == STORE.c.version, isouter=True)
    found = connection.execute(select(STORE.c.version, CHANGES.c.when, CHANGES.c.who).select_from(made)).one()
    return " ".join(str(one) for one in found if one is not None)


def check_file(connection: Connection) -> str:
    """What SQLite says of its file, "ok" for a whole one; from here on the transaction sees one moment of the store."""
    if connection.dialect.name == "sqlite":
        return str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    return "ok"


def points(connection: Connection, asked: Select[Any]) -> tuple[OwnPoint, ...]:
    """The points that a question about POINTS finds, sorted by id."""
    return tuple(sorted(found(connection, asked), key=lambda point: point.id))


def found(connection: Connection, asked: Select[Any]) -> Iterator[OwnPoint]:
    """The points that a question about POINTS finds, in its order."""
    return (point(one) for one in connection.execute(asked).mappings())


def held(connection: Connection, ids: Sequence[str]) -> dict[str, OwnPoint]:
    """Those of the points with these ids that there are."""
    parts = (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))
    asked = (select(POINTS).where(POINTS.c.id.in_(part)) for part in parts)
    return {point.id: point for one in asked for point in points(connection, one)}


def changes(connection: Connection, asked: Select[Any]) -> tuple[Change, ...]:
    """The changes that a question about CHANGES finds, with the points they touched."""
    return tuple(_change(connection, found) for found in connection.execute(asked).mappings().all())


def _change(connection: Connection, found: RowMapping) -> Change:
    lines = connection.execute(select(TOUCHED).where(TOUCHED.c.change == found["id"])).all()
    touched = (Touched(id=one.id, before=_point(one.before), after=_point(one.after)) for one in lines)
    return Change(**found, touched=tuple(sorted(touched, key=lambda one: one.id)))


def write(connection: Connection, change: Change) -> None:
    """Make a change: its line in the history, the points themselves, the version."""
    _execute(connection, insert(CHANGES), [change.model_dump(exclude={"touched"})])
    _execute(connection, insert(TOUCHED), (_line(change, one) for one in change.touched))
    _write_points(connection, change.touched)
    _execute(connection, update(STORE), [{"version": change.id}])


def _write_points(connection: Connection, touched: Sequence[Touched]) -> None:
    table, here = _table(connection.dialect), POINTS.c.id == bindparam("key")
    gone = [one.id for one in touched if one.after is None]
    new = [one.after for one in touched if one.after and not one.before]
    other = [one.after for one in touched if one.after and one.before]
    _execute(connection, delete(POINTS).where(here), ({"key": name} for name in gone))
    _execute(connection, insert(table), (_row(table, point) for point in new))
    moved = ({"key": point.id, **_row(table, point)} for point in other)
    _execute(connection, update(table).where(table.c.id == bindparam("key")), moved)


def _table(dialect: Dialect) -> Table:
    return PACKED if dialect.name == "sqlite" else POINTS


def _row(table: Table, point: OwnPoint) -> dict[str, Any]:
    return row(point) | ({"geom": geopackage.geometry(point)} if table is PACKED else {})


def _line(change: Change, one: Touched) -> dict[str, Any]:
    return {"change": change.id, "id": one.id, "before": _json(one.before), "after": _json(one.after)}


def _execute(connection: Connection, statement: Any, lines: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401  # any DML
    """A statement for each line; none for no line."""
    if given := list(lines):
        connection.execute(statement, given)


def _json(point: OwnPoint | None) -> str | None:
    return point.model_dump_json() if point else None


def _point(text: str | None) -> OwnPoint | None:
    return OwnPoint.model_validate_json(text) if text else None
