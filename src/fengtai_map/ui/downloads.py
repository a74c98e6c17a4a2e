"""Files of what is on the screen and of whole stories. The client's menu presses these buttons, which it covers."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import streamlit as st

from fengtai_map.content.blocks import Table
from fengtai_map.content.changes import changes
from fengtai_map.content.pages import FIRST
from fengtai_map.content.subjects import kinds
from fengtai_map.export import forms
from fengtai_map.export.forms import FORMS, Form
from fengtai_map.model import Atlas, Story
from fengtai_map.own import with_own
from fengtai_map.text import LANGUAGES
from fengtai_map.ui import own, session
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.history import LATEST
from fengtai_map.ui.once import Once
from fengtai_map.ui.session import Session

Make = Callable[[], bytes]
STORIES = Once(count=24, size=64_000_000)  # two stories, two languages, three forms: twelve of 1.6 to 9.7 MB, 57 in all


def draw(here: Desk) -> None:
    """A button a form for the View, and one a form for each story; each file is made when it is asked for."""
    said = session.now()
    with st.container(key="files"):
        for name, form in FORMS.items():
            _button(here, f"view-{name}", partial(_of_view, here, said, name), f"fengtai-{here.page}", form)
            for story in here.atlas.stories if form.whole else ():
                make = partial(_of_story, here, said, story, name)
                _button(here, f"{story.id}-{name}", make, f"fengtai-{story.id}", form)


def _button(here: Desk, key: str, make: Make, stem: str, form: Form) -> None:
    label = here.words(f"handover.{key.rpartition('-')[2]}")
    name = f"{stem}.{form.suffix}"
    st.download_button(label, make, file_name=name, mime=form.mime, key=f"take-{key}", on_click="ignore")


def _of_view(here: Desk, said: Session, name: str) -> bytes:
    """What the page shows now: the browser has said so before it asked for the file.

    A form that lists every point gets the layer of many as records, any other as a layer.
    """
    form = FORMS[name]
    each = form.each and here.many is not None
    atlas = with_own(here.base, own.points(), own.kinds()) if each else here.atlas
    page = said.page or FIRST
    extra = {lang: _changes(atlas, lang, page) for lang in LANGUAGES}
    shown = kinds(here.known, page)
    sheets = forms.of_view(atlas, said.view, shown, None if each else here.many, page, extra=extra)
    return form.make(atlas, sheets, today(), _still)


def _changes(atlas: Atlas, lang: str, page: str) -> tuple[Table, ...]:
    """On the page of the history the latest changes, as many as it shows."""
    return (changes(atlas, lang, own.history(LATEST)),) if page == "history" else ()


def _of_story(here: Desk, said: Session, story: Story, name: str) -> bytes:
    """A whole story; what the reader has chosen besides is not in it, so it is made once for all."""
    atlas, lang, day = here.known, said.view.lang, today()
    made = partial(_told, atlas, story, lang, day, name)
    return STORIES.given((atlas.serial, story.id, lang, day, name), made)


def _told(atlas: Atlas, story: Story, lang: str, day: str, name: str) -> bytes:
    return FORMS[name].make(atlas, forms.of_story(atlas, story, lang), day, _still)


def today() -> str:
    """The day of an export, ISO 8601, where this machine stands."""
    return datetime.now().astimezone().date().isoformat()


def _still(_done: int, _all: int) -> None:
    """Nobody watches: the browser says that a file is being made."""
