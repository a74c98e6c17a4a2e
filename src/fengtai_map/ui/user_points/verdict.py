"""What a reading comes to: the light and the counts first, then every problem and notice, equal ones once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from fengtai_map.formats.cells import runs
from fengtai_map.i18n import Words, described
from fengtai_map.problems import Problem
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points.incoming_file import Read
from fengtai_map.user_points.upload import ParsedFile, bad_rows_file, where

LISTED = 100  # lines of problems that a page shows; the file to correct has every row with a problem
NAMED = 6  # runs of rows that a line names


def light(ctx: PageContext, read: Read, counts: Mapping[str, int]) -> None:
    """Whether the file can be taken, how many rows of it, and what they would change."""
    words, reading = ctx.words, read.reading
    colour = "ask" if reading.choices or read.assumed else "fix" if reading.problems else "green"
    said = {"good": f"{len(reading.rows):,}", "bad": f"{reading.bad:,}", "n": f"{len(reading.choices):,}"}
    said["waiting"] = f"{reading.waiting:,}"
    text = words("incoming.rows-ask" if reading.choices else "incoming.rows", **said)
    changes = [(what, words(f"applying.{what}"), f"{n:,}") for what, n in counts.items()]
    markup.put("verdict", light=colour, text=text, changes=changes)


def listed(ctx: PageContext, reading: ParsedFile, name: str) -> None:
    """Every problem with its rows, what is wrong and how to fix it; and the rows as a file to correct, named after."""
    words = ctx.words
    problem_list(ctx, "incoming.problems", reading.problems)
    if not reading.bad:
        return
    with st.container(horizontal=True, gap="small"):
        for form in ("xlsx", "csv"):
            st.download_button(
                words("incoming.bad-rows", form=words(f"incoming.form.{form}")),
                partial(bad_rows_file, reading, words, form),  # a workbook needs room on the disk
                f"{name}-{words('incoming.to-correct')}.{form}",
                key=f"w-bad-{form}",
                on_click="ignore",
            )


def problem_list(ctx: PageContext, title: str, problems: Sequence[Problem]) -> None:
    """Problems under a title, those that say the same of several rows in one line."""
    if not problems:
        return
    words, lines = ctx.words, grouped(ctx.words, problems)
    heads = [words(f"problems.{name}") for name in ("place", "what", "fix")]
    markup.put("lines", title=words(title), count=f"{len(problems):,}", heads=heads, rows=lines[:LISTED])
    if len(lines) > LISTED:
        markup.put("said", text=words("incoming.more-lines", n=f"{LISTED:,}", total=f"{len(lines):,}"))


def grouped(words: Words, problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """Lines of place, what and fix. Problems with the same words about the same column of several rows are one."""
    together: dict[tuple[str, str, str, str], list[Problem]] = {}
    for one in problems:
        key = (*described(words, one), one.particulars.get("column", ""), one.particulars.get("sheet", ""))
        together.setdefault(key, []).append(one)
    return [(_where(words, same), what, fix) for (what, fix, *_), same in together.items()]


def _where(words: Words, same: Sequence[Problem]) -> str:
    rows = [int(one.particulars["row"]) for one in same if "row" in one.particulars]
    return where(words, same[0], rows_in_words(words, rows))


def rows_in_words(words: Words, numbers: Sequence[int]) -> str:
    """Numbers of rows with runs drawn together: 3, 5–9, 12; of very many the first, and how many there are."""
    found = runs(sorted(set(numbers)))
    text = words("incoming.between").join(found[:NAMED])
    return words("incoming.and-more", rows=text, n=f"{len(set(numbers)):,}") if len(found) > NAMED else text
