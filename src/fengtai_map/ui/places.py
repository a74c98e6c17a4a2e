"""Places in the page: names to choose, a table to choose from, and those without a position."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map.model import Place
from fengtai_map.panels.places import kinds_of, located, precision, row, unlocated, visible
from fengtai_map.ui import markup, pick, tables
from fengtai_map.ui.desk import Desk

WIDTHS = {"kind": 88, "status": 84, "cluster": 140, "lines": 110, "error": 76}  # pixels of the columns beside the name


def chosen(here: Desk, kinds: tuple[str, ...]) -> tuple[Place, ...]:
    """The places of this page that the View shows."""
    return visible(here.view, here.known.places, kinds)


def buttons(here: Desk, places: Sequence[Place], where: str) -> None:
    """The names of places, each of which selects it. `where` tells two lists of one page apart."""
    with st.container(key=f"names-{where}", gap=None):
        for place in places:
            about = precision(here.atlas, place, here.view.lang)
            pick.row(here, place.id, place.name[here.view.lang], about, f"{where}-{place.kind}-{place.id}")


def groups(here: Desk, kinds: tuple[str, ...]) -> None:
    """The places of this page by kind, then those whose position is not known."""
    shown = chosen(here, kinds)
    for kind, members in kinds_of(located(shown), kinds).items():
        st.markdown(f"**{here.words(f'kind.{kind}')}** · {len(members)}")
        buttons(here, members, kind)
    nowhere(here, shown)


def nowhere(here: Desk, places: Sequence[Place]) -> None:
    """Places without a position: listed, with the reason."""
    rows = [row(here.atlas, place, here.view.lang) for place in unlocated(places)]
    if rows:
        lines = [(one.name, f"{one.kind_name} · {one.note or one.basis}") for one in rows]
        title, text = here.words("place.unlocated"), here.words("place.unlocated-text")
        markup.put("list", title=title, text=text, rows=lines)


def table(here: Desk, kinds: tuple[str, ...], *more: str, first: int) -> None:
    """The places of this page as a table, stations aside; `more` names further columns. A chosen row is selected.

    `first` is the least width of the names in pixels.
    """
    shown = chosen(here, kinds)
    rows = [row(here.atlas, place, here.view.lang) for place in shown]
    columns = {
        "name": "name",
        "kind": "kind_name",
        "status": "status_name",
        "cluster": "cluster",
        "lines": "lines",
        "error": "error",
    }
    taken = [name for name in columns if name in ("name", "kind", "error", *more)]
    cells = [[getattr(one, columns[name]) for name in taken] for one in rows]
    heads = [here.words(f"table.{name}") for name in taken]
    widths = [WIDTHS.get(name, first) for name in taken]
    tables.choose(here, cells, heads, [place.id for place in shown], widths)
