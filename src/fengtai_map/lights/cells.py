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
PARTS = re.compile(
    r"(?!\d{4}年?以?前)(\d{4})年?(第?[一二三四1-4]季度|[Qq][1-4]|上半年|下半年|年底|底|年末|末|年内|内|年度?|全年)?(?:底|末)?(?:以?前)?"
)
CLOCK = re.compile(r"[ T]\d\d?:\d\d(:\d\d(\.\d+)?)?(\+08:?00)?$")
GREENWICH = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)")
BEIJING = 8  # hours that it is before Greenwich
PLANNED = re.compile(r"^(?:预计|计划|拟|力争|争取)?[于在]?|(?:竣工|完工|完成|建成|交付|投用|通车|开业|投入使用)$")
MONTH_ALONE = re.compile(r"^(20[2-9]\d)(0[1-9]|1[0-2])$")  # 201206 may be a day of 2020, too
CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
CHINESE_NUMBER = re.compile(r"(?<![〇零○一二三四五六七八九十])([二三]?十)?([一二三四五六七八九])?(?=[月日号])")
DIGITS = "零一二三四五六七八九"
TENTHS = {"上旬": 10, "中旬": 20}
QUARTERS = "一二三四1234"
FULL = 100.0
EPOCH = date(1899, 12, 30)  # day 0 of a workbook
NUMBERED = range(36526, 73051)  # the days of 2000 to 2099, as a workbook numbers them
MOMENTS = range(946_684_800_000, 4_102_444_800_000)  # the same years in milliseconds since 1970, as ArcGIS has them


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
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := GREENWICH.fullmatch(plain):
        year, month, day, hour = map(int, found.groups())
        return (start := _date(year, month, day)) and start + timedelta(days=(hour + BEIJING) // 24)
    plain = re.sub(r"(?<=[年月])\s+|\s+(?=[年月日])", "", CLOCK.sub("", plain))
    plain = _arabic(MONTH_ALONE.sub(r"\1-\2", PLANNED.sub("", plain)))
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


def _arabic(text: str) -> str:
    """A text with its year, months and days in digits: 二〇二六年六月 is 2026年6月."""
    text = CHINESE_YEAR.sub(lambda found: "".join(f"{max(DIGITS.find(sign), 0)}" for sign in found[0]), text)
    return CHINESE_NUMBER.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    """十一 as 11; nothing where no number stands."""
    tens, ones = found.groups("")
    value = 10 * (DIGITS.find(tens[0]) if tens[1:] else len(tens)) + DIGITS.find(ones or DIGITS[0])
    return f"{value}" if found[0] else ""


def numbered(text: str) -> str:
    """The day that a workbook or a web service means by a number, ISO 8601; empty for any other text."""
    if not text.isdecimal() or len(text) > len(f"{MOMENTS[-1]}"):
        return ""
    if int(text) in MOMENTS:
        return (date(1970, 1, 1) + timedelta(milliseconds=int(text), hours=BEIJING)).isoformat()
    return (EPOCH + timedelta(days=int(text))).isoformat() if int(text) in NUMBERED else ""


def _month(part: str) -> int:
    """The last month of a part of a year."""
    if "季度" in part:
        return 3 * (QUARTERS.index(part.removeprefix("第")[0]) % len("一二三四") + 1)
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
