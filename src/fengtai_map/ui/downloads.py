"""Files of what is on the screen and of whole stories: the client's menu asks for the button of one, and presses it."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from fengtai_map import lights
from fengtai_map.clock import today
from fengtai_map.content.page_blocks import BlockTable
from fengtai_map.content.pages import OVERVIEW, kinds
from fengtai_map.export import file_names, formats
from fengtai_map.export.formats import FORMS
from fengtai_map.export.layout.items import still
from fengtai_map.export.minutes import FILES, Minutes
from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Atlas, Story
from fengtai_map.server.hosts import is_loopback
from fengtai_map.ui import context, session
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.history import LATEST
from fengtai_map.ui.made_once import LatestFiles
from fengtai_map.ui.session import Session
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.merge import with_user_points

# Two stories, two languages, three forms: twelve of 1.6 to 9.7 MB, 57 in all.
STORIES = LatestFiles(24, most_bytes=64_000_000)
HISTORY = {  # the columns of the history, and what the store calls each
    "order": "id",
    **{key: key for key in ("when", "who", "reason", "added", "changed", "removed", "undoes")},
}


def draw(ctx: PageContext) -> None:
    """The button of the file that the browser asks for; its content is made when it is pressed."""
    said, stories = session.now(), {story.id: story for story in ctx.atlas.stories}
    what, _, name = said.file.rpartition("-")
    form, day = FORMS.get(name), today()
    if what == "remarks" and name in FILES and said.minutes:
        make = partial(_of_minutes, ctx, said.minutes, name)
        _button(ctx, said, name, make, file_names.of_minutes(ctx.atlas, said.minutes, ctx.lang, name))
        return
    if form is None or not (what == "view" or (what in stories and form.whole)):
        return
    if what == "view":
        make = partial(_of_view, ctx, said, name, _base())
        called = file_names.of_view(ctx.atlas, said.view, said.page or OVERVIEW, day, form.suffix)
    else:
        make = partial(_of_story, ctx, said, stories[what], name, _base())
        called = file_names.of_story(stories[what], said.view.lang, day, form.suffix)
    _button(ctx, said, name, make, called)


def _button(ctx: PageContext, said: Session, name: str, make: Callable[[], bytes], called: str) -> None:
    label, mime = ctx.words(f"files.{name}"), FORMS[name].mime
    with st.container(key="files"):
        st.download_button(label, make, file_name=called, mime=mime, key=f"take-{said.file}", on_click="ignore")


def _of_minutes(ctx: PageContext, minutes: Minutes, name: str) -> bytes:
    """The remarks as the browser sent them; nothing of them is kept here."""
    from fengtai_map.export.minutes_files import minutes_file  # noqa: PLC0415  # the libraries of a form wait until it is asked for

    return minutes_file(name, ctx.atlas, minutes, ctx.lang, today())


def _base() -> str:
    """The address of the dashboard, to which files lead back; none where it is this machine's own."""
    url = urlsplit(st.context.url or "")
    if url.hostname is None or is_loopback(url.hostname):
        return ""
    folder = url.path.rpartition("/")[0]
    return f"{url.scheme}://{url.netloc}{folder}/"


def _of_view(ctx: PageContext, said: Session, name: str, base: str = "") -> bytes:
    """What the page shows now: the browser has said so before it asked for the file.

    A form that lists every point gets the layer of many as records, any other as a layer.
    """
    form = FORMS[name]
    each = form.each and ctx.point_layer is not None
    if each:
        atlas = with_user_points(ctx.published.shipped, store.points(), store.kinds())
    else:
        atlas = store.with_layer_place(ctx.atlas, said.view.selected)
    page = said.page or OVERVIEW
    atlas = lights.on(atlas, today())
    extra = {lang: _changes(atlas, lang, page) for lang in LANGUAGES}
    shown = kinds(ctx.atlas, page)
    sheets = formats.of_view(atlas, said.view, shown, None if each else ctx.point_layer, page, extra=extra, base=base)
    return formats.made(name, atlas, sheets, today(), still, office=context.master()[0])


def _changes(atlas: Atlas, lang: str, page: str) -> tuple[BlockTable, ...]:
    """On the page of the history the latest changes, as many as it shows, by their moments in UTC (ISO 8601)."""
    if page != "history":
        return ()
    words = atlas.words[lang]
    heads = tuple((key, words(f"export.column-{key}")) for key in HISTORY)
    rows = tuple(tuple(getattr(one, name) for name in HISTORY.values()) for one in store.history(LATEST))
    return (BlockTable("changes", words("page.history.title"), heads, rows),)


def _of_story(ctx: PageContext, said: Session, story: Story, name: str, base: str = "") -> bytes:
    """A whole story; what the reader has chosen besides is not in it, so it is made once for all."""
    given = (said.view.lang, today(), name, base)
    office = context.master()[0] if name == "pptx" else None
    key = (ctx.published.key, story, *given, hash(office))
    return STORIES.of(key, partial(_exported, ctx.atlas, story, given, office))


def _exported(atlas: Atlas, story: Story, given: tuple[str, str, str, str], office: bytes | None) -> bytes:
    lang, day, name, base = given
    atlas = lights.on(atlas, day)
    return formats.made(name, atlas, formats.of_story(atlas, story, lang, base), day, still, office=office)
