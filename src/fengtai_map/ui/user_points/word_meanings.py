"""Words of a file that we do not know: for each the clerk says once which of our kinds or statuses it is, or a new one.

The table runs by itself: a hand goes through all words, and only then is the file read with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from fengtai_map.formats import Question
from fengtai_map.i18n import Text, readable
from fengtai_map.model import UserKind
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import kinds
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.user_points.upload import ParsedFile, user_kind_id

NEW = "+"  # the answer that a word is a kind of its own
WORDS = 80  # words of one table
MAX_KIND_NAME_CHARS = 40  # characters of the name of a kind


@dataclass(frozen=True)
class WordTable:
    """Words of one thing, with how often each stands in the file and what it was said to mean before."""

    what: str
    counts: Mapping[str, str]
    meant: Mapping[str, str]


def asked(ctx: PageContext, said: Said, one: Question, _: ParsedFile) -> None:
    """The table of the words that are not known, with how often each stands in the file."""
    markup.put("question", title=ctx.words(f"incoming.ask.{one.what}"), text=ctx.words(f"incoming.why.{one.what}"))
    _draw(ctx, said, WordTable(one.what, {word: one.particulars.get(word, "") for word in one.options[:WORDS]}, {}))


def again(ctx: PageContext, said: Said, what: str, meant: Mapping[str, str]) -> None:
    """The table of the words that were answered, here or for an earlier file of the list, to answer them anew."""
    _draw(ctx, said, WordTable(what, dict.fromkeys(meant, ""), meant))


def words_of(said: Said) -> Mapping[str, Mapping[str, str]]:
    """What each word was said to mean: by "kind" and "status", the id of each word."""
    return {what: dict(words) for what, words in said.get("words", {}).items() if words}


def new_kinds(said: Said) -> tuple[UserKind, ...]:
    """The kinds that words were said to be."""
    return tuple({one.id: one for one in said.get("kinds", {}).values()}.values())


@st.fragment
def _draw(ctx: PageContext, said: Said, table: WordTable) -> None:
    for word, n in table.counts.items():
        name = readable(word) or ctx.words("incoming.no-word")
        left, right = st.columns([2, 3], vertical_alignment="center")
        with left:
            markup.put("word", word=name, n=f"× {n}" if n else "")
        with right:
            answer = _answer(ctx, said, table, word, name)
        if answer == NEW:
            _new(ctx, said, word)
    place = "again" if table.meant else "asked"
    if st.button(ctx.words("incoming.use-words"), key=f"w-use-{table.what}-{place}", type="primary"):
        _use(ctx, said, table)
        st.rerun()


def _answer(ctx: PageContext, said: Said, table: WordTable, word: str, name: str) -> str:
    """What a word means: an id, NEW, or empty for no answer yet."""
    words, what = ctx.words, table.what
    ours = kinds.offered(ctx) if what == "kind" else tuple(one.id for one in ctx.atlas.upload.statuses)
    made = [one.id for one in new_kinds(said) if one.id not in ours] if what == "kind" else []
    names = {"": words("incoming.unsaid"), NEW: words("incoming.new-kind")}
    names |= {one.id: readable(one.name[ctx.lang]) for one in new_kinds(said)}
    answer: str = ask(
        said,
        partial(st.selectbox, label_visibility="collapsed"),
        f"word-{what}-{word}",
        name,
        shown=said.get("words", {}).get(what, {}).get(word, table.meant.get(word, "")),
        options=["", *ours, *made, *([NEW] if what == "kind" else [])],
        format_func=lambda one: names.get(one) or (kinds.name(ctx, one) if what == "kind" else words(f"status.{one}")),
    )
    return answer


def _new(ctx: PageContext, said: Said, word: str) -> None:
    """The name of a new kind in both languages, and the symbol it has on the map."""
    words = ctx.words
    left, right = st.columns(2)
    with left:
        ask(
            said, st.text_input, f"kind-zh-{word}", words("incoming.kind-zh"), shown=word, max_chars=MAX_KIND_NAME_CHARS
        )
    with right:
        ask(said, st.text_input, f"kind-en-{word}", words("incoming.kind-en"), shown="", max_chars=MAX_KIND_NAME_CHARS)
    ask(
        said,
        partial(st.pills, selection_mode="single"),
        f"kind-symbol-{word}",
        words("incoming.kind-symbol"),
        shown=kinds.symbols_of(ctx.atlas)[0],
        options=kinds.symbols_of(ctx.atlas),
        format_func=lambda one: f"![{words(f'kind.{one}')}]({kinds.picture(one)})",
    )


def _use(ctx: PageContext, said: Said, table: WordTable) -> None:
    """Write down every word that was answered; the file is read with them from now on."""
    what = table.what
    meant = dict(said.get("words", {}).get(what, {}))
    for word in table.counts:
        answer = said.get(f"word-{what}-{word}", meant.get(word, ""))
        if answer == NEW:
            answer = _kept(ctx, said, word)
        if answer:
            meant[word] = answer
    said["words"] = {**said.get("words", {}), what: meant}


def _kept(ctx: PageContext, said: Said, word: str) -> str:
    """The id of a new kind; empty while it has no name in one of the languages."""
    zh, en, symbol = (said.get(f"kind-{part}-{word}") for part in ("zh", "en", "symbol"))
    zh = word if zh is None else zh.strip()
    if not (zh and en and en.strip()):
        return ""
    made = UserKind(
        id=user_kind_id(zh), name=Text(zh=zh, en=en.strip()), symbol=symbol or kinds.symbols_of(ctx.atlas)[0]
    )
    said["kinds"] = {**said.get("kinds", {}), word: made}
    return made.id
