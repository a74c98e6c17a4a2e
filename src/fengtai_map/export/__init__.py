"""(Atlas, View) or (Atlas, Story) -> bytes: slides, pictures, pages and tables as files."""
