"""An answer as pieces of JSON and back: plain values, and records of the types that the function says it returns.

No code travels, and no type is looked up by a name that came in: a process that has read hostile files, even one that
they have taken over, can say a wrong value and nothing else. A long list travels in parts, so that whoever reads it
holds Python's lock for a millisecond at a time, and a text that comes again is kept once.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import shapely
from pydantic import BaseModel

from fengtai_map.sandbox.frames import PART, RAW, ROOT

Piece = tuple[bytes, bytes]
PIECE = 1 << 15  # characters of JSON in a part, about; a text of more travels by itself, as bytes do
# What the first element of a JSON list says of the others; a number is that of a record.
WORDS, LIST, TUPLE, SET, FROZEN, MAP, PARTS, BYTES, TEXT, SHAPE = "wltsfmpbxg"
LONG = (PARTS, BYTES, TEXT, SHAPE)
PLAIN = (bool, int, float, str)
SORTS: Mapping[type, str] = {list: LIST, tuple: TUPLE, set: SET, frozenset: FROZEN}
MAKES: Mapping[str, Callable[[list[Any]], Any]] = {sort: kind for kind, sort in SORTS.items()}


def records_of(function: Callable[..., object]) -> tuple[type, ...]:
    """The dataclasses and pydantic models that the annotated answer of a function may hold, always in one order."""
    found: dict[type, None] = {}
    waiting = [get_type_hints(function)["return"]]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and one not in found and _names(one):
            found[one] = None
            waiting += get_type_hints(one).values()
    return tuple(found)


def _names(kind: type) -> tuple[str, ...]:
    """The names of the values that make a record, empty for what is none."""
    if is_dataclass(kind):
        return tuple(one.name for one in fields(kind) if one.init)
    return tuple(kind.model_fields) if issubclass(kind, BaseModel) else ()


class Writer:
    """Writes one answer."""

    def __init__(self, records: Sequence[type]) -> None:
        self._records = {kind: (number, _names(kind)) for number, kind in enumerate(records)}
        self._pieces: list[Piece] = []

    def pieces(self, value: object) -> Iterator[Piece]:
        """Every piece, the root last. Raises TypeError for what is neither plain nor one of the records."""
        root = self._text(value)
        yield from self._pieces
        yield ROOT, _bytes(root)

    def _put(self, kind: bytes, piece: bytes) -> int:
        self._pieces.append((kind, piece))
        return len(self._pieces) - 1

    def _text(self, value: Any) -> str:  # noqa: ANN401  # any plain value
        """A value as JSON; what is long goes before it, and is named by its number."""
        kind = type(value)
        if kind is str and len(value) >= PIECE:
            return _json([TEXT, self._put(RAW, _bytes(value))])
        if value is None or kind in PLAIN:
            return _json(value)
        if kind in self._records:
            number, names = self._records[kind]
            return _joined([str(number), *(self._text(getattr(value, name)) for name in names)])
        return self._several(value, SORTS[kind]) if kind in SORTS else self._rarer(value)

    def _rarer(self, value: object) -> str:
        if isinstance(value, Mapping):
            return _joined([_json(MAP), *(self._text(part) for pair in value.items() for part in pair)])
        if isinstance(value, bytes):
            return _json([BYTES, self._put(RAW, value)])
        if isinstance(value, shapely.Geometry):
            return _json([SHAPE, self._put(RAW, shapely.to_wkb(value))])
        raise TypeError(f"{type(value).__qualname__} is not what the function says it returns")

    def _several(self, values: Any, sort: str) -> str:  # noqa: ANN401  # of any of SORTS
        if sort == TUPLE and all(type(one) is str for one in values) and sum(map(len, values)) < PIECE:
            return _json([WORDS, *values])
        parts, texts, length = [], [], 0
        for text in map(self._text, values):
            texts.append(text)
            length += len(text)
            if length > PIECE:
                parts.append(self._put(PART, _bytes(_joined(texts))))
                texts, length = [], 0
        if not parts:
            return _joined([_json(sort), *texts])
        parts.append(self._put(PART, _bytes(_joined(texts))))
        return _json([PARTS, sort, *parts])


class AnswerReader:
    """Reads one answer, a piece at a time.

    Raises ValueError, LookupError or TypeError where it is none, and what a record raises that refuses its values.
    """

    def __init__(self, records: Sequence[type]) -> None:
        self._records = [(kind, _names(kind)) for kind in records]
        self._held: list[Any] = []
        self._same: dict[str, str] = {}

    def take(self, kind: bytes, piece: bytes) -> None:
        """Keep a piece that comes before the root."""
        self._held.append(piece if kind == RAW else [self._value(one) for one in json.loads(_said(piece))])

    def root(self, piece: bytes) -> Any:  # noqa: ANN401  # whatever the function returns
        """The whole answer."""
        return self._value(json.loads(_said(piece)))

    def _value(self, tree: Any) -> Any:  # noqa: ANN401  # any plain value
        if type(tree) is str:
            return self._same.setdefault(tree, tree)
        if type(tree) is not list:
            return tree
        sort, *rest = tree
        if type(sort) is int:
            kind, names = self._records[sort]
            return kind(**dict(zip(names, map(self._value, rest), strict=True)))
        if sort == WORDS:
            return tuple(map(self._same.setdefault, rest, rest))
        return self._long(sort, rest) if sort in LONG else self._several(sort, [self._value(one) for one in rest])

    def _several(self, sort: str, values: list[Any]) -> Any:  # noqa: ANN401  # of any of SORTS, or a map
        return dict(zip(values[::2], values[1::2], strict=True)) if sort == MAP else MAKES[sort](values)

    def _long(self, sort: str, rest: list[Any]) -> Any:  # noqa: ANN401  # as above
        """What came before, by its number."""
        if sort == PARTS:
            return MAKES[rest[0]]([one for number in rest[1:] for one in self._held[number]])
        piece: bytes = self._held[rest[0]]
        if sort == BYTES:
            return piece
        return _said(piece) if sort == TEXT else shapely.from_wkb(piece)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _joined(texts: Sequence[str]) -> str:
    return f"[{','.join(texts)}]"


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _said(piece: bytes) -> str:
    return piece.decode(errors="surrogatepass")
