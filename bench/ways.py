"""What is measured: five ways to show the same district, and what each has to show for a filter."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bench.district import district
from fengtai_map.model import Atlas
from fengtai_map.own import SOURCE as OWN
from fengtai_map.panels.places import located, visible
from fengtai_map.view import View

ROOT = Path(__file__).parents[1]
REBUILD = str(ROOT / "bench" / "peers" / "rebuild.py")
STREAMLIT = (sys.executable, "-m", "streamlit", "run")
SERVED = ("--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1")
PILLS = ".st-key-w-clusters [role=toolbar] button"


@dataclass(frozen=True)
class Way:
    """One way: its command, whether it has a map, and whether its panel lists the clusters.

    `pills` finds the clusters of its filter in the page, `health` is the path that answers once it is up.
    """

    name: str
    command: tuple[str, ...]
    mapped: bool = True
    listed: bool = False
    pills: str = PILLS
    health: str = "_stcore/health"


class State(TypedDict):
    """What watch.js waits for: points on the map, the panel's counter, the number of clusters it lists."""

    points: int | None
    counter: str
    clusters: int


OURS = Way("ours", (*STREAMLIT, "app.py", *SERVED), listed=True)
MARKERS = Way("markers", (*STREAMLIT, REBUILD, *SERVED, "--", "markers"))
GEOJSON = Way("geojson", (*STREAMLIT, REBUILD, *SERVED, "--", "geojson"))
NO_MAP = Way("no map", (sys.executable, "-m", "bench.peers.nomap", "run", "app.py", *SERVED), mapped=False, listed=True)
DASH = Way("dash", (sys.executable, "-m", "bench.peers.dashed", "{port}"), pills="#w-clusters label", health="")
WAYS = (OURS, MARKERS, GEOJSON, NO_MAP, DASH)
ATLAS: Atlas = district()


def state(way: Way, clusters: tuple[str, ...] = (), atlas: Atlas = ATLAS) -> State:
    """What a way shows of these clusters, or of all, worked out from the data.

    Ours counts own points apart where they are many; its map says both numbers.
    """
    view = View(clusters=clusters)
    kinds = tuple({place.kind for place in (*atlas.places, *atlas.stations)})
    places, stations = (len(located(visible(view, rows, kinds))) for rows in (atlas.places, atlas.stations))
    apart = way.listed and sum(place.source == OWN for place in atlas.places) > atlas.upload.limits.records
    counted = [place for place in atlas.places if place.source != OWN or not apart]
    shown = len(located(visible(view, counted, kinds)))
    return {
        "points": places + stations if way.mapped else None,
        "counter": atlas.words[view.lang]("page.counter", n=shown, total=len(counted)),
        "clusters": (len(clusters) or len(atlas.clusters)) if way.listed else 0,
    }


def filters() -> Iterator[tuple[int, tuple[str, ...]]]:
    """One round of clicks: the number of the pill, and the filter after it. Each cluster comes and goes."""
    for number, cluster in enumerate(ATLAS.clusters):
        yield number, (cluster.id,)
        yield number, ()
