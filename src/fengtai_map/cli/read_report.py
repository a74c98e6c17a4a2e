"""A reading of a file as JSON for other programs, and as lines to read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fengtai_map.formats import Question
from fengtai_map.i18n import Words, described
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import AcceptedRow, ParsedFile, grid_of, group_problems, problem_lines

SHOWN = 20  # rows that are printed


def as_json(atlas: Atlas, reading: ParsedFile, words: Words) -> Mapping[str, Any]:
    """A reading for other programs; positions in WGS-84, geometries as GeoJSON."""
    return {
        "datum": reading.datum,
        "grid": reading.grid,
        "sheet": reading.table.sheet,
        "encoding": reading.table.encoding,
        "columns": dict(reading.mapping),
        "waiting": reading.waiting,
        "taken": [_taken(row) for row in reading.rows],
        "problems": [_problem(one, words) for one in reading.problems],
        "notices": [
            _problem(one.problem, words) | {"row": None, "rows": list(one.rows), "count": one.count}
            for one in group_problems(words, reading.notices)
        ],
        "choices": [_asked(atlas, one, words) for one in reading.choices],
    }


def _taken(row: AcceptedRow) -> Mapping[str, Any]:
    point = row.point
    here = {"type": "Point", "coordinates": [point.lon, point.lat]}
    return {
        "row": row.number,
        "sheet": row.sheet,
        "id": point.id,
        "name": point.name.zh,
        "name_en": point.name.en,
        "kind": point.kind,
        "status": point.status,
        "lon": point.lon,
        "lat": point.lat,
        "error_m": point.error_m,
        "geometry": json.loads(point.shape) if point.shape else here,
        "note": point.note,
        "fields": dict(point.fields),
        "photos": list(row.photos),
    }


def _problem(problem: Problem, words: Words) -> dict[str, Any]:
    what, fix = described(words, problem)
    given = problem.particulars
    row = int(given["row"]) if given.get("row", "").isdecimal() else None
    column = given.get("column", "")
    return {
        "row": row,
        "column": column,
        "sheet": given.get("sheet", ""),
        "what": what,
        "fix": fix,
        "code": problem.code,
    }


def _asked(atlas: Atlas, asked: Question, words: Words) -> Mapping[str, Any]:
    """A choice: its question in words, the answers, and what each would give."""
    made: dict[str, Any] = {"what": asked.what, "question": _question(asked, words)}
    made |= {"options": list(asked.options), "particulars": dict(asked.particulars)}
    made |= {"preview": {option: [list(row) for row in rows] for option, rows in asked.preview.items()}}
    rules = atlas.upload
    ids = {"kind": [one.id for one in rules.kinds], "status": [one.id for one in rules.statuses]}.get(asked.what)
    return made | ({"may_be": ids} if ids else {})


def _question(asked: Question, words: Words) -> str:
    field = asked.particulars.get("field", "")
    return words(f"incoming.ask.{asked.what}", field=words(f"upload.head.{field}") if field else "")


def _worded(atlas: Atlas, what: str, option: str, words: Words) -> str:
    """An answer in the reader's words, empty where it says all itself."""
    if what in ("sheet", "shapefile"):
        return words("incoming.all-sheets") if option == "*" else ""
    if what == "grid" and (grid := grid_of(atlas, option)):
        return grid.label
    key = f"{what}.{option}"
    return words(key) if key in words else ""


def lines(atlas: Atlas, reading: ParsedFile, words: Words) -> Iterable[str]:
    """A reading as lines to read."""
    counts = {"good": len(reading.rows), "bad": reading.bad, "waiting": reading.waiting}
    yield f"{reading.table.file}: {words('read.counts', **counts)}"
    for what, said in (("datum", reading.datum), ("grid", reading.grid), ("sheet", reading.table.sheet)):
        if said:
            yield f"  {words(f'incoming.fact.{what}')}: {_worded(atlas, what, said, words) or said}"
    for one in reading.choices:
        yield f"? {_question(one, words)}"
        for option in one.options[:SHOWN]:
            beside = " · ".join(
                filter(None, (_worded(atlas, one.what, option, words), one.particulars.get(option, "")))
            )
            yield f"    {option or '-'}" + (f"  ({beside})" if beside else "")
    for sign, problems in (("!", reading.problems), ("i", reading.notices)):
        for place, what, fix in problem_lines(words, problems):
            yield f"{sign} {place}{': ' if place else ''}{what} → {fix}"
    for row in reading.rows[:SHOWN]:
        point = row.point
        kind = words(f"kind.{point.kind}") if f"kind.{point.kind}" in words else point.kind
        at = f"{point.lon:.6f}, {point.lat:.6f} ±{point.error_m:.0f} m"
        yield f"+ {row.number}  {point.name[words.lang]}  {kind}  {at}"
    if len(reading.rows) > SHOWN:
        yield f"+ … {len(reading.rows) - SHOWN}"
