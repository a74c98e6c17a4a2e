"""Formats of a workbook that show a year and a month and no day: who types 2026年6月 has such a cell, of 1 June."""

import re

BUILT_IN = (17, 27, 36, 50, 52, 57)  # those without a code of their own: Jun-26, and 2026年6月 of a Chinese program
SAID = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;.*', re.DOTALL)  # words, a language, what negative numbers look like
FIRST_DAY = re.compile(r"(\d{4}-\d\d)-01")


def shows_month(number: str, code: str) -> bool:
    """Whether a format, by its number and its code, shows no more of a date than its month.

    >>> shows_month("57", ""), shows_month("164", '[$-804]yyyy"年"m"月";@'), shows_month("165", "yyyy-mm-dd")
    (True, True, False)
    """
    plain = SAID.sub("", code).casefold()
    return "y" in plain and "m" in plain and not {*"dhs"} & {*plain} if code else number in map(str, BUILT_IN)


def month(cell: str) -> str:
    """The month of a cell whose format shows no day, as it was typed; the cell as it is where it is another day."""
    found = FIRST_DAY.fullmatch(cell)
    return found[1] if found else cell
