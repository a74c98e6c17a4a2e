"""A kept point and what comes in of it: what is kept where the file says nothing, and how they differ."""

from collections.abc import Iterable, Iterator

import shapely
from shapely.geometry import Point

from fengtai_map.geo.projection import METRE, distance_m
from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.model.user_points import BETWEEN_LISTS
from fengtai_map.user_points.upload import shapes
from fengtai_map.user_points.upload.parsed_file import GivenFields
from fengtai_map.user_points.upload.positions import metres
from fengtai_map.user_points.upload.resaved import resaved, rounded

PLAIN = ("kind", "status", "error_m", "basis", "note", "list")
Difference = tuple[str, str, str]


def merged(  # noqa: PLR0913  # what the file says of the point, and what that means
    old: UserPoint, new: UserPoint, given: GivenFields | None, *, still: float, clears: bool, belongs: str = ""
) -> UserPoint:
    """The kept point with all that a file says of it, under its old id.

    What has no column stays; an empty cell empties only where it `clears`. A point that lies where it lay, to `still`
    metres or to the digits that the file has, keeps its position with its basis. `given` None says that the file says
    everything.
    """
    lies = _still(old, new, still)
    what = _kept(old, new, given, clears=clears, lies=lies, belongs=belongs) if given else {}
    if lies:
        what |= {name: getattr(old, name) for name in ("lon", "lat", "shape")}
        what |= {} if given and given.says("basis", new) else {"basis": old.basis}
    what |= {"id": old.id, "list": new.list or joined(old, belongs), "photos": new.photos or old.photos}
    if clears and given and "photos" in given.fields:
        what["photos"] = new.photos
    return new.model_copy(update=what)


def joined(point: UserPoint, name: str) -> str:
    """The lists of a point with one more."""
    return point.list if not name or point.of_list(name) else BETWEEN_LISTS.join((*point.lists, name))


def left(points: Iterable[UserPoint], name: str) -> tuple[list[UserPoint], list[tuple[UserPoint, UserPoint]]]:
    """What becomes of points that a list has no more: those that go, and those that other lists still have."""
    gone, stay = list[UserPoint](), list[tuple[UserPoint, UserPoint]]()
    for one in points:
        others = BETWEEN_LISTS.join(other for other in one.lists if name not in (other, one.list))
        if others:
            stay.append((one, one.model_copy(update={"list": others})))
        else:
            gone.append(one)
    return gone, stay


def _kept(  # noqa: PLR0913  # as merged has it
    old: UserPoint, new: UserPoint, given: GivenFields, *, clears: bool, lies: bool, belongs: str
) -> dict[str, object]:
    """What stays of the old point: all that the file has no column for, or whose cell is empty.

    `lies` says that it lies where it lay: then its error is as true as it was.
    """
    what: dict[str, object] = {
        "fields": _fields(old, new, given, clears=clears, belongs=belongs),
        "name": _name(old, new, given),
    }
    if not given.says("status", new) and not (clears and "status" in given.fields):
        what["status"] = old.status
    if "note" not in given.fields or (not new.note and not clears):
        what["note"] = old.note
    if lies and (not given.says("error_m", new) or new.error_m == round(old.error_m)):  # as our own tables write it
        what["error_m"] = old.error_m
    blank = not given.says("shape", new) and not (clears and "shape" in given.fields)
    if old.shape and not new.shape and blank and _on(old, new):
        what |= {name: getattr(old, name) for name in ("shape", "lon", "lat", "error_m", "basis")}
    return what


def _name(old: UserPoint, new: UserPoint, given: GivenFields) -> Text:
    """The name with the English one that was there, where the file brings none, or only the English one."""
    if new.name.zh == old.name.en:
        return old.name
    if new.name.en == old.name.en == old.name.zh:  # an export repeats a name that has no English one
        return Text(zh=new.name.zh, en=new.name.zh)
    if "name_en" in given.fields and new.name.en != new.name.zh:
        return new.name
    return new.name if old.name.en == old.name.zh else Text(zh=new.name.zh, en=old.name.en)


