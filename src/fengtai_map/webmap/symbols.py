"""The pictogram of each kind of point and the sign of each light: paths of SVG, drawn by us.

Screen, legend, cards, pictures and slides draw from these, so that a school looks the same everywhere. A
pictogram stands in a box of 16 by 16 and is filled, or stroked where STROKED names it. A light stands in one of 10 by
10 and has a shape of its own, so that none is recognised by its colour alone.
"""

from collections.abc import Mapping

from fengtai_map.model.lights import Level

BOX = 16
STROKE = 1.4  # the width of a stroked path, in units of the box
SHARE = 0.0725  # a unit of the box on a badge, in radii of the badge

TRAIN = "M4 3h8v7H4zM4 6.5h8M5.5 12.5l1.5-2M10.5 12.5l-1.5-2"
SCHOOL = "M8 3.2 2.2 6 8 8.8 13.8 6zM4.6 8v3c2 1.5 4.8 1.5 6.8 0V8L8 9.8z"
CROSS = "M6.6 3h2.8v3.6H13v2.8H9.4V13H6.6V9.4H3V6.6h3.6z"
HOUSE = "M3 8 8 3.4 13 8v5H9.4V9.6H6.6V13H3z"
MUSEUM = "M2.8 6 8 3l5.2 3v1H2.8zM4 8h1.4v3.6H4zM7.3 8h1.4v3.6H7.3zM10.6 8H12v3.6h-1.4zM3 12.2h10v1H3z"
GATE = "M2.5 6.2c3 0 4-1.4 5.5-3 1.5 1.6 2.5 3 5.5 3v1.2h-11zM4 8.2h1.3V13H4zM10.7 8.2H12V13h-1.3zM7 9h2v4H7z"
TOWERS = "M3 13V5h4v8zM8 13V3h5v10z"
BAG = "M3.6 6h8.8l.8 7H2.8zM5.6 6c0-3 4.8-3 4.8 0"
CYCLE = "M3.4 9.5A4.7 4.7 0 0 1 11.6 5M12.6 6.5A4.7 4.7 0 0 1 4.4 11M11.8 2.6V5.4H9M4.2 13.4v-2.8H7"
BASKET = "M3 6.5h10l-1.6 6H4.6zM5.5 6.5 7.5 3M10.5 6.5 8.5 3"
TREE = "M8 2.6c2.8 1.6 4.2 3.6 4.2 5.6A3.9 3.9 0 0 1 8.6 12v1.8H7.4V12A3.9 3.9 0 0 1 3.8 8.2c0-2 1.4-4 4.2-5.6z"
SPROUT = "M7.4 13.4V9.6C4.8 9.6 3.2 8 3 5.2c2.8 0 4.6 1.3 5 3.4 .4-2.1 2.2-3.4 5-3.4-.2 2.8-1.8 4.4-4.4 4.4v3.8z"
POINT = "M8 5.2A2.8 2.8 0 0 1 8 10.8A2.8 2.8 0 0 1 8 5.2z"
PLUS = "M8 3.5v9M3.5 8h9"
MINUS = "M3.5 8h9"
WAVES = "M3.5 6.4c1.5-1.8 3-1.8 4.5 0s3 1.8 4.5 0M3.5 10.4c1.5-1.8 3-1.8 4.5 0s3 1.8 4.5 0"
PIN = "M8 13.4C5.4 10.4 4.2 8.4 4.2 6.6A3.8 3.8 0 0 1 11.8 6.6C11.8 8.4 10.6 10.4 8 13.4z"

STROKED = frozenset({TRAIN, BAG, CYCLE, BASKET, PLUS, MINUS, WAVES})

LAMP_BOX = 10
DISC = "M5 .5A4.5 4.5 0 0 1 5 9.5A4.5 4.5 0 0 1 5 .5z"
HOLE = "M5 2.6A2.4 2.4 0 0 0 5 7.4A2.4 2.4 0 0 0 5 2.6z"
LAMPS: Mapping[Level, tuple[str, str]] = {  # colour and path; what is cut out of it runs the other way round
    "red": ("#c8372d", "M5 0L10 5L5 10L0 5zM4.3 2.2V5.7H5.7V2.2zM4.3 6.5V7.8H5.7V6.5z"),
    "amber": ("#b87500", "M5 .2L10 9.4H0zM4.4 3.6V6.4H5.6V3.6zM4.4 7.2V8.4H5.6V7.2z"),
    "stale": ("#5b6b7a", f"{DISC}{HOLE}"),
    "unknown": ("#5b6b7a", "M.8 .8H9.2V9.2H.8zM2.6 2.6V7.4H7.4V2.6z"),
    "green": ("#2e8b57", DISC),
    "done": ("#34495e", f"{DISC}M2.3 5.1L4.4 7.3L7.8 3.8L6.8 2.8L4.4 5.3L3.3 4.1z"),
}
