"""What the first reader needs, made before they come: the map, and what there is to say in every language."""

from fengtai_map.problems import DataError
from fengtai_map.text import LANGUAGES
from fengtai_map.ui import canvas, desk, mount, own


def up() -> None:
    """Make it once; where the data cannot be shown, nothing is made and the page says why."""
    canvas.announce()
    try:
        kept = own.kept(desk.atlas())
    except DataError:
        return
    mount.client()
    for lang in LANGUAGES:
        mount.BOOKS.given(kept.atlas, kept.many, lang)
    canvas.strings(kept.atlas, desk.keys(), kept.many).given()  # last: it settles the garbage collector
