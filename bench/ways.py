"""What is measured: three ways to show the same district, and what each has to show for a filter."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from fengtai_map.load import DATA, load
from fengtai_map.model import Atlas
from fengtai_map.panels.places import located, visible
from fengtai_map.view import View

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "bench" / "peers"
STREAMLIT = (sys.executable, "-m", "streamlit", "run")


@dataclass(frozen=True)
class Way:
    """One way: its command, whether it has a map, and whether its panel lists the clusters."""

    name: str
    command: tuple[str, ...]
    mapped: bool
    listed: bool


class State(TypedDict):
    """What watch.js waits for: points on the map, the panel's counter, the number of clusters it lists."""

    points: int | None
    counter: str
    clusters: int


WAYS = (
    Way("ours", (*STREAMLIT, "app.py"), mapped=True, listed=True),
    Way("rebuild", (*STREAMLIT, str(PEERS / "rebuild.py")), mapped=True, listed=False),
    Way("no map", (sys.executable, str(PEERS / "nomap.py"), "run", "app.py"), mapped=False, listed=True),
)
ATLAS: Atlas = load(DATA)


def state(way: Way, clusters: tuple[str, ...] = ()) -> State:
    """What a way shows of these clusters, or of all, worked out from the data."""
    view = View(clusters=clusters)
    kinds = {place.kind for place in (*ATLAS.places, *ATLAS.stations)}
    places, stations = (len(located(visible(view, rows, kinds))) for rows in (ATLAS.places, ATLAS.stations))
    return {
        "points": places + stations if way.mapped else None,
        "counter": ATLAS.words[view.lang]("page.counter", n=places, total=len(ATLAS.places)),
        "clusters": (len(clusters) or len(ATLAS.clusters)) if way.listed else 0,
    }


def filters() -> Iterator[tuple[int, tuple[str, ...]]]:
    """One round of clicks: the number of the pill, and the filter after it. Each cluster comes and goes."""
    for number, cluster in enumerate(ATLAS.clusters):
        yield number, (cluster.id,)
        yield number, ()
