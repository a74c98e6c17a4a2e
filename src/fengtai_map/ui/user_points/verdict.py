"""What a reading comes to: the light and the counts first, then every problem and notice, equal ones once."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from fengtai_map.problems import Problem
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points.incoming_file import Read
from fengtai_map.user_points.upload import ParsedFile, bad_rows_file, problem_lines

LISTED = 100  # lines of problems that a page shows; the file to correct has every row with a problem


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
    words, lines = ctx.words, problem_lines(ctx.words, problems)
    heads = [words(f"problems.{name}") for name in ("place", "what", "fix")]
    markup.put("lines", title=words(title), count=f"{len(problems):,}", heads=heads, rows=lines[:LISTED])
    if len(lines) > LISTED:
        markup.put("said", text=words("incoming.more-lines", n=f"{LISTED:,}", total=f"{len(lines):,}"))
