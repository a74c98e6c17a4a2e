"""Which rows are places that are known already: by an id that this map gave, or a place that waits for its position."""

from collections.abc import Sequence

from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.column_mapping import OURS
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.reference_places import ReferencePlaces
from fengtai_map.user_points.upload.row_checks import RowReader


class Ids:
    """The ids that a row may have instead of its own."""

    def __init__(self, ground: ReferencePlaces, kept: Sequence[UserPoint]) -> None:
        self._ground = ground
        self._kept = {one.id: one for one in kept}
        self._known = {one.id for one in (*ground.known, *ground.waiting.values())}
        places = {one.id: one for one in (*ground.known, *ground.waiting.values())}
        self._ours = {name: one for name, one in places.items() if name in self._kept}
        self._positioned = {plainly(one.name.zh): one for one in self._ours.values()}

    def known(self, point: UserPoint, stated: str, judge: RowReader, at: int, notices: list[Problem]) -> UserPoint:
        """The point with the id of what it is: as its row states it, or of a place that the office positions."""
        if OURS.fullmatch(stated) or stated in self._known:
            return point.model_copy(update={"id": stated})
        name = plainly(point.name.zh)
        place = self._positioned.get(name) or self._ground.waiting.get(name)
        if place is None:
            return point
        if place.kind != point.kind:
            notices.append(judge.problem("upload-namesake", at, "name", value=place.name.zh))
            return point
        notices.append(judge.problem("upload-waiting", at, "name", value=place.name.zh))
        return point.model_copy(update={"id": place.id, "name": place.name, "status": place.status})
