"""What the code can show: a look for every kind, a colour for every cluster, each page and each background."""

import re
from collections.abc import Iterator

from fengtai_map.content.pages import NAMES
from fengtai_map.data.raw import Rows
from fengtai_map.model import Basemap
from fengtai_map.problems import Problem, value_refused
from fengtai_map.view.url import OFFLINE
from fengtai_map.webmap.style import CLUSTERS, KINDS

KILOMETRE = 1000
NEEDED = {"{x}", "{y}", "{z}"}


def looks(rows: Rows) -> Iterator[Problem]:
    """There is a look for each kind of point; one without is drawn as a plain dot and reported."""
    first = {place.kind: (file, place.id) for file, place in reversed(list(rows.points()))}
    for kind in sorted(first.keys() - KINDS.keys()):
        yield Problem("look-missing", *first[kind], {"value": kind})


def fills(rows: Rows) -> Iterator[Problem]:
    """There is a colour for each cluster that is shown."""
    if len(rows.clusters) > len(CLUSTERS):
        many = {"n": f"{len(rows.clusters)}", "most": f"{len(CLUSTERS)}"}
        yield Problem("clusters-many", rows.file("clusters"), "cluster", many)


def pages(rows: Rows) -> Iterator[Problem]:
    """Each page of the code says what it is about, and nothing else does."""
    given, ours = {page.id for page in rows.pages}, set(NAMES)
    for name in sorted(given - ours):
        yield Problem("page-unknown", "pages.toml", name, {"known": ", ".join(sorted(ours))})
    if rows.whole("pages.toml"):
        for name in sorted(ours - given):
            yield Problem("page-missing", "pages.toml", name)


def radii(rows: Rows) -> Iterator[Problem]:
    """A radius is a number of whole kilometres: what is counted can be drawn, and stands in the address."""
    for metres in rows.radii.metres if rows.radii else ():
        if metres % KILOMETRE:
            yield value_refused("reach.toml", "radii", "metres", f"{metres}", "1000, 2000, 3000 …")


def charts(rows: Rows) -> Iterator[Problem]:
    """A chart compares at least two facts of one unit."""
    units = {fact.id: fact.unit for fact in rows.facts}
    for chart in rows.charts:
        held = {units[name] for name in chart.facts if name in units}
        if len(chart.facts) < 2 or len(held) > 1:  # noqa: PLR2004  # two make a comparison
            yield Problem("chart-unlike", "charts.toml", chart.id, {"units": ", ".join(sorted(held))})


def backgrounds(rows: Rows) -> Iterator[Problem]:
    """The first background is ours; every other is fetched by https, with its tile numbers, its key and its credit."""
    for number, basemap in enumerate(rows.basemaps if rows.whole("basemaps.toml") else ()):
        wrong = _wrong(basemap) if number else "" if basemap.id == OFFLINE and not basemap.tiles else f"id = {OFFLINE}"
        if wrong:
            yield Problem("background-unfit", "basemaps.toml", basemap.id, {"detail": wrong})


def _wrong(basemap: Basemap) -> str:
    """What a background from elsewhere lacks."""
    if not basemap.tiles or not basemap.attribution:
        return "tiles, attribution"
    for url in basemap.tiles:
        blanks = set(re.findall(r"{\w+}", url))
        if not url.startswith("https://") or not blanks >= NEEDED:
            return "https, x, y, z"
        if ("{key}" in blanks) != bool(basemap.key_variable):
            return "key, key_variable"
    return ""
