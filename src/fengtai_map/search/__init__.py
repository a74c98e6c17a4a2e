"""Finding anything by its name: Atlas -> Index -> Answer."""

from fengtai_map.search.index import Index, index
from fengtai_map.search.match import How
from fengtai_map.search.query import Answer, Hit, ask

__all__ = ["Answer", "Hit", "How", "Index", "ask", "index"]
