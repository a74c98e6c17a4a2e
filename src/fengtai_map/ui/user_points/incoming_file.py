"""A file in hand as it is read, as the clerk chose it to be, and what bringing it in would change."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from fengtai_map.formats import Table
from fengtai_map.model import UserPoint
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.user_points import lists, word_meanings
from fengtai_map.ui.user_points import read_file as reading
from fengtai_map.ui.user_points.file_state import BroughtFiles, Said
from fengtai_map.ui.user_points.kept_points import KeptPoints
from fengtai_map.ui.user_points.lists import ListChoice
from fengtai_map.ui.user_points.read_file import ProgressBar
from fengtai_map.ui.user_points.similar_points import Pairs
from fengtai_map.user_points import list_memory
from fengtai_map.user_points.photos import small
from fengtai_map.user_points.upload import AcceptedRow, Changes, Choice, ParsedFile, point_changes, resolved

OF_A_TABLE = ("sheet", "head_row", "encoding")


@dataclass(frozen=True)
class Read:
    """A file as it was read, as it was chosen to be; `key` is the same for the same reading only."""

    reading: ParsedFile
    choice: Choice
    key: Hashable

    @property
    def assumed(self) -> str:
        """The datum that was assumed since nothing shows which it is; else empty."""
        return list_memory.assumed_datum(self.reading)


@dataclass(frozen=True)
class ProposedChanges:
    """What a file would change, the digest of it, the pictures that come with it; `unusable` cannot."""

    changes: Changes
    digest: str
    photos: Mapping[str, bytes]
    unusable: tuple[str, ...] = ()


@dataclass(frozen=True)
class IncomingFile:
    """A file in hand as one run sees it: what is kept, how it was read, its list, and what it would change."""

    held: BroughtFiles
    kept: KeptPoints
    read: Read
    belongs: ListChoice
    made: ProposedChanges


TABLES: Latest[Table] = Latest(4)
READINGS: Latest[ParsedFile] = Latest(8)
OFFERED: Latest[ProposedChanges] = Latest(4)
MADE: Latest[ProposedChanges] = Latest(8)


def read_as_chosen(ctx: PageContext, brought: BroughtFiles, kept: KeptPoints, progress: ProgressBar) -> Read:
    """A file as it was chosen to be read; what its list remembers holds where the clerk has not said otherwise."""
    said = _choice_of(brought.said, kept)
    found = lists.likely(ctx, brought, kept.lists)
    first = _held(ctx, brought, kept, list_memory.with_words(said, found), progress)
    wanted = list_memory.remembering(said, found, first.reading)
    return first if wanted == first.choice else _held(ctx, brought, kept, wanted, progress)


def _choice_of(said: Said, kept: KeptPoints) -> Choice:
    """What was said of a file, with the kinds that are kept and those that were made for it."""
    return Choice(
        datum=said.get("datum", ""),
        grid=said.get("grid", ""),
        axes=said.get("axes", ""),
        mapping={field: head for field, head in said.get("mapping", {}).items() if head},
        unread=tuple(said.get("unread", ())),
        defaults={"kind": said["default-kind"]} if said.get("default-kind") else {},
        words=word_meanings.words_of(said),
        kinds=(*kept.kinds, *word_meanings.new_kinds(said)),
        sheet=said.get("sheet", ""),
        head_row=int(said.get("head_row") or 0),
        encoding=said.get("encoding", ""),
    )


def _held(ctx: PageContext, brought: BroughtFiles, kept: KeptPoints, choice: Choice, progress: ProgressBar) -> Read:
    """A reading, made once: a choice about rows does not read the file again, the same choice not even these."""
    of_table = (brought.digest, *(getattr(choice, name) for name in OF_A_TABLE))
    key = (*of_table, repr(choice), ctx.published.shipped.serial, kept.state)

    def make() -> ParsedFile:
        made = reading.read_files(ctx, TABLES.get(of_table) or brought.files, choice, kept, progress)
        TABLES.of(of_table, lambda: made.table)
        return made

    return Read(READINGS.of(key, make), choice, key)


def offered(
    ctx: PageContext, read: Read, kept: KeptPoints, belongs: ListChoice, progress: ProgressBar
) -> ProposedChanges:
    """What the rows would change of what is kept; which similar points are the same is still to be answered."""
    key = (read.key, kept.state, belongs.name, belongs.whole, belongs.clears)

    def make() -> ProposedChanges:
        points, photos, unusable = _pictured_points(read.reading)
        found = point_changes(
            kept.points,
            points,
            reach=ctx.atlas.upload.distances.moved,
            list=belongs.name,
            whole=belongs.whole,
            clears=belongs.clears,
            columns=read.reading.fields,
            progress=progress,
        )
        return ProposedChanges(found, "", photos, unusable)

    return OFFERED.of(key, make)


def made_of(read: Read, kept: KeptPoints, belongs: ListChoice, found: ProposedChanges, one: Pairs) -> ProposedChanges:
    """What the file would change where these pairs of points that may be one are one."""

    def make() -> ProposedChanges:
        changed = resolved(found.changes, one)
        return replace(found, changes=changed, digest=digest(changed, belongs))

    return MADE.of((read.key, kept.state, belongs, one), make)


def digest(made: Changes, belongs: ListChoice) -> str:
    """The same for the same list of changes of the same list only."""
    stamp = sha256(repr((belongs.name, belongs.owner)).encode())
    for what, points in (("+", made.added), ("-", made.removed)):
        for one in points:
            stamp.update(what.encode() + one.model_dump_json().encode())
    for old, new in made.changed:
        stamp.update(b">" + old.model_dump_json().encode() + new.model_dump_json().encode())
    return stamp.hexdigest()[:16]


def _pictured_points(reading: ParsedFile) -> tuple[list[UserPoint], Mapping[str, bytes], tuple[str, ...]]:
    """The points of the rows with the ids of their pictures, the pictures by id, the names of what is none."""
    wanted = {name for row in reading.rows for name in row.photos}
    made = {name: found for name in sorted(wanted) if (found := small(reading.table.photos.get(name, b"")))}
    return [_pictured(row, made) for row in reading.rows], dict(made.values()), tuple(sorted(wanted - made.keys()))


def _pictured(row: AcceptedRow, made: Mapping[str, tuple[str, bytes]]) -> UserPoint:
    ids = tuple(made[name][0] for name in row.photos if name in made)
    return row.point.model_copy(update={"photos": ids}) if ids else row.point
