"""What a clerk has said of a file, and what is remembered of its list, as the reading takes it."""

from dataclasses import replace

from fengtai_map.model import UserList
from fengtai_map.ui.user_points import lists, word_meanings
from fengtai_map.ui.user_points.file_state import Said
from fengtai_map.ui.user_points.kept_points import KeptPoints
from fengtai_map.user_points.upload import Choice, ParsedFile

ASSUMED = {"upload-datum-assumed": "datum"}  # notices that something was taken for granted


def choice_of(said: Said, kept: KeptPoints) -> Choice:
    """What was said of a file, with the kinds that are kept and those that were made for it."""
    return Choice(
        datum=said.get("datum", ""),
        grid=said.get("grid", ""),
        axes=said.get("axes", ""),
        mapping={field: head for field, head in said.get("mapping", {}).items() if head},
        unread=tuple(said.get("unread", ())),
        defaults={"kind": said["default-kind"]} if said.get("default-kind") else {},
        words=word_meanings.words_of(said),
        kinds=(*kept.kinds, *word_meanings.new_kinds(said)),
        sheet=said.get("sheet", ""),
        head_row=int(said.get("head_row") or 0),
        encoding=said.get("encoding", ""),
    )


def with_words(choice: Choice, one: UserList | None) -> Choice:
    """The choice with the words of a list; what was said of this file goes before."""
    if one is None:
        return choice
    both = {*one.words, *choice.words}
    words = {what: {**one.words.get(what, {}), **choice.words.get(what, {})} for what in both}
    return replace(choice, words=words, list=one.name)


def remembering(choice: Choice, one: UserList | None, reading: ParsedFile) -> Choice:
    """The choice with all that is remembered of a list. A datum is, only where known places do not tell it."""
    if one is None:
        return choice
    known = with_words(choice, one)
    columns = lists.remembered(one, reading.table.head)
    if not choice.mapping and any(reading.mapping.get(field) != head for field, head in columns.items()):
        free = {field: head for field, head in reading.mapping.items() if head not in columns.values()}
        known = replace(known, mapping={**free, **columns})
    untold = {asked.what for asked in reading.choices} | {ASSUMED.get(one.code, "") for one in reading.notices}
    return replace(
        known,
        datum=choice.datum or (one.datum if "datum" in untold else ""),
        grid=choice.grid or (one.grid if "grid" in untold else ""),
    )
