"""JSON of any kind -> layers of features, or the lines of a table."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NoReturn

from fengtai_map.formats.cells import clean
from fengtai_map.formats.crs import NOT_STATED, Stated
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.esri_json import esri_features, esri_stated, is_esri
from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.formats.geojson import geojson_features, is_geojson, stated_of
from fengtai_map.formats.raw_sheet import RawSheet
from fengtai_map.formats.records import lines_of, records_of, service_of
from fengtai_map.formats.table import SPEAKS_OF_COORDINATES
from fengtai_map.formats.topojson import is_topojson, topojson_layers
from fengtai_map.problems import Problem

HELD = 1_200_000  # objects and lists: a file of our size with positions in degrees has half as many
ABOUT, NAMED = ("name", "title", "description"), 1_000  # what GeoJSON calls itself, in so many characters
RECORD = "\x1e"  # stands before each line of some


def json_layers(text: str, file: str) -> list[FileLayer] | RawSheet:
    """The layers of a JSON file, or its lines where it is a list of lists. Raises FormatError where it is none."""
    if text.count("[") + text.count("{") > HELD:
        raise too_heavy()
    values = _values(text.strip().lstrip(RECORD))
    value = _together(values[0] if len(values) == 1 else values)
    if value in ([], {}):
        raise FormatError("upload-empty")
    if is_topojson(value):
        return [FileLayer(held, name) for name, held in topojson_layers(value).items() if held] or _nothing()
    if is_esri(value):
        return [_layer(list(esri_features(value)), esri_stated(value), file)]
    if is_geojson(value):
        said = (*(f"{value[one]}"[:NAMED] for one in ABOUT if isinstance(value.get(one), str)), *_of_system(value))
        return [replace(_layer(list(geojson_features(value)), stated_of(value), file), said=said)]
    if lines := lines_of(value):
        return RawSheet("", lines)
    if records := records_of(value):
        several, said = len(records) > 1, service_of(value)
        return [FileLayer([*map(FileFeature, held)], name * several, said=said) for name, held in records.items()]
    return _nothing()


def _of_system(value: Mapping[str, Any]) -> Iterator[str]:
    """What members of no standard say of the system of the coordinates, as "coordinateSystem": "gcj02"."""
    inside = [one for one in value.values() if isinstance(one, Mapping)]
    for name, said in (pair for held in (value, *inside) for pair in held.items()):
        if isinstance(said, str) and any(word in f"{name}".casefold() for word in SPEAKS_OF_COORDINATES):
            yield said[:NAMED]


def _layer(features: list[FileFeature], about: Stated | None, file: str) -> FileLayer:
    """A layer, and a notice where nobody can understand what it states of its coordinates."""
    notices = (Problem("format-crs", file, "", {"said": "crs"}),) if about is None else ()
    return FileLayer(features, about=about or NOT_STATED, notices=notices)


def _nothing() -> NoReturn:
    raise FormatError("format-json-other")


def _together(values: Any) -> Any:  # noqa: ANN401  # a file may hold anything
    """A list of features, or of collections or pages of them, as one value; any other value as it is."""
    if not isinstance(values, list) or not values:
        return values
    if all(is_esri(one) for one in values) and len({f"{one.get('spatialReference')}" for one in values}) == 1:
        return {**values[0], "features": [feature for one in values for feature in one["features"]]}
    if all(is_geojson(one) for one in values):
        parts = [{**one, "type": "FeatureCollection"} if _many(one) else one for one in values]
        return {"type": "FeatureCollection", "features": parts}
    return values


def _many(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("features"), list)


def _values(text: str) -> list[Any]:
    """The value of a text, or the values of its lines."""
    try:
        return [_parsed(text)]
    except json.JSONDecodeError as error:
        lines = [line.strip().lstrip(RECORD).rstrip(",") for line in text.splitlines()]
        filled = [(at, line) for at, line in enumerate(lines, 1) if line]
        if len(filled) > 1 and all(line[0] in "{[" and line[-1] in "}]" for _, line in filled):
            return [_line(at, line) for at, line in filled]
        raise _broken(error, text) from error


def _line(number: int, line: str) -> Any:  # noqa: ANN401  # a file may hold anything
    try:
        return _parsed(line)
    except json.JSONDecodeError as error:
        raise FormatError("format-json", f"{number}", line=f"{number}", text=_near(line, error.pos)) from error


def _parsed(text: str) -> Any:  # noqa: ANN401  # as above
    """A value of JSON; numbers that Python refuses for their length are text."""
    try:
        return json.loads(text, parse_int=_whole, object_pairs_hook=_object)
    except RecursionError as error:
        raise too_heavy() from error


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Of members of one name that differ the last has it, as for every program; the others have a number."""
    held = dict(members)
    if len(held) == len(members):
        return held
    numbers = Counter[str]()  # the last of a name: looked for from the first, very many would take for ever
    for name, value in members:
        if value != held[name]:
            numbers[name] += 1
            while f"{name} ({numbers[name] + 1})" in held:
                numbers[name] += 1
            held[f"{name} ({numbers[name] + 1})"] = value
    return held


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 400 else digits  # noqa: PLR2004  # no number of an office


def _broken(error: json.JSONDecodeError, text: str) -> FormatError:
    if text[-1:] not in ("}", "]"):
        return FormatError("format-cut", f"{error.lineno}")
    return FormatError("format-json", f"{error.lineno}", line=f"{error.lineno}", text=_near(text, error.pos))


def _near(text: str, at: int) -> str:
    return clean(text[max(0, at - 12) : at + 12])
