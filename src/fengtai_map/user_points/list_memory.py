"""A file of a list is read as the last one of that list was: what is remembered of it fills what was not said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fengtai_map.model import UserList
from fengtai_map.user_points.upload import Choice, ParsedFile

ASTRAY = 500  # metres: by another grid places lie farther off
COPY = re.compile(r"(\s*[(（]\d{1,3}[)）]|[\s_-]*(副本|copy))$", re.IGNORECASE)  # as programs name a second file
ASSUMED = "upload-datum-assumed"  # the notice that a datum was taken for granted


def names_of(file: str, endings: Sequence[str] = ()) -> Iterator[str]:
    """What a list may be called by the name of a file, as it is first.

    Then without what says that it is a copy, or the rows to correct of a file, which have `endings`.

    >>> list(names_of("公园-需改正 (1)", ["需改正"]))
    ['公园-需改正 (1)', '公园-需改正', '公园']
    """
    while file:
        yield file
        shorter = COPY.sub("", file)
        for ending in endings:
            shorter = shorter.removesuffix(f"-{ending}") if shorter == file else shorter
        file = shorter if shorter != file else ""


def with_words(choice: Choice, one: UserList | None) -> Choice:
    """The choice with the words of a list and the datum of its last file; what was said of this file goes before."""
    if one is None:
        return choice
    both = {*one.words, *choice.words}
    words = {what: {**one.words.get(what, {}), **choice.words.get(what, {})} for what in both}
    recalled = {word for what in one.words for word in one.words[what] if word not in choice.words.get(what, {})}
    recalled |= {*choice.recalled}
    return replace(choice, words=words, list=one.name, before=one.datum, recalled=tuple(sorted(recalled)))


def remembering(choice: Choice, one: UserList | None, reading: ParsedFile) -> Choice:
    """The choice with all that is remembered of a list: a grid only where the file does not tell it.

    Nor where the known places that the file names would lie elsewhere by it: then it is asked for.
    """
    if one is None:
        return choice
    known = with_words(choice, one)
    columns = {field: head for field, head in one.columns.items() if head in reading.table.head}
    if not choice.mapping and any(reading.mapping.get(field) != head for field, head in columns.items()):
        free = {field: head for field, head in reading.mapping.items() if head not in columns.values()}
        known = replace(known, mapping={**free, **columns})
    asked = next((asked for asked in reading.choices if asked.what == "grid" and one.grid in asked.options), None)
    told = asked is None or float(asked.particulars.get(one.grid) or 0) > ASTRAY
    return replace(known, grid=choice.grid or ("" if told else one.grid))


def assumed_datum(reading: ParsedFile) -> str:
    """The datum that was assumed since neither the file nor known places show which it is; else empty."""
    return reading.datum if any(one.code == ASSUMED for one in reading.notices) else ""
