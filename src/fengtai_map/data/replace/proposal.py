"""What would be written, what that changes, and what speaks against it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from fengtai_map.data.atomic_write import unwritten, write
from fengtai_map.data.load import read
from fengtai_map.problems import Problem

BEFORE = ".before"  # ends the name of the copy that is kept


@dataclass(frozen=True)
class LayerChange:
    """One thing that changes: `what` is a key below [official] in the catalogues, `values` fill its words."""

    what: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """New texts of files by their path below data/, in the order in which they are written."""

    files: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[LayerChange, ...] = ()
    problems: tuple[Problem, ...] = ()


def tried(root: Path, proposal: Proposal) -> tuple[Problem, ...]:
    """Every problem that a data folder would have with these files; the folder itself is not touched.

    Raises DataError where there is no room for the copy that is tried.
    """
    try:
        with TemporaryDirectory() as folder:
            copy = Path(shutil.copytree(root, Path(folder, "data")))
            for name, text in proposal.files.items():
                (copy / name).write_bytes(text.encode())
            return tuple(read(copy)[1].problems)
    except OSError as error:
        raise unwritten(error, "TMPDIR") from error


def apply(root: Path, proposal: Proposal) -> tuple[Path, ...]:
    """Write the files, all or none, and keep what stood there before; returns the copies kept.

    Raises DataError where there is no room or no right to; data and copies are then as they were.
    """
    new = {root / name: text.encode() for name, text in proposal.files.items()}
    kept = {path: path.with_name(path.name + BEFORE) for path in new}
    write({kept[path]: path.read_bytes() for path in new} | new)
    return tuple(kept.values())
