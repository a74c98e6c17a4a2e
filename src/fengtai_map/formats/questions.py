"""What only the person who brings a file can say, with what each answer would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Preview = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Question:
    """One question about a file; nothing that depends on it is taken before it is answered.

    `what` is one of "encoding", "sheet", "shapefile" (asked here) and "datum", "grid", "kind", "status",
    "column", "axes" (asked where rows are read). `options` are the answers offered, the likeliest first; `preview` has
    for each of them the first lines of the table as they would then be.
    """

    what: str
    options: tuple[str, ...]
    particulars: Mapping[str, str] = field(default_factory=dict, hash=False)
    preview: Mapping[str, Preview] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Options:
    """What was chosen about a file, each empty or 0 where nothing was.

    `sheet` is a name of `Table.sheets`, or "*" for all with the same columns; `head_row` the number of the row with the
    names of the columns; `encoding` one of `Table.encodings`.
    """

    sheet: str = ""
    head_row: int = 0
    encoding: str = ""
