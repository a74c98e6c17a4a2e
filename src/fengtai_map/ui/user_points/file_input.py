"""Bringing a file: any file, or the parts of a Shapefile together; it is judged by us, never by the widget."""

from functools import partial

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import file_state, signature
from fengtai_map.ui.user_points.file_state import BroughtFiles
from fengtai_map.user_points.upload import TEMPLATES, template

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KILO, MEGA = 1_000, 1_000_000


def draw(ctx: PageContext) -> BroughtFiles | None:
    """The file in hand, with a way to take another; or the place to bring one to, and what helps to make one."""
    held = file_state.current()
    if held is None:
        held = _bring(ctx)
    if held is None:
        _helps(ctx)
        return None
    _held(ctx, held)
    return held


def _bring(ctx: PageContext) -> BroughtFiles | None:
    words, number = ctx.words, st.session_state.setdefault("bringing", 0)
    megabytes = f"{ctx.atlas.upload.limits.size // MEGA}"
    files = st.file_uploader(
        words("incoming.file"),
        accept_multiple_files=True,
        key=f"w-file-{number}" if number else "w-file",
        label_visibility="collapsed",
    )
    markup.put("said", text=words("incoming.formats", megabytes=megabytes))
    if not files:
        return None
    st.session_state.bringing = number + 1  # the next one is another widget, without this file
    file_state.take([(file.name, file.getvalue()) for file in files])
    st.rerun()


def _held(ctx: PageContext, held: BroughtFiles) -> None:
    names = [readable(name) for name in held.files]
    with st.container(key="held", horizontal=True, vertical_alignment="center"):
        markup.put("held", names=names, size=_size(held.size))
        st.button(ctx.words("incoming.another"), key="w-another", on_click=let_go)


def let_go() -> None:
    """The file in hand is put down, with all that was said of it."""
    file_state.drop()
    signature.forget("file")


def _size(size: int) -> str:
    return f"{size / MEGA:,.1f} MB" if size >= MEGA else f"{max(size / KILO, 0.1):,.1f} KB"


def _helps(ctx: PageContext) -> None:
    """Templates to fill in, and what is kept as a file to bring back."""
    words = ctx.words
    with st.container(horizontal=True, gap="small"):
        for name in TEMPLATES:
            st.download_button(
                words(f"incoming.template.{name}"),
                partial(template, words, ctx.published.shipped, name),
                f"fengtai-{words(f'incoming.template-file.{name}')}.xlsx",
                BOOK,
                key=f"w-template-{name}",
                on_click="ignore",
            )
