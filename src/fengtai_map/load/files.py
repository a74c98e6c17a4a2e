"""Opening data files: TOML and GeoJSON become records, and every fault becomes a Problem with its place."""

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fengtai_map.model import Record
from fengtai_map.problems import Problem

R = TypeVar("R", bound=Record)


class Folder:
    """The data folder under reading. It gathers the problems of all its files instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def text(self, file: str) -> str:
        """The text of a file, empty (and a problem) where it cannot be read as UTF-8."""
        try:
            return (self.root / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            self._report("file-missing", file)
        except (OSError, UnicodeDecodeError) as error:
            self._report("file-unreadable", file, detail=str(error))
        return ""

    def toml(self, file: str) -> Mapping[str, Any]:
        """The tables of a TOML file."""
        try:
            return tomllib.loads(self.text(file))
        except tomllib.TOMLDecodeError as error:
            self._report("file-unreadable", file, detail=str(error))
            return {}

    def tables(self, kind: type[R], file: str, key: str) -> tuple[R, ...]:
        """The records of `[[key]]` in a file, which has to have some."""
        before = len(self.problems)
        tables = self.toml(file)
        if tables.get(key):
            return self.records(kind, file, tables[key])
        if len(self.problems) == before:
            self._report("key-missing", file, key=f"[[{key}]]")
        return ()

    def features(self, file: str) -> Sequence[Mapping[str, Any]]:
        """The features of a GeoJSON FeatureCollection (RFC 7946)."""
        text = self.text(file)
        try:
            collection = json.loads(text) if text else {"features": []}
            return [feature for feature in collection["features"] if feature["id"]]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            self._report("file-unreadable", file, detail=f"{type(error).__name__}: {error}")
            return []

    def sha256(self, file: str) -> str:
        """The SHA-256 of a file, in hex; line ends count as LF so that a Windows checkout has the same."""
        return hashlib.sha256(self.text(file).encode()).hexdigest()

    def record(self, kind: type[R], file: str, values: Mapping[str, Any], place: str) -> R | None:
        """One record, or None and its problems."""
        try:
            return kind.model_validate(values)
        except ValidationError as error:
            line = self._line(file, place)
            self.problems += [_problem(kind, file, place + line, fault) for fault in error.errors()]
            return None

    def records(self, kind: type[R], file: str, rows: object) -> tuple[R, ...]:
        """The records of an array of tables; a row without a valid id is named by its number."""
        if not isinstance(rows, list):
            self._report("value-refused", file, key=kind.__name__, value=str(rows)[:40], detail="array of tables")
            return ()
        made = [self.record(kind, file, row, _name(row, number)) for number, row in enumerate(rows, 1)]
        return tuple(record for record in made if record is not None)

    def _report(self, code: str, file: str, place: str = "", **particulars: str) -> None:
        self.problems.append(Problem(code, file, place, particulars))

    def _line(self, file: str, place: str) -> str:
        """Where an id stands in its file, as «:12»; TOML readers do not tell."""
        mark = re.compile(rf'^\s*"?id"?\s*[=:]\s*"{re.escape(place)}"')
        path = self.root / file
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
        return next((f":{number}" for number, line in enumerate(lines, 1) if mark.match(line)), "")


def _name(row: object, number: int) -> str:
    if isinstance(row, Mapping):
        return str(row.get("id") or row.get("text") or f"#{number}")
    return f"#{number}"


def _problem(kind: type[Record], file: str, place: str, fault: ErrorDetails) -> Problem:
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(fault["loc"][-1]), kind.model_fields, n=1)
        return Problem("key-unknown", file, place, {"key": key, "near": near[0] if near else "-"})
    if fault["type"] == "missing":
        return Problem("key-missing", file, place, {"key": key})
    code = "id-form" if key == "id" else "value-refused"
    return Problem(code, file, place, {"key": key, "value": str(fault["input"])[:40], "detail": fault["msg"]})
