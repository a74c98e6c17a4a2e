"""Which lines of a sheet name its columns: one line or two, below titles and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fengtai_map.formats.cells import key
from fengtai_map.formats.raw_sheet import Line, Span
from fengtai_map.formats.table_parts import holds_position

LOOKED = 30  # lines among which the names of columns are looked for
MIN_KNOWN_NAMES = 2  # so many known names of columns make a line their line, and so many cells a table
SECOND_LINE_SHARE = 0.6  # a second line with so many known names among its cells says the same in another language
NUMBER = re.compile(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?\s*[%°′″]?|\d{2,4}[-/年.]\d{1,2}.*")
BARE = re.compile(r"[()（）\[\]]|单位[:：]")  # around a unit
BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
UNIT = re.compile(
    "[°′″'\"度分秒米亩个家处户套层栋座人元吨年月日天%㎡]|°′″|度分秒|千米|公里|平方米|平米|公顷|万元|亿元|万人|万㎡|万平方米|平方公里|小时|m|km|ha|m2|m²"
)
SAID = re.compile("[:：]")  # a line that says something («制表单位：…») names no column
Known = frozenset[str]  # keys of names of columns
NOBODY: Known = frozenset()


@dataclass(frozen=True)
class Heads:
    """The lines from `first` to `last` (indices) name the columns; so many more of the names are `known` than numbers.

    A line of data may hold words that are names of columns elsewhere, but then it holds numbers too. Where the columns
    have no names, `names` are empty and `first` is the first row.
    """

    first: int
    last: int
    names: tuple[str, ...]
    known: int
    sure: bool


NAMELESS = Heads(-1, -1, (), 0, sure=False)


def found(lines: Sequence[Line], spans: Sequence[Span], known: Known) -> Heads:
    """The lines that name the columns. Where no line does, the first with two cells, which is then not `sure`.

    Names stand above the first row that says where something lies; those further below are of another table.
    """
    tried = [_at(lines, spans, at, known) for at in range(min(LOOKED, len(lines)))]
    first = next((at for at, (_, cells) in enumerate(lines[:LOOKED]) if holds_position(cells)), len(tried))
    for some in (tried[:first], tried):
        best = max(some, key=lambda one: one.known, default=NAMELESS)
        if best.known >= MIN_KNOWN_NAMES:
            return _twice(lines, spans, best, known)
    return _unknown(lines, tried[:first], tried)


def _unknown(lines: Sequence[Line], above: Sequence[Heads], tried: Sequence[Heads]) -> Heads:
    """The line that names the columns where nobody knows the names: the first of words, else the first of two cells.

    `above` are those above the first row with a position. Where none is a line of names, the columns have no names.
    """
    typical = max((_filled(cells) for _, cells in lines[:LOOKED]), default=0)
    for one in above:
        cells = lines[one.last][1]
        if _filled(cells) >= MIN_KNOWN_NAMES and _filled(cells) * 2 > typical and _names(cells):
            below = tried[one.last + 1] if one.last + 1 < len(tried) else one
            two = below.first == one.last and _words(lines[below.last][1])
            return below if two else one
    if found := next((one for one in above if _filled(lines[one.last][1]) >= MIN_KNOWN_NAMES), None):
        return found
    last = len(above) - 1
    return tried[0] if above == tried else Heads(last + 1, last, (), 0, sure=True)


def naming(heads: Heads, cells: Sequence[str], known: Known) -> bool:
    """Whether a line below the names of the columns looks like names of columns too: most of it is known as such.

    Below names that nobody knows none does: it may be the right one.
    """
    said = [cell for cell in cells if cell]
    if heads.known < MIN_KNOWN_NAMES or len(said) < MIN_KNOWN_NAMES or not _words(said):
        return False
    count = sum(_known(cell, known) for cell in said)
    return count >= MIN_KNOWN_NAMES and count * 2 > len(said)


def chosen(lines: Sequence[Line], spans: Sequence[Span], number: int, known: Known) -> Heads:
    """The line of a number, or the first below it that holds anything, as the one with the names of the columns."""
    at = next(at for at, (one, _) in enumerate(lines) if one >= number)
    return _at(lines, spans, at, known)


def _at(lines: Sequence[Line], spans: Sequence[Span], at: int, known: Known) -> Heads:
    """The names that a line gives, together with the line above it where that says what several of them are of."""
    lower = _spread(lines[at], spans)
    if at and (upper := _above(lines, spans, at)):
        return _made(at - 1, at, [_joined(*pair) for pair in _pairs(upper, lower)], known, sure=True)
    return _made(at, at, lower, known, sure=_filled(lines[at][1]) >= MIN_KNOWN_NAMES and _names(lines[at][1]))


def _made(first: int, last: int, names: Sequence[str], known: Known, *, sure: bool) -> Heads:
    numbers = sum(NUMBER.fullmatch(name) is not None for name in names)
    return Heads(first, last, tuple(names), len({name for name in names if _known(name, known)}) - numbers, sure)


def _known(name: str, known: Known) -> bool:
    """Whether a column's name is known as a whole, without what stands in brackets, or by its last word."""
    last = name.rpartition(" ")[2]
    return any(key(said) in known for said in {name, BRACKETS.sub("", name), last, BRACKETS.sub("", last)})


