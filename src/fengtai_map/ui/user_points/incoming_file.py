"""A file in hand as it is read, as the clerk chose it to be, and what bringing it in would change."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from fengtai_map.formats import Table
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.user_points import lists, pictures
from fengtai_map.ui.user_points import read_file as reading
from fengtai_map.ui.user_points.answers import choice_of, remembering, with_words
from fengtai_map.ui.user_points.file_state import BroughtFiles
from fengtai_map.ui.user_points.kept_points import KeptPoints
from fengtai_map.ui.user_points.lists import ListChoice
from fengtai_map.ui.user_points.similar_points import Pairs
from fengtai_map.ui.user_points.waiting import ProgressBar
from fengtai_map.user_points.upload import Changes, Choice, ParsedFile, point_changes, resolved

ASSUMED = "upload-datum-assumed"
OF_A_TABLE = ("sheet", "head_row", "encoding")


@dataclass(frozen=True)
class Read:
    """A file as it was read, as it was chosen to be; `key` is the same for the same reading only."""

    reading: ParsedFile
    choice: Choice
    key: Hashable

    @property
    def assumed(self) -> str:
        """The datum that was assumed since neither the file nor known places show which it is; else empty."""
        return self.reading.datum if any(one.code == ASSUMED for one in self.reading.notices) else ""


@dataclass(frozen=True)
class ProposedChanges:
    """What a file would change, the digest of it, and the pictures that come with it."""

    changes: Changes
    digest: str
    photos: Mapping[str, bytes]


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
    said = choice_of(brought.said, kept)
    found = lists.likely(brought, kept.lists)
    first = _held(ctx, brought, kept, with_words(said, found), progress)
    wanted = remembering(said, found, first.reading)
    return first if wanted == first.choice else _held(ctx, brought, kept, wanted, progress)


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
    key = (read.key, kept.state, belongs.kept, belongs.whole, belongs.clears)

    def make() -> ProposedChanges:
        points, photos = pictures.taken(read.reading)
        found = point_changes(
            kept.points,
            points,
            reach=ctx.atlas.upload.distances.moved,
            list=belongs.kept,
            whole=belongs.whole,
            clears=belongs.clears,
            columns=read.reading.fields,
            progress=progress,
        )
        return ProposedChanges(found, "", photos)

    return OFFERED.of(key, make)


def made_of(read: Read, kept: KeptPoints, belongs: ListChoice, found: ProposedChanges, one: Pairs) -> ProposedChanges:
    """What the file would change where these pairs of points that may be one are one."""

    def make() -> ProposedChanges:
        changed = resolved(found.changes, one)
        return ProposedChanges(changed, digest(changed, belongs), found.photos)

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
