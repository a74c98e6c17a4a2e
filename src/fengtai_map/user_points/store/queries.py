"""Asking a store: what is there now, what was done to it, and a few of very many points."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from fengtai_map.model import PointColumns, UserKind, UserList, UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.store import columns, statements, stories
from fengtai_map.user_points.store.changes import KeptStory, Line, PointChange, StoryChange
from fengtai_map.user_points.store.connection import engine_of, read_url, reader_of, sealed, shown
from fengtai_map.user_points.store.errors import StoreError, code_of, translating_errors
from fengtai_map.user_points.store.schema import KINDS, LISTS, PHOTOS, POINTS, SCHEMA
from fengtai_map.user_points.store.set_up import check_tables

UNWRITABLE = "store-unwritable"


class StoreReader:
    """The office's own points as they are, and their history. Threads and processes may share one.

    Every method raises StoreError where the database fails it. `file` names the store in problems, without a password.
    """

    def __init__(self, url: str) -> None:
        self.engine = engine_of(read_url(url))
        self.reader = reader_of(self.engine.url, self.engine)
        self.file = shown(self.engine.url)
        local = self.engine.dialect.name == "sqlite"
        self.path = Path(self.engine.url.database or "") if local else None

    def check_readable(self, error: StoreError) -> None:
        """Raises the error that opening gave, unless the store can be read and only writing is forbidden."""
        if error.problems[0].code != UNWRITABLE or sealed(self.engine.url) is None:
            raise error
        with self._reading() as connection:
            if check_tables(connection, self.file) < SCHEMA:
                raise error

    def version(self) -> int:
        """The id of the latest change, 0 before the first. Ask it before `points`: what is newer is then noticed."""
        with self._reading() as connection:
            return statements.version(connection)

    def state(self) -> str:
        """The version with who made it and when: another one where a backup was put back and changed since."""
        with self._reading() as connection:
            return statements.state(connection)

    def points(self) -> tuple[UserPoint, ...]:
        """Every point as it is now, sorted by id."""
        with self._reading() as connection:
            return statements.points(connection, select(POINTS))

    def count(self) -> int:
        """How many points there are."""
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(POINTS)) or 0

    def columns(self, without: Collection[str] = ()) -> PointColumns:
        """Every point but those with these ids, as columns: 100,000 of them in half a second."""
        with self._reading() as connection:
            return columns.columns(connection, without)

    def numbered(self, numbers: Sequence[int]) -> tuple[UserPoint, ...]:
        """The points with these numbers, sorted by id."""
        with self._reading() as connection:
            return statements.points(connection, select(POINTS).where(POINTS.c.fid.in_(numbers)))

    def held(self, ids: Sequence[str]) -> tuple[UserPoint, ...]:
        """Those of the points with these ids that there are."""
        with self._reading() as connection:
            return tuple(statements.kept_among(connection, ids).values())

    def shaped(self, limit: int) -> tuple[UserPoint, ...]:
        """At most `limit` of the records that are lines or areas, sorted by id."""
        with self._reading() as connection:
            return statements.points(
                connection, select(POINTS).where(POINTS.c.shape != "").order_by(POINTS.c.id).limit(limit)
            )

    def named(self, text: str, limit: int) -> tuple[UserPoint, ...]:
        """At most `limit` points whose name or note holds a text, whatever its case; those that begin with it first."""
        with self._reading() as connection:
            return tuple(statements.found(connection, columns.named(text, limit)))

    def odd(
        self, kinds: Collection[str], bases: Collection[str], taken: Collection[str], limit: int
    ) -> tuple[UserPoint, ...]:
        """At most `limit` points of other kinds or bases than these, or with an id that is taken."""
        with self._reading() as connection:
            return statements.points(connection, columns.odd(kinds, bases, taken, limit))

    def lines(self, limit: int | None = None, newer: int = 0) -> tuple[Line, ...]:
        """The latest changes after `newer`, newest first, with how many points each touched."""
        with self._reading() as connection:
            return statements.lines(connection, newer, limit)

    def touched(self, change: int, limit: int | None = None) -> tuple[PointChange, ...]:
        """The points of a change before and after it, sorted by id; at most `limit` of them."""
        with self._reading() as connection:
            return statements.touched(connection, change, limit)

    def states(self, ids: Sequence[str]) -> tuple[tuple[int, UserPoint], ...]:
        """What points with these ids were before each change of theirs, with its number, the latest first."""
        with self._reading() as connection:
            return tuple(statements.states(connection, ids))

    def lists(self) -> tuple[UserList, ...]:
        """The lists that are kept, by name."""
        with self._reading() as connection:
            return statements.remembered(connection, LISTS, UserList)

    def kinds(self) -> tuple[UserKind, ...]:
        """The kinds of the office's own, by id."""
        with self._reading() as connection:
            return statements.remembered(connection, KINDS, UserKind)

    def photo(self, name: str) -> bytes | None:
        """A picture by its id, None where there is none."""
        with self._reading() as connection:
            return connection.scalar(select(PHOTOS.c.content).where(PHOTOS.c.name == name))

    def stories(self) -> tuple[KeptStory, ...]:
        """The office's own stories, each with the change that made it so."""
        with self._reading() as connection:
            return stories.kept(connection)

    def stories_state(self) -> str:
        """What tells one state of the stories from another; empty before the first."""
        with self._reading() as connection:
            return stories.state(connection)

    def story_changes(self, limit: int) -> tuple[StoryChange, ...]:
        """The latest changes of stories, newest first."""
        with self._reading() as connection:
            return stories.select_story_changes(connection, stories.latest(limit))

    def story_since(self, story: str, change: int) -> tuple[StoryChange, ...]:
        """The changes of a story after one, newest first."""
        with self._reading() as connection:
            return stories.select_story_changes(connection, stories.since(story, change))

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._look()
        with translating_errors(self.file), self._opened() as connection:
            yield connection

    def _opened(self) -> Connection:
        """A connection to read with. On a full disk or in a read-only folder SQLite cannot open a file as usual."""
        try:
            return self.reader.connect()
        except (DBAPIError, sqlite3.Error) as error:
            instead = sealed(self.engine.url) if code_of(error) == UNWRITABLE else None
            if instead is None:
                raise
            return instead.connect()

    def _look(self) -> None:
        """Raises StoreError where the file has gone since it was opened: SQLite would begin an empty one."""
        if self.path is not None and not self.path.exists():
            raise StoreError((Problem("store-gone", self.file, ""),))
