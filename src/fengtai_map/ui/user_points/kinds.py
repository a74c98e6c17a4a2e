"""Kinds of points for a hand to choose from: their names, and the pictures they have on the map."""

import base64
from collections.abc import Sequence
from functools import cache

from fengtai_map.i18n import readable
from fengtai_map.model import Atlas, UserKind
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import file_state, store
from fengtai_map.user_points.store import StoreError
from fengtai_map.webmap import style, symbols

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">'
    '<circle cx="10" cy="10" r="9.4" fill="{colour}"/><path d="{path}" {ink} '
    'transform="translate(10 10) scale(.82) translate(-8 -8)"/></svg>'
)
FILLED, STROKED = 'fill="#fff"', 'fill="none" stroke="#fff" stroke-width="1.4"'


def offered(ctx: PageContext) -> tuple[str, ...]:
    """Every kind a file may bring: ours, then those that the office keeps of its own."""
    return (*(one.id for one in ctx.atlas.upload.kinds), *(one.id for one in _kept()))


def _kept() -> tuple[UserKind, ...]:
    """The kinds of the office's own; a store that cannot be read is reported where its points are wanted, once."""
    try:
        return store.kinds()
    except StoreError:
        return ()


def name(ctx: PageContext, kind: str) -> str:
    """A kind in the reader's language, one that was made for the file in hand too."""
    if (key := f"kind.{kind}") in ctx.words:
        return ctx.words(key)
    held = file_state.current()
    made = held.said.get("kinds", {}).values() if held else ()
    found = next((one.name[ctx.lang] for one in (*_kept(), *made) if one.id == kind), kind)
    return readable(found)


def symbols_of(atlas: Atlas) -> Sequence[str]:
    """The symbols that a new kind may have: those of our kinds that have a pictogram."""
    return [one.id for one in atlas.upload.kinds if style.look(one.id).path]


@cache
def picture(symbol: str) -> str:
    """A symbol as the address of a picture that holds itself."""
    look = style.look(symbol)
    ink = STROKED if look.path in symbols.STROKED else FILLED
    drawn = PICTURE.format(colour=look.colour, path=look.path, ink=ink)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
