"""Numbers of a position as people write them: degrees, minutes and seconds, full-width digits, decimal commas."""

import re
import unicodedata

# NFKC knows full-width signs, but would make two primes of a double one.
SIGNS = str.maketrans({"º": "°", "″": '"', "”": '"', "“": '"', "′": "'", "’": "'", "‘": "'", "−": "-"})
WORDS = str.maketrans({"度": "°", "分": "'", "秒": '"'})
HALF = "(东经|西经|北纬|南纬|[EWNS东西南北]?)"
HALVED = re.compile(f"{HALF}(.*?){HALF}")
NEGATIVE = ("W", "S", "西", "南", "西经", "南纬")
THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?|[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
NUMBER = re.compile(r"[+-]?[0-9]{1,12}([.,][0-9]{0,20})?°?")
SEXAGESIMAL = re.compile(
    r"""([+-]?)([0-9]{1,3})[°:]([0-9]{1,2}(?:[.,][0-9]{1,15})?)(?:'|:|$)(?:([0-9]{1,2}(?:[.,][0-9]{1,15})?)"?)?"""
)
SEPARATORS = (";", ",", "/", None)
WHOLE = 60


def number(text: str) -> float | None:
    """The number a cell says: degrees, or metres of a grid. None where it says none. South and west are negative."""
    halved = HALVED.fullmatch(_plain(text))
    if not halved or (halved[1] and halved[3]):
        return None
    value = _value(halved[2])
    return -abs(value) if value is not None and halved[1] + halved[3] in NEGATIVE else value


def pair(text: str) -> tuple[float, float] | None:
    """The two numbers of one cell, as «116.3,39.8» or with blanks, semicolon or slash between; None where not two."""
    plain = _signs(text).strip("()[]{} ").replace("、", ",")
    for separator in SEPARATORS:
        parts = [number(part) for part in plain.split(separator)]
        if len(parts) == len("xy") and None not in parts:
            first, second = parts
            return (first, second) if first is not None and second is not None else None
    return None


def _signs(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(SIGNS)).translate(WORDS).upper()


def _plain(text: str) -> str:
    return "".join(_signs(text).split()).replace("''", '"')


def _value(text: str) -> float | None:
    if THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    if NUMBER.fullmatch(text):
        return float(text.replace(",", ".").rstrip("°"))
    found = SEXAGESIMAL.fullmatch(text)
    if not found:
        return None
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups()[1:])
    if minutes >= WHOLE or seconds >= WHOLE:
        return None
    size = degrees + minutes / WHOLE + seconds / WHOLE**2
    return -size if found[1] == "-" else size
