"""What can go wrong with a store, reported as Problems."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from fengtai_map.problems import Problem, first_names
from fengtai_map.user_points.store.changes import PointChange

NAMED = 5  # points that are named where many have a problem
BY_START = {  # the beginning of SQLite's name of an error, or of PostgreSQL's SQLSTATE
    "SQLITE_BUSY": "store-busy",
    "SQLITE_LOCKED": "store-busy",
    "SQLITE_CANTOPEN": "store-unwritable",
    "SQLITE_READONLY": "store-unwritable",
    "SQLITE_FULL": "store-unwritable",
    "SQLITE_IOERR_READ": "store-broken",
    "SQLITE_IOERR_SHORT_READ": "store-broken",
    "SQLITE_IOERR": "store-unwritable",
    "SQLITE_CORRUPT": "store-broken",
    "SQLITE_NOTADB": "store-foreign",
    "SQLITE_": "store-broken",  # whatever else: its tables are no longer what we made
    "08": "store-unreachable",  # no connection
    "28": "store-unreachable",  # not let in
    "3D": "store-unreachable",  # no such database
    "57P": "store-unreachable",  # shutting down or starting up
    "53100": "store-unwritable",  # disk full
    "53": "store-busy",  # too many connections, out of memory
    "25006": "store-unwritable",  # read-only
    "42501": "store-unwritable",  # no right to write
    "40": "store-busy",  # deadlock
    "55P03": "store-busy",  # waited too long for another writer
    "57014": "store-busy",  # took longer than the server allows
    "42P01": "store-broken",  # no such table
    "XX001": "store-broken",  # a damaged file
}
# What is found where somebody else, or a failing disk, wrote: no point, number, JSON or text (all of them ValueErrors),
# or no line where one has to be.
FOREIGN_CONTENT = (ValueError, NoResultFound)


class StoreError(Exception):
    """The store cannot do what was asked, and has done nothing of it; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{one.code} {one.place} {dict(one.particulars)}" for one in problems))
        self.problems = problems


class StaleVersion(StoreError):  # noqa: N818  # read as it is caught: except StaleVersion
    """Somebody else applied a change in between; `version` is the current one."""

    def __init__(self, file: str, version: int) -> None:
        super().__init__((Problem("store-stale", file, "", {"version": str(version)}),))
        self.version = version


class Conflict(StoreError):  # noqa: N818  # as above
    """A change cannot be undone: these points are no longer as it left them, but as `later` changes did.

    `code` says so, or that they came again with later changes under other ids: they would be there twice.
    """

    def __init__(
        self, file: str, change: int, points: Sequence[PointChange], later: Sequence[int], code: str = "store-conflict"
    ) -> None:
        named = [point.name.zh for one in points if (point := one.after or one.before)]
        particulars = {
            "change": str(change),
            "n": f"{len(points):,}",
            "names": first_names(named, NAMED),
            "later": ", ".join(map(str, later)),
        }
        super().__init__((Problem(code, file, "", particulars),))
        self.ids = tuple(one.id for one in points)


@contextmanager
def translating_errors(file: str) -> Iterator[None]:
    """Raises StoreError in place of the database's own errors; one that it does not know passes as it is."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreError((Problem("store-busy", file, "", {"detail": str(error)}),)) from error
    except FOREIGN_CONTENT as error:
        detail = str(error).replace("\n", " ")[:200]
        raise StoreError((Problem("store-broken", file, "", {"detail": detail}),)) from error
    except (DBAPIError, sqlite3.Error) as error:  # SQLite's own comes bare from a connection that is being made
        code = code_of(error)
        if code is None:
            raise
        raise StoreError((Problem(code, file, "", {"detail": str(_cause(error)).splitlines()[0]}),)) from error


def code_of(error: DBAPIError | sqlite3.Error) -> str | None:
    """The code of an error of a database, None where we do not know it."""
    cause = _cause(error)
    connecting = isinstance(error, DBAPIError) and error.statement is None  # as by an address whose options are none
    name = _name(cause) or (_unnamed(cause) if connecting or isinstance(error, OperationalError) else "")
    return next((code for start, code in BY_START.items() if name.startswith(start)), None)


def _cause(error: DBAPIError | sqlite3.Error) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _unnamed(error: BaseException | None) -> str:
    """What an error without a name means: to SQLite bytes that are no text, to PostgreSQL that it is not there."""
    return "SQLITE_CORRUPT" if isinstance(error, sqlite3.Error) else "08"


def _name(error: BaseException | None) -> str:
    """The database's name of an error, or ours for those that it does not name apart; empty where there is none."""
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith(("no such table", "Could not decode")):
        return "SQLITE_CORRUPT"  # an empty file, or texts that are none
    return str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
