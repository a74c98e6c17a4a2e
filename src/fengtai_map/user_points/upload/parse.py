"""A file -> the rows that can be taken, every problem and notice, and what has to be chosen first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fengtai_map import formats
from fengtai_map.formats import Found, Table
from fengtai_map.lights import column_of
from fengtai_map.model import Atlas, UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.accept_rows import Progress, RowAcceptor
from fengtai_map.user_points.upload.cells import filled
from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.column_mapping import Columns, columns_of, needed
from fengtai_map.user_points.upload.column_questions import about_columns
from fengtai_map.user_points.upload.dms_columns import joined
from fengtai_map.user_points.upload.parsed_file import ParsedFile, kept_heads
from fengtai_map.user_points.upload.row_checks import RowReader
from fengtai_map.user_points.upload.second_positions import side_by_side

NOTHING = Choice()


def read(  # noqa: PLR0913, PLR0917  # as read_files, with the name
    content: bytes,
    name: str,
    atlas: Atlas,
    choice: Choice = NOTHING,
    kept: Sequence[UserPoint] = (),
    progress: Progress | None = None,
) -> ParsedFile:
    r"""What a file of any of the formats says. Never raises for what the file or its name holds.

    `kept` are the points that the office has already: a datum or a grid is recognised by them as well.

    >>> reading = read("名称,类型,经度,纬度\n试造园,公园,116.29,39.85".encode(), "a.csv", atlas)
    >>> [(row.number, row.point.name.zh, row.point.kind) for row in reading.rows], reading.problems
    ([(2, '试造园', 'green-space')], ())
    >>> [notice.code for notice in reading.notices]
    ['upload-datum-assumed']
    """
    return read_files({name: content}, atlas, choice, kept, progress)


def read_files(
    source: Mapping[str, bytes] | Table,
    atlas: Atlas,
    choice: Choice = NOTHING,
    kept: Sequence[UserPoint] = (),
    progress: Progress | None = None,
) -> ParsedFile:
    r"""The same of several files that belong together: the parts of a Shapefile, or a list and its pictures.

    Or of a table that was read before, for another choice about its rows. As one call, which another process can be
    asked for.

    >>> read_files({"a.csv": "名称,经度,纬度\n园,116.29,39.85".encode()}, atlas).choices[0].what
    'kind'
    >>> table, _ = table_of({"a.csv": "名称,类型,经度,纬度\n园,公园,116.29,139".encode()}, atlas)
    >>> [problem.code for problem in read_files(table, atlas).problems]
    ['upload-position-nowhere']
    """
    if isinstance(source, Table):
        return _read_rows(source, atlas, choice, kept, progress)
    table, problems = table_of(source, atlas, choice)
    if problems:
        return ParsedFile(table, {}, problems=problems, notices=table.notices)
    return _read_rows(table, atlas, choice, kept, progress)


def table_of(files: Mapping[str, bytes], atlas: Atlas, choice: Choice = NOTHING) -> Found:
    """The table of files, before anything in it is understood."""
    return formats.read_files(files, atlas.upload.limits, choice.options, atlas.upload.column_names())


def _read_rows(
    table: Table, atlas: Atlas, choice: Choice, kept: Sequence[UserPoint], progress: Progress | None
) -> ParsedFile:
    """What a table says, as the clerk chose it to be read. Raises KeyError for a datum or a grid we do not know."""
    if table.choices:
        return ParsedFile(table, {}, notices=table.notices, choices=table.choices, waiting=len(table.rows))
    table = joined(table)
    columns = columns_of(table, atlas, choice.mapping, choice.unread, {*kept_heads(kept)})
    plain = ParsedFile(
        table, columns.mapping, choice.datum, choice.grid, notices=(*table.notices, *_kept(table, columns))
    )
    asked, problems = about_columns(table, columns)
    problems += [] if choice.mapping else side_by_side(table, columns.mapping, columns.kept)
    if problems := [*table.row_problems, *needed(table, columns), *problems]:
        plain = replace(plain, problems=tuple(problems))
    if asked or len(problems) > len(table.row_problems):
        return replace(plain, choices=tuple(asked), waiting=len(table.rows) if asked else 0)
    judge = RowReader(table, atlas, columns, choice)
    taken = RowAcceptor(judge, atlas, kept, progress or (lambda _: None)).taken(plain)
    return replace(taken, notices=(*_unlit(table, columns, atlas, len(taken.rows)), *taken.notices))


def _unlit(table: Table, columns: Columns, atlas: Atlas, rows: int) -> list[Problem]:
    """A notice where so many rows are a layer, whose points have no lights on the map."""
    most, read = atlas.upload.limits.records, {column_of(head, atlas.lights) for head in columns.called.values()}
    if rows <= most or read <= {None, "by", "reported"}:
        return []
    return [Problem("upload-lights", table.file, "", {"most": f"{most}"})]


def _kept(table: Table, columns: Columns) -> list[Problem]:
    """A notice of the columns that are kept as they are, and one of those that are left out, once for all of them."""
    kept = [head for head in columns.kept if filled(table, head)]
    found = (("upload-kept", kept), ("upload-reckoned", columns.reckoned))
    return [
        Problem(code, table.file, "", {"columns": ", ".join(heads)[:200], "count": f"{len(heads)}"})
        for code, heads in found
        if heads
    ]
