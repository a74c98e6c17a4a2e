"""What the first reader needs, made before they come: the map, and what there is to say in every language."""

from fengtai_map.i18n import LANGUAGES
from fengtai_map.problems import DataError
from fengtai_map.ui import client_mount, context, map_component
from fengtai_map.ui.user_points import store


def up() -> None:
    """Make it once; where the data cannot be shown, nothing is made and the page says why."""
    map_component.announce()
    try:
        published = store.published(context.atlas())
    except DataError:
        return
    client_mount.client()
    for lang in LANGUAGES:
        client_mount.BOOKS.given(published, lang)
    map_component.strings(published, context.keys()).given()  # last: it settles the garbage collector
