"""Which pictures of an archive belong to which row: those its cell names, else those named after the place."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.row_checks import RowReader

BETWEEN = re.compile(r"[;；,，、|\n]+")
ELSEWHERE = re.compile(r"https?://", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\"\s]+", re.IGNORECASE)
COUNTED = re.compile(r"[\s_\-]*[(（]?\d{1,3}[)）]?$")  # the number of one of several pictures of a place


def _ends(path: str) -> Iterator[str]:
    """A path with fewer and fewer of its folders, in small letters: no program tells the case apart."""
    parts = path.casefold().split("/")
    return ("/".join(parts[at:]) for at in range(len(parts)))


def _named(said: str) -> list[str]:
    """The names of pictures in a cell; of the JSON that a map service writes the first address, which says enough."""
    if said.startswith("[{"):
        return ADDRESS.findall(said)[:1]
    return [name.strip() for name in BETWEEN.split(said) if name.strip()]


class Photos:
    """The pictures of a table; `given` says whether the file brings any, or a column for them."""

    def __init__(self, judge: RowReader) -> None:
        self._judge, self._held = judge, judge.table.photos
        self._used: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        self._by_place: dict[str, list[str]] = {}
        for key in self._held:
            path = PurePosixPath(key)
            for name in {name for end in _ends(key) for name in (end, end.removesuffix(path.suffix.casefold()))}:
                self._by_name.setdefault(name, []).append(key)
            for name in {plainly(path.stem), plainly(COUNTED.sub("", path.stem)), plainly(path.parent.name)} - {""}:
                self._by_place.setdefault(name, []).append(key)
        self.given = bool(self._held) or "photos" in judge.columns.mapping

    def of(self, one: Cells, notices: list[Problem]) -> tuple[str, ...]:
        """The pictures of a row, with a notice for each that its cell names and that is not there."""
        said = one.text.get("photos", "")
        if not self._held and not said:
            return ()
        names = _named(said)
        alike = self._by_place.get(plainly(one.text["name"]), [])
        mine: dict[str, None] = {}
        for name in names:
            found = self._held_as(name, alike)
            if len(found) == 1:
                mine[found[0]] = None
            else:
                missing = "elsewhere" if ELSEWHERE.match(name) else "missing"
                code = f"upload-photo-{'twice' if found else missing}"
                notices.append(self._judge.problem(code, one.at, "photos", value=name[:60]))
        mine = mine or dict.fromkeys(alike)
        self._used |= mine.keys()
        return tuple(mine)

    def _held_as(self, name: str, alike: Sequence[str]) -> Sequence[str]:
        """The pictures that a cell may mean, by as much of its path as there is; of several those of the place."""
        ends = (end for end in _ends(name.replace("\\", "/")) if end in self._by_name)
        found = self._by_name.get(next(ends, ""), [])
        own = [one for one in found if one in alike]
        return own if own and len(found) > 1 else found

    def unused(self) -> Iterator[Problem]:
        """A notice of the pictures that belong to no row that is taken."""
        left = [PurePosixPath(key).name for key in self._held if key not in self._used]
        if left:
            more = {"count": f"{len(left)}", "names": ", ".join(left)[:200]}
            yield Problem("upload-photo-unused", self._judge.table.file, "", more)
