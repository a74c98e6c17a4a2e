"""What the clerk says about a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fengtai_map.formats import Options
from fengtai_map.model import UserKind


@dataclass(frozen=True)
class Choice:
    """What was chosen, each empty where nothing was: then the file itself says it, or it is asked for.

    `datum` is an id of data/upload.toml, for the rows that name none themselves; `grid` the EPSG code of metres;
    `mapping` the column of each field, `unread` columns that are neither a field nor kept; `defaults` the text of a
    field where its cell is empty; `words` what a word means, by "kind" and "status", empty for nothing at all; `kinds`
    the kinds of the office's own; `axes` which number stands first, "lon-lat" or "lat-lon"; `sheet`, `head_row` and
    `encoding` which table is read; `list` the name of the list the file belongs to, `before` the datum
    of its last file and `recalled` the words whose meaning is what was said of that.
    """

    datum: str = ""
    grid: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kinds: tuple[UserKind, ...] = ()
    axes: str = ""
    sheet: str = ""
    head_row: int = 0
    encoding: str = ""
    list: str = ""
    before: str = ""
    recalled: tuple[str, ...] = ()

    @property
    def options(self) -> Options:
        """What of it concerns the table, before anything in it is understood."""
        return Options(sheet=self.sheet, head_row=self.head_row, encoding=self.encoding)
