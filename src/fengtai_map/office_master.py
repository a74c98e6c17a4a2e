"""The office's own master for slides, as a setting names it: its bytes, or why ours is used meanwhile."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from fengtai_map.problems import Problem
from fengtai_map.reasons import of_system

NAME = "FENGTAI_MASTER"
HERE = "environment"  # where problems say that it stands, unless a command was given it
NOTHING: Mapping[str, str] = {}
LARGEST = 60_000_000  # bytes: a master is no film


def office_master(path: str, place: str = NAME) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The master at a path, looked at anew when its file changes; nothing where no path is given.

    `place` is where the path was given. What cannot be filled is a problem: as a setting it is passed over,
    and ours is used; a command that asks for it exports nothing.
    """
    if not path:
        return None, ()
    try:
        stat = Path(path).stat()
        if stat.st_size > LARGEST:
            return None, (_problem("master-unfit", place, path),)
        return _looked(path, place, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        return None, (_problem("master-unreadable", place, path, of_system(error)),)


@lru_cache(maxsize=4)
def _looked(path: str, place: str, _changed: int, _size: int) -> tuple[bytes | None, tuple[Problem, ...]]:
    from fengtai_map.export.pptx.office_master import UnfitError, laid  # noqa: PLC0415  # the library of slides waits until there is a master

    content = Path(path).read_bytes()
    try:
        laid(content)
    except UnfitError as unfit:
        return None, (_problem(f"master-{unfit.why}", place, path),)
    return content, ()


def _problem(code: str, place: str, path: str, why: Mapping[str, str] = NOTHING) -> Problem:
    return Problem(code, HERE if place == NAME else "export", place, {"file": path, **why})
