"""Handing over what is on the screen, or a whole story, as a file."""

from datetime import datetime
from functools import partial

import streamlit as st

from fengtai_map.export import forms
from fengtai_map.export.forms import FORMS, Form
from fengtai_map.model import Story
from fengtai_map.own import with_own
from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import own
from fengtai_map.ui.desk import Desk


def of_view(here: Desk) -> None:
    """A file of exactly what this page shows; it is made when it is asked for."""
    with st.popover(here.words("handover.title"), width="stretch"):
        for name, form in FORMS.items():
            st.download_button(
                here.words(f"handover.{name}"),
                partial(_made, here, form),
                file_name=f"fengtai-{here.page}.{form.suffix}",
                mime=form.mime,
                key=f"take-{name}",
                on_click="ignore",
                width="stretch",
            )


def of_story(here: Desk) -> None:
    """The chosen story as a file: a long one shows how far it has come."""
    story = next((story for story in here.atlas.stories if story.id == here.view.story), here.atlas.stories[0])
    st.markdown(f"**{here.words('handover.story')}**")
    with st.container(horizontal=True, gap="small"):
        chosen = [name for name, form in FORMS.items() if form.whole and _asked(here, name)]
    for name in chosen:
        file = _told(here, story, FORMS[name])
        _take(here, name, file, f"fengtai-{story.id}")


def _told(here: Desk, story: Story, form: Form) -> bytes:
    bar = st.progress(0.0, here.words("handover.making"))

    def tell(done: int, total: int) -> None:
        bar.progress(done / total, here.words("talk.progress", n=done, total=total))

    file = form.make(here.atlas, forms.of_story(here.atlas, story, here.view.lang), today(), tell)
    bar.empty()
    return file


def today() -> str:
    """The day of a hand-over, ISO 8601, where this machine stands."""
    return datetime.now().astimezone().date().isoformat()


def _asked(here: Desk, name: str) -> bool:
    return st.button(here.words(f"handover.{name}"), key=f"make-{name}")


def _take(here: Desk, name: str, file: bytes, stem: str) -> None:
    form = FORMS[name]
    label = here.words("handover.take", name=f"{stem}.{form.suffix}", size=f"{len(file) / 1e6:.1f}")
    st.download_button(
        label,
        file,
        file_name=f"{stem}.{form.suffix}",
        mime=form.mime,
        key=f"story-{name}",
        type="primary",
        on_click="ignore",
    )


def _made(here: Desk, form: Form) -> bytes:
    """What the page shows. A form that lists every point gets the layer of many as records, any other as a layer."""
    each = form.each and here.many is not None
    atlas = with_own(here.base, own.points()) if each else here.atlas
    sheets = forms.of_view(atlas, here.view, kinds(here.known, here.page), None if each else here.many)
    return form.make(atlas, sheets, today(), lambda _done, _all: None)
