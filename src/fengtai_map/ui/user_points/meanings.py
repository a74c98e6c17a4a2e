"""Words of a file that we do not know: for each the clerk says once which of our kinds or statuses it is, or a new one.

The table runs by itself: a hand goes through all words, and only then is the file read with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from fengtai_map.formats import Asked
from fengtai_map.i18n import Text, readable
from fengtai_map.model import OwnKind
from fengtai_map.ui import markup
from fengtai_map.ui.context import Desk
from fengtai_map.ui.user_points import kinds
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.user_points.upload import Reading, own_kind_id

NEW = "+"  # the answer that a word is a kind of its own
WORDS = 80  # words of one table
LONGEST = 40  # characters of the name of a kind


@dataclass(frozen=True)
class Table:
    """Words of one thing, with how often each stands in the file and what it was said to mean before."""

    what: str
    counts: Mapping[str, str]
    meant: Mapping[str, str]


def asked(here: Desk, said: Said, one: Asked, _: Reading) -> None:
    """The table of the words that are not known, with how often each stands in the file."""
    markup.put("question", title=here.words(f"incoming.ask.{one.what}"), text=here.words(f"incoming.why.{one.what}"))
    _draw(here, said, Table(one.what, {word: one.particulars.get(word, "") for word in one.options[:WORDS]}, {}))


def again(here: Desk, said: Said, what: str, meant: Mapping[str, str]) -> None:
    """The table of the words that were answered, here or for an earlier file of the list, to answer them anew."""
    _draw(here, said, Table(what, dict.fromkeys(meant, ""), meant))


def words_of(said: Said) -> Mapping[str, Mapping[str, str]]:
    """What each word was said to mean: by "kind" and "status", the id of each word."""
    return {what: dict(words) for what, words in said.get("words", {}).items() if words}


def new_kinds(said: Said) -> tuple[OwnKind, ...]:
    """The kinds that words were said to be."""
    return tuple({one.id: one for one in said.get("kinds", {}).values()}.values())


@st.fragment
def _draw(here: Desk, said: Said, table: Table) -> None:
    for word, n in table.counts.items():
        name = readable(word) or here.words("incoming.no-word")
        left, right = st.columns([2, 3], vertical_alignment="center")
        with left:
            markup.put("word", word=name, n=f"× {n}" if n else "")
        with right:
            answer = _answer(here, said, table, word, name)
        if answer == NEW:
            _new(here, said, word)
    place = "again" if table.meant else "asked"
    if st.button(here.words("incoming.use-words"), key=f"w-use-{table.what}-{place}", type="primary"):
        _use(here, said, table)
        st.rerun()


def _answer(here: Desk, said: Said, table: Table, word: str, name: str) -> str:
    """What a word means: an id, NEW, or empty for no answer yet."""
    words, what = here.words, table.what
    ours = kinds.offered(here) if what == "kind" else tuple(one.id for one in here.base.upload.statuses)
    made = [one.id for one in new_kinds(said) if one.id not in ours] if what == "kind" else []
    names = {"": words("incoming.unsaid"), NEW: words("incoming.new-kind")}
    names |= {one.id: readable(one.name[here.lang]) for one in new_kinds(said)}
    answer: str = ask(
        said,
        partial(st.selectbox, label_visibility="collapsed"),
        f"word-{what}-{word}",
        name,
        shown=said.get("words", {}).get(what, {}).get(word, table.meant.get(word, "")),
        options=["", *ours, *made, *([NEW] if what == "kind" else [])],
        format_func=lambda one: names.get(one) or (kinds.name(here, one) if what == "kind" else words(f"status.{one}")),
    )
    return answer


def _new(here: Desk, said: Said, word: str) -> None:
    """The name of a new kind in both languages, and the symbol it has on the map."""
    words = here.words
    left, right = st.columns(2)
    with left:
        ask(said, st.text_input, f"kind-zh-{word}", words("incoming.kind-zh"), shown=word, max_chars=LONGEST)
    with right:
        ask(said, st.text_input, f"kind-en-{word}", words("incoming.kind-en"), shown="", max_chars=LONGEST)
    ask(
        said,
        partial(st.pills, selection_mode="single"),
        f"kind-symbol-{word}",
        words("incoming.kind-symbol"),
        shown=kinds.symbols_of(here.base)[0],
        options=kinds.symbols_of(here.base),
        format_func=lambda one: f"![{words(f'kind.{one}')}]({kinds.picture(one)})",
    )


def _use(here: Desk, said: Said, table: Table) -> None:
    """Write down every word that was answered; the file is read with them from now on."""
    what = table.what
    meant = dict(said.get("words", {}).get(what, {}))
    for word in table.counts:
        answer = said.get(f"word-{what}-{word}", meant.get(word, ""))
        if answer == NEW:
            answer = _kept(here, said, word)
        if answer:
            meant[word] = answer
    said["words"] = {**said.get("words", {}), what: meant}


def _kept(here: Desk, said: Said, word: str) -> str:
    """The id of a new kind; empty while it has no name in one of the languages."""
    zh, en, symbol = (said.get(f"kind-{part}-{word}") for part in ("zh", "en", "symbol"))
    zh = word if zh is None else zh.strip()
    if not (zh and en and en.strip()):
        return ""
    made = OwnKind(id=own_kind_id(zh), name=Text(zh=zh, en=en.strip()), symbol=symbol or kinds.symbols_of(here.base)[0])
    said["kinds"] = {**said.get("kinds", {}), word: made}
    return made.id
