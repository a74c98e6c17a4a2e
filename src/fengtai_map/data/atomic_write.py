"""Files that are written as a whole or not at all, and together or not at all."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from fengtai_map.problems import DataError, Problem
from fengtai_map.reasons import of_system


def write(contents: Mapping[Path, bytes]) -> None:
    """Write files, each in the place of what stands there. Until all are on the disk, none takes its place.

    A folder that is missing is made. Raises DataError where one cannot be written; what stood there is then as it was.
    What is no plain file (a pipe, a device) is written to as it is.

    >>> write({folder / "a.txt": b"a", folder / "b.txt": b"b"})
    >>> sorted(path.name for path in folder.iterdir())
    ['a.txt', 'b.txt']
    """
    made: dict[Path, Path] = {}
    at = Path()
    try:
        for at, content in contents.items():
            if at.is_file() or not at.exists():
                at.resolve().parent.mkdir(parents=True, exist_ok=True)
                _write_beside(at.resolve(), content, made)
            else:
                at.write_bytes(content)
        for at, new in made.items():
            new.replace(at)
    except OSError as error:
        raise unwritten(error, at.name) from error
    finally:
        for new in made.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _write_beside(path: Path, content: bytes, made: dict[Path, Path]) -> None:
    """Have the content on the disk, with the rights of what it will replace; where, is noted in `made` by its place."""
    if path.exists() and not os.access(path, os.W_OK):  # taking its place needs no right to change it
        path.open("ab").close()
    new = path.with_name(f".{os.getpid()}-{len(made)}.new")
    with new.open("xb") as file:
        made[path] = new
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, new)


def unwritten(error: OSError, name: str) -> DataError:
    """The error for a file that cannot be written.

    >>> unwritten(OSError(28, "No space left on device"), "a.pptx").problems[0].particulars
    {'reason': 'full'}
    """
    return DataError((Problem("file-unwritable", name, "", of_system(error)),))
