"""The store: what is asked of it, and doing and undoing a change."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, select

from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem, first_names
from fengtai_map.user_points.store import geopackage, statements, stories
from fengtai_map.user_points.store.changes import (
    ChangeDraft,
    PointChange,
    Signed,
    StoreChange,
    StoryChange,
    StoryDraft,
    come_again,
    problems_of,
    touched_by,
    unsigned,
)
from fengtai_map.user_points.store.errors import NAMED, Conflict, StaleVersion, StoreError, translating_errors
from fengtai_map.user_points.store.queries import StoreReader
from fengtai_map.user_points.store.schema import CHANGES, POINTS, TOUCHED
from fengtai_map.user_points.store.set_up import set_up


def open_store(url: str) -> "Store":
    """The store at sqlite:///path, a bare path (SQLite) or postgresql://…; made where there is none.

    Raises StoreError where it cannot be reached, read or understood, or not made.

    >>> store = open_store(f"{folder}/own.gpkg")
    >>> store.count(), store.version()
    (0, 0)
    >>> store.close()
    """
    store = Store(url)
    try:
        try:
            with translating_errors(store.file):
                set_up(store.engine, store.file)
        except StoreError as error:
            store.check_readable(error)
    except BaseException:
        store.close()
        raise
    return store


class Store(StoreReader):
    """The office's own points with their history, to ask and to change."""

    def apply(self, draft: ChangeDraft, expected_version: int) -> StoreChange:
        """Make a change, all of it or nothing.

        Raises StaleVersion where the store has not the version expected, StoreError with every problem of the draft.
        """
        with self._writing() as connection:
            version = statements.version(connection, lock=True)
            if version != expected_version:
                raise StaleVersion(self.file, version)
            held = statements.kept_among(connection, draft.ids())
            problems = tuple(problems_of(draft, held.keys(), self.file))
            if problems:
                raise StoreError(problems)
            made = draft.model_dump(include={"who", "reason", "when"})
            change = StoreChange(id=version + 1, touched=touched_by(draft, held), **made)
            statements.keep(connection, draft)
            statements.write(connection, change)
        return change

    def undo(
        self, change_id: int, who: str, reason: str, when: str, expected_version: int | None = None
    ) -> StoreChange:
        """Take a change back. That is a change as well, and can be undone.

        Raises StaleVersion where the store has another version than expected, Conflict where some of the points are no
        longer as the change left them, or those that it took away have come again.
        """
        signed = Signed(who=who, reason=reason, when=when)
        with self._writing() as connection:
            version = statements.version(connection, lock=True)
            if expected_version not in (None, version):
                raise StaleVersion(self.file, version)
            problems = tuple(unsigned(signed, self.file))
            if connection.scalar(select(CHANGES.c.id).where(CHANGES.c.id == change_id)) is None:
                problems += (Problem("store-change-unknown", self.file, str(change_id)),)
            if problems:
                raise StoreError(problems)
            touched = statements.touched(connection, change_id)
            held = statements.kept_among(connection, [one.id for one in touched])
            if conflicts := [one for one in touched if held.get(one.id) != one.after]:
                later = statements.since(connection, change_id, [one.id for one in conflicts])
                raise Conflict(self.file, change_id, conflicts, later)
            newer = statements.came_since(connection, change_id)
            if again := come_again(touched, newer):
                names = {one.before.name.zh for one in again if one.before}
                later = statements.since(connection, change_id, [one.id for one in newer if one.name.zh in names])
                raise Conflict(self.file, change_id, again, later, "store-again")
            back = tuple(PointChange(id=one.id, before=one.after, after=one.before) for one in touched)
            change = StoreChange(id=version + 1, undoes=change_id, touched=back, **signed.model_dump())
            statements.write(connection, change)
        return change

    def tell(self, draft: StoryDraft, expected: int) -> StoryChange:
        """Keep a story as it shall be, or let it go. `expected` is the change that made the one that was seen, 0: none.

        Raises StaleVersion where it has changed since, StoreError where nobody signed.
        """
        with self._writing() as connection:
            return stories.keep_story(connection, draft, expected, self.file)

    def undo_story(self, change_id: int, who: str, reason: str, when: str) -> StoryChange:
        """Take a change of a story back. That is a change as well.

        Raises StoreError where the story is no longer as the change left it.
        """
        signed = Signed(who=who, reason=reason, when=when)
        with self._writing() as connection:
            return stories.undo(connection, change_id, signed, self.file)

    def check(self) -> None:
        """Raises StoreError where the store is not whole: its file is damaged, or its points are not its history's.

        What another program has edited is told by its points.
        """
        with self._reading() as connection:
            file = statements.check_file(connection)
            version = statements.version(connection)
            latest = connection.scalar(select(func.coalesce(func.max(CHANGES.c.id), 0)))
            count = connection.scalar(select(func.count()).select_from(POINTS))
            came, went = (
                connection.scalar(select(func.count()).where(side.is_(None))) or 0
                for side in (TOUCHED.c.before, TOUCHED.c.after)
            )
            others = edited(connection)
        if (file, version, count) != ("ok", latest, came - went):
            detail = f"{file}; {version} ≠ {latest} / {count} ≠ {came - went}"
            raise StoreError((Problem("store-broken", self.file, "", {"detail": detail}),))
        if others:
            said = {"n": f"{len(others):,}", "names": first_names(others, NAMED)}
            raise StoreError((Problem("store-edited", self.file, "", said),))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction: kept when it ends, dropped when anything is raised."""
        self._look()
        with (
            translating_errors(self.file),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


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
