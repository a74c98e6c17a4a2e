"""What all ways show: the release, with the office's own points of a store."""

import os

from fengtai_map.load import DATA, load
from fengtai_map.model import Atlas
from fengtai_map.own import with_own
from fengtai_map.store import open_store


def district(url: str | None = os.environ.get("FENGTAI_STORE")) -> Atlas:
    """What a server shows that keeps its points there; without a store the release alone."""
    atlas = load(DATA)
    if not url:
        return atlas
    store = open_store(url)
    try:
        return with_own(atlas, store.points())
    finally:
        store.close()
