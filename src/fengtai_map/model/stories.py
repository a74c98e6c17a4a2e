"""What is shown together: a story with its stops, a chart, the subject of a page."""

from typing import Annotated

from pydantic import StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model.record import Id, Named, Record
from fengtai_map.model.release import Status

OWN_STORY = "own-story-"  # the id of a story of the office's own begins so, that of a shipped one never
# Longitude, latitude (WGS-84) and zoom, as a View has them.
WHERE = r"^(-?[0-9]{1,3}(\.[0-9]{1,6})?,-?[0-9]{1,2}(\.[0-9]{1,6})?,[0-9]{1,2}(\.[0-9]{1,2})?)?$"
At = Annotated[str, StringConstraints(pattern=WHERE)]


class Subject(Record):
    """What a page is about: kinds of points, facts, kinds of entries and further entries by id."""

    id: Id
    kinds: tuple[str, ...] = ()
    facts: tuple[Id, ...] = ()
    entries: tuple[str, ...] = ()
    named: tuple[Id, ...] = ()


class Chart(Named):
    """Facts of one unit that are compared in a chart, in its order."""

    facts: tuple[Id, ...]


class Stop(Record):
    """A step of a story: what the map shows, a headline, facts and entries by id, and the speaker's notes.

    `part` is what stands above the headline, `clusters` the filter (none is all), `kinds` the kinds of points shown
    (none is all), `selected` a record's id, `zoom` the map's, where the view alone would not do. `notes` are read
    aloud; `caveats` are for whoever asks: what is schematic, a target, not stated. One that is `hidden` is skipped by
    the talk and left out of every export; a speaker can still jump to it.

    What was taken from the screen also has `at`, where the map was (a View's own words), and what a filter left out:
    `away` are kinds of points, `without` statuses. They are kept as what is left out: what the data gain is shown.
    """

    part: Text | None = None
    headline: Text
    clusters: tuple[Id, ...] = ()
    kinds: tuple[str, ...] = ()
    selected: str = ""
    zoom: float | None = None
    at: At = ""
    away: tuple[str, ...] = ()
    without: tuple[Status, ...] = ()
    figures: tuple[Id, ...] = ()
    entries: tuple[Id, ...] = ()
    notes: Text
    caveats: Text | None = None
    hidden: bool = False


class Story(Named):
    """A presentation: stops in their order."""

    stop: tuple[Stop, ...]

    @property
    def own(self) -> bool:
        """Whether it is one of the office's own."""
        return self.id.startswith(OWN_STORY)
