"""The example rows of our templates, which are left out when they are brought in unchanged, and those of others."""

import re
from collections.abc import Mapping, Sequence

from fengtai_map.model import Atlas

CALLED = r"[（(【\[]?(?:填写)?(?:示例|样例|范例|例|example)\d{0,2}"
ALONE = re.compile(rf"{CALLED}[）)】\]：:]?", re.IGNORECASE)  # in any cell, as 例 in the column of numbers
BEFORE = re.compile(rf"{CALLED}[）)】\]：:].*", re.IGNORECASE)  # at the beginning of a name
WORDED = ("kind", "status")  # whose example is an id of ours, shown by its word


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
