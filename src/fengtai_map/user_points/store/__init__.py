"""Where the office's own points are kept, with their history: a SQLite file by default, PostgreSQL by one setting."""

from fengtai_map.user_points.store.changes import Change, Draft, KeptStory, Line, StoryChange, StoryDraft, Touched
from fengtai_map.user_points.store.errors import Conflict, Stale, StoreError
from fengtai_map.user_points.store.store import Store, open_store

__all__ = [
    "Change",
    "Conflict",
    "Draft",
    "KeptStory",
    "Line",
    "Stale",
    "Store",
    "StoreError",
    "StoryChange",
    "StoryDraft",
    "Touched",
    "open_store",
]
