"""The small maps of the comparison as pictures: SVG in addresses that are their own content."""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from fengtai_map.content.small_maps import Dot, SmallMap, SmallMaps, small_maps
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas
from fengtai_map.webmap import style

SIZE = (200, 150)  # pixels
DOT = 4.0  # pixels: the radius of a point, half of it for a station
TYPE = 22.0  # pixels: on a phone the pictures are half as wide,
LARGER = ((120, 20), (160, 16), (200, 13))  # from so many pixels' width on it is so many, to be as large on the screen
FACES = "Source Han Sans SC,Noto Sans CJK SC,Noto Sans SC,PingFang SC,Microsoft YaHei,sans-serif"  # those of the page
LEFT_OUT = "/*left-out*/"  # where a style may be put that hides points: each has its kind and status as classes
LETTERS = "".join(f"@media (min-width:{wide}px){{text{{font-size:{size}px}}}}" for wide, size in LARGER)
PLAIN = " /*:;=,.-_'(){}!"  # signs that stand as they are in an address of this sort
ROOT = "<svg xmlns='http://www.w3.org/2000/svg' width='{w:g}' height='{h:g}' viewBox='0 0 {w:g} {h:g}'>"
OUTLINE = "<path d='{d}' fill='{fill}' fill-rule='evenodd' stroke='{ink}' stroke-width='1.5' stroke-dasharray='6 3'/>"
CELL = "<path d='{d}' fill='none' stroke='{ink}' stroke-opacity='.45' stroke-width='.8' stroke-dasharray='2 2'/>"
POINT = (
    "<circle class='{kind} {status}' cx='{x:g}' cy='{y:g}' r='{r:g}' fill='{fill}' stroke='#fff' stroke-width='.8'/>"
)
BAR = "<path d='M4 {y:g}v5h{bar:.1f}v-5' fill='none' stroke='{ink}' stroke-width='1.2'/>"
SCALE = (
    "<text x='9' y='{y:g}' font-size='{size:g}' font-family='{type}' fill='{ink}' stroke='#fff' stroke-width='5'"
    " paint-order='stroke'>{text}</text>"
)


def pictures(atlas: Atlas, lang: str) -> Mapping[str, str]:
    """A picture a cluster by its id, all at one scale.

    A browser that leaves out a status writes `.planned{display:none}` in the place of LEFT_OUT.
    """
    drawn = small_maps(atlas, [cluster.id for cluster in atlas.clusters], SIZE)
    fills = {cluster.id: style.fill(cluster.order) for cluster in atlas.clusters}
    scale = atlas.words[lang]("compare.scale", km=drawn.bar_km)
    return {one.cluster: _address(_svg(drawn, one, fills[one.cluster], scale)) for one in drawn.maps}


def _address(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg, safe=PLAIN)}"


def _svg(drawn: SmallMaps, one: SmallMap, fill: str, scale: str) -> str:
    ink = style.INK
    return "".join(
        (
            ROOT.format(w=drawn.width, h=drawn.height),
            f"<style>{LETTERS}{LEFT_OUT}</style>",
            OUTLINE.format(d=one.outline, fill=fill, ink=ink),
            *(CELL.format(d=path, ink=ink) for _, path in one.cells),
            *map(_point, one.dots),
            BAR.format(y=drawn.height - 9, bar=drawn.bar, ink=ink),
            SCALE.format(y=drawn.height - 13, size=TYPE, type=FACES, ink=ink, text=escape(scale)),
            "</svg>",
        )
    )


def _point(dot: Dot) -> str:
    fill = style.look(dot.kind).colour
    radius = DOT / 2 if dot.kind == STATION else DOT
    return POINT.format(kind=escape(dot.kind), status=dot.status, x=dot.x, y=dot.y, r=radius, fill=fill)
