"""What is shown together: the subject of a page, a chart, a story."""

from fengtai_map.model.record import Id, Named, Record
from fengtai_map.text import Text


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
    """

    part: Text | None = None
    headline: Text
    clusters: tuple[Id, ...] = ()
    kinds: tuple[str, ...] = ()
    selected: str = ""
    zoom: float | None = None
    figures: tuple[Id, ...] = ()
    entries: tuple[Id, ...] = ()
    notes: Text
    caveats: Text | None = None
    hidden: bool = False


class Story(Named):
    """A presentation: stops in their order."""

    stop: tuple[Stop, ...]
