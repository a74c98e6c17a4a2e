"""The list that a file belongs to: one that is kept, or a new one with a name and an owner.

What was said of the last file of a list is said of its next: its columns, its words, its datum and grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.model import UserList
from fengtai_map.model.user_points import BETWEEN_LISTS
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points.file_state import BroughtFiles, Said, ask
from fengtai_map.user_points.list_memory import names_of
from fengtai_map.user_points.upload import Choice, ParsedFile

MAX_LIST_NAME_CHARS = 80  # characters of a name


@dataclass(frozen=True)
class ListChoice:
    """The list of a file: `kept` is its name where it is kept, empty for a new one; `taken` is a new name that is kept.

    `whole` says that the file is all of it, `clears` that an empty cell empties what was there.
    """

    name: str
    owner: str
    kept: str = ""
    taken: bool = False
    whole: bool = False
    clears: bool = False


def likely(ctx: PageContext, brought: BroughtFiles, lists: Sequence[UserList]) -> UserList | None:
    """The kept list that a file is taken for: the one a hand chose, else the one of its name.

    Not one of the same columns: all that fill in our template have these.
    """
    named = {one.name: one for one in lists}
    wanted = [brought.said["list"]] if "list" in brought.said else _names(ctx, brought)
    return next((named[name] for name in wanted if name in named), None)


def called(ctx: PageContext, brought: BroughtFiles, found: str) -> str:
    """What the list of a file is called as far as it is known: `found` among those that are kept, or a new one."""
    return found or _name(brought.said.get("list-name", "")) or _names(ctx, brought)[-1]


def _names(ctx: PageContext, brought: BroughtFiles) -> Sequence[str]:
    """What the list of a file may be called by its name, the shortest last."""
    endings = [words("incoming.to-correct") for words in ctx.atlas.words.values()]
    return list(names_of(stem(brought.name), endings)) or [""]


def stem(file: str) -> str:
    """The name of a file without what comes after its last dot."""
    return _name(readable(PurePath(file).stem))[:MAX_LIST_NAME_CHARS]


def _name(said: str) -> str:
    """A name that a list may have: none with the sign that stands between the names of several."""
    return said.strip().replace(BETWEEN_LISTS, "，")


def draw(ctx: PageContext, brought: BroughtFiles, lists: Sequence[UserList], found: str, *, sound: bool) -> ListChoice:
    """Name and owner of the list, and what the file means for what is kept of it.

    `found` is the name of the kept list it is taken for. A file with rows that cannot be taken is not `sound`: what it
    lacks may be among them, so it removes nothing.
    """
    words, said = ctx.words, brought.said
    chosen = ask(
        said,
        st.selectbox,
        "list",
        words("incoming.list"),
        shown=found,
        options=["", *(one.name for one in lists)],
        format_func=lambda name: readable(name) or words("incoming.new-list"),
    )
    kept = next((one for one in lists if one.name == chosen), None)
    return _kept(ctx, said, kept, sound=sound) if kept else _new(ctx, brought, lists)


def _kept(ctx: PageContext, said: Said, kept: UserList, *, sound: bool) -> ListChoice:
    words = ctx.words
    remembered = words("incoming.list-remembered") if kept.columns else ""
    owner = readable(kept.owner) or words("applying.empty")
    markup.put("said", text=words("incoming.list-of", owner=owner, columns=remembered))
    clears = ask(said, st.toggle, "clears", words("incoming.clears"), shown=False)
    whole = ask(said, st.toggle, "whole", words("incoming.whole"), shown=False, disabled=not sound)
    if not sound:
        markup.put("said", text=words("incoming.not-whole"))
    return ListChoice(kept.name, kept.owner, kept.name, whole=whole and sound, clears=clears)


def _new(ctx: PageContext, brought: BroughtFiles, lists: Sequence[UserList]) -> ListChoice:
    words, said, usual = ctx.words, brought.said, _names(ctx, brought)[-1]
    left, right = st.columns(2)
    with left:
        name = ask(
            said, st.text_input, "list-name", words("incoming.list-name"), shown=usual, max_chars=MAX_LIST_NAME_CHARS
        )
    with right:
        owner = ask(
            said, st.text_input, "list-owner", words("incoming.list-owner"), shown="", max_chars=MAX_LIST_NAME_CHARS
        )
    name = _name(name) or usual
    taken = any(one.name == name for one in lists)
    if taken:
        st.error(markup.plain(words("incoming.list-taken", name=readable(name))))
    return ListChoice(name, owner.strip(), taken=taken)


def kept_of(belongs: ListChoice, before: Sequence[UserList], reading: ParsedFile, choice: Choice) -> UserList:
    """What is remembered of a list for its next file. What this file does not have stays as it was remembered."""
    earlier = next((one for one in before if one.name == belongs.kept), None)
    return UserList(
        name=belongs.name,
        owner=belongs.owner,
        datum=reading.datum or (earlier.datum if earlier else ""),
        grid=reading.grid or (earlier.grid if earlier else ""),
        columns={**(earlier.columns if earlier else {}), **reading.mapping},
        words={what: dict(words) for what, words in choice.words.items()},
    )
