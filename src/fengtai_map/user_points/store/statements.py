"""Asking and telling the tables, inside a transaction that somebody else begins and ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    MetaData,
    RowMapping,
    Select,
    Table,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from fengtai_map.model import Record, UserPoint
from fengtai_map.user_points.store import geopackage
from fengtai_map.user_points.store.changes import ChangeDraft, Line, PointChange, StoreChange
from fengtai_map.user_points.store.schema import CHANGES, KINDS, LISTS, PHOTOS, POINTS, STORE, TOUCHED, point, row

Kept = TypeVar("Kept", bound=Record)
IDS_PER_QUERY = 5000  # ids in one question: SQLite takes 32,766
PACKED = geopackage.with_geometry(MetaData())  # the points as SQLite has them
SHAPES = geopackage.shapes(MetaData())  # and their lines and areas


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


def points(connection: Connection, asked: Select[Any]) -> tuple[UserPoint, ...]:
    """The points that a question about POINTS finds, sorted by id."""
    return tuple(sorted(found(connection, asked), key=lambda point: point.id))


def found(connection: Connection, asked: Select[Any]) -> Iterator[UserPoint]:
    """The points that a question about POINTS finds, in its order."""
    return (point(one) for one in connection.execute(asked).mappings())


def kept_among(connection: Connection, ids: Sequence[str]) -> dict[str, UserPoint]:
    """Those of the points with these ids that there are."""
    parts = (ids[first : first + IDS_PER_QUERY] for first in range(0, len(ids), IDS_PER_QUERY))
    asked = (select(POINTS).where(POINTS.c.id.in_(part)) for part in parts)
    return {point.id: point for one in asked for point in points(connection, one)}


def touched(connection: Connection, change: int, limit: int | None = None) -> tuple[PointChange, ...]:
    """The points of a change before and after, sorted by id; at most `limit` of them."""
    asked = select(TOUCHED).where(TOUCHED.c.change == change).order_by(TOUCHED.c.id).limit(limit)
    lines = connection.execute(asked).all()
    return tuple(PointChange(id=one.id, before=_point(one.before), after=_point(one.after)) for one in lines)


def states(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[int, UserPoint]]:
    """What the points with these ids were before each change of theirs, with its number, the latest first."""
    for first in range(0, len(ids), IDS_PER_QUERY):
        asked = select(TOUCHED).where(TOUCHED.c.id.in_(ids[first : first + IDS_PER_QUERY]))
        for one in connection.execute(asked.order_by(TOUCHED.c.change.desc())).all():
            if was := _point(one.before):
                yield one.change, was


def lines(connection: Connection, newer: int, limit: int | None) -> tuple[Line, ...]:
    """The changes after `newer`, the latest first, with the numbers of points that came, went and became different."""
    if limit is not None:  # they are numbered without a gap: no more of them need be counted
        newer = max(newer, version(connection) - limit)
    came, went = (
        func.coalesce(func.sum(case((side.is_(None), 1), else_=0)), 0) for side in (TOUCHED.c.before, TOUCHED.c.after)
    )
    counted = (
        select(TOUCHED.c.change, func.count().label("n"), came.label("added"), went.label("removed"))
        .where(TOUCHED.c.change > newer)
        .group_by(TOUCHED.c.change)
        .subquery()
    )
    joined = CHANGES.outerjoin(counted, counted.c.change == CHANGES.c.id)
    asked = select(CHANGES, counted.c.n, counted.c.added, counted.c.removed).select_from(joined)
    asked = asked.where(CHANGES.c.id > newer).order_by(CHANGES.c.id.desc()).limit(limit)
    undone = _undone(connection, newer)
    return tuple(_line_of(found, undone.get(found["id"])) for found in connection.execute(asked).mappings())


def _undone(connection: Connection, newer: int) -> dict[int, int]:
    """What the changes after `newer` that stand undone were taken back by: an undo that was undone counts not."""
    asked = select(CHANGES.c.id, CHANGES.c.undoes).where(CHANGES.c.id > newer, CHANGES.c.undoes.is_not(None))
    undone: dict[int, int] = {}
    for by, change in connection.execute(asked.order_by(CHANGES.c.id.desc())).all():  # what undoes comes after
        if by not in undone:
            undone.setdefault(change, by)
    return undone


def _line_of(found: RowMapping, undone_by: int | None) -> Line:
    n, added, removed = (int(found[name] or 0) for name in ("n", "added", "removed"))
    said = {name: found[name] for name in ("id", "who", "reason", "when", "undoes")}
    return Line(**said, undone_by=undone_by, added=added, removed=removed, changed=n - added - removed)


def since(connection: Connection, change: int, ids: Sequence[str]) -> tuple[int, ...]:
    """The changes after this one that touched any of these points."""
    parts = (ids[first : first + IDS_PER_QUERY] for first in range(0, len(ids), IDS_PER_QUERY))
    asked = (
        select(TOUCHED.c.change).distinct().where(TOUCHED.c.change > change, TOUCHED.c.id.in_(part)) for part in parts
    )
    return tuple(sorted({int(found) for one in asked for found in connection.scalars(one)}))


def came_since(connection: Connection, change: int) -> tuple[UserPoint, ...]:
    """The points that came with a later change than this one and are still there."""
    asked = select(TOUCHED.c.id).distinct().where(TOUCHED.c.change > change, TOUCHED.c.before.is_(None))
    return tuple(kept_among(connection, list(connection.scalars(asked))).values())


def keep(connection: Connection, draft: ChangeDraft) -> None:
    """Write down the lists, kinds and photos of a draft in the place of those of their name."""
    for table, kept in ((LISTS, {one.name: one for one in draft.lists}), (KINDS, {one.id: one for one in draft.kinds})):
        _put(connection, table, {name: {"kept": one.model_dump_json()} for name, one in kept.items()})
    _put(connection, PHOTOS, {name: {"content": content} for name, content in draft.photos.items()})


def _put(connection: Connection, table: Table, kept: Mapping[str, Mapping[str, Any]]) -> None:
    _execute(connection, delete(table).where(table.c.name == bindparam("key")), ({"key": name} for name in kept))
    _execute(connection, insert(table), ({"name": name, **values} for name, values in kept.items()))


def remembered(connection: Connection, table: Table, record: type[Kept]) -> tuple[Kept, ...]:
    """The lists or kinds that are kept, by name."""
    asked = select(table.c.kept).order_by(table.c.name)
    return tuple(record.model_validate_json(text) for text in connection.scalars(asked))


def write(connection: Connection, change: StoreChange) -> None:
    """Make a change: its line in the history, the points themselves, the version."""
    _execute(connection, insert(CHANGES), [change.model_dump(exclude={"touched"})])
    _execute(connection, insert(TOUCHED), (_line(change, one) for one in change.touched))
    _write_points(connection, change.touched)
    _execute(connection, update(STORE), [{"version": change.id}])


def _write_points(connection: Connection, touched: Sequence[PointChange]) -> None:
    table, here = PACKED if connection.dialect.name == "sqlite" else POINTS, POINTS.c.id == bindparam("key")
    gone = [one.id for one in touched if one.after is None]
    new = [one.after for one in touched if one.after and not one.before]
    other = [one.after for one in touched if one.after and one.before]
    _execute(connection, delete(POINTS).where(here), ({"key": name} for name in gone))
    _execute(connection, insert(table), (_row(table, point) for point in new))
    moved = ({"key": point.id, **_row(table, point)} for point in other)
    _execute(connection, update(table).where(table.c.id == bindparam("key")), moved)
    if table is PACKED:
        _execute(
            connection, delete(SHAPES).where(SHAPES.c.id == bindparam("key")), ({"key": one.id} for one in touched)
        )
        _execute(connection, insert(SHAPES), (geopackage.shape(point) for point in (*new, *other) if point.shape))


def _row(table: Table, point: UserPoint) -> dict[str, Any]:
    return row(point) | ({"geom": geopackage.geometry(point)} if table is PACKED else {})


def _line(change: StoreChange, one: PointChange) -> dict[str, Any]:
    return {"change": change.id, "id": one.id, "before": _json(one.before), "after": _json(one.after)}


def _execute(connection: Connection, statement: Any, lines: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401  # any DML
    """A statement for each line; none for no line."""
    if given := list(lines):
        connection.execute(statement, given)


def _json(point: UserPoint | None) -> str | None:
    return point.model_dump_json() if point else None


def _point(text: str | None) -> UserPoint | None:
    return UserPoint.model_validate_json(text) if text else None
