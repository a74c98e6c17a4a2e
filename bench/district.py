"""What all ways show: the release, with the office's own points of a store."""

import os

from fengtai_map.data.load import DATA, load
from fengtai_map.model import Atlas
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.store import open_store


def district(url: str | None = os.environ.get("FENGTAI_STORE")) -> Atlas:
    """What a server shows that keeps its points there; without a store the release alone."""
    atlas = load(DATA)
    if not url:
        return atlas
    store = open_store(url)
    try:
        return with_user_points(atlas, store.points())
    finally:
        store.close()
