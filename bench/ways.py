"""What is measured: five ways to show the same district, and what each has to show for a filter."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bench.district import district
from fengtai_map.content.places import located, visible
from fengtai_map.model import Atlas
from fengtai_map.view.url import View

ROOT = Path(__file__).parents[1]
REBUILD = str(ROOT / "bench" / "peers" / "rebuild.py")
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
SERVED = ("--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1")
PILL = ".st-key-w-clusters [role=toolbar] button >> nth={number}"


@dataclass(frozen=True)
class Way:
    """One way: its command, which also finds its port in STREAMLIT_SERVER_PORT, and whether it has a map.

    `pressed` finds a cluster of its filter in the page, `health` is the path that answers once it is up.
    """

    name: str
    command: tuple[str, ...]
    mapped: bool = True
    pressed: str = PILL
    health: str = "_stcore/health"

    def button(self, number: int) -> str:
        """The button of a cluster by its place among them, from 0."""
        return self.pressed.format(number=number, id=ATLAS.clusters[number].id)


class State(TypedDict):
    """What watch.js waits for: the number in the panel's counter, points on the map, the clusters chosen."""

    n: int
    points: int | None
    clusters: list[str]


OURS = Way("ours", (sys.executable, "serve.py"), pressed='.ft-filter button[data-cluster="{id}"]')
MARKERS = Way("markers", (*STREAMLIT, REBUILD, *SERVED, "--", "markers"))
GEOJSON = Way("geojson", (*STREAMLIT, REBUILD, *SERVED, "--", "geojson"))
NO_MAP = Way("no map", (*STREAMLIT, REBUILD, *SERVED, "--", "nothing"), mapped=False)
DASH = Way(
    "dash",
    (sys.executable, "-m", "bench.peers.dashed", "{port}"),
    pressed="#w-clusters label >> nth={number}",
    health="",
)
WAYS = (OURS, MARKERS, GEOJSON, NO_MAP, DASH)
ATLAS: Atlas = district()


def state(way: Way, clusters: tuple[str, ...] = (), atlas: Atlas = ATLAS) -> State:
    """What a way shows of these clusters, or of all, worked out from the data."""
    view = View(clusters=clusters)
    kinds = tuple({place.kind for place in (*atlas.places, *atlas.stations)})
    places, stations = (len(located(visible(view, rows, kinds))) for rows in (atlas.places, atlas.stations))
    return {"n": places, "points": places + stations if way.mapped else None, "clusters": list(clusters)}


def filters() -> Iterator[tuple[int, tuple[str, ...]]]:
    """One round of presses: the number of the cluster, and the filter after it. Each cluster comes and goes."""
    for number, cluster in enumerate(ATLAS.clusters):
        yield number, (cluster.id,)
        yield number, ()
