"""The district and its clusters in metres, and the places of the release that are known."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.model import Atlas, Place
from fengtai_map.user_points.upload.names import likeness, plainly
from fengtai_map.user_points.upload.positions import Array, metres

DISTRICT = "district"


class ReferencePlaces:
    """What points of a file are compared with."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._areas: dict[str, BaseGeometry] = {}
        places = atlas.points
        self.stations = {one.id for one in atlas.stations}
        self.known = [place for place in places if place.lon is not None]
        self.named = {name: one for one in self.known for name in names_of(one)}
        self.waiting = {name: one for one in places if one.lon is None for name in names_of(one)}
        self.looks = {likeness(name): one for one in self.known for name in (one.name.zh, *one.aliases)}
        self._tree = shapely.STRtree(
            np.asarray(shapely.points(metres([(one.lon or 0, one.lat or 0) for one in self.known])))
        )

    def area(self, name: str) -> BaseGeometry:
        """The district ("district") or a cluster in metres."""
        if name not in self._areas:
            outline = shapely.transform(shape(self._atlas.geometry[name]), metres)
            shapely.prepare(outline)
            self._areas[name] = outline
        return self._areas[name]

    def around(self, reach: float) -> BaseGeometry:
        """The district with all that lies within `reach` metres of it."""
        name = f"{DISTRICT} {reach:.0f}"
        if name not in self._areas:
            self._areas[name] = shapely.buffer(self.area(DISTRICT), reach)
            shapely.prepare(self._areas[name])
        return self._areas[name]

    def away(self, shapes: Sequence[BaseGeometry] | Array, name: str = DISTRICT) -> Array:
        """Metres of each point or shape from an area, 0 where it lies in it or touches it; points may be an array."""
        held = shapely.points(shapes) if isinstance(shapes, np.ndarray) else np.asarray(shapes, dtype=object)
        return np.asarray(shapely.distance(self.area(name), held), dtype=np.float64)

    def near(self, shapes: Sequence[BaseGeometry], kinds: Sequence[str], reach: float) -> list[Place | None]:
        """For each point or shape a known place of its kind within `reach` metres."""
        found: list[Place | None] = [None] * len(shapes)
        if not shapes:
            return found
        for here, there in self._tree.query(list(shapes), predicate="dwithin", distance=reach).T:
            if self.known[there].kind == kinds[here]:
                found[here] = self.known[there]
        return found


def names_of(place: Place) -> set[str]:
    """The names of a place as they are compared."""
    return {plainly(name) for name in (place.name.zh, place.name.en, *place.aliases)}
