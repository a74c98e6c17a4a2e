"""Pictures that come with a file: those of the rows that are taken, made small once."""

from collections.abc import Mapping

from fengtai_map.model import UserPoint
from fengtai_map.user_points.photos import small
from fengtai_map.user_points.upload import AcceptedRow, ParsedFile


def taken(reading: ParsedFile) -> tuple[list[UserPoint], Mapping[str, bytes]]:
    """The points of the rows with the ids of their pictures, and the pictures by id. What is no picture is left out."""
    wanted = {name for row in reading.rows for name in row.photos}
    made = {name: found for name in sorted(wanted) if (found := small(reading.table.photos.get(name, b"")))}
    return [_pictured(row, made) for row in reading.rows], dict(made.values())


def _pictured(row: AcceptedRow, made: Mapping[str, tuple[str, bytes]]) -> UserPoint:
    ids = tuple(made[name][0] for name in row.photos if name in made)
    return row.point.model_copy(update={"photos": ids}) if ids else row.point
