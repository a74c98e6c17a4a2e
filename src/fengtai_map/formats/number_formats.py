"""Formats of a workbook by which a cell shows something else than it holds: a month, a percentage.

Who types 2026年6月 has a cell that holds 1 June and shows no day; who types 60% has one that holds 0.6.
"""

import re
from typing import Literal

Shown = Literal["month", "percent", ""]
BUILT_IN: dict[str, Shown] = {  # those without a code of their own: Jun-26, and 2026年6月 of a Chinese program
    **dict.fromkeys(("17", "27", "36", "50", "52", "57"), "month"),
    **dict.fromkeys(("9", "10"), "percent"),
}
SAID = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;.*', re.DOTALL)  # words, a language, what negative numbers look like
FIRST_DAY = re.compile(r"(\d{4}-\d\d)-01")
PART = re.compile(r"-?\d(\.\d+)?([Ee]-\d+)?")  # of one; a larger number has the format by mistake


def shown(number: str, code: str) -> Shown:
    """What a format, by its number and its code, makes of a number.

    >>> shown("57", ""), shown("164", '[$-804]yyyy"年"m"月";@'), shown("165", "0.0%"), shown("166", "yyyy-mm-dd")
    ('month', 'month', 'percent', '')
    """
    if not code:
        return BUILT_IN.get(number, "")
    plain = SAID.sub("", code).casefold()
    if "%" in plain:
        return "percent"
    return "month" if "y" in plain and "m" in plain and not {*"dhs"} & {*plain} else ""


def as_shown(cell: str, what: Shown) -> str:
    """A cell as its format shows it: a first day as its month, a part of one as a percentage, anything else as it is.

    >>> as_shown("2026-06-01", "month"), as_shown("2026-06-15", "month"), as_shown("0.605", "percent")
    ('2026-06', '2026-06-15', '60.5%')
    """
    if what == "month" and (found := FIRST_DAY.fullmatch(cell)):
        return found[1]
    if what == "percent" and PART.fullmatch(cell):
        return f"{round(float(cell) * 100, 4):g}%"
    return cell
