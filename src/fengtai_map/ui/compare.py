"""Clusters side by side: a small map each at one scale, then every measure with share, rank and how it was computed."""

from dataclasses import dataclass

import streamlit as st

from fengtai_map.drawing import theme
from fengtai_map.model import Cluster
from fengtai_map.panels.compare import Cell, Row, compare
from fengtai_map.panels.distance import printed
from fengtai_map.panels.small_maps import Dot, SmallMap, SmallMaps, small_maps
from fengtai_map.ui import clusters, many, markup
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.near import reach

SIZE = (200, 150)  # pixels of a small map
DOT = 4.5  # pixels: the radius of a point on it
EASY = (2, 3)  # as many clusters as are easily compared


@dataclass(frozen=True)
class Shown:
    """A cell in words: the value, and what stands below it in small."""

    value: str
    about: tuple[str, ...]


def draw(here: Desk) -> None:
    """The clusters of the filter; all of them where there is none, with the advice to choose two or three."""
    chosen = [cluster for cluster in here.atlas.clusters if cluster.id in (here.view.clusters or _all(here))]
    if len(here.view.clusters) not in EASY:
        st.info(here.words("compare.choose"))
    many.left_out(here)
    made = compare(here.known, reach(here.known), [cluster.id for cluster in chosen], here.view)
    rows = [
        (here.words(row.label), _how(here, row), [_cell(here, row, cell, made.among) for cell in row.cells])
        for row in made.rows
    ]
    markup.put("compare", heads=_heads(here, chosen), rows=rows, words=here.words)


def _how(here: Desk, row: Row) -> str:
    """How a measure was computed."""
    return here.words(row.how) + (here.words(f"{row.how}-nowhere", n=row.nowhere) if row.nowhere else "")


def _all(here: Desk) -> tuple[str, ...]:
    return tuple(cluster.id for cluster in here.atlas.clusters)


def _heads(here: Desk, chosen: list[Cluster]) -> list[dict[str, object]]:
    """The head of each column: number, name and the cluster's small map."""
    drawn = small_maps(here.atlas, [cluster.id for cluster in chosen], SIZE, without=here.view.without)
    return [
        {
            "number": cluster.order,
            "name": cluster.name[here.view.lang],
            "colour": clusters.colour(cluster),
            "picture": _picture(here, drawn, one, clusters.colour(cluster)),
        }
        for cluster, one in zip(chosen, drawn.maps, strict=True)
    ]


def _picture(here: Desk, drawn: SmallMaps, one: SmallMap, colour: str) -> str:
    """A small map as an address of its own picture."""
    scale, marks = here.words("compare.scale", km=drawn.bar_km), [_mark(dot) for dot in one.dots]
    return markup.picture("small-map", drawn=drawn, one=one, colour=colour, marks=marks, scale=scale)


def _mark(dot: Dot) -> dict[str, object]:
    """A point of a small map in the shape and colour of the large one."""
    look = theme.KINDS[dot.kind]
    corners = " ".join(f"{dot.x + x * DOT:.1f},{dot.y + y * DOT:.1f}" for x, y in look.shape or ())
    return {"x": dot.x, "y": dot.y, "r": DOT / 2, "corners": corners, "colour": look.colour}


def _cell(here: Desk, row: Row, cell: Cell, among: int) -> Shown:
    words = here.words
    if cell.value is None:
        return Shown(words("near.none"), ())
    share = words("compare.share", share=f"{cell.share:.0%}") if cell.share is not None else ""
    rank = words("compare.rank", position=cell.rank, among=among)
    return Shown(_value(here, row, cell), tuple(text for text in (_nearest(here, cell), share, rank) if text))


def _value(here: Desk, row: Row, cell: Cell) -> str:
    if cell.near:
        return here.words("compare.inside") if cell.near.inside else printed(here.words, cell.value or 0)
    return here.words("compare.area", n=f"{cell.value:.1f}") if row.measure == "area" else f"{cell.value:g}"


def _nearest(here: Desk, cell: Cell) -> str:
    return here.atlas.name(cell.near.nearest or "", here.view.lang) if cell.near else ""
