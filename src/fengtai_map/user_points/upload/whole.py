"""All that a page asks of a file at once, as one call that another process can be asked for."""

from collections.abc import Mapping, Sequence

from fengtai_map.formats import Table
from fengtai_map.model import Atlas, OwnPoint
from fengtai_map.user_points.upload.choice import Choice
from fengtai_map.user_points.upload.reading import Reading, read_files, read_rows
from fengtai_map.user_points.upload.taking import Progress


def read_whole(
    source: Mapping[str, bytes] | Table,
    atlas: Atlas,
    choice: Choice,
    kept: Sequence[OwnPoint],
    progress: Progress | None = None,
) -> Reading:
    """Files as they are chosen to be read, or a table that was read before, for another choice about its rows.

    Never raises for what a file or its name holds.
    """
    if isinstance(source, Table):
        return read_rows(source, atlas, choice, kept, progress=progress)
    return read_files(source, atlas, choice, kept, progress=progress)
