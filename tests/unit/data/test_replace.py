"""An official file in the place of ours: matched by name, tried on a copy, reported, and only then written."""

import json
import shutil
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from shapely.geometry import Point, shape

from fengtai_map.cli import main
from fengtai_map.data.load import load, read
from fengtai_map.geo.datum import to_bd09, to_gcj02
from tests.data_rows import CLUSTERS, PLACES, RELEASE, SUBDISTRICTS, features
from tests.problem_codes import CODES

EAST = np.array([4e-5, 0])  # degrees: three metres
CELLS = [(row["properties"]["name_zh"], shape(row["geometry"])) for row in SUBDISTRICTS]


@pytest.fixture
def folder(data, tmp_path):
    """A copy of data/ that a test may change."""
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def run(folder, capsys):
    """Runs the command on the copy: exit status, what it printed, what it complained of."""

    def replaced(*arguments):
        status = main(["--data", str(folder), "--lang", "en", "replace-layer", *map(str, arguments)])
        return status, *capsys.readouterr()

    return replaced


def written(path, pairs, crs="EPSG:4326", field="name"):
    names, shapes = zip(*pairs, strict=True)
    geopandas.GeoDataFrame({field: names}, geometry=list(shapes), crs=crs).to_file(path)
    return path


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nudged():
    """The cells with the corner that most of them share moved by three metres: still a coverage."""
    corners = Counter(corner for _, cell in CELLS for corner in {tuple(at) for at in shapely.get_coordinates(cell)})
    shared = np.array(corners.most_common(1)[0][0])

    def move(at):
        return np.where((at == shared).all(axis=1, keepdims=True), at + EAST, at)

    return [(name, shapely.transform(cell, move)) for name, cell in CELLS]


def test_the_same_outlines_change_nothing(run, folder, tmp_path):
    before = content(folder)
    status, said, _ = run("subdistricts", written(tmp_path / "a.geojson", CELLS), "--apply")
    assert (status, said.strip()) == (0, "Sound; changes: 0.")
    assert content(folder) == before


def test_new_outlines_are_reported_and_written_only_when_asked_to(run, folder, tmp_path):
    file, before = written(tmp_path / "a.gpkg", nudged(), field="名称"), content(folder)
    status, said, _ = run("subdistricts", file)
    assert status == 0
    assert said.count("km²") >= 2
    assert content(folder) == before
    status, said, _ = run("subdistricts", file, "--apply", "--accuracy", "surveyed", "--as-of", "2026-11")
    assert status == 0
    atlas, kept = load(folder), folder / "geo" / "subdistricts.geojson.before"
    layer = next(layer for layer in atlas.layers if layer.id == "subdistricts")
    assert (layer.accuracy, layer.as_of) == ("surveyed", "2026-11")
    assert {subdistrict.basis for subdistrict in atlas.subdistricts} == {"official"}
    assert kept.read_bytes() == before[folder / "geo" / "subdistricts.geojson"]
    assert "每个来源一个" in (folder / "geo" / "manifest.toml").read_text(encoding="utf-8")


def test_an_overlap_is_refused_and_nothing_is_written(run, folder, tmp_path):
    pairs = [(name, cell.buffer(0.002) if number == 3 else cell) for number, (name, cell) in enumerate(CELLS)]
    before = content(folder)
    status, _, errors = run("subdistricts", written(tmp_path / "a.geojson", pairs), "--apply")
    assert status == 1
    assert "cells-overlap" in errors
    assert content(folder) == before


def test_cells_that_do_not_touch_are_refused(run, tmp_path):
    pairs = [(name, cell.buffer(-0.0005)) for name, cell in CELLS]
    status, _, errors = run("subdistricts", written(tmp_path / "a.geojson", pairs))
    assert (status, "cells-gap" in errors) == (1, True)


BROKEN = {  # names and shapes, their system, their field
    "official-missing": (CELLS[1:], "EPSG:4326", "name"),
    "official-twice": ([*CELLS, CELLS[0]], "EPSG:4326", "name"),
    "official-unknown": ([("右安们街道", CELLS[0][1]), *CELLS[1:]], "EPSG:4326", "name"),
    "official-field": (CELLS, "EPSG:4326", "label"),
    "official-crs": (CELLS, None, "name"),
}


