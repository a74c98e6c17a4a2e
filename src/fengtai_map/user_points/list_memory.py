"""A file of a list is read as the last one of that list was: what is remembered of it fills what was not said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fengtai_map.model import UserList
from fengtai_map.user_points.upload import Choice, ParsedFile

COPY = re.compile(r"(\s*[(（]\d{1,3}[)）]|[\s_-]*(副本|copy))$", re.IGNORECASE)  # as programs name a second file
ASSUMED = "upload-datum-assumed"  # the notice that a datum was taken for granted


def list_of(name: str, lists: Sequence[UserList], endings: Sequence[str] = ()) -> UserList | None:
    """The kept list that a file is called after: as it is, or as a copy or its rows to correct, which have `endings`.

    >>> kept = [UserList(name="公园", owner="")]
    >>> [list_of(name, kept, ["需改正"]) in kept for name in ("公园", "公园 - 副本 (2)", "公园-需改正 (1)", "公园2027")]
    [True, True, True, False]
    """
    named = {one.name: one for one in lists}
    while name not in named:
        shorter = COPY.sub("", name)
        for ending in endings:
            shorter = shorter.removesuffix(f"-{ending}")
        if shorter == name:
            return None
        name = shorter
    return named[name]


def with_words(choice: Choice, one: UserList | None) -> Choice:
    """The choice with the words of a list and the datum of its last file; what was said of this file goes before."""
    if one is None:
        return choice
    both = {*one.words, *choice.words}
    words = {what: {**one.words.get(what, {}), **choice.words.get(what, {})} for what in both}
    return replace(choice, words=words, list=one.name, before=one.datum)


def remembering(choice: Choice, one: UserList | None, reading: ParsedFile) -> Choice:
    """The choice with all that is remembered of a list: a grid only where the file does not tell it."""
    if one is None:
        return choice
    known = with_words(choice, one)
    columns = {field: head for field, head in one.columns.items() if head in reading.table.head}
    if not choice.mapping and any(reading.mapping.get(field) != head for field, head in columns.items()):
        free = {field: head for field, head in reading.mapping.items() if head not in columns.values()}
        known = replace(known, mapping={**free, **columns})
    untold = any(asked.what == "grid" for asked in reading.choices)
    return replace(known, grid=choice.grid or (one.grid if untold else ""))


def assumed_datum(reading: ParsedFile) -> str:
    """The datum that was assumed since neither the file nor known places show which it is; else empty."""
    return reading.datum if any(one.code == ASSUMED for one in reading.notices) else ""
