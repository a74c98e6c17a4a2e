"""What a file calls the system of its coordinates: in a column of it, in a head such as 高德经度, in a title."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key
from fengtai_map.formats.crs import stated
from fengtai_map.formats.table import SPEAKS_OF_SOURCE
from fengtai_map.model.upload_rules import NamedCrs, UploadRules
from fengtai_map.user_points.upload.positions import FROM, WrittenPosition

FRAME_ERROR = 100  # metres: degrees of Beijing 1954 and Xi'an 1980, whose way to WGS-84 is not public
RADIUS = 6_378_137  # metres: of the Earth, in WGS-84 and CGCS2000
LONG = 4  # letters and digits of a name that may be looked for inside a text
SERVICES = {  # columns that only the search of a map service has, by its datum
    "GCJ-02": ("typecode", "adcode", "citycode", "pcode", "gridcode", "entr_location", "business_area", "adname",
               "cityname", "pname", "ad_info", "_distance", "panoid", "navi_poiid"),
    "BD-09": ("uid", "street_id", "detail", "detail_info", "navi_location", "detail_url", "overall_rating"),
}  # fmt: skip
DENIED = re.compile(r"非|不是|不用|勿用|纠偏|转换|已转|\bnot\b|\bconverted\b", re.IGNORECASE)
HEADING = "format-heading"  # the notice of a line between the rows
FEWEST = 2  # columns that only the search of a map service has


@dataclass(frozen=True)
class StatedCrs:
    """The frame that was named, and the EPSG code where a projection was."""

    frame: NamedCrs
    grid: str = ""


class Frames:
    """All names of frames and projections."""

    def __init__(self, rules: UploadRules) -> None:
        self.of = {frame.id: frame for frame in rules.frames}
        self._names = {key(name): StatedCrs(frame) for frame in rules.frames for name in (frame.id, *frame.names)}
        self._names |= {
            key(name): StatedCrs(self.of[grid.frame], grid.crs) for grid in rules.grids for name in grid.names
        }
        self._names |= {key(grid.crs): StatedCrs(self.of[grid.frame], grid.crs) for grid in rules.grids}
        self._longest = sorted(self._names, key=len, reverse=True)
        self._services, self._sources = (
            tuple(map(key, names)) for names in (rules.silent.services, rules.silent.sources)
        )
        self._cached: dict[str, StatedCrs | None] = {}

    def named(self, text: str) -> bool:
        """Whether a text is the name of a system, and nothing else."""
        return key(text) in self._names

    def word(self, text: str) -> StatedCrs | None:
        """What a cell names, None where nobody knows."""
        if text not in self._cached:
            self._cached[text] = self._names.get(key(text)) or self.inside(text)
        return self._cached[text]

    def inside(self, text: str) -> StatedCrs | None:
        """What a longer text names, None where it names nothing, several that differ, or what it is not or no more."""
        if DENIED.search(text):
            return None
        left, found = self.plain(text), list[StatedCrs]()
        for name in self._longest:
            if not _short(name) and name in left:
                found.append(self._names[name])
                left = left.replace(name, " ")
        named = [one for one in found if one.grid] or found
        return named[0] if len({one.frame.id for one in found}) == 1 else None

    def plain(self, text: str) -> str:
        """The key of a text without the names of services that say nothing of a system."""
        said = key(text)
        for service in self._services:
            said = said.replace(service, " ")
        return said

    def of_source(self, text: str) -> bool:
        """Whether a text speaks of coordinates, or of where the data come from: a map service gives its own datum."""
        return any(word in text.casefold() for word in SPEAKS_OF_SOURCE) and not key(text).startswith(self._sources)

    def head(self, text: str) -> tuple[str, StatedCrs] | None:
        """The rest of a head that begins or ends with a name, as 经度 of 高德经度; None where none does."""
        said = key(text)
        for name in self._longest:
            rest = said.removeprefix(name) if said.startswith(name) else said.removesuffix(name)
            if rest and rest != said:
                return rest, self._names[name]
        return None


def _short(name: str) -> bool:
    """Whether a name is too short, or only a number, to be looked for inside a text."""
    return name.isdecimal() or (name.isascii() and len(name) < LONG)


def of_title(frames: Frames, table: Table) -> StatedCrs | None:
    """What the lines above the heads name, where they speak of coordinates."""
    return next((said for cell in table.about_coordinates if (said := frames.inside(cell))), None)


def hinted(frames: Frames, table: Table, columns: Mapping[str, str]) -> str:
    """The datum that a file makes likely, not certain; empty where nothing does.

    By its name and that of its sheet, of its member and of its document; by what titles, rows, the lines between
    them and notes beside it say of coordinates or of a source; by columns that only the search of a map service has.
    """
    for name in map(frames.plain, (table.file, *table.said, table.sheet, *dict.fromkeys(table.row_sheets))):
        for frame in frames.of.values():
            if any(key(hint) in name for hint in frame.hints):
                return frame.degrees
    for said in _spoken(frames, table, columns):
        if (found := frames.inside(said)) and found.frame.hints:
            return found.frame.degrees
    heads = {*map(key, table.head)}
    if "adcode" in heads and heads & {"province", "city", "district"}:  # the search of Tencent
        return "GCJ-02"
    return next((datum for datum, names in SERVICES.items() if len(heads & {*map(key, names)}) >= FEWEST), "")


def _spoken(frames: Frames, table: Table, columns: Mapping[str, str]) -> Iterator[str]:
    """What titles, rows and the lines between them say of coordinates or of a source, beside what has a column.

    Where the file states its system, its column of the datum is only what it says besides.
    """
    yield from (one.particulars["text"] for one in table.notices if one.code == HEADING)
    yield from filter(frames.of_source, (*table.titles, *table.beside))
    read = {head for field, head in columns.items() if field not in ("note", "datum" if table.crs else "")}
    free = [at for at, head in enumerate(table.head) if head not in read]
    sources = [at for at in free if frames.of_source(table.head[at])]
    for row in table.rows:
        filled = [cell for cell in row if cell]
        yield from filter(frames.of_source, filled if len(filled) == 1 else [row[at] for at in free])
        yield from (row[at] for at in sources)


def stated_error(frames: Frames, crs: str) -> float:
    """The error of a system that a file states: one on an older ellipsoid has no public way to WGS-84."""
    about = stated(crs)
    if about is None or about.crs is None:
        named = frames.inside(crs)
        return 0 if named is None or named.frame.degrees in FROM else FRAME_ERROR
    ellipsoid = about.crs.ellipsoid
    return FRAME_ERROR if ellipsoid and abs(ellipsoid.semi_major_metre - RADIUS) > 1 else 0


def of_sheets(frames: Frames, table: Table) -> Mapping[str, str]:
    """The sheets that are read together and are called as a system of coordinates and nothing else, with that name."""
    return {name: name for name in dict.fromkeys(table.row_sheets) if frames.named(name)}


def beside(frames: Frames, spots: Iterable[WrittenPosition | None]) -> str:
    """The datum of a map service that some rows name: then nobody knows that of the rows which name none."""
    named = (frames.of.get(one.frame) for one in spots if one)
    return next((one.degrees for one in named if one and one.degrees in FROM and not one.degrees.startswith("WGS")), "")


DECORATED = re.compile(r"[（(\[【<].*?[）)\]】>]|必填|\*|：|:|^\d{1,2}\s*[.．、)）]")


def bare(head: str) -> str:
    """A head without its number, what stands in brackets, and the mark of a field that has to be filled in."""
    return DECORATED.sub("", head)
