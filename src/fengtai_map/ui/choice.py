"""A box of choices shows the words of its language, and answers with one of them."""

from collections.abc import Sequence

import streamlit as st


def keep(key: str, options: Sequence[object]) -> None:
    """Say anew what a box shows: what was chosen, else the first.

    A browser knows a box by its key: in another language it would go on showing the words of the last, and send them as
    an answer that is no option.
    """
    chosen = st.session_state.get(key)
    st.session_state[key] = chosen if chosen in options else options[0]
