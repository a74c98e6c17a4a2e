"""The data as they stand while a process runs: read again when a file of theirs changes, and never half of a change."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from threading import Lock

from fengtai_map.data.load import made, read
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem, in_short

LOG = logging.getLogger(__name__)
TRIES = 3  # readings of some tenths of a second each, until we say that somebody is at work there
Stamp = tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class LoadedData:
    """A data folder at one moment: the Atlas, or None and every problem."""

    stamp: Stamp
    atlas: Atlas | None
    problems: tuple[Problem, ...]


_HELD: dict[tuple[Path, Path | None], LoadedData] = {}
_LOCK = Lock()  # while one reads the others wait, instead of reading the same


def loaded_data(root: Path, text: Path | None = None) -> LoadedData:
    """How a data folder, and the text of the release beside it, stand now. All who ask are given the same."""
    with _LOCK:
        held = _HELD.get((root, text))
        if held is not None and held.stamp == stamp_of(root, text):
            return held
        found = _HELD[root, text] = _read(root, text)
        _tell(held, found)
        return found


def stamp_of(root: Path, text: Path | None = None) -> Stamp:
    """What tells one state of the files from another, without opening any. Never raises: what has gone is left out."""
    paths = [*_below(str(root)), *([str(text)] if text else [])]
    return tuple(sorted(_one(path) for path in paths))


def _below(root: str) -> Iterator[str]:
    for folder, _, files in os.walk(root):
        yield folder
        yield from (os.path.join(folder, name) for name in files)  # noqa: PTH118  # asked at every run: plain is fast


def _one(path: str) -> tuple[str | int, ...]:
    try:
        at = os.stat(path)  # noqa: PTH116  # as above
    except OSError:
        return (path,)
    # Of a folder only its name counts: what is in it has lines of its own.
    return (path,) if S_ISDIR(at.st_mode) else (path, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns)


def _read(root: Path, text: Path | None) -> LoadedData:
    """The folder in one piece.

    One that changes meanwhile is read again; if it keeps changing the stamp is empty, so that the next request reads
    it once more.
    """
    for _ in range(TRIES):
        stamp = stamp_of(root, text)
        try:
            rows, folder = read(root)
            atlas = None if folder.problems else made(rows, text)
        except OSError:  # a folder went while its files were listed
            continue
        if stamp_of(root, text) == stamp:
            return LoadedData(stamp, atlas, tuple(folder.problems))
    return LoadedData((), None, (Problem("folder-changing", root.name, ""),))


def _tell(before: LoadedData | None, now: LoadedData) -> None:
    """One line in the log when the data become faulty or sound again, not one for each reader who sees it."""
    if now.problems and (before is None or before.problems != now.problems):
        LOG.warning("data-fault", extra={"carried": in_short(now.problems)})
    elif before is not None and before.problems and not now.problems:
        LOG.warning("data-sound")
