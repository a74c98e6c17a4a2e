"""A name that selects what it stands for, wherever it is written."""

import streamlit as st

from fengtai_map.ui import markup, session
from fengtai_map.ui.desk import Desk


def row(here: Desk, record: str, name: str, about: str, key: str) -> None:
    """A line of a list: the name, and quietly what else there is to say."""
    st.button(
        f"**{markup.plain(name)}** :small[:gray[{markup.plain(about)}]]",
        key=key,
        on_click=session.select,
        args=(record,),
        type="primary" if record == here.view.selected else "tertiary",
        width="stretch",
    )


def chip(here: Desk, record: str, name: str, key: str) -> None:
    """A name among others in a line."""
    st.button(
        markup.plain(name),
        key=key,
        on_click=session.select,
        args=(record,),
        type="primary" if record == here.view.selected else "secondary",
    )
