"""The store of the office's own points, looked at beside the data."""

import os
from pathlib import Path

from fengtai_map.model import Atlas
from fengtai_map.own import known_bases, known_kinds, taken_ids, with_own
from fengtai_map.problems import DataError, Problem
from fengtai_map.store import StoreError, open_store

FAULTS = 20  # of many points that are named at once


def stored(data: Path, atlas: Atlas) -> tuple[Problem, ...]:
    """What is wrong with the store that FENGTAI_STORE names, or the file beside the data; nothing where there is none.

    That is: whether it can be read, holds what its history says, and each point has an id and a kind we know.
    """
    url = os.environ.get("FENGTAI_STORE") or str(data.parent / "own.gpkg")
    if "://" not in url and not Path(url).exists():
        return ()
    try:
        store = open_store(url)
        try:
            store.check()
            with_own(atlas, store.odd(known_kinds(atlas), known_bases(atlas), taken_ids(atlas), FAULTS))
        finally:
            store.close()
    except (StoreError, DataError) as error:
        return error.problems
    return ()
