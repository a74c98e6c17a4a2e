"""Making a story: what is on the screen becomes a stop, and stops are moved, doubled, dropped or put anew.

A page and a View become a headline, figures, entries and a map. Stops are counted from 1.
"""

from dataclasses import replace

from fengtai_map.content import pages, stories
from fengtai_map.content.figures import entries_concerning, of_district
from fengtai_map.content.page_content import filtered, page_content
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import Atlas, Cluster, Fact, PointColumns, Stop, Story
from fengtai_map.view.url import STATUSES, View

FIGURES = 6  # as many as data/checks/stories.py allows
WRITTEN = ("part", "headline", "notes", "caveats", "hidden")  # what is not taken from the screen
ENTRIES = 8  # more than any slide can carry are not taken


def captured(atlas: Atlas, view: View, page: str, point_layer: PointColumns | None = None) -> Stop:
    """The stop of a View on a page, in both languages; of a talk its current stop.

    >>> captured(atlas, View(clusters=("lize",)), "overview").clusters
    ('lize',)
    """
    if current := stories.current_stop(atlas, view):
        return current[1].model_copy(update={"hidden": False})
    made = {lang: page_content(atlas, view.spoken(lang), page, point_layer) for lang in LANGUAGES}
    here = made[view.lang]
    kinds = pages.kinds(atlas, page)
    about = _about(atlas, view)
    figures = [one for one in here.figures if one.listed and not _whole(atlas, one, about)]
    concerning = {one.id for name in about for one in entries_concerning(atlas, name)}
    entries = [one for one in here.entries if not about or one.id in concerning]
    return Stop(
        headline=Text(**{lang: one.title for lang, one in made.items()}),
        clusters=view.clusters,
        kinds=() if set(kinds) >= set(pages.kinds(atlas, OVERVIEW)) else kinds,
        away=view.hidden,
        without=tuple(one for one in STATUSES if one in view.without),
        selected=view.selected,
        at=view.at,
        figures=tuple(fact.id for fact in figures[:FIGURES]),
        entries=tuple(entry.id for entry in entries[:ENTRIES]),
        notes=Text(zh="", en=""),
        caveats=_left_out(atlas, view),
    )


def _about(atlas: Atlas, view: View) -> tuple[str, ...]:
    """The clusters under whose names everything of the stop will stand: what is not theirs is not taken."""
    return (view.selected,) if isinstance(atlas.index.get(view.selected), Cluster) else view.clusters


def _whole(atlas: Atlas, fact: Fact, about: tuple[str, ...]) -> bool:
    """Whether a figure is one of the whole district, which is none of these clusters' own."""
    return bool(about) and all(of_district(atlas, fact, name) for name in about)


def _left_out(atlas: Atlas, view: View) -> Text | None:
    """What the filter leaves out besides other clusters, for whoever asks; a stop keeps no column, light or time."""
    rest = replace(view, clusters=(), where=(), lights=(), time="release")
    said = {lang: "\n".join(filtered(atlas, rest.spoken(lang))) for lang in LANGUAGES}
    return Text(**said) if any(said.values()) else None


def replaced(stop: Stop, fresh: Stop) -> Stop:
    """A stop with another picture, figures and entries; what was written for it stays."""
    return fresh.model_copy(update={name: getattr(stop, name) for name in WRITTEN})


def moved(story: Story, number: int, by: int) -> tuple[Story, int]:
    """The story with a stop one place up (-1) or down (1), and where it stands; as it is at either end."""
    to = number + by
    if not 1 <= to <= len(story.stop):
        return story, number
    stops = list(story.stop)
    stops[number - 1], stops[to - 1] = stops[to - 1], stops[number - 1]
    return _having(story, stops), to


def turned(story: Story, number: int) -> Story:
    """The story with a stop hidden, or shown again if it was."""
    stop = story.stop[number - 1]
    return put(story, number, stop.model_copy(update={"hidden": not stop.hidden}))


def doubled(story: Story, number: int) -> Story:
    """The story with a stop twice, the second right behind the first."""
    return _having(story, [*story.stop[:number], story.stop[number - 1], *story.stop[number:]])


def dropped(story: Story, number: int) -> Story:
    """The story without a stop."""
    return _having(story, [*story.stop[: number - 1], *story.stop[number:]])


def put(story: Story, number: int, stop: Stop) -> Story:
    """The story with another stop in the place of one."""
    return _having(story, [*story.stop[: number - 1], stop, *story.stop[number:]])


def _having(story: Story, stops: list[Stop]) -> Story:
    return story.model_copy(update={"stop": tuple(stops)})
