"""All that a page asks of a file at once, as one call that another process can be asked for."""

from collections.abc import Mapping, Sequence

from fengtai_map.formats import Table
from fengtai_map.model import Atlas, UserPoint
from fengtai_map.user_points.upload.accept_rows import Progress
from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.parse import ParsedFile, read_files, read_rows


def read_whole(
    source: Mapping[str, bytes] | Table,
    atlas: Atlas,
    choice: Choice,
    kept: Sequence[UserPoint],
    progress: Progress | None = None,
) -> ParsedFile:
    """Files as they are chosen to be read, or a table that was read before, for another choice about its rows.

    Never raises for what a file or its name holds.
    """
    if isinstance(source, Table):
        return read_rows(source, atlas, choice, kept, progress=progress)
    return read_files(source, atlas, choice, kept, progress=progress)
