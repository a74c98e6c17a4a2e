"""A story as Views: what each stop shows, and where in it the reader is."""

from dataclasses import replace

from fengtai_map.model import Atlas, Entry, Fact, Stop, Story
from fengtai_map.view import View


def told(atlas: Atlas, view: View) -> tuple[Story, Stop] | None:
    """The story and the stop a View is at; None while no story is being told."""
    story = next((story for story in atlas.stories if story.id == view.story), None)
    return (story, story.stop[view.stop - 1]) if story and view.stop else None


def seen(stop: Stop, view: View) -> View:
    """What the map shows at a stop, in the language and on the background of the View."""
    return replace(view, clusters=stop.clusters, selected=stop.selected, hidden=(), without=())


def kinds(atlas: Atlas, stop: Stop) -> tuple[str, ...]:
    """The kinds of points of a stop, or all there are."""
    return stop.kinds or tuple(dict.fromkeys(place.kind for place in (*atlas.places, *atlas.stations)))


def figures(atlas: Atlas, stop: Stop) -> tuple[Fact, ...]:
    """The facts of a stop, in its order."""
    by_id = {fact.id: fact for fact in atlas.facts}
    return tuple(by_id[name] for name in stop.figures)


def entries(atlas: Atlas, stop: Stop) -> tuple[Entry, ...]:
    """The entries of a stop, in its order."""
    by_id = {entry.id: entry for entry in atlas.entries}
    return tuple(by_id[name] for name in stop.entries)


def stop_of_cluster(atlas: Atlas, story: Story) -> dict[str, int]:
    """For the number of each cluster the stop that is about it alone: the keys 1 to 8 of a presenter."""
    order = {cluster.id: str(cluster.order) for cluster in atlas.clusters}
    return {order[s.clusters[0]]: n for n, s in reversed(tuple(enumerate(story.stop, 1))) if len(s.clusters) == 1}
