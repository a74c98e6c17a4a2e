"""Which column is which field."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key
from fengtai_map.lights import column_of
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import Column, UploadRules
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import own_tables
from fengtai_map.user_points.upload.cells import numeric, sampled
from fengtai_map.user_points.upload.named_crs import Frames, StatedCrs, bare
from fengtai_map.user_points.upload.perhaps_columns import by_beginning, by_cells, over_two, uncut
from fengtai_map.user_points.upload.second_positions import beside
from fengtai_map.user_points.upload.shapes import looks_like_shape

Mapped = Mapping[str, str]
PERCENTAGE = re.compile(r"\d{1,3}(\.\d{1,12})?\s*[%％]?")  # in a column 进度, whose cells are words elsewhere
CHINESE = re.compile("[\u3400-\u9fff]")
AXES = ("lon", "lat")


@dataclass(frozen=True)
class Columns:
    """The column of each field, what the heads of the position call its frame, and the heads that are kept.

    `called` are the names under which those are kept, `reckoned` the heads of our own table that are left out, `beside`
    the columns of each further position.
    """

    mapping: Mapped
    said: StatedCrs | None = None
    kept: tuple[str, ...] = ()
    called: Mapped = field(default_factory=dict)
    reckoned: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()


def columns_of(
    table: Table, atlas: Atlas, chosen: Mapped, unread: Sequence[str], known: Collection[str] = ()
) -> Columns:
    """The columns of a table, as they were chosen or else as their names say; `known` are the heads that are kept."""
    rules, frames = atlas.upload, Frames(atlas.upload)
    mapping = dict(chosen) if chosen else recognised(table, atlas)
    heads = [mapping[field] for field in (*AXES, "position") if field in mapping]
    named = [found for head in heads if (found := _named(frames, rules, head))]
    said = named[0] if len({one.frame.id for one in named}) == 1 else None  # heads that differ say nothing
    ours = own_tables.reckoned(table, mapping, atlas)
    away = {*mapping.values(), *unread, *ours}
    silent = {key(name) for name in rules.silent.columns}
    silent |= {"folder"} - {*known} if own_tables.exported(table, atlas) else set()  # of a program
    kept = tuple(head for head in table.head if head not in away and key(head) not in silent)
    called = {head: uncut(own_tables.called(head, atlas), table, known, atlas) for head in kept}
    free = (
        () if chosen or said else kept
    )  # a hand has chosen the columns, or their heads say that they are not all alike
    again = beside(table, rules, {field: head for field, head in mapping.items() if head not in unread}, free)
    return Columns(mapping, said, kept, called, ours, () if said else again)


def recognised(table: Table, atlas: Atlas) -> dict[str, str]:
    r"""The column of each field that a table has.

    By its whole name, else by the last word of it, without brackets, without the name of a frame, by how it ends. Our
    own export is known by its heads: then each column is what it was.

    >>> from fengtai_map.user_points.upload.parse import table_of
    >>> recognised(table_of({"a.csv": "名称,类别,东经,北纬\n园,公园,116.29,39.85".encode()}, atlas)[0], atlas)
    {'name': '名称', 'kind': '类别', 'lon': '东经', 'lat': '北纬'}
    """
    if ours := own_tables.exported(table, atlas):
        return ours
    rules, frames = atlas.upload, Frames(atlas.upload)
    found: dict[str, str] = {}
    for level in (key, lambda head: key(head.split(" ")[-1]), lambda head: key(bare(head))):
        _by_name(table, rules, found, level)
    _by_frame(table, rules, frames, found)
    _by_ending(table, atlas, found)
    by_beginning(table, rules, found)
    found |= by_cells(table, atlas, found) | own_tables.ids(table)
    if all(axis in found for axis in AXES):
        found.pop("position", None)
    over_two(table, found)
    _second_name(table, found)
    _numbers_of_an_address(table, found)
    return {field: head for field, head in found.items() if _plausible(table, atlas, field, head)}


def _by_name(table: Table, rules: UploadRules, found: dict[str, str], level: Callable[[str], str]) -> None:
    by_key = {level(head): head for head in reversed(table.head) if head not in found.values()}
    for column in rules.columns:
        if column.id not in found:
            head = next((by_key[key(name)] for name in column.names if key(name) in by_key), None)
            if head is not None and head not in found.values():
                found[column.id] = head


def _by_frame(table: Table, rules: UploadRules, frames: Frames, found: dict[str, str]) -> None:
    """Heads such as 高德经度: of several frames the first of data/upload.toml that has what a position needs."""
    if "position" in found or any(axis in found for axis in AXES):
        return
    held: dict[str, dict[str, str]] = {}
    for head in table.head:
        if head not in found.values() and (split := _framed(frames, rules, head)):
            held.setdefault(split[1].frame.id, {}).setdefault(split[0], head)
    for frame in rules.frames:
        one = held.get(frame.id, {})
        if "position" in one or all(axis in one for axis in AXES):
            found |= one
            return


def _named(frames: Frames, rules: UploadRules, head: str) -> StatedCrs | None:
    """The frame that a head of the position names, as a part of it or among other words: 经度（百度拾取）."""
    split = _framed(frames, rules, head)
    return split[1] if split else frames.inside(head)


def _framed(frames: Frames, rules: UploadRules, head: str) -> tuple[str, StatedCrs] | None:
    """The field of the position that a head with the name of a frame is, and that frame."""
    split = frames.head(head)
    fields = {
        key(name): column.id for column in rules.columns if column.id in (*AXES, "position") for name in column.names
    }
    return (fields[split[0]], split[1]) if split and split[0] in fields else None


def _by_ending(table: Table, atlas: Atlas, found: dict[str, str]) -> None:
    for column in atlas.upload.columns:
        free = [head for head in table.head if head not in found.values()]
        ends = [head for head in free if _ends(key(bare(head)), column, atlas)]
        if column.id not in found and len(ends) == 1 and not (column.id == "position" and "lon" in found):
            found[column.id] = ends[0]


def _ends(said: str, column: Column, atlas: Atlas) -> bool:
    """Whether a head ends so, and not for what another column is: 街道名称 and 建设单位名称 name no place."""
    stems = {said.removesuffix(key(end)) for end in column.endings} - {said}
    others = {key(name) for one in atlas.upload.columns if stems and one.id != column.id for name in one.names}
    return any(column_of(stem, atlas.lights) != "by" for stem in stems - others)


def _second_name(table: Table, found: dict[str, str]) -> None:
    """Beside a Chinese name the column «Name» holds the English one, unless it holds other Chinese ones."""
    head = next((head for head in table.head if key(head) == "name"), None)
    if head and "name_en" not in found and found.get("name", head) != head:
        at, name = table.head.index(head), table.head.index(found["name"]) if "name" in found else -1
        others = [row[at] for row in table.rows if row[at] and (name < 0 or row[at] != row[name])]
        if sum(map(bool, map(CHINESE.search, others))) * 2 <= len(others):
            found["name_en"] = head


def _numbers_of_an_address(table: Table, found: dict[str, str]) -> None:
    """A column «位置» is an address or a position, as its cells say."""
    located = {"position", *AXES} & found.keys()
    if "address" in found and not (located or table.shapes) and numeric(sampled(table, found["address"])) == "position":
        found["position"] = found.pop("address")


def _plausible(table: Table, atlas: Atlas, field: str, head: str) -> bool:
    """Whether the cells may be what the head says, for heads that other lists use otherwise."""
    cells = sampled(table, head)
    if field == "id":
        known = {place.id for place in atlas.places}
        return any(own_tables.OURS.fullmatch(cell) or cell in known for cell in cells)
    if field == "status":
        return not (cells and column_of(head, atlas.lights) and all(PERCENTAGE.fullmatch(cell) for cell in cells))
    if field == "shape":
        return not cells or any(looks_like_shape(cell) for cell in cells)
    if field == "basis":
        words = {key(word) for one in atlas.words.values() for pair in one.below("basis").items() for word in pair}
        return any(key(cell) in words for cell in cells)
    return True


def needed(table: Table, columns: Columns) -> Iterator[Problem]:
    """What forbids to read any row, and cannot be chosen: a column that is not there."""
    for head in columns.mapping.values():
        if head not in table.head:
            yield Problem("upload-mapping", table.file, head[:40], {"column": head[:40]})
