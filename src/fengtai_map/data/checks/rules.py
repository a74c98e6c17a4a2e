"""How uploads and lights are understood: nothing is left out, no word means two things, every kind exists."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from pyproj import CRS
from pyproj.exceptions import CRSError

from fengtai_map.data.checks.references import known, unknown
from fengtai_map.data.raw import Rows
from fengtai_map.lights import head_key
from fengtai_map.model import Status, UploadRules
from fengtai_map.model.lights import COLUMNS
from fengtai_map.model.upload_rules import DatumName, FieldName, Names
from fengtai_map.problems import Problem, value_refused

UPLOAD = "upload.toml"
LIGHTS = "lights.toml"


def uploads(rows: Rows) -> Iterator[Problem]:
    """Every field, status and datum is described once, and each word belongs to one of its sort."""
    if rows.upload is None:
        return
    yield from _complete(UPLOAD, "column", get_args(FieldName), (one.id for one in rows.upload.columns))
    yield from _complete(UPLOAD, "status", get_args(Status), (one.id for one in rows.upload.statuses))
    yield from _complete(UPLOAD, "datum", get_args(DatumName), (one.id for one in rows.upload.datums))
    for group in (rows.upload.columns, rows.upload.kinds, rows.upload.statuses, rows.upload.frames):
        yield from _once(UPLOAD, ((row.id, row.names) for row in group))
    yield from _grids(rows.upload)
    kinds = known(rows)["kinds"]
    for kind in rows.upload.kinds:
        yield from unknown(UPLOAD, kind.id, "kind", (kind.id,), kinds)


def _grids(upload: UploadRules) -> Iterator[Problem]:
    """A grid is a projection that can be computed, of a frame that is described; its ranges begin before they end."""
    frames = frozenset(frame.id for frame in upload.frames)
    for grid in upload.grids:
        yield from unknown(UPLOAD, grid.crs, "frame", (grid.frame,), frames)
        for key, (low, high) in (("east", grid.east), ("north", grid.north)):
            if low >= high:
                said, meant = f"{low:.0f}, {high:.0f}", f"{high:.0f}, {low:.0f}"
                yield value_refused(UPLOAD, "grid", f"{grid.crs} {key}", said, meant)
        try:
            projected = CRS.from_user_input(grid.definition or grid.crs).is_projected
        except CRSError:
            projected = False
        if not projected:
            given = {"key": "crs", "value": grid.crs, "reason": "projection"}
            yield Problem("value-refused", UPLOAD, "grid", given)


def lights(rows: Rows) -> Iterator[Problem]:
    """Every column stands there once, each head belongs to one, and the thresholds are in their order."""
    if rows.lights is None:
        return
    yield from _complete(LIGHTS, "column", COLUMNS, (one.id for one in rows.lights.columns))
    yield from _once(LIGHTS, ((one.id, one.names) for one in rows.lights.columns), head_key)
    rule = rows.lights.rule
    if rule.red <= rule.amber:
        yield value_refused(LIGHTS, "rule", "red", f"{rule.red:g}", "> amber")


def _complete(file: str, key: str, needed: Iterable[str], given: Iterable[str]) -> Iterator[Problem]:
    """Each of the ids that a file needs under a key is given once."""
    count = Counter(given)
    for name in needed:
        if name not in count:
            yield Problem("key-missing", file, key, {"key": name})
        elif count[name] > 1:
            yield Problem("id-duplicate", file, name, {"other": file})


def _once(file: str, rows: Iterable[tuple[str, Names]], key: Callable[[str], str] = str) -> Iterator[Problem]:
    """Each name belongs to one row, of which `rows` are id and names; names of the same `key` are one."""
    owner: dict[str, str] = {}
    for id_, names in rows:
        for name in names:
            if (other := owner.setdefault(key(name), id_)) != id_:
                yield Problem(
                    "value-refused", file, id_, {"key": "names", "value": name, "reason": "named", "other": other}
                )
