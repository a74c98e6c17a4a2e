"""Numbers of a position as people write them: degrees, minutes and seconds, letters and words, one or two in a cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fengtai_map.user_points.upload.coordinate_signs import ENDS, written

Axis = Literal["", "lon", "lat"]
WHOLE = 60  # minutes of a degree, seconds of a minute
HIGHEST = 9_000  # metres: a third number beyond is no height
PART = r"\d{1,2}(?:[.,]\d{0,15})?"
PLAIN = re.compile(r"[+-]?\d{1,12}(?:\.(\d{0,20}))?", re.ASCII)
DECIMAL = re.compile(r"([+-]?)(\d{1,12})(?:[.,](\d{0,20}))?°?", re.ASCII)
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
MARKED = re.compile(rf"([+-]?)(\d{{1,3}})°(?:({PART})(?:'(?:({PART})\"?)?)?)?", re.ASCII)
COUNTED = re.compile(rf"([+-]?)(\d{{1,3}})([:-])({PART})(?:\3({PART}))?[:\"]?", re.ASCII)
SPACED = re.compile(rf"([+-]?)(\d{{1,3}})\s+({PART})(?:\s+({PART}))?", re.ASCII)
COMMAS = re.compile(r"[+-]?\d{1,3},\d{1,20}\s+[+-]?\d{1,3},\d{1,20}", re.ASCII)  # two numbers with decimal commas
UNIT = re.compile(r"(?<=\d)\s*(?:米|M)$")
AXES: dict[str, Axis] = {"E": "lon", "W": "lon", "λ": "lon", "N": "lat", "S": "lat", "φ": "lat"}
BODY = "([^EWNSλφ]+)"
STYLES = ("([EWNSλφ])" + BODY + "()", "()" + BODY + "([EWNS])", "([λφ])" + BODY + "([EWNS])", "()" + BODY + "()")
SINGLES = tuple(re.compile(style) for style in STYLES)
PAIRS = tuple(re.compile(style + r"[\s,;/|&]*" + style) for style in STYLES[:3])
SEPARATORS = (";", "|", "/", ",")


@dataclass(frozen=True)
class Number:
    """A number of a position: degrees, or metres of a grid; south and west are negative.

    `unit` is what its last digit counts, in the same unit: 0.01 for 116.29, 1/60 for 116°17′. `axis` is which one it
    is, where letters or words say so.
    """

    value: float
    unit: float
    axis: Axis = ""


def number(text: str) -> Number | None:
    """The one number a cell says, None where it says none."""
    if quick := PLAIN.fullmatch(text):
        return Number(float(text), 10.0 ** -len(quick[1] or ""))
    said = UNIT.sub("", written(text))
    return next((_lettered(found.groups()) for one in SINGLES if (found := one.fullmatch(said))), None)


def pair(text: str) -> tuple[Number, Number] | None:
    """The two numbers of one cell in the order they stand, whatever is between them; a third may be a height."""
    said = written(text)
    for one in PAIRS:
        if found := one.fullmatch(said):
            first, second = _lettered(found.groups()[:3]), _lettered(found.groups()[3:])
            return (first, second) if first and second else None
    held = _several(said)
    if held is None or len(held) not in (2, 3):
        return None
    if len(held) == 3 and not _with_height(held):  # noqa: PLR2004  # longitude, latitude, height
        return None
    return held[0], held[1]


def _with_height(held: Sequence[Number]) -> bool:
    """Whether the third of three numbers may be a height: the two before it are no minutes of a degree then."""
    return abs(held[2].value) <= HIGHEST and all(one.unit < 1 for one in held[:2])


def _lettered(parts: Sequence[str]) -> Number | None:
    """The number between two letters, each of which may be missing; None where they contradict each other."""
    before, body, after = parts
    found = _alone(body.strip(ENDS))
    axes = {AXES[sign] for sign in (before, after) if sign}
    if found is None or len(axes) > 1:
        return None
    value = -abs(found.value) if {before, after} & {"W", "S"} else found.value
    return replace(found, value=value, axis=next(iter(axes), ""))


def _several(said: str) -> list[Number] | None:
    """The numbers of a text without letters, None where it holds anything else."""
    if COMMAS.fullmatch(said):
        return [one for part in said.split() if (one := _single(part))]
    for separator in SEPARATORS:
        parts = [part.strip(ENDS) for part in said.split(separator)]
        found = [_alone(part) for part in parts]
        if len(parts) > 1 and None not in found:
            return [one for one in found if one]
    parts = _apart(said)
    found = [_single(part) for part in parts]
    if None in found:
        return None
    numbers = [one for one in found if one]
    return _grouped(parts) if len(parts) in (4, 6) else numbers


def _apart(said: str) -> list[str]:
    """The parts of a text between blanks and commas; degrees that are marked may stand side by side."""
    parts = [part.strip(ENDS) for part in re.split(r"[\s,]+" if "." in said or "°" in said else r"\s+", said)]
    apart: list[str] = []
    for part in parts:
        marked = [found[0] for found in MARKED.finditer(part)]
        apart += marked if len(marked) > 1 and "".join(marked) == part else [part]
    return [part for part in apart if part]


def _grouped(parts: Sequence[str]) -> list[Number] | None:
    """Four bare numbers as degrees and minutes twice, six as degrees, minutes and seconds twice."""
    half = len(parts) // 2
    both = [_alone(" ".join(part)) for part in (parts[:half], parts[half:])]
    return None if None in both else [one for one in both if one]


def _alone(text: str) -> Number | None:
    """One number, its degrees, minutes and seconds also with blanks between them."""
    found = SPACED.fullmatch(text)
    return _sexagesimal(*found.groups()) if found else _single(text)


def _single(text: str) -> Number | None:
    """One number without blanks inside."""
    if THOUSANDS.fullmatch(text):
        plain = text.replace(",", "")
        return Number(float(plain), 10.0 ** -len(plain.partition(".")[2]))
    if found := DECIMAL.fullmatch(text):
        sign, whole, rest = found[1], found[2], found[3] or ""
        return Number(float(f"{sign}{whole}.{rest or 0}"), 10.0 ** -len(rest))
    if found := MARKED.fullmatch(text):
        return _sexagesimal(*found.groups())
    if found := COUNTED.fullmatch(text):
        return _sexagesimal(found[1], found[2], found[4], found[5])
    return None


def _sexagesimal(sign: str, degrees: str, minutes: str | None, seconds: str | None) -> Number | None:
    """Degrees with minutes and seconds, each whole where a smaller part follows; None from 60 of either on."""
    if seconds and not minutes.isdecimal() if minutes else bool(seconds):
        return None
    small, smaller = (float((part or "0").replace(",", ".")) for part in (minutes, seconds))
    if small >= WHOLE or smaller >= WHOLE:
        return None
    size = int(degrees) + small / WHOLE + smaller / WHOLE**2
    last, part = (seconds, WHOLE**2) if seconds else (minutes, WHOLE) if minutes else ("", 1)
    digits = len((last or "").replace(",", ".").partition(".")[2])
    return Number(-size if sign == "-" else size, 10.0**-digits / part)
