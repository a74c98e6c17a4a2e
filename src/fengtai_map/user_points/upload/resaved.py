"""Texts that a spreadsheet makes of others when it opens and saves a plain file: numbers without their noughts, days.

Of a long number it leaves six digits, or fifteen: 1.10106E+17; of a position as many as the column shows: 116.29. What
was meant is what was there before.
"""

import re
from decimal import Decimal

from fengtai_map.geo.projection import METRE
from fengtai_map.model import UserPoint

PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,12})?")
DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[ T]0?0:00(?::00)?)?")
CUT = re.compile(r"(\d)(?:\.(\d{1,14}))?[Ee]\+(\d\d)")
FEWEST = 11  # the power of ten from which a spreadsheet writes a number so
EXACT = 15  # digits that it keeps of a number
SHARE = 0.8  # of half of the last digit: an error is stated in round numbers
DECIMALS = 2  # of a position at least: with fewer it may be anywhere


def cut(text: str) -> bool:
    """Whether a text is a long number of which a spreadsheet has left the first digits."""
    found = CUT.fullmatch(text)
    return bool(found and int(found[3]) >= FEWEST)


def resaved(old: str, new: str) -> bool:
    """Whether a spreadsheet may have made the new text of the old one, which then says more.

    >>> [resaved(*pair) for pair in (("007", "7"), ("2026-06-01", "2026/6/1"), ("110106199001011230", "1.10106E+17"))]
    [True, True, True]
    >>> resaved("7", "8")
    False
    """
    if PLAIN.fullmatch(old) and PLAIN.fullmatch(new):
        return len(new) <= len(old) and (Decimal(old) == Decimal(new) or _rounded(old, new))
    if (one := DAY.fullmatch(old)) and (other := DAY.fullmatch(new)):
        return [*map(int, one.groups())] == [*map(int, other.groups())]
    if old.isdecimal() and (found := CUT.fullmatch(new)):
        return f"{Decimal(old):.{len(found[2] or '')}E}" == new.upper()
    return False


def _rounded(old: str, new: str) -> bool:
    """Whether a long number has noughts in the place of the digits that a spreadsheet does not keep."""
    return len(old) > EXACT and new == old[:EXACT] + "0" * (len(old) - EXACT)


def rounded(old: UserPoint, new: UserPoint) -> bool:
    """Whether a position is the other one with fewer digits, and no more exact by what it says of its error.

    The second: 116°15'36" is 116.26 too, and says more than these digits.
    """
    there, here = (old.lon, old.lat), (new.lon, new.lat)
    digits = max(map(_decimals, here))
    half = 0.5 / 10**digits
    if not DECIMALS <= digits < max(map(_decimals, there)) or new.error_m * METRE < SHARE * half:
        return False
    return all(abs(one - other) <= half * (1 + 1e-6) for one, other in zip(there, here, strict=True))


def _decimals(number: float) -> int:
    return len(f"{number!r}".partition(".")[2])