@pytest.mark.filterwarnings("ignore:'crs' was not provided")  # that is the problem
@pytest.mark.parametrize("code", BROKEN)
def test_each_problem_of_a_file_is_named_and_nothing_is_written(run, folder, tmp_path, code):
    before = content(folder)
    status, _, errors = run("subdistricts", written(tmp_path / "a.shp", *BROKEN[code]), "--apply")
    assert status == 1
    assert f"({code})" in errors
    assert content(folder) == before


BELOW = {"official-moved", "official-layer", "official-shape", "official-file", "official-empty"}


def test_every_code_of_an_official_file_is_proven_here():
    assert {code for code in CODES if code.startswith("official-")} == {*BROKEN, *BELOW}


@pytest.mark.parametrize(
    ("text", "code"), [("no file", "(upload-empty)"), ("{", "(upload-unreadable)"), ("", "(upload-empty)")]
)
def test_a_file_that_is_none_is_reported(run, tmp_path, text, code):
    (tmp_path / "a.geojson").write_text(text, encoding="utf-8")
    for layer in ("rivers", "clusters"):
        status, _, errors = run(layer, tmp_path / "a.geojson")
        assert (status, code in errors or "(format-" in errors) == (1, True)


@pytest.mark.parametrize("layer", ["rivers", "clusters"])
def test_a_file_that_is_not_there_is_reported(run, tmp_path, layer):
    status, _, errors = run(layer, tmp_path / "a.geojson")
    assert (status, "(official-file)" in errors) == (1, True)


def in_datum(pairs, towards):
    def move(at):
        return np.array([towards((lat, lon))[::-1] for lon, lat in at])

    return [(name, shapely.transform(one, move)) for name, one in pairs]


RIVERS = [(row["properties"]["name_zh"], shape(row["geometry"])) for row in features("rivers")]


SHIFTED = {"GCJ-02": to_gcj02, "BD-09": to_bd09}
LAYERS = {"subdistricts": CELLS, "rivers": RIVERS}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("datum", SHIFTED)
def test_outlines_that_all_moved_together_are_stopped(run, folder, tmp_path, layer, datum):
    pairs, towards = LAYERS[layer], SHIFTED[datum]
    file, before = written(tmp_path / "a.geojson", in_datum(pairs, towards)), content(folder)
    status, said, errors = run(layer, file, "--apply")
    assert (status, said, "(official-moved)" in errors, datum in errors) == (1, "", True, True)
    assert content(folder) == before
    status, said, errors = run(layer, file, "--datum", datum)
    assert "official-moved" not in errors


def test_a_move_that_is_right_is_taken_where_it_is_said(run, tmp_path):
    file = written(
        tmp_path / "a.geojson", [(name, shapely.transform(one, lambda at: at + 50 * EAST)) for name, one in RIVERS]
    )
    assert "official-moved" in run("rivers", file)[2]
    assert "official-moved" not in run("rivers", file, "--moved-together")[2]


def test_a_bow_tie_is_a_problem_and_no_traceback(run, tmp_path):
    bow = shapely.Polygon([(116.2, 39.8), (116.3, 39.9), (116.3, 39.8), (116.2, 39.9)])
    for name in ("a.gpkg", "a.geojson", "a.shp"):
        status, _, errors = run("subdistricts", written(tmp_path / name, [(CELLS[0][0], bow), *CELLS[1:]]))
        assert (status, "format-shape-crossed" in errors) == (1, True)


def test_points_for_outlines_and_shapes_that_are_missing_are_reported(run, tmp_path):
    pairs = [(CELLS[0][0], CELLS[0][1].centroid), (CELLS[1][0], None), *CELLS[2:]]
    assert "official-empty" in run("subdistricts", written(tmp_path / "a.geojson", pairs))[2]
    assert "official-shape" in run("subdistricts", written(tmp_path / "b.geojson", [pairs[0], *CELLS[1:]]))[2]


def test_kml_and_named_layers_and_chinese_attributes_work(run, tmp_path):
    marks = "".join(f"<Placemark><name>{name}</name>{_kml(one)}</Placemark>" for name, one in CELLS)
    kml = tmp_path / "a.kml"
    kml.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>', encoding="utf-8")
    assert run("subdistricts", kml)[:2] == (0, "Sound; changes: 0.\n")
    two = tmp_path / "two.gpkg"
    for layer, pairs in (("other", RIVERS), ("cells", CELLS)):
        names, shapes = zip(*pairs, strict=True)
        frame = geopandas.GeoDataFrame({"name": names, "n": range(len(names))}, geometry=list(shapes), crs="EPSG:4326")
        frame.to_file(two, layer=layer, driver="GPKG")
    assert run("subdistricts", two, "--layer", "cells")[:2] == (0, "Sound; changes: 0.\n")
    assert "official-layer" in run("subdistricts", two, "--layer", "none")[2]
    written(tmp_path / "gbk.shp", CELLS)
    geopandas.read_file(tmp_path / "gbk.shp").to_file(tmp_path / "gbk2.shp", encoding="gbk")
    (tmp_path / "gbk2.cpg").unlink()
    assert run("subdistricts", tmp_path / "gbk2.shp")[0] == 0


