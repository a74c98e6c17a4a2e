"""TOML and JSON as plain values; what is too large or too deep is refused, what no font shows is made visible.

The same text is parsed once: when one file of the folder changes, the others are kept. Nobody changes the values.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fengtai_map.i18n import readable
from fengtai_map.reasons import RefusedError

BITS = 63  # of an integer, as TOML promises them; beyond, Python can neither print it nor make a float of it
DEEPEST = 40  # tables and lists nested in each other; our data has seven levels
KEPT = 128  # texts: all files of a folder, and those of the one before


@lru_cache(KEPT)
def toml(text: str) -> Mapping[str, Any]:
    """The tables of a TOML text. Raises ValueError or RecursionError where it is no TOML, or empty."""
    tables: Mapping[str, Any] = _plain(tomllib.loads(text), DEEPEST)
    if not tables:
        raise RefusedError("empty")
    return tables


@lru_cache(KEPT)
def json_value(text: str) -> Any:  # noqa: ANN401  # a file may hold anything
    """The value of a JSON text; an empty mapping for null. Raises ValueError or RecursionError where it is no JSON."""
    return _plain(json.loads(text, object_pairs_hook=_once), DEEPEST) or {}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these members. Raises ValueError where a name stands twice: JSON would take the last in silence."""
    held = dict(pairs)
    if len(held) < len(pairs):
        name = next(name for at, (name, _) in enumerate(pairs) if name in dict(pairs[:at]))
        values = ", ".join(f"{value}"[:40] for other, value in pairs if other == name)
        raise RefusedError("json-twice", name=name[:40], values=values)
    return held


def _plain(value: Any, deeper: int) -> Any:  # noqa: ANN401  # as above
    """A value with every text readable. Raises ValueError where it is too large or too deep."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, int) and value.bit_length() > BITS:
        raise RefusedError("large")
    if isinstance(value, (dict, list)) and not deeper:
        raise RefusedError("deep")
    if isinstance(value, dict):
        return {readable(key): _plain(one, deeper - 1) for key, one in value.items()}
    return [_plain(one, deeper - 1) for one in value] if isinstance(value, list) else value
