"""Finding anything by its name: Atlas -> Index -> Answer."""

from fengtai_map.search.answer import Answer, Hit, ask
from fengtai_map.search.index import Index, index
from fengtai_map.search.match import How

__all__ = ["Answer", "Hit", "How", "Index", "ask", "index"]
