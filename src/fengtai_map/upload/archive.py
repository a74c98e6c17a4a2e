"""Zip archives, looked at before anything in them is unpacked."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from fengtai_map.model.upload import Limits
from fengtai_map.problems import Problem
from fengtai_map.upload.table import too_much

ROW_BY_ROW = ("xl/worksheets/", "xl/sharedStrings.xml")
AT_ONCE = 10  # a part that is not read row by row takes so many times the memory


def check_archive(content: bytes, file: str, limits: Limits) -> tuple[Problem, ...]:
    """What forbids to unpack an archive. The sizes it states are a bound: no more than these is ever read."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        return (Problem("upload-unreadable", file, ""),)
    problems = [Problem("upload-zip-name", file, "", {"name": one.filename[:60]}) for one in entries if _leaves(one)]
    whole = sum(entry.file_size for entry in entries if _held(entry.filename))
    most = max(sum(entry.file_size for entry in entries), whole * AT_ONCE)
    if len(entries) > limits.entries or most > limits.unpacked:
        problems.append(too_much(file, limits))
    return tuple(problems[:1])


def _held(name: str) -> bool:
    """Whether a part is held in memory as objects as soon as it is read: all XML but the cells and texts of sheets."""
    return name.endswith((".xml", ".rels")) and not name.startswith(ROW_BY_ROW)


def _leaves(entry: object) -> bool:
    """Whether a name leads out of the folder it is unpacked in."""
    name = str(getattr(entry, "filename", "")).replace("\\", "/")
    return name.startswith("/") or ":" in name or ".." in name.split("/")
