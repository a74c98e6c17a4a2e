"""The manifest tells the truth about the files of data/geo/."""

from collections.abc import Iterator, Mapping

from fengtai_map.data.raw import LAYERS, MANIFEST, Rows
from fengtai_map.problems import Problem, value_refused

KINDS = {"area": {"Polygon", "MultiPolygon"}, "line": {"LineString", "MultiLineString"}, "point": {"Point"}}


def as_listed(rows: Rows, hashes: Mapping[str, str], files: frozenset[str]) -> Iterator[Problem]:
    """Every file is listed, unchanged since it was, and in WGS-84: GCJ-02 and BD-09 are never drawn as they are."""
    for layer in rows.layers:
        if layer.crs != "EPSG:4326" or layer.datum != "WGS-84":
            yield Problem("datum-refused", MANIFEST, layer.id, {"value": f"{layer.crs}, {layer.datum}"})
        if hashes[layer.id] != layer.sha256 and rows.whole(layer.file):
            yield Problem("sha256-differs", MANIFEST, layer.id, {"value": hashes[layer.id]})
        if layer.id not in LAYERS:
            yield value_refused(MANIFEST, layer.id, "id", layer.id, ", ".join(LAYERS))
    if rows.whole("manifest.toml"):
        for name in sorted(LAYERS.keys() - {layer.id for layer in rows.layers}):
            yield Problem("key-missing", MANIFEST, name, {"key": "[[layer]]"})
        for file in sorted(files - {layer.file for layer in rows.layers}):
            yield Problem("layer-unlisted", MANIFEST, file)


def kinds(rows: Rows) -> Iterator[Problem]:
    """A layer holds geometries of its kind."""
    for layer in rows.layers:
        held = {row.geometry.type for row in rows.features.get(layer.id, ()) if row.geometry}
        if strange := sorted(held - KINDS[layer.kind]):
            yield Problem("layer-kind", MANIFEST, layer.id, {"value": ", ".join(strange)})
