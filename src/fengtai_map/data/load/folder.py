"""Opening data files: TOML and GeoJSON become records, and everything wrong becomes a Problem with its place."""

import difflib
import hashlib
import re
import reprlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, to_json

from fengtai_map import reasons
from fengtai_map.data.load import syntax
from fengtai_map.i18n import Words, readable
from fengtai_map.model import Collection, Record
from fengtai_map.problems import Problem

R = TypeVar("R", bound=Record)
SORTS = ("int", "float", "str", "bool")  # what pydantic adds to the place of a value that may be of several
KEPT = 4096  # records: those of a folder, and of the one before
MARK = "\ufeff"  # by which some programs begin a file in UTF-8


class Folder:
    """The data folder under reading. It gathers the problems of all its files instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._texts: dict[str, str | None] = {}
        self._held: dict[str, Any] = {}
        self._asked: dict[str, set[str]] = {}

    def text(self, file: str) -> str | None:
        """The text of a file, None (and a problem) where it cannot be read as UTF-8.

        Each file is opened once: checksum, records and lines are of the same text, whoever writes meanwhile.
        """
        if file not in self._texts:
            self._texts[file] = self._opened(file)
        return self._texts[file]

    def _opened(self, file: str) -> str | None:
        try:
            text = (self.root / file).read_text(encoding="utf-8")
            if not text.startswith(MARK):
                return text
            self._report("file-mark", file)
        except FileNotFoundError:
            self._report("file-missing", file)
        except (OSError, ValueError) as error:  # no UTF-8, or no name that a file can have
            self._report("file-unreadable", file, **reasons.of_reading(error))
        return None

    def toml(self, file: str) -> Mapping[str, Any] | None:
        """What a TOML file holds, None (and a problem) where it cannot be read."""
        held: Mapping[str, Any] | None = self._parsed(file, syntax.toml)
        return held

    def words(self, lang: str) -> Words:
        """The words of the data in a language, none (and a problem) where they cannot be read."""
        held = self._parsed(f"text/{lang}.toml", lambda text: Words(lang, syntax.toml(text)))
        return held or Words(lang, {})

    def table(self, kind: type[R], file: str, key: str) -> R | None:
        """The record of `[key]` in a file, which has to have it."""
        values = self._part(file, key)
        if values is not None:
            return self.record(kind, file, values, key)
        self._lacks(file, f"[{key}]")
        return None

    def tables(self, kind: type[R], file: str, key: str) -> tuple[R, ...]:
        """The records of `[[key]]` in a file, which has to have some."""
        rows = self._part(file, key)
        if isinstance(rows, list) and rows:
            return self.records(kind, file, rows)
        self._lacks(file, f"[[{key}]]")
        return ()

    def features(self, kind: type[R], file: str) -> tuple[R, ...]:
        """The features of a GeoJSON FeatureCollection (RFC 7946)."""
        held = self._parsed(file, syntax.json_value)
        collection = None if held is None else self.record(Collection, file, held, "")
        return self.records(kind, file, collection.features) if collection else ()

    def sha256(self, file: str) -> str:
        """The SHA-256 of a file, in hex; line ends count as LF so that a Windows checkout has the same."""
        return hashlib.sha256((self.text(file) or "").encode()).hexdigest()

    def record(self, kind: type[R], file: str, values: object, place: str) -> R | None:
        """One record, or None and its problems."""
        return self._made(validated, kind, file, values, place)

    def records(self, kind: type[R], file: str, rows: Iterable[object]) -> tuple[R, ...]:
        """The records of many rows; one without an id is named by its number.

        A row that stood there before is not validated again: when a file changes, the records of the others are kept.
        """
        made = [self._made(_kept, kind, file, row, _name(row, number)) for number, row in enumerate(rows, 1)]
        return tuple(record for record in made if record is not None)

    def _made(  # noqa: PLR0913, PLR0917  # what makes it, of what, and where it stands
        self, make: Callable[[type[R], object], R], kind: type[R], file: str, values: object, place: str
    ) -> R | None:
        try:
            return make(kind, values)
        except ValidationError as error:
            at = place + self._line(file, place)
            self.problems += [problem_of(kind, file, at, error) for error in error.errors(include_url=False)]
            return None

    def strangers(self) -> None:
        """Report what nobody asked for: other keys in the files read, other TOML files beside them."""
        for file, asked in self._asked.items():
            for key in sorted((self.toml(file) or {}).keys() - asked):
                self._report("key-unknown", file, _shown(key), key=_shown(key), near=_near(key, asked))
        for folder in sorted({Path(file).parent for file in self._held}):
            read = {Path(file).name for file in self._held if Path(file).parent == folder}
            for path in sorted((self.root / folder).glob("*.toml")):
                if path.name not in read:
                    self._report("file-unknown", (folder / path.name).as_posix(), near=_near(path.name, read))

    def _parsed(self, file: str, parse: Callable[[str], Any]) -> Any:  # noqa: ANN401  # a file may hold anything
        """What a file holds, None (and a problem) where it cannot be read. Each file is parsed once."""
        if file not in self._held:
            self._held[file] = None
            text = self.text(file)
            try:
                self._held[file] = None if text is None else parse(text)
            except (ValueError, RecursionError) as error:
                self._report("file-unreadable", file, **reasons.of_reading(error))
        return self._held[file]

    def _part(self, file: str, key: str) -> Any:  # noqa: ANN401  # as above
        """What stands under a key of a TOML file, None where nothing does."""
        self._asked.setdefault(file, set()).add(key)
        return (self.toml(file) or {}).get(key)

    def _lacks(self, file: str, key: str) -> None:
        if self.toml(file) is not None:
            self._report("key-missing", file, key=key)

    def _report(self, code: str, file: str, place: str = "", **particulars: str) -> None:
        self.problems.append(Problem(code, file, place, particulars))

    def _line(self, file: str, place: str) -> str:
        """Where an id stands in its file, as «:12»; TOML and JSON readers do not tell."""
        mark = re.compile(rf'(^|[{{,])\s*"?id"?\s*[=:]\s*"{re.escape(place)}"')
        text = (self.text(file) or "") if place else ""
        return next((f":{number}" for number, line in enumerate(text.splitlines(), 1) if mark.search(line)), "")


def _name(row: object, number: int) -> str:
    if isinstance(row, Mapping):
        return _shown(row.get("id") or row.get("text") or row.get("word") or f"#{number}")
    return f"#{number}"


def _shown(value: object) -> str:
    """A value in short, with nothing that cannot be printed."""
    text = reprlib.repr(value) if isinstance(value, (dict, list)) else str(value)
    return readable(text[:40])


def _near(key: str, known: Iterable[str]) -> str:
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


def _kept(kind: type[R], values: object) -> R:
    return cast("R", _once(kind, _text(values)))


@lru_cache(KEPT)
def _once(kind: type[Record], text: bytes) -> Record:
    return kind.model_validate_json(text, strict=True)


def _text(values: object) -> bytes:
    return to_json(values, inf_nan_mode="constants")


def problem_of(kind: type[Record], file: str, place: str, error: ErrorDetails) -> Problem:
    """What pydantic has found wrong in a record, as a Problem."""
    *path, last = [part for part in error["loc"] if part not in SORTS] or (place,)
    key = _shown(".".join(str(part) for part in (*path, last)))
    if error["type"] == "extra_forbidden":
        return Problem("key-unknown", file, place, {"key": key, "near": _near(str(last), _keys(kind, path))})
    if error["type"] == "missing":
        return Problem("key-missing", file, place, {"key": key})
    if error["loc"][:1] == ("geometry",):
        return Problem("geometry-invalid", file, place, {"key": key, **reasons.of_value(error)})
    code = "id-form" if key == "id" else "value-refused"
    return Problem(code, file, place, {"key": key, "value": _shown(error["input"]), **reasons.of_value(error)})
