"""What only the clerk can say of a file: each question with its answers, and what each answer would give.

A question stands directly under the light until it is answered; afterwards it can be answered anew by hand.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from fengtai_map.formats import Question
from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import columns, word_meanings
from fengtai_map.ui.user_points.file_state import Said, say
from fengtai_map.ui.user_points.incoming_file import Read
from fengtai_map.user_points.upload import ParsedFile, grid_of

NAMES = {"shapefile": "sheet"}  # answers that are written down under another name than that of their question
SHOWN = 12  # answers that are offered at once; the others stand among all choices, see reading_choices.py
Draw = Callable[[PageContext, Said, Question, ParsedFile], None]


def asked(ctx: PageContext, said: Said, read: Read) -> None:
    """Every question that has to be answered before what depends on it is taken; a datum that was assumed is one."""
    reading = read.reading
    if read.assumed:
        with st.container(border=True, key="ask-datum"):
            _question(ctx, "assumed")
            _buttons(ctx, said, Question("datum", tuple(one.id for one in ctx.atlas.upload.datums)))
    for one in reading.choices:
        with st.container(border=True, key=f"ask-{one.what}-{one.particulars.get('field', '')}".rstrip("-")):
            DRAWN.get(one.what, _answers)(ctx, said, one, reading)


def _answers(ctx: PageContext, said: Said, one: Question, _: ParsedFile) -> None:
    """An answer a row: what it is, the first lines of the table as they would be, and a button."""
    _question(ctx, one.what)
    _buttons(ctx, said, one)


def _buttons(ctx: PageContext, said: Said, one: Question) -> None:
    """A button an answer, in a row; below one another where each shows what it would give."""
    with st.container(horizontal=not one.preview, gap="small"):
        for number, option in enumerate(one.options[:SHOWN]):
            if preview := one.preview.get(option):
                rows = [[readable(cell) for cell in row] for row in preview]
                markup.put("preview", label=worded(ctx, one.what, option), rows=rows)
            name, beside = markup.plain(worded(ctx, one.what, option)), markup.plain(_measured(ctx, one, option))
            st.button(
                ctx.words("incoming.answer", name=name) + (f" · {beside}" if beside else ""),
                key=f"w-answer-{one.what}-{number}",
                on_click=say,
                args=(said, NAMES.get(one.what, one.what), option),
            )


def _question(ctx: PageContext, what: str) -> None:
    markup.put("question", title=ctx.words(f"incoming.ask.{what}"), text=ctx.words(f"incoming.why.{what}"))


def _measured(ctx: PageContext, one: Question, option: str) -> str:
    """How far the file would lie from places that are known, where it was measured."""
    metres = one.particulars.get(option, "") if one.what in ("datum", "grid") else ""
    return ctx.words("incoming.off", metres=metres) if metres else ""


def worded(ctx: PageContext, what: str, option: str) -> str:
    """An answer in the reader's words; a name of the file itself as it is."""
    key = f"{what}.{option}"
    if what == "head_row":
        return ctx.words("incoming.row", row=option)
    if what == "grid" and (grid := grid_of(ctx.atlas, option)):
        return grid.label
    if what in ("sheet", "shapefile") and option == "*":
        return ctx.words("incoming.all-sheets")
    return ctx.words(key) if key in ctx.words else readable(option)


DRAWN: Mapping[str, Draw] = {
    "kind": word_meanings.asked,
    "status": word_meanings.asked,
    "column": columns.asked,
}
