"""How a stop is laid out: whether its map leads, its figures or its list; which figures are large, which are bars.

The same rules as the talk in the browser (client/view/stops.js), for whatever is made of a story on the server.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fengtai_map.content import stories
from fengtai_map.content.figures import figure, scaled
from fengtai_map.content.status_at import tagged
from fengtai_map.model import Atlas, Chart, Entry, Fact, Stop, Story
from fengtai_map.view.url import PROMISED, View

ROW = 3  # large numbers that stand in a row beside bars, unless more are no bars
LISTED = 5  # entries from which on a stop without a place on the map is a list
ROUGH = ("about", "estimate")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Bar:
    """A figure as a bar from zero, in its language.

    `said` is the text at its end; `ahead` marks a target, a plan, an estimate or an approximate number, whose bar is
    hatched.
    """

    label: str
    period: str
    value: float
    said: str
    rank: str
    ahead: bool


@dataclass(frozen=True)
class Bars:
    """Figures that the data's charts say may be compared."""

    title: str
    bars: tuple[Bar, ...]


def layout(atlas: Atlas, story: Story, number: int) -> str:
    """What leads at a stop, numbered from 1: "map", "figures" or "list".

    The map does not lead where nothing it tells of has a place on it and it was shown before.
    """
    stop = story.stop[number - 1]
    shown: tuple[Fact | Entry, ...] = (*stories.figures(atlas, stop), *stories.entries(atlas, stop))
    whole = not stop.clusters and not stop.selected and not any(one.places for one in shown)
    before = (_picture(atlas, other) for other in story.stop[: number - 1] if not other.hidden)
    again = _picture(atlas, stop) in before
    if not (whole and again and shown):
        return "map"
    return "list" if len(stop.entries) >= LISTED else "figures"


def _picture(atlas: Atlas, stop: Stop) -> tuple[object, ...]:
    """What tells the map of a stop from another."""
    return stop.clusters, stop.selected, stories.kinds(atlas, stop), stop.at, stop.without


def split(atlas: Atlas, facts: Sequence[Fact], headline: str, lang: str) -> tuple[tuple[Fact, ...], Bars | None]:
    """The figures that stand in large numbers, and those that stand as bars; all of them in one or both.

    A bar is large as well where the headline says it or it has a rank.
    """
    chart = _chart(atlas, facts)
    if chart is None:
        return tuple(facts), None
    among = [fact for name in chart.facts for fact in facts if fact.id == name]

    def weight(fact: Fact) -> int:
        if fact not in among:
            return 3
        return 2 if _says(atlas, headline, fact, lang) else 1 if fact.rank else 0

    most = max(ROW, len(facts) - len(among))
    first = sorted((fact for fact in facts if weight(fact)), key=weight, reverse=True)[:most]
    row = tuple(fact for fact in facts if fact in first) or tuple(facts[:ROW])
    return row, Bars(chart.name[lang], tuple(bar(atlas, fact, lang) for fact in among))


def bar(atlas: Atlas, fact: Fact, lang: str) -> Bar:
    """A figure as a bar."""
    one = figure(atlas, fact, lang)
    ahead = fact.status in PROMISED or fact.bound in ROUGH
    return Bar(one.label, one.period, scaled(atlas, fact, lang), one.amount, one.rank, ahead)


def charts(atlas: Atlas, facts: Sequence[Fact], lang: str) -> tuple[Bars, ...]:
    """Every chart of the data of which two figures at least are among these."""
    made = ((chart, [fact for name in chart.facts for fact in facts if fact.id == name]) for chart in atlas.charts)
    return tuple(Bars(c.name[lang], tuple(bar(atlas, one, lang) for one in some)) for c, some in made if len(some) > 1)


def _chart(atlas: Atlas, facts: Sequence[Fact]) -> Chart | None:
    """The chart that has most of these figures, two at least."""
    ids = {fact.id for fact in facts}
    return max(
        (c for c in atlas.charts if len(ids & set(c.facts)) > 1), key=lambda c: len(ids & set(c.facts)), default=None
    )


def _says(atlas: Atlas, headline: str, fact: Fact, lang: str) -> bool:
    """Whether a headline says the number of a figure."""
    return f"{scaled(atlas, fact, lang):.10g}" in NUMBER.findall(re.sub(r"(\d),(?=\d{3})", r"\1", headline))


def lines(entries: Sequence[Entry], most: int) -> list[list[Entry]]:
    """The entries of a stop as lines: each alone or, where that were too many, those of a kind and status together."""
    alone = [[one] for one in entries]
    if len(alone) <= most:
        return alone
    groups: dict[tuple[str, str | None], list[Entry]] = {}
    for one in entries:
        groups.setdefault((one.kind, one.status), []).append(one)
    made = list(groups.values())
    while len(made) > most and _join(made):
        pass
    return made


def _join(made: list[list[Entry]]) -> bool:
    """Join the two shortest lines of one status, with the same tag; whether there were two."""
    pairs = [
        (sum(len(one.name.zh) for one in (*a, *b)), n, m)
        for n, a in enumerate(made)
        for m, b in enumerate(made)
        if n < m and a[0].status == b[0].status and tagged(a[0], View()) == tagged(b[0], View())
    ]
    if not pairs:
        return False
    _, first, second = min(pairs)
    made[first] = [*made[first], *made.pop(second)]
    return True