def _kml(one):
    rings = [f"<outerBoundaryIs>{_ring(one.exterior)}</outerBoundaryIs>"]
    rings += [f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in one.interiors]
    return f"<Polygon>{''.join(rings)}</Polygon>"


def _ring(ring):
    return f"<LinearRing><coordinates>{' '.join(f'{x!r},{y!r}' for x, y in ring.coords)}</coordinates></LinearRing>"


def test_points_in_gcj02_are_converted_when_told_so(run, folder, tmp_path):
    row = next(row for row in PLACES if row["id"] == "lize-city-air-terminal")
    lon, lat = 116.3270, 39.8670
    north, east = to_gcj02((lat, lon))
    file = written(tmp_path / "a.geojson", [(row["properties"]["name_zh"], Point(east, north))])
    status, said, _ = run("places", file, "--datum", "GCJ-02", "--apply")
    assert status == 0
    assert "moved by" in said
    place = load(folder).index["lize-city-air-terminal"]
    assert (place.lon, place.lat) == (pytest.approx(lon, abs=2e-6), pytest.approx(lat, abs=2e-6))
    assert place.basis == "official"
    assert len(load(folder).places) == len(PLACES)


def test_a_river_that_is_not_in_the_file_is_reported_to_go(run, tmp_path):
    rivers = [(row["properties"]["name_zh"], shape(row["geometry"])) for row in features("rivers")]
    status, said, errors = run("rivers", written(tmp_path / "a.geojson", rivers[:-1]))
    assert f"{rivers[-1][0]}: not in the file" in said
    assert status in (0, 1)
    assert bool(errors) == bool(status)


def members(tmp_path, pairs):
    file = tmp_path / "members.csv"
    file.write_text("街镇,组团\n" + "\n".join(",".join(pair) for pair in pairs) + "\n", encoding="utf-8")
    return file


def listed():
    return [[name, row["name"]["zh"]] for row in CLUSTERS for name in row["members"]]


def test_a_list_of_members_moves_a_subdistrict_and_keeps_the_comments(run, folder, tmp_path):
    pairs = listed()
    subdistrict, home, new = pairs[0][0], pairs[0][1], CLUSTERS[-1]
    pairs[0][1] = new["id"]
    status, said, _ = run("clusters", members(tmp_path, pairs), "--apply")
    assert status == 0
    assert f"{subdistrict}: {home} → {new['name']['zh']}" in said
    atlas = load(folder)
    assert next(one for one in atlas.subdistricts if one.name.zh == subdistrict).cluster == new["id"]
    text = (folder / "release" / RELEASE.name / "clusters.toml").read_text(encoding="utf-8")
    assert "Whoever holds the official list" in text
    assert read(folder)[1].problems == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("official-unknown", lambda pairs: [["丽泽街道", pairs[0][1]], *pairs]),
        ("official-unknown", lambda pairs: [[pairs[0][0], "丽泽商务"], *pairs[1:]]),
        ("official-missing", lambda pairs: pairs[1:]),
        ("official-twice", lambda pairs: [*pairs, pairs[0]]),
    ],
)
def test_each_problem_of_a_list_is_named(run, tmp_path, code, change):
    status, _, errors = run("clusters", members(tmp_path, change(listed())))
    assert (status, f"({code})" in errors) == (1, True)


def test_the_same_list_changes_nothing(run, folder, tmp_path):
    before = content(folder)
    status, said, _ = run("clusters", members(tmp_path, listed()), "--apply")
    assert (status, said.strip()) == (0, "Sound; changes: 0.")
    assert content(folder) == before


def test_what_is_written_is_the_format_of_the_other_files(run, folder, tmp_path):
    run("subdistricts", written(tmp_path / "a.geojson", nudged()), "--apply")
    lines = (folder / "geo" / "subdistricts.geojson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines[3:-2]] == [row["id"] for row in SUBDISTRICTS]
