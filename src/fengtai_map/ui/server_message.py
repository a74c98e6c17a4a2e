"""The one record that the server tells the browser, whose names client/server/server_message.js reads.

tests/client/messages.json has an example of every field: a test on either side holds it to what is written and read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypedDict

from fengtai_map.content.point_counts import Window

Record = Mapping[str, object]  # a point as content/records.py or webmap/features.py writes it
# Where a point would lie, as (longitude, latitude), and what becomes of it; `from` is where the file states it in
# another datum.
PreviewPoint = TypedDict(
    "PreviewPoint", {"what": str, "at": tuple[float, float], "from": tuple[float, float] | None}
)  # fmt: skip


class Finding(TypedDict):
    """One thing that was looked at before a meeting. `values` fill the words under [ready]."""

    name: str
    good: bool
    values: Mapping[str, object]


@dataclass(frozen=True)
class PageSays:
    """What a page that the server draws adds: what a file would change, whether a click says where, what was found."""

    preview: Sequence[PreviewPoint] = ()
    placing: bool = False
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class ServerMessage(PageSays):
    """All that the browser cannot work out itself.

    `page` is the page that was drawn, `run` how often any was, `n` the number of the last change of the View that was
    heard. `notices` are problems of the store in the reader's language, `code` the picture of a link's QR code, `hits`
    own points of a layer that were asked for by name, `stop` what came of a stop that was taken from the screen.
    `singles` are the points of a layer that the map draws one by one, `records` what is shown of each, `window` the
    part of the map that they fill; none where there are too many.
    """

    page: str = ""
    run: int = 0
    n: int = 0
    notices: Sequence[str] = ()
    code: str = ""
    hits: Sequence[Record] = ()
    stop: Mapping[str, str] | None = None
    singles: Sequence[Record] = ()
    records: Sequence[Record] = ()
    window: Window | None = None

    def written(self) -> Mapping[str, Any]:
        """What travels: an empty field is left out.

        >>> ServerMessage(page="hubs", run=3, placing=True).written()
        {'placing': True, 'page': 'hubs', 'run': 3}
        """
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}
