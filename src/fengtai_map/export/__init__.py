"""(Atlas, View) or (Atlas, Story) -> bytes: slides, pictures, pages and tables to hand over."""
