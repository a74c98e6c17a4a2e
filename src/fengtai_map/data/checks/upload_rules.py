"""How uploads are understood: nothing is left out, no word means two things, every kind exists."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from pyproj import CRS
from pyproj.exceptions import CRSError

from fengtai_map.data.checks.references import known, unknown
from fengtai_map.data.raw import Rows
from fengtai_map.model import Status, UploadRules
from fengtai_map.model.upload_rules import DatumName, FieldName
from fengtai_map.problems import Problem

FILE = "upload.toml"


def rules(rows: Rows) -> Iterator[Problem]:
    """Every field, status and datum is described once, and each word belongs to one of its sort."""
    if rows.upload is None:
        return
    yield from _complete("column", get_args(FieldName), (one.id for one in rows.upload.columns))
    yield from _complete("status", get_args(Status), (one.id for one in rows.upload.statuses))
    yield from _complete("datum", get_args(DatumName), (one.id for one in rows.upload.datums))
    yield from _once(rows.upload)
    yield from _grids(rows.upload)
    kinds = known(rows)["kinds"]
    for kind in rows.upload.kinds:
        yield from unknown(FILE, kind.id, "kind", (kind.id,), kinds)


def _grids(upload: UploadRules) -> Iterator[Problem]:
    """A grid is a projection that can be computed, of a frame that is described; its ranges begin before they end."""
    frames = frozenset(frame.id for frame in upload.frames)
    for grid in upload.grids:
        yield from unknown(FILE, grid.crs, "frame", (grid.frame,), frames)
        for key, (low, high) in (("east", grid.east), ("north", grid.north)):
            if low >= high:
                given = {
                    "key": f"{grid.crs} {key}",
                    "value": f"{low:.0f}, {high:.0f}",
                    "detail": f"{high:.0f}, {low:.0f}",
                }
                yield Problem("value-refused", FILE, "grid", given)
        try:
            detail = "" if CRS.from_user_input(grid.definition or grid.crs).is_projected else "not projected"
        except CRSError as error:
            detail = f"{error}"
        if detail:
            yield Problem("value-refused", FILE, "grid", {"key": "crs", "value": grid.crs, "detail": detail})


def _complete(key: str, needed: Iterable[str], given: Iterable[str]) -> Iterator[Problem]:
    count = Counter(given)
    for name in needed:
        if name not in count:
            yield Problem("key-missing", FILE, key, {"key": name})
        elif count[name] > 1:
            yield Problem("id-duplicate", FILE, name, {"other": FILE})


def _once(upload: UploadRules) -> Iterator[Problem]:
    for group in (upload.columns, upload.kinds, upload.statuses, upload.frames):
        owner: dict[str, str] = {}
        for row in group:
            for name in row.names:
                if owner.setdefault(name, row.id) != row.id:
                    detail = {"key": "names", "value": name, "detail": owner[name]}
                    yield Problem("value-refused", FILE, row.id, detail)
