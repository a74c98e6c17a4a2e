"""Why a file or a value is refused: a sentence of the catalogue under [reason], and what it needs."""

import errno
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

SYSTEM: Mapping[int, str] = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.EEXIST: "no-folder",
    errno.ENAMETOOLONG: "name-long",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EISDIR: "folder",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EADDRINUSE: "taken",
    errno.EADDRNOTAVAIL: "elsewhere",
}
TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
LONG_NUMBER = "integer string conversion"  # Python reads no number of thousands of digits
TOML_TWICE = re.compile("Cannot (overwrite|declare|mutate)")
SORTS: Mapping[str, str] = {  # what a value has to be, by the first word of what pydantic calls its error
    "string": "text",
    "int": "integer",
    "float": "number",
    "finite": "number",
    "bool": "truth",
    "tuple": "list",
    "list": "list",
    "dict": "table",
    "model": "table",
    "date": "date",
}
BOUNDS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}


class RefusedError(ValueError):
    """A value that one of our own rules refuses, by the key of the sentence that says so."""

    def __init__(self, reason: str, **needed: str) -> None:
        super().__init__(reason)
        self.said = {"reason": reason, **needed}


def of_system(error: OSError) -> dict[str, str]:
    """Why the system refused, in its own words where the catalogue has none.

    >>> of_system(OSError(28, "No space left on device"))
    {'reason': 'full'}
    """
    known = SYSTEM.get(error.errno or 0)
    return {"reason": known} if known else {"detail": error.strerror or str(error)[:200] or type(error).__name__}


def of_reading(error: Exception) -> dict[str, str]:
    """Why a text cannot be opened, or is neither TOML nor JSON, with its line and column where they are known."""
    if isinstance(error, RefusedError):
        return error.said
    if isinstance(error, OSError):
        return of_system(error)
    if isinstance(error, UnicodeDecodeError):
        before = error.object[: error.start].count(b"\n")
        return {"reason": "not-utf8", "line": f"{before + 1}"}
    if isinstance(error, json.JSONDecodeError):
        return {"reason": "json", "line": f"{error.lineno}", "column": f"{error.colno}"}
    if isinstance(error, tomllib.TOMLDecodeError):
        return _of_toml(str(error))
    reason = "deep" if isinstance(error, RecursionError) else "large" if LONG_NUMBER in str(error) else ""
    return {"reason": reason} if reason else {"detail": str(error)[:200]}


def _of_toml(message: str) -> dict[str, str]:
    """The parser tells line and column in its message alone."""
    place = TOML_PLACE.search(message)
    if not place:
        return {"reason": "toml-end"}
    reason = "toml-twice" if TOML_TWICE.match(message) else "toml"
    return {"reason": reason, "line": place[1], "column": place[2]}


def of_value(error: Mapping[str, Any]) -> dict[str, str]:
    """Why a record refuses a value, from what pydantic says of it.

    >>> of_value({"type": "int_type", "msg": "Input should be a valid integer"})
    {'reason': 'integer'}
    >>> of_value({"type": "greater_than", "ctx": {"gt": 0}, "msg": "Input should be greater than 0"})
    {'detail': '> 0'}
    """
    context = error.get("ctx", {})
    if isinstance(context.get("error"), RefusedError):
        refused: RefusedError = context["error"]
        return refused.said
    for name, sign in BOUNDS.items():
        if name in context:
            return {"detail": f"{sign} {context[name]}"}
    if "pattern" in context:
        return {"reason": "form", "form": context["pattern"]}
    if expected := context.get("expected") or context.get("expected_tags"):
        return {"reason": "one-of", "expected": expected.replace("' or '", "', '").replace("'", "")}
    for name, reason in (("min_length", "short"), ("max_length", "long")):
        if name in context:
            return {"reason": reason, "count": f"{context[name]}"}
    sort = SORTS.get(error["type"].partition("_")[0])
    return {"reason": sort} if sort else {"detail": error["msg"]}
