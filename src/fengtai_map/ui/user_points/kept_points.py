"""What is kept: how many points in which lists, and a file of them to take away and bring back."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.model import UserKind, UserList, UserPoint
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import store


@dataclass(frozen=True)
class KeptPoints:
    """What the store holds. Its version is asked for before its points: what is newer is then noticed."""

    version: int
    state: str
    points: tuple[UserPoint, ...]
    lists: tuple[UserList, ...]
    kinds: tuple[UserKind, ...]


def now() -> KeptPoints:
    """What the store holds now. Raises StoreError."""
    version = store.version()
    return KeptPoints(version, store.state(), store.points(), store.lists(), store.kinds())


def draw(ctx: PageContext) -> None:
    """How many points are kept, in which lists, and a file of them to take away."""
    n, version = store.count(), store.version()
    words = ctx.words
    markup.put("said", text=words("own.kept" if version else "own.none", n=f"{n:,}", version=version))
    if not n:
        return
    if listed := store.lists():
        heads = [words(f"keeping.{name}") for name in ("list", "owner")]
        rows = [(readable(one.name), readable(one.owner) or words("applying.empty")) for one in listed]
        markup.put("lines", title=words("keeping.lists"), count=f"{len(listed):,}", heads=heads, rows=rows)
    box = st.expander(words("keeping.take"), key="w-take-own", on_change="rerun")
    if box.open:
        with box:
            _take(ctx)


def _take(ctx: PageContext) -> None:
    """A button a form; each holds all that is kept and is brought in again without a difference."""
    from fengtai_map.export.user_points_file import forms, own_file  # noqa: PLC0415  # nobody else needs these libraries

    words, points, kinds = ctx.words, store.points(), store.kinds()
    markup.put("said", text=words("keeping.back"))
    with st.container(horizontal=True, gap="small"):
        for form in forms(points):
            st.download_button(
                words(f"keeping.form.{form}"),
                partial(own_file, points, kinds, ctx.atlas, words.lang, form, store.store().photo),
                f"fengtai-{words('keeping.file')}.{form}",
                key=f"w-own-{form}",
                on_click="ignore",
            )
