"""Rows between the others that are no place: examples, totals, remarks, and headings that say a kind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from fengtai_map.formats.cells import key
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.named_crs import HEADING, bare
from fengtai_map.user_points.upload.row_checks import RowReader

COUNTED = re.compile(r"^[（(]?[一二三四五六七八九十百\d]{1,3}[)）]?[、.．:：\s]\s*")
AMOUNT = re.compile(r"[:：\s]*(?:\d+\s*\w?)?$")  # behind the word of a total: 合计：2处
LOCATED = (("lon", "lat"), ("position",), ("shape",))
CALLED = r"[（(【\[]?(?:填写)?(?:示例|样例|范例|例|example)\d{0,2}"
ALONE = re.compile(rf"{CALLED}[）)】\]：:]?", re.IGNORECASE)  # in any cell, as 例 in the column of numbers
BEFORE = re.compile(rf"{CALLED}[）)】\]：:].*", re.IGNORECASE)  # at the beginning of a name
WORDED = ("kind", "status")  # whose example is an id of ours, shown by its word


class HeadingRows:
    """Tells rows that are no place from the others; asked row by row, in their order."""

    def __init__(self, judge: RowReader) -> None:
        self.judge, self.table = judge, judge.table
        self.totals = {key(word) for word in judge.rules.silent.totals}
        self.remarks = {key(word) for word in judge.rules.silent.remarks}
        merged = (one.particulars for one in self.table.notices if one.code == HEADING)
        self.merged = sorted((int(said["row"]), said["sheet"], said["text"]) for said in merged)
        self.sheet, self.word, self.before = "", "", 0
        self.named, self.used = "", dict[str, None]()  # the kind that the sheet is called by, the sheets that gave one

    def notice(self, at: int, text: dict[str, str]) -> Problem | None:
        """Why a row is no place, None where it may be one: then it is given the kind of its heading."""
        sheet = self.table.row_sheets[at] if self.table.row_sheets else ""
        if sheet != self.sheet:
            self.named = self._kind(PurePath(sheet).stem)
            self.sheet, self.word, self.before = sheet, self.named, 0
        self._pass(self.table.numbers[at])
        filled = [cell for cell in self.table.rows[at] if cell]
        shaped = bool(self.table.shapes) and self.table.shapes[at] is not None
        if shaped or any(all(text.get(field) for field in fields) for fields in LOCATED):
            if self.word and self.word == self.named and not text.get("kind"):
                self.used[sheet] = None
            text["kind"] = text.get("kind") or self.word
            return None
        if filled and self._total(filled[0]):
            return self.judge.problem("upload-total", at, value=filled[0][:40])
        if filled and self._remark(filled[0]) and self._remark(text.get("kind") or filled[0]):
            return self.judge.problem("upload-remark", at, value=filled[0][:40])
        word = self._kind(filled[0] if len(filled) == 1 else "" if text.get("kind") else text.get("name", ""))
        if len(filled) == 1 or word:
            self.word = word
        return self.judge.problem("upload-section", at, value=word) if word else None

    def sheets(self) -> Iterator[Problem]:
        """A notice of the sheets whose names are kinds and gave these to rows without one."""
        if self.used:
            yield Problem("upload-sheet-kinds", self.table.file, "", {"names": ", ".join(self.used)[:200]})

    def _total(self, said: str) -> bool:
        """Whether a text is the word of a total, or what it is the total of before a word that no name ends with."""
        plain = key(AMOUNT.sub("", bare(said)))
        return plain in self.totals or plain.endswith(tuple(word for word in self.totals if word.endswith("计")))

    def _remark(self, said: str) -> bool:
        """Whether a text begins with a word that no place is called by, and a colon: 制表人：张三."""
        word, colon, _ = said.replace("：", ":").partition(":")
        return bool(colon) and key(word.rstrip("0123456789一二三四五")) in self.remarks

    def _pass(self, number: int) -> None:
        """Take in the merged headings above a row that were left out of the rows before."""
        several = bool(self.table.row_sheets)
        for row, sheet, said in self.merged:
            if self.before < row < number and (sheet == self.sheet or not several):
                self.word = self._kind(said)
        self.before = number

    def _kind(self, said: str) -> str:
        """The word of a kind that a heading says, without its number and what stands in brackets; empty where none."""
        word = bare(COUNTED.sub("", said)).strip()
        words = (word, word.removesuffix("类"))
        return next((one for one in words if self.judge.words.meaning("kind", one)), "")


def example_text(atlas: Atlas, lang: str, template: str = "points") -> dict[str, str]:
    """The example of a template by field, or by head for its other columns, in the words of a language."""
    words = atlas.words[lang]
    below = words.below(f"upload.example.{template}")
    return {
        field: words(f"{field}.{said}") if field in WORDED and f"{field}.{said}" in words else said
        for field, said in below.items()
    }


def examples(atlas: Atlas) -> list[Mapping[str, str]]:
    """Every example as a row says it: by field, without the columns that are kept as they are."""
    fields = {column.id for column in atlas.upload.columns}
    return [
        {field: said for field, said in example_text(atlas, lang, template).items() if field in fields and said}
        for lang in atlas.words
        for template in TEMPLATES
    ]


def filled(text: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something."""
    return {field: said for field, said in text.items() if said}


def is_example(name: str, cells: Sequence[str]) -> bool:
    """Whether a row calls itself an example, as forms to fill in have one above their rows.

    >>> is_example("某公园", ("例", "某公园")), is_example("示例：某公园", ()), is_example("示例小学", ("1",))
    (True, True, False)
    """
    return BEFORE.fullmatch(name) is not None or any(ALONE.fullmatch(cell) for cell in cells)


TEMPLATES = ("points", "buildings", "projects")
