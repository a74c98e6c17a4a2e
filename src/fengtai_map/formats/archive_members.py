"""Several files together, packed or brought at once -> a table: a Shapefile, a KMZ, a list with its pictures."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from fengtai_map.formats.candidate_tables import CandidateTable, FileReading
from fengtai_map.formats.choose_table import ALL, choose, first_that_can, preview, with_unread
from fengtai_map.formats.encoding import Decoded, decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.features import feature_table
from fengtai_map.formats.header_rows import MIN_KNOWN_NAMES
from fengtai_map.formats.shapefile import ShapefileMembers, shapefile_layer
from fengtai_map.formats.table import Question, Table
from fengtai_map.formats.zip_guard import (
    LISTS,
    NOTES,
    PERHAPS,
    SHAPEFILE,
    ending,
    left_out,
    needed,
    nothing,
    pictures,
    shapefiles_of,
)

NOTED = 10_000  # bytes of notes that are looked at: they may say where the positions of the list come from
MAX_LISTS = 20  # lists in an archive
Open = Callable[[bytes, FileReading], tuple[Table, str]]


def members_table(files: Mapping[str, bytes], way: FileReading, opened: Open) -> tuple[Table, str]:
    """The table of files that belong together, and what they are; pictures among them go with it.

    `opened` reads one of them. Raises FormatError where there is nothing to read.
    """
    names = needed(files)
    made, kind, read = _table(files, names, way, opened)
    notices = (*made.notices, *left_out(names, read, way.file))
    notes = [
        name for name in names if ending(name) in NOTES and PurePosixPath(name).name not in (made.sheet, *made.said)
    ]
    said = tuple(line for name in notes[:MAX_LISTS] for line in decoded(files[name][:NOTED]).text.splitlines())
    return replace(made, photos={**made.photos, **pictures(files, names)}, beside=said, notices=notices), kind


def _table(
    files: Mapping[str, bytes], names: Sequence[str], way: FileReading, opened: Open
) -> tuple[Table, str, Sequence[str]]:
    """The table, what it is, and the files that were looked at."""
    if shapefiles := shapefiles_of(names):
        parts = [name for held in shapefiles.values() for name in held.values()]
        perhaps = [name for name in names if ending(name) in PERHAPS and name not in parts]
        lists = [name for name in names if ending(name) in LISTS][:MAX_LISTS]
        lists += _tables(files, perhaps[:MAX_LISTS], way, opened)
        return _shapes(files, shapefiles, lists, way, opened), "Shapefile", (*parts, *lists)
    if part := next((name for name in names if ending(name) in SHAPEFILE[1:] and ending(name) != "dbf"), ""):
        raise FormatError("format-parts", name=part[:60], part=".shp")
    lists = [name for name in names if ending(name) in LISTS]
    perhaps = [name for name in names if ending(name) in PERHAPS]
    lists += _tables(files, perhaps[:MAX_LISTS], way, opened) if lists else perhaps
    marks = [name for name in lists if ending(name) == "kml"]
    if marks and len(marks) == len(lists):
        first = next((name for name in marks if name.lower() == "doc.kml"), marks[0])
        lists = [first, *(name for name in marks if name != first)]
    if len(lists) > MAX_LISTS:
        raise FormatError("format-zip-many", count=f"{len(lists)}", most=f"{MAX_LISTS}")
    if not lists:
        raise nothing(names)
    if len(lists) == 1:
        made = opened(files[lists[0]], way)[0]
        return replace(made, said=(PurePosixPath(lists[0]).name, *made.said)), "KMZ" if marks else "ZIP", lists
    return _lists(files, lists, way, opened), "KMZ" if len(marks) == len(lists) else "ZIP", lists


def _tables(files: Mapping[str, bytes], names: Sequence[str], way: FileReading, opened: Open) -> list[str]:
    """Those of the members that are surely lists, and no notes to one: they have the names of columns."""
    candidates, _ = _read_lists(files, names, way, opened)
    return [one.table.sheet for one in candidates if one.known >= MIN_KNOWN_NAMES]


def _shapes(
    files: Mapping[str, bytes],
    shapefiles: Mapping[str, Mapping[str, str]],
    lists: Sequence[str],
    way: FileReading,
    opened: Open,
) -> Table:
    """The table of Shapefiles; where lists came with them, which of all is meant is asked."""
    candidates: list[CandidateTable] = []
    errors: list[FormatError] = []
    several = len(shapefiles) + len(lists) > 1
    stems = Counter(PurePosixPath(held["shp"]).stem for held in shapefiles.values())
    for held in shapefiles.values():
        path = PurePosixPath(held["shp"])
        called = path.stem if stems[path.stem] == 1 else f"{path.with_suffix('')}"
        parts = ShapefileMembers(called, {one: files[name] for one, name in held.items()})
        try:
            made = _shapefile(parts, way, several=several)
            candidates.append(way.candidate(made))
        except FormatError as error:
            errors.append(_of_member(error, held["shp"]) if several else error)
    if not candidates:
        raise first_that_can(errors)
    beside, more = _read_lists(files, lists, way, opened)
    made = choose([*candidates, *beside], way.options.sheet, "shapefile", asks=bool(beside))
    return with_unread(made, [*errors, *more], way.options.sheet)


def _shapefile(parts: ShapefileMembers, way: FileReading, *, several: bool) -> Table:
    """The table of one Shapefile; where its encoding is not certain it is asked for."""
    made, said = _encoded(parts, way, way.options.encoding)
    made = replace(made, encoding=said.encoding, sheet=parts.name if several else "", said=(parts.name,))
    if not said.offered:
        return made
    asked = Question("encoding", said.offered, {}, {one: preview(_encoded(parts, way, one)[0]) for one in said.offered})
    return replace(made, encodings=said.offered, choices=(asked,))


def _encoded(parts: ShapefileMembers, way: FileReading, encoding: str) -> tuple[Table, Decoded]:
    layer, said = shapefile_layer(parts, way.file, way.limits, encoding, way.known)
    return feature_table(layer, way.file, way.limits), said


def _lists(files: Mapping[str, bytes], names: Sequence[str], way: FileReading, opened: Open) -> Table:
    """The table of several lists, each of them as a sheet."""
    candidates, errors = _read_lists(files, names, way, opened)
    if not candidates:
        raise first_that_can(errors)
    return with_unread(choose(candidates, way.options.sheet), errors, way.options.sheet)


def _of_member(error: FormatError, name: str) -> FormatError:
    """The error with the member that it is about."""
    particulars = {"formats": ", ".join(LISTS), **error.particulars}
    return FormatError(error.code, f"{name} {error.place}".strip(), **particulars)


def _read_lists(
    files: Mapping[str, bytes], names: Sequence[str], way: FileReading, opened: Open
) -> tuple[list[CandidateTable], list[FormatError]]:
    """The tables of lists, and why others cannot be read. Sheets of one workbook that can be one are one here."""
    candidates: list[CandidateTable] = []
    errors: list[FormatError] = []
    for name in names:
        try:
            made, left = _whole(files[name], way, opened)
            candidates.append(way.candidate(replace(made, sheet=name, sheets=(), same=())))
            errors += [FormatError("format-sheets-apart", name, name=name[-60:], others=left[:120])] if left else []
        except FormatError as error:
            errors.append(_of_member(error, name))
    return candidates, errors


def _whole(content: bytes, way: FileReading, opened: Open) -> tuple[Table, str]:
    """The table of one of several lists, and the names of its sheets that cannot be read together with it.

    An encoding that was chosen is that of the lists which leave it open.
    """
    plain = replace(way.options, sheet="", encoding="")
    made, _ = opened(content, replace(way, options=plain))
    if way.options.encoding in made.encodings:
        plain = replace(plain, encoding=way.options.encoding)
        made, _ = opened(content, replace(way, options=plain))
    asked = next((one.options for one in made.choices if one.what == "sheet"), ())
    if not asked:
        return made, ""
    made, _ = opened(content, replace(way, options=replace(plain, sheet=ALL)))
    return made, ", ".join(one for one in asked if one not in (ALL, made.sheet, *made.same))
