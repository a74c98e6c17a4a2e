"""Which rows are places that are known already: by an id that this map gave, or a place that waits for its position."""

from collections.abc import Iterator, Sequence

from fengtai_map.geo.projection import METRE, distance_m
from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Place, UserPoint
from fengtai_map.model.upload_rules import Distances
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.own_tables import OURS
from fengtai_map.user_points.upload.reference_places import ReferencePlaces, names_of
from fengtai_map.user_points.upload.row_checks import RowReader
from fengtai_map.user_points.upload.to_wgs84 import PlacedRow


class Ids:
    """The ids that a row may have instead of its own."""

    def __init__(self, ground: ReferencePlaces, kept: Sequence[UserPoint]) -> None:
        self._ground = ground
        self._kept = {one.id: one for one in kept}
        self._at: dict[tuple[str, str], list[UserPoint]] = {}
        for one in kept:
            self._at.setdefault((one.kind, plainly(one.name.zh)), []).append(one)
        self._known = {one.id: one for one in (*ground.known, *ground.waiting.values())}
        self._ours = {name: one for name, one in self._known.items() if name in self._kept}
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

    def repeated(self, one: Cells, placed: PlacedRow | None, judge: RowReader) -> bool:
        """Whether a row with the id of a place of the release says nothing else than the release, nor the office."""
        place = self._known.get(one.text.get("id", ""))
        if place is None or place.id in self._kept or judge.table.photos:
            return False
        return _repeats(one, placed, place, judge.rules.distances.still)

    def contradictions(self, point: UserPoint, judge: RowReader, at: int) -> Iterator[Problem]:
        """What speaks against a row being the place of the release whose id it states: its name, its kind, where it is.

        Where the office has said already that the place lies elsewhere, it is held against that. Of a kept point only
        that the row is another one in all of this: then a column was sorted without the others.
        """
        place = self._known.get(point.id)
        if place is None:
            if other := self._other(point, judge.rules.distances.still):
                said = {"value": point.name.zh[:40], "id": point.id, "other": other.name.zh[:40]}
                yield judge.problem("upload-id-other", at, "id", **said)
            return
        if place.id in self._ground.stations:  # which only an official file moves
            yield judge.problem("upload-known", at, "name", value=point.name.zh[:40])
            return
        if plainly(point.name.zh) not in names_of(place) or point.kind != place.kind:
            yield judge.problem("upload-id-other", at, "id", value=point.name.zh[:40], id=place.id, other=place.name.zh)
            return
        known = self._kept.get(place.id, place)
        if (off := _apart(point, known)) > _reach(point, known, judge.rules.distances):
            yield judge.problem("upload-id-moved", at, judge.where.axis(), value=place.name.zh, metres=f"{off:,.0f}")

    def _other(self, point: UserPoint, still: float) -> UserPoint | None:
        """The kept point that has the id of a row, where the row is another kept point by name, kind and position."""
        mine, name = self._kept.get(point.id), plainly(point.name.zh)
        if mine is None or plainly(mine.name.zh) == name:
            return None
        return mine if any(_apart(point, one) <= still for one in self._at.get((point.kind, name), ())) else None


def _apart(point: UserPoint, known: Place | UserPoint) -> float:
    """Metres from a point to where the place is known to lie; none where that is not known."""
    if known.lon is None or known.lat is None:
        return 0
    return distance_m(point, known)


def _reach(point: UserPoint, known: Place | UserPoint, rules: Distances) -> float:
    """How far a place may be put right by a row."""
    return max(rules.moved, point.error_m, known.error_m or 0)


def _repeats(one: Cells, placed: PlacedRow | None, place: Place, still: float) -> bool:
    """Whether a row says nothing but what is known of the place whose id it states."""
    if place.lon is None or place.lat is None:
        lies = {problem.code for problem in one.row_problems} == {"upload-position-missing"}
    else:
        at = placed.spot if placed and not one.row_problems and placed.spot.shape is None else None
        lies = at is not None and max(abs(at.x - place.lon), abs(at.y - place.lat)) <= still * METRE
    return lies and not one.waits and not one.fields and _same(one, place) and not _adds(one, place)


def _same(one: Cells, place: Place) -> bool:
    """Whether name, kind, status and error are those that are known, where the row has them."""
    text, names = one.text, names_of(place)
    named = all(plainly(text[field]) in names for field in ("name", "name_en") if text.get(field))
    status = not text.get("status") or one.status == place.status
    return named and one.kind == place.kind and status and one.error_m in (0, place.error_m, round(place.error_m or 0))


def _adds(one: Cells, place: Place) -> bool:
    """Whether a row has a note, a list or pictures that the place has not."""
    note = one.text.get("note", "")
    for said in (place.note, place.doubt):
        for lang in LANGUAGES:
            note = note.replace(said[lang], "") if said else note
    return bool(note.strip() or one.text.get("list") or one.text.get("photos"))
