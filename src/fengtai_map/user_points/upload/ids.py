"""Which rows are places that are known already: by an id that this map gave, or a place that waits for its position."""

from collections.abc import Sequence

from fengtai_map.model import OwnPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.columns import OURS
from fengtai_map.user_points.upload.ground import Ground
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.rows import Judge


class Ids:
    """The ids that a row may have instead of its own."""

    def __init__(self, ground: Ground, kept: Sequence[OwnPoint]) -> None:
        self._ground = ground
        self._kept = {one.id: one for one in kept}
        self._known = {one.id for one in (*ground.known, *ground.waiting.values())}
        places = {one.id: one for one in (*ground.known, *ground.waiting.values())}
        self._ours = {name: one for name, one in places.items() if name in self._kept}
        self._positioned = {plainly(one.name.zh): one for one in self._ours.values()}

    def known(self, point: OwnPoint, stated: str, judge: Judge, at: int, notices: list[Problem]) -> OwnPoint:
        """The point with the id of what it is: as its row states it, or of a place that the office positions."""
        if OURS.fullmatch(stated) or stated in self._known:
            return point.model_copy(update={"id": stated})
        name = plainly(point.name.zh)
        place = self._positioned.get(name) or self._ground.waiting.get(name)
        if place is None:
            return point
        if place.kind != point.kind:
            notices.append(judge.fault("upload-namesake", at, "name", value=place.name.zh))
            return point
        notices.append(judge.fault("upload-waiting", at, "name", value=place.name.zh))
        return point.model_copy(update={"id": place.id, "name": place.name, "status": place.status})
