"""All that a page asks of a file at once: what it says, and how well it would lie in each datum."""

from fengtai_map.model import Atlas
from fengtai_map.upload.datums import Readings, readings_of
from fengtai_map.upload.reading import Reading, read
from fengtai_map.upload.rows import Choice


def read_whole(content: bytes, name: str, atlas: Atlas, choice: Choice) -> tuple[Reading, Readings]:
    """A file read as chosen, and in every datum. Never raises for what the file or its name holds."""
    reading = read(content, name, atlas, choice)
    return reading, readings_of(reading.table, atlas, choice)