def _above(lines: Sequence[Line], spans: Sequence[Span], at: int) -> list[str]:
    """The cells above a line where they say what several of its cells are of; nothing where they do not."""
    (number, cells), (below, lower) = lines[at - 1], lines[at]
    if number != below - 1 or any(SAID.search(cell) for cell in cells):
        return []
    upper = _spread((number, cells), spans)
    if not spans:
        if _complete(upper, lower):
            return []
        upper = _filled_right(upper, lower)
    pairs = list(_pairs(upper, lower))
    over = any(one and one == other and low and more and low != more for (one, low), (other, more) in pairwise(pairs))
    return upper if over and len({cell for cell in upper if cell}) >= MIN_KNOWN_NAMES else []


def _complete(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a line names each column by itself, so that a line above it without merges may as well be a title."""
    names = [low for _, low in _pairs(upper, lower) if low]
    return len(set(names)) == len(names) and all(low for one, low in _pairs(upper, lower) if one)


def _spread(line: Line, spans: Sequence[Span]) -> list[str]:
    """The cells of a line, those of merged columns in each of them."""
    number, cells = line
    wide = [*cells]
    for top, left, bottom, right in spans:
        if top <= number <= bottom and left < len(wide) and wide[left]:
            wide += [""] * (right + 1 - len(wide))
            wide[left : right + 1] = [wide[left]] * (right + 1 - left)
    return wide


def _filled_right(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The cells of a line without merges: an empty one is of what stands to the left, where something is below both."""
    filled: list[str] = []
    for at, (cell, below) in enumerate(_pairs(upper, lower)):
        goes_on = not cell and below and at and at - 1 < len(lower) and lower[at - 1]
        filled.append(filled[-1] if goes_on else cell)
    return filled


def _pairs(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    width = max(len(upper), len(lower))
    return list(zip(*([*one, *[""] * (width - len(one))] for one in (upper, lower)), strict=True))


def _joined(upper: str, lower: str) -> str:
    return lower if not upper or upper == lower else f"{upper} {lower}".strip()


def _twice(lines: Sequence[Line], spans: Sequence[Span], best: Heads, known: Known) -> Heads:
    """The heads with a line below them that says the same in another language, or the units of the columns."""
    if best.last + 1 >= len(lines):
        return best
    number, cells = lines[best.last + 1]
    lower = _spread((number, cells), spans)
    if number == lines[best.last][0] + 1 and (named := _with_units(list(_pairs(best.names, lower)))):
        return _made(best.first, best.last + 1, named, known, sure=True)
    same = tuple(lower) == best.names or number != lines[best.last][0] + 1
    words = sum(_known(cell, known) for cell in cells if cell)
    if same or words < MIN_KNOWN_NAMES or words < SECOND_LINE_SHARE * _filled(cells):
        return best
    names = [_joined(*pair) for pair in _pairs(best.names, lower)]
    return _made(best.first, best.last + 1, names, known, sure=True)


def _with_units(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The names of columns with their units, where the line below them has units and nothing else; else nothing."""
    units = [BARE.sub("", low) if low != name else "" for name, low in pairs]
    said = [one for one in units if one]
    if len(said) < MIN_KNOWN_NAMES or not all(UNIT.fullmatch(one) for one in said):
        return []
    return [f"{name}（{unit}）" if unit else name for (name, _), unit in zip(pairs, units, strict=True)]


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _names(cells: Sequence[str]) -> bool:
    """Whether cells can be names: no number or date among them, none twice."""
    said = [cell for cell in cells if cell]
    return len(set(said)) == len(said) and _words(said)


def _words(cells: Sequence[str]) -> bool:
    return not any(NUMBER.fullmatch(cell) for cell in cells)
