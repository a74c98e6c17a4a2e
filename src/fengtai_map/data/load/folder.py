"""Opening data files: TOML and GeoJSON become records, and everything wrong becomes a Problem with its place."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from fengtai_map import reasons
from fengtai_map.data.load import syntax
from fengtai_map.data.load.validation import near, problem_of, shown, told_once, validated, validated_once
from fengtai_map.i18n import Words
from fengtai_map.model import Collection, Record
from fengtai_map.problems import Problem

R = TypeVar("R", bound=Record)
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
        path = self.root / file
        try:
            if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe or a device would be waited for
                raise reasons.RefusedError("no-file")  # told as every other reason
            text = path.read_text(encoding="utf-8")
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
        file = f"text/{lang}.toml"
        held = self._parsed(file, syntax.toml) or {}
        for key, value in _leaves(held):
            if not isinstance(value, str):
                self._report("value-refused", file, key, key=key, value=shown(value), reason="text")
        return Words(lang, held)

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
        made = [self._made(validated_once, kind, file, row, _name(row, number)) for number, row in enumerate(rows, 1)]
        return tuple(record for record in made if record is not None)

    def _made(  # what makes it, of what, and where it stands
        self, make: Callable[[type[R], object], R], kind: type[R], file: str, values: object, place: str
    ) -> R | None:
        try:
            return make(kind, values)
        except ValidationError as error:
            at = place + self._line(file, place)
            self.problems += [problem_of(kind, file, at, one) for one in told_once(error.errors(include_url=False))]
            return None

    def strangers(self) -> None:
        """Report what nobody asked for: other keys in the files read, other TOML files beside them."""
        for file, asked in self._asked.items():
            for key in sorted((self.toml(file) or {}).keys() - asked):
                self._report("key-unknown", file, shown(key), key=shown(key), near=near(key, asked))
        for folder in sorted({Path(file).parent for file in self._held}):
            read = {Path(file).name for file in self._held if Path(file).parent == folder}
            for path in sorted((self.root / folder).glob("*.toml")):
                if path.name not in read:
                    self._report("file-unknown", (folder / path.name).as_posix(), near=near(path.name, read))

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


def _leaves(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of nested tables by its dotted key."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _name(row: object, number: int) -> str:
    if isinstance(row, Mapping):
        return shown(row.get("id") or row.get("text") or row.get("word") or f"#{number}")
    return f"#{number}"
