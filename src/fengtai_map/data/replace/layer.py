"""A layer of data/geo/ by an official file: our ids and properties, its geometries."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import tomlkit
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.data.raw import CELLS, MANIFEST, POINT_LAYERS
from fengtai_map.data.replace.members import unknown
from fengtai_map.data.replace.proposal import LayerChange, Proposal
from fengtai_map.data.replace.read import SHIFTED, LayerStatement, named_shapes
from fengtai_map.geo.projection import GEOD, in_metres
from fengtai_map.model import Layer
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import from_datum

BASIS = "official"
FINE = 1e-6  # degrees: a tenth of a metre
SAME = 0.5  # metres, or square metres of an area: no change
Feature = dict[str, Any]
FEWEST = 3  # features that have moved the same way: one or two may have moved by themselves
FAR = 100  # metres that they moved: less is how roughly our outlines are drawn
ALIKE = 0.25  # of the way: how much the ways of half of the features may differ from the usual one


def propose_layer(root: Path, layer: Layer, file: Path, given: LayerStatement, limits: Limits) -> Proposal:
    """The layer with the geometries of a file, matched by Chinese name.

    Every 街镇 has to be there; points that are not stay where they are; other features that are not there go. A name
    that the layer does not have is a problem, since its English name and id would be invented. So is a file in which
    everything lies off by the same way: it is in another datum.
    """
    named = named_shapes(file, given, limits)
    if named.problems:
        return Proposal(problems=named.problems)
    held = named.shapes
    old = json.loads((root / "geo" / layer.file).read_text(encoding="utf-8"))["features"]
    known = {one["properties"]["name_zh"]: one for one in old if one["properties"]["name_zh"]}
    problems = (*_problems(layer, file.name, held, known), *_unlike(file.name, held, known))
    problems += () if given.together else tuple(moved_together(file.name, held, known, given.datum))
    if problems:
        return Proposal(problems=problems)
    new = [_with(layer, one, dict(held)) for one in old]
    kept = [one for one in new if one is not None]
    text = _text(kept)
    changes = tuple(_changes(old, {one["id"]: one for one in kept}))
    files = {f"geo/{layer.file}": text, MANIFEST: _manifest(root, layer, text, given)} if changes else {}
    return Proposal(files, changes)


def _problems(
    layer: Layer, file: str, held: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Feature]
) -> Iterator[Problem]:
    names = [name for name, _ in held]
    for name in dict.fromkeys(names):
        if name not in known:
            yield unknown(file, name, list(known))
        elif names.count(name) > 1:
            yield Problem("official-twice", file, name)
    for name in known:
        if layer.id == CELLS and name not in names:
            yield Problem("official-missing", file, name)


def _unlike(file: str, held: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Feature]) -> Iterator[Problem]:
    """Shapes of another sort than the layer has: points for outlines."""
    sorts = {_sort(shape(one["geometry"])) for one in known.values() if one["geometry"]}
    for name, one in held:
        if name in known and sorts and _sort(one) not in sorts:
            yield Problem("official-shape", file, name, {"needed": ", ".join(sorted(sorts)), "found": _sort(one)})


def _sort(shape_: BaseGeometry) -> str:
    return shape_.geom_type.removeprefix("Multi")


def _with(layer: Layer, old: Feature, held: Mapping[str, BaseGeometry]) -> Feature | None:
    """A feature with its new geometry; None where the file has none for it and the layer is replaced as a whole."""
    geometry = held.get(old["properties"]["name_zh"])
    if geometry is None:
        return old if layer.id in POINT_LAYERS or not old["properties"]["name_zh"] else None
    rounded = shapely.set_precision(geometry, FINE)  # sound: what crosses itself was refused when it was read
    about = dict(old["properties"])
    if layer.id == CELLS and not rounded.contains(Point(about["label_lon"], about["label_lat"])):
        inside = rounded.representative_point()
        about |= {"label_lon": round(inside.x, 6), "label_lat": round(inside.y, 6)}
    if "basis" in about:
        about["basis"] = BASIS
    return {"type": "Feature", "id": old["id"], "properties": about, "geometry": mapping(rounded)}


def _changes(old: list[Feature], new: Mapping[str, Feature]) -> Iterator[LayerChange]:
    """What becomes of each feature, in the order of the layer."""
    for one in old:
        name = one["properties"]["name_zh"] or one["id"]
        if one["id"] not in new:
            yield LayerChange("removed", {"name": name})
        elif change := _difference(one["geometry"], new[one["id"]]["geometry"]):
            yield LayerChange(change[0], {"name": name, "before": change[1], "after": change[2]})


def _difference(before: Feature | None, after: Feature | None) -> tuple[str, str, str] | None:
    """How a geometry differs, measured on the ellipsoid: area, length or metres moved; None where it does not."""
    if before is None or after is None or before["type"] == "Point":
        return _moved(before, after)
    one, other = shape(before), shape(after)
    if one.equals(other):
        return None
    if "Polygon" in before["type"]:
        areas = [abs(GEOD.geometry_area_perimeter(part)[0]) / 1e6 for part in (one, other)]
        return "area", f"{areas[0]:.3f}", f"{areas[1]:.3f}"
    lengths = [GEOD.geometry_length(part) / 1000 for part in (one, other)]
    return "length", f"{lengths[0]:.2f}", f"{lengths[1]:.2f}"


def _moved(before: Feature | None, after: Feature | None) -> tuple[str, str, str] | None:
    if before is None or after is None:
        return None if before == after else ("placed", "", "")
    metres = GEOD.inv(*before["coordinates"], *after["coordinates"])[2]
    return ("point", "", f"{metres:.0f}") if metres >= SAME else None


def _text(features: list[Feature]) -> str:
    """A file of features, one a line, as the others are."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    return f'{{\n"type": "FeatureCollection",\n"features": [\n{lines}\n]\n}}\n'


