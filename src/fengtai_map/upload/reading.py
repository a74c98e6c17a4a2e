"""A file -> the rows that can be taken, and every fault and notice."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from fengtai_map.model import Atlas, OwnPoint, Status
from fengtai_map.problems import Problem
from fengtai_map.text import Text
from fengtai_map.upload import columns, compare
from fengtai_map.upload.compare import Candidate
from fengtai_map.upload.degrees import number
from fengtai_map.upload.files import read_table
from fengtai_map.upload.neighbours import Ground, Seen
from fengtai_map.upload.positions import metres, wgs84
from fengtai_map.upload.rows import Cells, Choice, Judge
from fengtai_map.upload.table import Table

NOTHING = Choice()


@dataclass(frozen=True)
class Row:
    """A row that can be taken; `number` as the clerk's program counts, the head being 1."""

    number: int
    point: OwnPoint


@dataclass(frozen=True)
class Reading:
    """What a file says. A row with a problem is not in `rows`; a notice is told, but the row is taken."""

    table: Table
    mapping: Mapping[str, str]
    datum: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def read(content: bytes, name: str, atlas: Atlas, choice: Choice = NOTHING) -> Reading:
    """What a file of any of the formats says. Never raises for what the file or its name holds."""
    table, problems = read_table(content, name, atlas.upload.limits, choice.sheet)
    if problems:
        return Reading(table, {}, choice.datum, problems=problems)
    return read_rows(table, atlas, choice)


def read_rows(table: Table, atlas: Atlas, choice: Choice = NOTHING) -> Reading:
    """What a table says, as the reader chose it to be read. Raises KeyError for a datum we do not know."""
    mapping, notices = columns.recognised(table, atlas)
    if choice.mapping:
        mapping, notices = dict(choice.mapping), tuple(columns.unread(table, choice.mapping))
    if problems := tuple(columns.needed(table, mapping)):
        return Reading(table, mapping, choice.datum, (), problems, notices)
    notices = (*notices, *_sheets(table))
    judge = Judge(table, atlas, mapping, choice)
    examples = [example_text(atlas, lang) for lang in atlas.words]
    given = [row for row in range(len(table.rows)) if any(table.rows[row])]
    cells = [judge.cells(row) for row in given if filled(judge.text(row)) not in examples]
    return _taken(Reading(table, mapping, choice.datum, notices=notices), atlas, judge, cells)


def _sheets(table: Table) -> Iterator[Problem]:
    """A notice of the sheets or layers that were not read."""
    if len(table.sheets) > 1:
        others = ", ".join(name for name in table.sheets if name != table.sheet)[:200]
        yield Problem("upload-sheets", table.file, table.sheet, {"read": table.sheet, "others": others})


def example_text(atlas: Atlas, lang: str) -> dict[str, str]:
    """The example of the template by field, in the words of a language."""
    below = atlas.words[lang].below("upload.example")
    return filled({field: below.get(field, "") for field in ("kind", "status", *below)}) | {
        field: atlas.words[lang](f"{field}.{below[field]}") for field in ("kind", "status")
    }


def filled(text: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something."""
    return {field: said for field, said in text.items() if said}


def _taken(reading: Reading, atlas: Atlas, judge: Judge, cells: list[Cells]) -> Reading:
    """The reading with its rows, each compared with the ground and with the rows before it."""
    ground, seen = Ground(atlas), Seen(atlas.upload.distances.twice)
    degrees = [wgs84(one.place, reading.datum) for one in cells if one.place]
    places = iter(zip(degrees, metres(degrees), strict=True))
    rows, problems, notices = [], [], list(reading.notices)
    for one in cells:
        at = next(places) if one.place else None
        faults, told = list(one.faults), list(one.notices)
        if at and not faults:
            candidate = Candidate(one, _point(atlas, judge, one, at[0]), at[1])
            faults += compare.faults(judge, ground, seen, candidate)
            told += compare.notices(judge, ground, candidate)
            if not faults:
                seen.add(candidate.point, at[1], one.number)
                rows.append(Row(one.number, candidate.point))
        problems += faults
        notices += told
    return Reading(reading.table, reading.mapping, reading.datum, tuple(rows), tuple(problems), tuple(notices))


def _point(atlas: Atlas, judge: Judge, one: Cells, at: tuple[float, float]) -> OwnPoint:
    text, datum = one.text, next(datum for datum in atlas.upload.datums if datum.id == judge.choice.datum)
    kind = judge.meanings["kind"][columns.key(text["kind"])]
    status = judge.meanings["status"][columns.key(text.get("status") or "unknown")]
    notes = (text.get(field, "") for field in ("note", "street", "address"))
    return OwnPoint(
        id=own_id(kind, text["name"], *at),
        name=Text(zh=text["name"], en=text.get("name_en") or text["name"]),
        kind=kind,
        lon=at[0],
        lat=at[1],
        error_m=number(text.get("error_m", "")) or datum.error_m,
        basis=datum.basis,
        status=cast("Status", status),
        note=" · ".join(note for note in notes if note),
        origin=f"{judge.table.file}#{one.number}",
    )


def own_id(kind: str, name: str, lon: float, lat: float) -> str:
    """The id of a point of the office: the same for the same kind, Chinese name and position to 4 decimals."""
    said = f"{kind}{name}{lon:.4f},{lat:.4f}"
    return f"own-{hashlib.sha256(said.encode()).hexdigest()[:12]}"
