"""What a cell says of a percentage or a day, as offices write them. What could mean two things says nothing."""

import re
import unicodedata
from datetime import date, timedelta

from fengtai_map.model.lights import LightWords

PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%")
BARE = re.compile(r"\d{1,3}(?:\.\d{1,12})?")
DAY = re.compile(
    r"(\d{4})(?:-(\d\d?)-(\d\d?)|/(\d\d?)/(\d\d?)|\.(\d\d?)\.(\d\d?)|年(\d\d?)月(\d\d?)[日号](?:以?前)?|(\d\d)(\d\d))"
)
MONTH = re.compile(r"(\d{4})(?:[-/.](\d\d?)|年(\d\d?)月份?(上旬|中旬|下旬|底|末|月底|月末)?(?:前)?)")
PARTS = re.compile(r"(\d{4})年?(第?[一二三四]季度|[Qq][1-4]|上半年|下半年|年底|底|年末|末|年内|内|年)?(?:前)?")
CLOCK = re.compile(r"[ T]\d\d?:\d\d(:\d\d(\.\d+)?)?(Z|\+08:?00)?$")
TENTHS = {"上旬": 10, "中旬": 20}
QUARTERS = "一二三四"
FULL = 100.0
EPOCH = date(1899, 12, 30)  # day 0 of a workbook
NUMBERED = range(36526, 73051)  # the days of 2000 to 2099, as a workbook numbers them


def usual(text: str) -> str:
    """A cell without blanks around it, full width and case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def amount(text: str, words: LightWords) -> float | None:
    """A percentage: 60%, 60, 已完成. None where it is not certain: 0.6 may be either, 约六成 is no number."""
    plain = usual(text)
    if plain in words.done:
        return FULL
    if plain in words.none:
        return 0.0
    if found := PERCENT.fullmatch(plain):
        value = float(found[1])
    elif BARE.fullmatch(plain) and (float(plain) == 0 or float(plain) > 1):
        value = float(plain)
    else:
        return None
    return value if value <= FULL else None


def day_of(text: str) -> date | None:
    """A day; of a month, a quarter or a year its last, as a due date means it. None where none is said."""
    plain = CLOCK.sub("", unicodedata.normalize("NFKC", text).strip())
    plain = re.sub(r"(?<=[年月])\s+|\s+(?=[年月日])", "", plain)
    if found := DAY.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups() if part)
        return _date(year, month, day)
    if found := MONTH.fullmatch(plain):
        tenth = TENTHS.get(found[4] or "")
        month = int(found[2] or found[3])
        if plain.endswith(".1"):  # as a number a spreadsheet writes October so, too
            return None
        return _date(int(found[1]), month, tenth) if tenth else _end(int(found[1]), month)
    if found := PARTS.fullmatch(plain):
        return _end(int(found[1]), _month(found[2] or ""))
    return None


def numbered(text: str) -> str:
    """The day that a workbook means by a number, ISO 8601; empty for any other text."""
    known = text.isdecimal() and int(text) in NUMBERED
    return (EPOCH + timedelta(days=int(text))).isoformat() if known else ""


def _month(part: str) -> int:
    """The last month of a part of a year."""
    if "季度" in part:
        return 3 * (QUARTERS.index(part.removeprefix("第")[0]) + 1)
    if part[:1] in ("Q", "q"):
        return 3 * int(part[1])
    return 6 if part == "上半年" else 12


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None  # noqa: PLR2004  # years of projects
    except ValueError:
        return None


def _end(year: int, month: int) -> date | None:
    """The last day of a month."""
    after = _date(year + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None  # noqa: PLR2004  # months
    return after and after - timedelta(days=1)
