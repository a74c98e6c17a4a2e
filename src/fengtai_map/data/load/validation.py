"""Values become records, and what is wrong in them becomes a Problem with the key and the value that it is about."""

import difflib
import reprlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar, cast, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails, to_json

from fengtai_map import reasons
from fengtai_map.i18n import readable
from fengtai_map.model import Record
from fengtai_map.problems import Problem

R = TypeVar("R", bound=Record)
SORTS = ("int", "float", "str", "bool")  # what pydantic adds to the place of a value that may be of several
KEPT = 4096  # records: those of a folder, and of the one before


def shown(value: object) -> str:
    """A value in short, with nothing that cannot be printed."""
    text = reprlib.repr(value) if isinstance(value, (dict, list)) else str(value)
    return readable(text[:40])


def near(key: str, known: Iterable[str]) -> str:
    """The known key that a reader may have meant."""
    return next(iter(difflib.get_close_matches(key, list(known), n=1)), "-")


def _keys(kind: type[BaseModel], path: Sequence[object]) -> Iterable[str]:
    """The keys of the record that a path of keys leads to."""
    for key in path:
        type_ = kind.model_fields[key].annotation if key in kind.model_fields else None
        inner = [one for one in get_args(type_) or (type_,) if isinstance(one, type) and issubclass(one, BaseModel)]
        kind = inner[0] if inner else kind
    return kind.model_fields


def validated(kind: type[R], values: object) -> R:
    """The record of values as TOML and JSON have them: "1" is no number, nor is true. Raises ValidationError."""
    return kind.model_validate_json(_text(values), strict=True)


def validated_once(kind: type[R], values: object) -> R:
    """As `validated`; what was made of the same values before is given again."""
    return cast("R", _once(kind, _text(values)))


@lru_cache(KEPT)
def _once(kind: type[Record], text: bytes) -> Record:
    return kind.model_validate_json(text, strict=True)


def _text(values: object) -> bytes:
    return to_json(values, inf_nan_mode="constants")


def told_once(errors: Iterable[ErrorDetails]) -> Iterable[ErrorDetails]:
    """The errors of a record; of a value that may be of several sorts and is none of them the first alone."""
    seen = set()
    for error in errors:
        place = error["loc"]
        value = place[:-1] if place and place[-1] in SORTS else None
        if value is None or value not in seen:
            yield error
        seen.add(value)


def problem_of(kind: type[Record], file: str, place: str, error: ErrorDetails) -> Problem:
    """What pydantic has found wrong in a record, as a Problem."""
    *path, last = [part for part in error["loc"] if part not in SORTS] or (place,)
    # A list is counted from one, as its reader does: stop.#5.notes is in the fifth stop.
    key = shown(".".join(f"#{part + 1}" if isinstance(part, int) else part for part in (*path, last)))
    if error["type"] == "extra_forbidden":
        return Problem("key-unknown", file, place, {"key": key, "near": near(str(last), _keys(kind, path))})
    if error["type"] == "missing":
        return Problem("key-missing", file, place, {"key": key})
    if error["loc"][:1] == ("geometry",):
        return Problem("geometry-invalid", file, place, {"key": key, **reasons.of_value(error)})
    code = "id-form" if key == "id" else "value-refused"
    return Problem(code, file, place, {"key": key, "value": shown(error["input"]), **reasons.of_value(error)})
