"""How the lights of projects are made: every column is described once, no head means two, red lies beyond amber."""

from collections.abc import Iterator
from typing import get_args

from fengtai_map.data.raw import Rows
from fengtai_map.lights import head_key
from fengtai_map.model.lights import ColumnName
from fengtai_map.problems import Problem

FILE = "lights.toml"


def rules(rows: Rows) -> Iterator[Problem]:
    """Every column stands there once, each head belongs to one, and the thresholds are in their order."""
    if rows.lights is None:
        return
    ids = [one.id for one in rows.lights.columns]
    for name in get_args(ColumnName):
        if name not in ids:
            yield Problem("key-missing", FILE, "column", {"key": name})
        elif ids.count(name) > 1:
            yield Problem("id-duplicate", FILE, name, {"other": FILE})
    owner: dict[str, str] = {}
    for one in rows.lights.columns:
        for head in one.names:
            if (other := owner.setdefault(head_key(head), one.id)) != one.id:
                yield Problem("value-refused", FILE, one.id, {"key": "names", "value": head, "detail": other})
    rule = rows.lights.rule
    if rule.red <= rule.amber:
        yield Problem("value-refused", FILE, "rule", {"key": "red", "value": f"{rule.red:g}", "detail": "> amber"})
