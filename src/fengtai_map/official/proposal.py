"""What would be written, what that changes, and what speaks against it."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from fengtai_map.load import read
from fengtai_map.problems import Problem

BEFORE = ".before"  # ends the name of the copy that is kept


@dataclass(frozen=True)
class Change:
    """One thing that changes: `what` is a key below [official] in the catalogues, `values` fill its words."""

    what: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """New texts of files by their path below data/, in the order in which they are written."""

    files: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def tried(root: Path, proposal: Proposal) -> tuple[Problem, ...]:
    """Every problem that a data folder would have with these files; the folder itself is not touched."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(root, Path(folder, "data")))
        for name, text in proposal.files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="\n")
        return tuple(read(copy)[1].problems)


def apply(root: Path, proposal: Proposal) -> tuple[Path, ...]:
    """Write the files, each at once, and keep what stood there before; returns the copies kept. Raises OSError."""
    kept = []
    for name, text in proposal.files.items():
        path = root / name
        kept.append(path.with_name(path.name + BEFORE))
        shutil.copy2(path, kept[-1])
        new = path.with_name(path.name + ".new")
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)  # noqa: PTH105  # the one step that cannot be half done
    return tuple(kept)
