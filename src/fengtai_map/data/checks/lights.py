"""How the lights of projects are made: every column is described once, no head means two, red lies beyond amber."""

from collections.abc import Iterator

from fengtai_map.data.checks.upload_rules import complete, once
from fengtai_map.data.raw import Rows
from fengtai_map.lights import head_key
from fengtai_map.model.lights import COLUMNS
from fengtai_map.problems import Problem

FILE = "lights.toml"


def rules(rows: Rows) -> Iterator[Problem]:
    """Every column stands there once, each head belongs to one, and the thresholds are in their order."""
    if rows.lights is None:
        return
    yield from complete(FILE, "column", COLUMNS, (one.id for one in rows.lights.columns))
    yield from once(FILE, ((one.id, one.names) for one in rows.lights.columns), head_key)
    rule = rows.lights.rule
    if rule.red <= rule.amber:
        yield Problem("value-refused", FILE, "rule", {"key": "red", "value": f"{rule.red:g}", "detail": "> amber"})
