"""Where the office's own points are kept, with their history: a SQLite file by default, PostgreSQL by one setting."""

from fengtai_map.user_points.store.changes import (
    ChangeDraft,
    KeptStory,
    Line,
    PointChange,
    StoreChange,
    StoryChange,
    StoryDraft,
)
from fengtai_map.user_points.store.connection import is_begun
from fengtai_map.user_points.store.errors import Conflict, StaleVersion, StoreError
from fengtai_map.user_points.store.store import Store, open_store

__all__ = [
    "ChangeDraft",
    "Conflict",
    "KeptStory",
    "Line",
    "PointChange",
    "StaleVersion",
    "Store",
    "StoreChange",
    "StoreError",
    "StoryChange",
    "StoryDraft",
    "is_begun",
    "open_store",
]
