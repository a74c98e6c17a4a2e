"""A View read from a URL is held against the Atlas."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from urllib.parse import unquote

from fengtai_map.lights import has_lights
from fengtai_map.model import Atlas
from fengtai_map.model.lights import LEVELS
from fengtai_map.problems import Problem
from fengtai_map.view.url import View, refused

Exists = Callable[[str], bool | None]
# Values of one parameter that are named where they do not exist; of the rest only the number is reported.
MAX_NAMED_VALUES = 3


def fit(view: View, atlas: Atlas, exists: Exists = lambda _: False) -> tuple[View, tuple[Problem, ...]]:
    """The View with only what exists in the Atlas, and what does not: of a list the first few, and how many more.

    `exists` answers for a selected id that the Atlas does not have. The id is dropped only on False; None means that
    nobody can tell now, as when the store is away.

    >>> view, problems = fit(View(clusters=("lize", "atlantis")), atlas)
    >>> view.clusters, [problem.code for problem in problems]
    (('lize',), ['url-value'])
    """
    columns = {head for place in atlas.places for head, _ in place.fields}
    many = {
        "clusters": {cluster.id for cluster in atlas.clusters},
        "hidden": atlas.looks,
        "lights": LEVELS if view.lights and has_lights(atlas) else (),
        "where": {item for item in view.where if unquote(re.split("[:~]", item)[0]) in columns},
    }
    one: Mapping[str, Collection[object]] = {
        "selected": {
            *atlas.index,
            *(one for one in {view.selected} - atlas.index.keys() - {""} if exists(one) is not False),
        },
        "basemap": {basemap.id for basemap in atlas.basemaps},
        "ring": {metres // 1000 for metres in atlas.radii},
        "topic": {fact.topic for fact in atlas.facts},
        "against": {edition.release.id for edition in atlas.earlier},
        "story": {story.id for story in atlas.stories},
    }
    problems = []
    for name, known in many.items():
        given = getattr(view, name)
        unknown = [item for item in given if item not in known]
        problems += [refused(name, item) for item in unknown[:MAX_NAMED_VALUES]]
        problems += [
            Problem("url-more", "URL", name, {"n": f"{more:,}"})
            for more in [len(unknown) - MAX_NAMED_VALUES]
            if more > 0
        ]
        kept = tuple(item for item in given if item in known)
        view = replace(view, **{name: kept})  # type: ignore[arg-type]  # all fields are tuples
    for name, offered in one.items():
        given, default = getattr(view, name), getattr(View(), name)
        if given not in {default, *offered}:
            problems.append(refused(name, str(given)))
            view = replace(view, **{name: default})
    stops = next((len(story.stop) for story in atlas.stories if story.id == view.story), 0)
    if view.stop > stops:
        problems.append(refused("stop", str(view.stop)))
        view = replace(view, stop=stops)
    return view, tuple(problems)
