"""A story as Views: what each stop shows, and where in it the reader is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fengtai_map.model import Atlas, Entry, Fact, Stop, Story
from fengtai_map.view.url import View


def current_stop(atlas: Atlas, view: View) -> tuple[Story, Stop] | None:
    """The story and the stop a View is at; None outside of a talk.

    >>> story, stop = current_stop(atlas, View(story="district", stop=2))
    >>> stop == story.stop[1], current_stop(atlas, View())
    (True, None)
    """
    story = next((story for story in atlas.stories if story.id == view.story), None)
    return (story, story.stop[view.stop - 1]) if story and view.stop else None


def shown_stops(story: Story) -> tuple[tuple[int, Stop], ...]:
    """The stops that are not hidden, each with its number in the story, from 1.

    >>> all(not stop.hidden for _, stop in shown_stops(atlas.stories[0]))
    True
    """
    return tuple((number, stop) for number, stop in enumerate(story.stop, 1) if not stop.hidden)


def stop_view(stop: Stop, view: View) -> View:
    """What the map shows at a stop, in the language and on the background of the View."""
    return replace(
        view, clusters=stop.clusters, selected=stop.selected, hidden=stop.away, without=stop.without, at=stop.at
    )


def kinds(atlas: Atlas, stop: Stop) -> tuple[str, ...]:
    """The kinds of points of a stop, or all there are; without those that it leaves out."""
    among = stop.kinds or tuple(dict.fromkeys(place.kind for place in atlas.points))
    return tuple(kind for kind in among if kind not in stop.away)


def figures(atlas: Atlas, stop: Stop) -> tuple[Fact, ...]:
    """The facts of a stop, in its order, without those that are kept for the proof only.

    >>> stop = next(stop for stop in atlas.stories[0].stop if stop.figures)
    >>> [fact.id for fact in figures(atlas, stop)] == list(stop.figures)
    True
    """
    by_id = {fact.id: fact for fact in atlas.facts if fact.listed}
    return tuple(by_id[name] for name in stop.figures if name in by_id)


def entries(atlas: Atlas, stop: Stop) -> tuple[Entry, ...]:
    """The entries of a stop, in its order."""
    by_id = {entry.id: entry for entry in atlas.entries}
    return tuple(by_id[name] for name in stop.entries)


def stop_of_cluster(atlas: Atlas, story: Story) -> dict[str, int]:
    """For the number of each cluster the stop that is about it alone: the keys 1 to 8 of a presenter."""
    order = {cluster.id: str(cluster.order) for cluster in atlas.clusters}
    return {order[s.clusters[0]]: n for n, s in reversed(shown_stops(story)) if len(s.clusters) == 1}


def values(atlas: Atlas, lang: str, given: Sequence[Story] | None = None) -> list[Mapping[str, Any]]:
    """Every story of the Atlas, or those that are given, with its stops in one language.

    `cluster_order` is the number of the cluster that a stop is about alone, `cluster_stops` the stop for a number.
    """
    return [
        {
            "id": story.id,
            "name": story.name[lang],
            "own": story.own,
            "stops": [_stop(atlas, stop, lang) for stop in story.stop],
            "cluster_stops": stop_of_cluster(atlas, story),
        }
        for story in (atlas.stories if given is None else given)
    ]


def _stop(atlas: Atlas, stop: Stop, lang: str) -> Mapping[str, Any]:
    order = {cluster.id: cluster.order for cluster in atlas.clusters}
    return {
        "part": stop.part[lang] if stop.part else "",
        "headline": stop.headline[lang],
        "clusters": stop.clusters,
        "kinds": kinds(atlas, stop),
        "selected": stop.selected,
        "zoom": stop.zoom,
        "at": stop.at,
        "without": stop.without,
        "figures": [fact.id for fact in figures(atlas, stop)],
        "entries": stop.entries,
        "notes": stop.notes[lang],
        "caveats": stop.caveats[lang] if stop.caveats else "",
        "hidden": stop.hidden,
        "cluster_order": order[stop.clusters[0]] if len(stop.clusters) == 1 else None,
    }
