"""What a reading comes to: the light and the counts first, then every problem and notice, equal ones once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem, first_names
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.user_points import store
from fengtai_map.ui.user_points.incoming_file import IncomingFile, Read
from fengtai_map.user_points.upload import ParsedFile, bad_rows_file, differences, problem_lines

LISTED = 100  # lines of problems that a page shows; the file to correct has every row with a problem
LOOKED_UP = 2000  # points that are looked up in the history
NAMED_POINTS = 5
State = tuple[int, UserPoint]  # the number of a change and a point before it
FOUND: Latest[Sequence[State]] = Latest(4)


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


def earlier_states(ctx: PageContext, case: IncomingFile) -> None:
    """Say which points the file would take back to what they were before an earlier change, or bring back."""
    made = case.made.changes
    new = [*(after for _, after in made.changed), *made.added][:LOOKED_UP]
    key = (case.kept.state, case.made.digest)
    if found := FOUND.of(key, lambda: returning(new, store.states([one.id for one in new]))):
        names = first_names([one.name.zh for _, one in found], NAMED_POINTS)
        changes = ", ".join(str(change) for change in sorted({change for change, _ in found}))
        said = {"n": f"{len(found):,}", "names": names, "changes": changes[:60]}
        problem_list(ctx, "incoming.notices", [Problem("upload-earlier", case.held.name, "", said)])


def returning(new: Iterable[UserPoint], states: Iterable[State]) -> Sequence[State]:
    """The states to which points return, each with the latest change that ended it; `states` have the latest first."""
    after = {one.id: one for one in new}
    found: dict[str, State] = {}
    for change, was in states:
        if was.id not in found and all(field == "list" for field, *_ in differences(was, after[was.id])):
            found[was.id] = change, was
    return tuple(found.values())
