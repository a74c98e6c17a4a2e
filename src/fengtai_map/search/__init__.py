"""Finding anything by its name: Atlas -> Index -> Answer."""

from fengtai_map.search.answer import Answer, Hit, ask
from fengtai_map.search.index import Index, index

__all__ = ["Answer", "Hit", "Index", "ask", "index"]
