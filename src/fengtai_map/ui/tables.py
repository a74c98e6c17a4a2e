"""A table in which choosing a row selects what it stands for."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from fengtai_map.ui import session
from fengtai_map.ui.desk import Desk

ROWS = 35  # pixels a row
SHOWN = 5.6  # rows in sight: the half row tells that there are more


def choose(
    here: Desk, cells: Sequence[Sequence[object]], heads: list[str], ids: Sequence[str], widths: Sequence[int]
) -> None:
    """A table of `cells` under `heads`, one row for each of `ids`; the selected one is marked.

    The key carries the selection: a row chosen elsewhere is marked here too. `widths` are the least of each column in
    pixels: without them a long name pushes the last one out of sight. Where there is room they grow alike.
    """
    key = f"table-{here.page}-{here.view.selected}"
    marked = [ids.index(here.view.selected)] if here.view.selected in ids else []
    st.dataframe(
        pd.DataFrame(list(cells), columns=heads),
        hide_index=True,
        key=key,
        on_select=lambda: _picked(key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked, "columns": [], "cells": []}},
        column_config={head: st.column_config.Column(width=width) for head, width in zip(heads, widths, strict=True)},
        height=int(ROWS * (1 + min(SHOWN, max(1, len(ids))))) + 3,
        row_height=ROWS,
    )


def _picked(key: str, ids: Sequence[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    session.change(selected=ids[rows[0]] if rows else "")
