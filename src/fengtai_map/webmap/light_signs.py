"""The light of a project as a small sign: each has a shape of its own, so that none is recognised by its colour alone.

A path is drawn in a box of 10 by 10; what is cut out of it runs the other way round.
"""

from collections.abc import Mapping

from fengtai_map.model.lights import Level

BOX = 10
DISC = "M5 .5A4.5 4.5 0 0 1 5 9.5A4.5 4.5 0 0 1 5 .5z"
HOLE = "M5 2.6A2.4 2.4 0 0 0 5 7.4A2.4 2.4 0 0 0 5 2.6z"
LAMPS: Mapping[Level, tuple[str, str]] = {  # colour and path
    "red": ("#c8372d", "M5 0L10 5L5 10L0 5zM4.3 2.2V5.7H5.7V2.2zM4.3 6.5V7.8H5.7V6.5z"),
    "amber": ("#b87500", "M5 .2L10 9.4H0zM4.4 3.6V6.4H5.6V3.6zM4.4 7.2V8.4H5.6V7.2z"),
    "stale": ("#5b6b7a", f"{DISC}{HOLE}"),
    "unknown": ("#5b6b7a", "M.8 .8H9.2V9.2H.8zM2.6 2.6V7.4H7.4V2.6z"),
    "green": ("#2e8b57", DISC),
    "done": ("#34495e", f"{DISC}M2.3 5.1L4.4 7.3L7.8 3.8L6.8 2.8L4.4 5.3L3.3 4.1z"),
}
