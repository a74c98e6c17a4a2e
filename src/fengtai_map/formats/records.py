"""Lists of records in JSON (an answer of Amap or Baidu, an export of kepler.gl, plain lists) as features or lines."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from fengtai_map.formats.cells import cell_text, clean
from fengtai_map.formats.errors import too_heavy
from fengtai_map.formats.raw_sheet import Line

DEEPEST = 4  # lists are looked for so far inside
LOOKED = 200  # members of an object that are looked at, and lists that are offered
PLACED = {"location", "lonlat", "lnglat", "lng", "lon", "long", "longitude", "x", "coordinates", "geometry", "position",
          "经度", "坐标", "经纬度"}  # fmt: skip  # members by which a record lies somewhere
ANSWERS = (  # what the search of a map service answers with, and the service
    ({"status", "info"}, "amap"),
    ({"status", "regeocode"}, "amap"),
    ({"status", "message", "results"}, "baidu"),
    ({"status", "message", "result"}, "baidu"),
    ({"status", "message", "data"}, "腾讯地图"),
)


def records_of(value: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401  # a file may hold anything
    """The records of each list of objects in a value by where it stands («data.pois»), the longest first.

    Raises FormatError where there are too many lists to offer.
    """
    found = sorted(islice(_lists(value, ()), LOOKED + 1), key=lambda one: -len(one[1]))
    if len(found) > LOOKED:
        raise too_heavy()
    return {".".join(path): [_flat(one) for one in held] for path, held in found}


def service_of(value: Any) -> tuple[str, ...]:  # noqa: ANN401  # as above
    """The map service that an answer, or the first of its pages, is of: it has a datum of its own."""
    answer = value[0] if isinstance(value, list) and value else value
    named = answer.keys() if isinstance(answer, Mapping) else set()
    return tuple(service for members, service in ANSWERS if members <= named)[:1]


def lines_of(value: Any) -> list[Line]:  # noqa: ANN401  # as above
    """The lines of a list of lists, or of fields and rows; none where it is no such list."""
    rows = value
    if isinstance(value, Mapping) and isinstance(value.get("data"), Mapping):
        return lines_of(value["data"])
    if isinstance(value, Mapping) and isinstance(value.get("fields"), list):
        body = value.get("rows") if isinstance(value.get("rows"), list) else value.get("allData")
        names = [one.get("name", "") if isinstance(one, Mapping) else one for one in value["fields"]]
        rows = [names, *body] if isinstance(body, list) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(one, list) for one in rows):
        return []
    lines = [(number, [clean(cell_text(cell)) for cell in row]) for number, row in enumerate(rows, 1)]
    return [line for line in lines if any(line[1])]


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Mapping[str, Any]]]]:  # noqa: ANN401  # as above
    """The lists of objects with the names of the members that they stand in."""
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        yield from _pages(value, path).items() or [(path, value)]
    elif isinstance(value, Mapping) and len(path) < DEEPEST:
        for name, one in list(value.items())[:LOOKED]:
            yield from _lists(one, (*path, name))


def _pages(value: list[Mapping[str, Any]], path: tuple[str, ...]) -> dict[tuple[str, ...], list[Mapping[str, Any]]]:
    """The lists of the pages of an answer that was saved as a list of these, each with its further ones behind it.

    Nothing where the objects lie somewhere themselves, or nothing in them does: then they are the records.
    """
    if len(path) >= DEEPEST or _placed(value[0]):
        return {}
    together: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for inside, held in (one for page in value for one in _lists(page, path)):
        together.setdefault(inside, []).extend(held)
    return together if any(_placed(held[0]) for held in together.values()) else {}


def _placed(record: Mapping[str, Any]) -> bool:
    """Whether a record says where it lies."""
    return not PLACED.isdisjoint(f"{name}".casefold() for name in _flat(record))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the members of objects in it as its own («location»: {«lng», «lat»})."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        inside = [*value.values()] if isinstance(value, Mapping) else []
        if inside and not any(isinstance(one, (Mapping, list)) for one in inside):
            for inner, one in value.items():
                flat[inner if inner not in record and inner not in flat else f"{name}.{inner}"] = one
        else:
            flat[name] = "" if value == [] else value  # what Amap writes for "nothing"
    return flat