def _fields(
    old: UserPoint, new: UserPoint, given: GivenFields, *, clears: bool, belongs: str
) -> tuple[tuple[str, str], ...]:
    """The columns that are kept: those of the file in its order, then those it does not have.

    One of the same list that had another name until now gives way: 形象进度 to 完成进度, else both would be there.
    """
    said, had = dict(new.fields), dict(old.fields)
    anew = {given.meanings.get(head) for head in said.keys() - had.keys()} - {None}
    ours = not {*old.lists} - {belongs}
    gone = {h for h in had if clears and h in given.heads}
    gone |= {h for h in had if ours and given.meanings.get(h) in anew and h not in given.heads}
    came = ((h, had[h] if h in had and text != had[h] and resaved(had[h], text) else text) for h, text in new.fields)
    return (*came, *((head, text) for head, text in had.items() if head not in said and head not in gone))


def _still(old: UserPoint, new: UserPoint, still: float) -> bool:
    if bool(old.shape) != bool(new.shape):
        return False
    if old.shape:
        one, other = shapes.from_text(old.shape), shapes.from_text(new.shape)
        both = ((one, other), (one.normalize(), other.normalize()))  # a program may turn them, or begin elsewhere
        return any(shapely.equals_exact(*pair, tolerance=still * METRE) for pair in both)
    return distance_m(old, new) <= still or rounded(old, new)


def _on(old: UserPoint, new: UserPoint) -> bool:
    """Whether a position without a shape lies on the kept shape, within its error."""
    shape = shapely.transform(shapes.from_text(old.shape), metres)
    return bool(shapely.dwithin(shape, Point(*metres([(new.lon, new.lat)])[0]), new.error_m))


def differ(old: UserPoint, new: UserPoint) -> bool:
    """Whether two differ in anything but where they come from, and the order of their columns."""
    same = {"origin": new.origin, "fields": new.fields}
    return dict(old.fields) != dict(new.fields) or old.model_copy(update=same) != new


def differences(old: UserPoint, new: UserPoint) -> tuple[Difference, ...]:
    r"""Every field that differs: its name, or the head of a column that is kept, what stood there and what stands now.

    Values are as they are kept. A position is longitude and latitude, followed by ("moved", "", metres); a shape says
    what it is and its size: "line 1,234" in metres, "area 5,678" in square metres.

    >>> from fengtai_map.user_points.upload import read
    >>> old = read("名称,类型,经度,纬度\n园,公园,116.29,39.85".encode(), "a.csv", atlas).rows[0].point
    >>> differences(old, old.model_copy(update={"note": "新"}))
    (('note', '', '新'),)
    """
    return tuple(_differences(old, new))


def _differences(old: UserPoint, new: UserPoint) -> Iterator[Difference]:
    for field, lang in (("name", "zh"), ("name_en", "en")):
        if old.name[lang] != new.name[lang]:
            yield field, old.name[lang], new.name[lang]
    if (old.lon, old.lat) != (new.lon, new.lat):
        yield "position", _position(old), _position(new)
        yield "moved", "", f"{distance_m(old, new):.0f}"
    if old.shape != new.shape:
        yield "shape", _shape(old), _shape(new)
    for field in PLAIN:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield field, _said(before), _said(after)
    if old.photos != new.photos:
        yield "photos", f"{len(old.photos)}", f"{len(new.photos)}"
    was, now = dict(old.fields), dict(new.fields)
    for head in dict.fromkeys((*was, *now)):
        if was.get(head, "") != now.get(head, ""):
            yield head, was.get(head, ""), now.get(head, "")


def _position(point: UserPoint) -> str:
    return f"{point.lon:.6f}, {point.lat:.6f}"


def _said(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _shape(point: UserPoint) -> str:
    if not point.shape:
        return ""
    shape = shapes.from_text(point.shape)
    return f"{shapes.kind_of(shape)} {shapes.size(shape):,.0f}"
