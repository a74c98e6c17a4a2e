"""Own points that are too many for records: columns that count, show and join as records do."""

import base64
from dataclasses import replace

import numpy as np
import pytest

from bench.points import points
from fengtai_map.content.places import visible
from fengtai_map.content.point_counts import numbers, tally
from fengtai_map.export import sheet
from fengtai_map.export.image.point_layer import bins
from fengtai_map.export.image.viewport import frame
from fengtai_map.ui.user_points.differences import PREVIEWED, preview
from fengtai_map.user_points.merge import places_of, with_clusters
from fengtai_map.user_points.store import ChangeDraft, open_store
from fengtai_map.user_points.upload import Changes
from fengtai_map.view.url import View
from fengtai_map.webmap.point_layer import GRIDS, columns_json, positions
from tests.every import every

N = 700
CENTRE, NORTH = 116.29, 39.85
VIEWS = [
    View(),
    View(clusters=("lize",)),
    View(clusters=("hexi", "lize"), hidden=("school",)),
    View(without=("planned", "unknown")),
    View(clusters=("xinfadi",), hidden=("hub", "green-space"), without=("existing",)),
]
STATUSES = ("existing", "under-construction", "planned", "unknown")


@pytest.fixture(scope="module")
def own(atlas):
    """Points inside the district and a few around its edge, of every status."""
    inside = points(atlas, N)
    edge = (116.058 + n / 1000 for n in range(0, 400, 8))
    moved = [one.model_copy(update={"lon": lon, "error_m": 900.0}) for one, lon in zip(inside, edge, strict=False)]
    return tuple(
        one.model_copy(update={"status": STATUSES[n % 4]}) for n, one in enumerate((*moved, *inside[len(moved) :]))
    )


@pytest.fixture(scope="module")
def store(own, tmp_path_factory):
    made = open_store(str(tmp_path_factory.mktemp("many") / "own.gpkg"))
    made.apply(ChangeDraft(added=own, who="a", reason="b", when="2026-01-01T00:00:00Z"), 0)
    yield made
    made.close()


@pytest.fixture(scope="module")
def point_layer(atlas, store):
    return with_clusters(atlas, store.columns())


@pytest.fixture(scope="module")
def records(atlas, own):
    return {place.id: place for place in places_of(atlas, own)}


def ids_of(store, chosen):
    return {point.id for point in store.numbered(chosen.tolist())}


def everywhere(point_layer):
    return (point_layer.lon.min(), point_layer.lat.min(), point_layer.lon.max(), point_layer.lat.max())


def test_columns_join_the_same_cluster_as_records(store, point_layer, records):
    names = (*point_layer.clusters, "")  # the code of none is -1
    for number, code in zip(point_layer.number.tolist(), point_layer.cluster.tolist(), strict=True):
        (point,) = store.numbered([number])
        assert names[code] == (records[point.id].cluster or ""), point
    assert {place.joined for place in records.values()} == {"inside", "within-error", "none"}


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_filter_shows_the_same_points_as_records(store, point_layer, records, view):
    kinds = ("hub", "school", "green-space", "culture")
    wanted = visible(view, tuple(records.values()), kinds)
    assert ids_of(store, numbers(point_layer, view, kinds, everywhere(point_layer))) == {place.id for place in wanted}
    made = tally(point_layer, view, kinds)
    assert (made.shown, made.total) == (len(wanted), N)
    assert made.kinds == {kind: n for kind in kinds if (n := sum(place.kind == kind for place in wanted))}
    clusters = [place.cluster or "" for place in wanted]
    assert made.clusters == {name: clusters.count(name) for name in set(clusters)}


def test_a_window_holds_its_points_with_its_border(store, point_layer, own):
    west, south, east, north = window = (own[80].lon, own[80].lat, 116.3, 39.9)
    inside = {one.id for one in own if west <= one.lon <= east and south <= one.lat <= north}
    assert ids_of(store, numbers(point_layer, View(), point_layer.kinds, window)) == inside
    assert own[80].id in inside


def test_the_store_leaves_out_names_finds_and_names_the_odd(store, own):
    assert len(store.columns(without=[own[0].id, own[1].id])) == N - 2 == store.count() - 2
    assert store.held([own[5].id, "none"]) == (own[5],)
    assert [one.id for one in store.named("测点69", 3)] == [f"bench-{n:05}" for n in (69, 690, 691)]
    assert store.named("100%_", 3) == ()
    kinds, bases = {one.kind for one in own}, {one.basis for one in own}
    assert store.odd(kinds, bases, ["none"], 9) == ()
    assert store.odd(kinds, bases, [own[7].id], 9) == (own[7],)
    assert {one.kind for one in store.odd(kinds - {"hub"}, bases, [], N)} == {"hub"}
    assert len(store.odd(kinds, [], [], 9)) == 9


def test_no_point_is_lost_on_the_way_to_the_map(point_layer):
    sent = columns_json(point_layer)
    lon, lat = (np.frombuffer(base64.b64decode(sent[name]), "<i4") * sent["grid"] for name in ("lon", "lat"))
    count = np.frombuffer(base64.b64decode(sent["count"]), "<u4")
    kind = np.frombuffer(base64.b64decode(sent["kind"]), "u1")
    assert (sent["total"], count.sum(), sent["grid"]) == (N, N, GRIDS[0])
    assert sorted(zip(lon.round(5), lat.round(5), strict=True)) == sorted(
        zip(point_layer.lon.round(5), point_layer.lat.round(5), strict=True)
    )
    by_kind = {name: int(count[kind == code].sum()) for code, name in enumerate(sent["kinds"])}
    assert by_kind == tally(point_layer, View(), point_layer.kinds).kinds


def test_more_than_the_browser_bears_are_rounded_to_a_grid(point_layer):
    close = replace(point_layer, lon=CENTRE + point_layer.lon / 100, lat=NORTH + point_layer.lat / 100)
    found = positions(close, most=500)
    assert GRIDS[0] < found.grid
    assert len(found.rows) <= 500 < N == found.counts.sum()
    assert positions(point_layer, most=1).grid == GRIDS[-1]  # coarser than that it does not get


@every("view", VIEWS)
def test_on_paper_every_point_of_the_frame_is_counted_once(atlas, point_layer, view):
    one = sheet.of_view(atlas, view, (), point_layer)
    seen = frame(atlas, one, 900, 600)
    inside = numbers(point_layer, view, one.kinds, seen.bounds())
    assert sum(count for _, _, count in bins(one, seen)) == len(inside)
    assert f"{tally(point_layer, view, one.kinds).shown:,}" in one.notes


def test_without_a_layer_nothing_is_grouped(atlas):
    one = sheet.of_view(atlas, View(), ())
    assert list(bins(one, frame(atlas, one, 900, 600))) == []


@pytest.mark.parametrize("n", [1, PREVIEWED, PREVIEWED + 1, 3 * PREVIEWED - 1])
def test_a_file_of_many_points_is_previewed_by_a_sample(own, n):
    added = tuple(own[0].model_copy(update={"lon": 116 + k / 1e6}) for k in range(n))
    drawn = preview(Changes(added=added), "WGS-84")
    assert min(n, PREVIEWED / 2) <= len(drawn) <= min(n, PREVIEWED)
    assert drawn[0]["at"] == (116.0, own[0].lat)
    assert len({one["at"] for one in drawn}) == len(drawn)
