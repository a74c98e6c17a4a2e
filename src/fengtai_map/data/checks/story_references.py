"""A story of the office's own is held against the Atlas, as a View of a URL is: what is gone is named and left out."""

from collections.abc import Iterator, Sequence

from fengtai_map.data.checks.stories import FIGURES, headline
from fengtai_map.model import Atlas, Stop, Story
from fengtai_map.problems import STORE_NAME, Problem, value_refused
from fengtai_map.view.fit import Exists


def fit(story: Story, atlas: Atlas, exists: Exists = lambda _: False) -> tuple[Story, tuple[Problem, ...]]:
    """The story with only what exists in the Atlas, and what does not.

    A stop about clusters of which none is there any more, or about a place that is gone, shows nothing that it was
    made for: it is hidden, so that the talk and every export pass it by and the others keep their numbers.
    `exists` answers for a selected id that the Atlas does not have, as in `view.fit.fit`.
    """
    problems: list[Problem] = []
    stops = []
    for number, stop in enumerate(story.stop, 1):
        fitted, gone = _fit(stop, atlas, exists)
        place = f"{story.name.zh} #{number}"
        problems += [Problem("reference-unknown", STORE_NAME, place, {"key": key, "value": name}) for key, name in gone]
        stops.append(fitted)
    return story.model_copy(update={"stop": tuple(stops)}), tuple(problems)


def _fit(stop: Stop, atlas: Atlas, exists: Exists) -> tuple[Stop, list[tuple[str, str]]]:
    known = {
        "clusters": {one.id for one in atlas.clusters},
        "kinds": set(atlas.looks),
        "figures": {one.id for one in atlas.facts},
        "entries": {one.id for one in atlas.entries},
    }
    gone: list[tuple[str, str]] = []
    for key, ids in known.items():
        gone += [(key, name) for name in getattr(stop, key) if name not in ids]
    kept = {key: tuple(name for name in getattr(stop, key) if name in ids) for key, ids in known.items()}
    selected = stop.selected
    if selected and selected not in atlas.index and exists(selected) is False:
        gone.append(("selected", selected))
        selected = ""
    empty = any(getattr(stop, key) and not kept[key] for key in ("clusters", "kinds"))
    hidden = stop.hidden or empty or selected != stop.selected
    return stop.model_copy(update={**kept, "selected": selected, "hidden": hidden}), gone


def with_stories(atlas: Atlas, stories: Sequence[Story], exists: Exists = lambda _: False) -> Atlas:
    """The Atlas with these stories of the office's own behind its own ones; one without a stop to show is left out."""
    fitted = [fit(one, atlas, exists)[0] for one in stories]
    shown = tuple(one for one in fitted if not all(stop.hidden for stop in one.stop))
    return atlas.having(stories=(*atlas.stories, *shown)) if shown else atlas


def warned(atlas: Atlas, stop: Stop, place: str) -> Iterator[Problem]:
    """What the rules of data/tour.toml say of a stop: a headline beyond its figures, too many of these."""
    facts = {fact.id: fact for fact in atlas.facts}
    figures = [facts[name] for name in stop.figures if name in facts]
    yield from headline(atlas.words, figures, stop, place)
    if len(figures) not in FIGURES:
        yield value_refused(STORE_NAME, place, "figures", f"{len(figures)}", f"0–{FIGURES[-1]}")