def _manifest(root: Path, layer: Layer, text: str, given: LayerStatement) -> str:
    """The manifest with its comments as they are, and what is now true of the layer."""
    held = tomlkit.parse((root / MANIFEST).read_text(encoding="utf-8"))
    row = next(one for one in held["layer"] if one["id"] == layer.id)
    row["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    for key, value in (("accuracy", given.accuracy), ("as_of", given.as_of), ("source", given.source)):
        if value:
            row[key] = [value] if key == "source" else value
    return tomlkit.dumps(held)


def moved_together(
    file: str, held: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Mapping[str, Any]], datum: str
) -> Iterator[Problem]:
    """The report of a file whose features all lie off by the same way, with the datum that would explain it."""
    pairs = [(shape(known[name]["geometry"]), one) for name, one in held if name in known and known[name]["geometry"]]
    if len(pairs) < FEWEST:
        return
    ways = _ways(pairs)
    usual = np.median(ways, axis=0)
    far = float(np.hypot(*usual))
    spread = float(np.median(np.hypot(*(ways - usual).T)))
    if far >= FAR and spread <= ALIKE * far:
        near = _explained(pairs, far) if datum == "WGS-84" else ""
        more = {"n": f"{len(pairs)}", "metres": f"{far:.0f}", "datum": near or "?"}
        yield Problem("official-moved", file, "", more)


def _ways(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]]) -> np.ndarray:
    """Metres east and north from the middle of each old shape to that of the new one."""
    middles = [[in_metres(one).centroid for one in pair] for pair in pairs]
    return np.array([(new.x - old.x, new.y - old.y) for old, new in middles])


def _explained(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]], far: float) -> str:
    """The datum in which the file would lie where it belongs; empty where none does."""
    for datum in SHIFTED:
        way = from_datum(datum)
        back = _ways([(old, shapely.transform(new, way)) for old, new in pairs])
        if float(np.hypot(*np.median(back, axis=0))) <= ALIKE * far:
            return datum
    return ""
