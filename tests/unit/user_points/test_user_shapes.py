"""Lines and areas of the office: kept, joined to the clusters they pass, drawn and exported as what they are."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import geopandas
import openpyxl
import pytest
import shapely
from sqlalchemy import text

from fengtai_map.content.places import visible
from fengtai_map.content.records import point as card
from fengtai_map.export.formats import FORMS, of_view
from fengtai_map.geo.projection import in_metres
from fengtai_map.i18n import Text
from fengtai_map.model import UserKind, UserList
from fengtai_map.user_points.merge import places_of, with_photos, with_user_points
from fengtai_map.user_points.store import Conflict, StaleVersion, open_store
from fengtai_map.view.url import View
from fengtai_map.webmap.features import points as drawn
from tests.user_points import SIGNED, draft, point

LINE = {"type": "LineString", "coordinates": [[116.30, 39.83], [116.42, 39.83]]}
AREA = {"type": "Polygon", "coordinates": [[[116.31, 39.86], [116.33, 39.86], [116.33, 39.875], [116.31, 39.86]]]}
KIND = UserKind(id="own-lane", name=Text(zh="滨水步道", en="Waterside path"), symbol="green-space")
PHOTO = "ab" * 32


def shaped(name, geometry, **values):
    at = shapely.from_geojson(json.dumps(geometry)).representative_point()
    return point(name, shape=json.dumps(geometry), lon=round(at.x, 6), lat=round(at.y, 6), **values)


@pytest.fixture
def office(atlas):
    lane = shaped("own-lane-1", LINE, kind=KIND.id, photos=(PHOTO,), fields=(("责任单位", "园林局"),), list="绿道")
    return with_photos(with_user_points(atlas, [lane, shaped("own-site", AREA)], [KIND]), {PHOTO: b"\xff\xd8jpeg"}.get)


def test_a_line_is_in_every_cluster_it_passes_with_its_metres(office):
    lane = office.index["own-lane-1"]
    assert len(lane.passes) > 1
    assert lane.cluster == lane.passes[0][0]
    whole = in_metres(shapely.from_geojson(lane.shape)).length
    assert 0.5 * whole < sum(metres for _, metres in lane.passes) <= whole + 1
    for name in lane.clusters:
        assert lane in visible(View(clusters=(name,)), office.places, [KIND.id])
    elsewhere = next(one.id for one in office.clusters if one.id not in lane.clusters)
    assert lane not in visible(View(clusters=(elsewhere,)), office.places, [KIND.id])


def test_the_card_says_how_long_in_which_clusters_and_what_the_office_brought(office):
    for lang in ("zh", "en"):
        rows = dict(card(office, office.index["own-lane-1"], lang)["rows"])
        words = office.words[lang]
        assert "\xa0km" in rows[words("place.length")] or "公里" in rows[words("place.length")]
        assert office.name(office.index["own-lane-1"].cluster, lang) in rows[words("place.passes")]
        assert (rows["责任单位"], rows[words("place.list")]) == ("园林局", "绿道")
        assert card(office, office.index["own-lane-1"], lang)["kind_name"] == KIND.name[lang]
        assert words("place.area") in dict(card(office, office.index["own-site"], lang)["rows"])


def test_the_map_is_given_the_geometry_and_a_kind_of_the_offices_own_has_the_symbol_chosen(office):
    lane = next(one for one in drawn(office.places) if one["id"] == "own-lane-1")
    assert (lane["shape"], lane["passes"]) == (LINE, [*office.index["own-lane-1"].clusters])
    assert office.looks[KIND.id] == "green-space"


def _table(form, content):
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def test_it_is_exported_as_what_it_is(office):
    sheets = of_view(office, View(), ())
    made = json.loads(FORMS["geojson"].make(office, sheets, "2026-11-26", print))
    found = {one["id"]: one["geometry"] for one in made["features"]}
    assert (found["own-lane-1"]["type"], found["own-site"]["type"]) == ("LineString", "Polygon")
    for form in ("xlsx", "csv"):
        content = FORMS[form].make(office, sheets, "2026-11-26", print)
        heads, *rows = _table(form, content)
        lane = dict(zip(heads, next(row for row in rows if row[0] == "own-lane-1"), strict=True))
        assert (lane["责任单位"], lane[office.words["zh"]("export.column-list")]) == ("园林局", "绿道")
        assert "公里" in lane[office.words["zh"]("export.column-size")]
    plain, chosen = (
        FORMS["png"].make(office, of_view(office, view, ()), "2026-11-26", print)
        for view in (View(), View(without=("existing",)))
    )
    assert plain != chosen
    page = FORMS["html"].make(office, sheets, "2026-11-26", print)
    assert b"LineString" in page
    slide = FORMS["pptx"].make(office, of_view(office, View(selected="own-site"), ()), "2026-11-26", print)
    assert len(slide) > 10_000


def test_a_store_of_the_first_schema_grows_and_keeps_what_it_holds(tmp_path):
    file = tmp_path / "own.gpkg"
    made = open_store(str(file))
    made.apply(draft(added=[point("a", note="旧")]), 0)
    made.close()
    with closing(sqlite3.connect(file)) as old, old:
        for column in ("shape", "fields", "photos", "list"):
            old.execute(f'ALTER TABLE points DROP COLUMN "{column}"')
        for table in ("own_lists", "own_kinds", "own_photos", "shapes"):
            old.execute(f"DROP TABLE {table}")
        old.execute("DELETE FROM gpkg_contents WHERE table_name = 'shapes'")
        old.execute("""UPDATE touched SET after = json_remove(after, '$.shape', '$.fields', '$.photos', '$.list')""")
        old.execute("UPDATE store SET schema = 1")
    store = open_store(str(file))
    assert store.points() == (point("a", note="旧"),)
    store.undo(1, **SIGNED)
    assert store.points() == ()
    store.check()
    store.close()


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "own.gpkg"))
    yield opened
    opened.close()


def test_lists_kinds_and_photos_are_kept_with_the_change_that_brings_them(store):
    greenways = UserList(
        name="绿道", owner="园林局", datum="GCJ-02", columns={"name": "名称"}, words={"kind": {"步道": KIND.id}}
    )
    lane = shaped("own-1", LINE, kind=KIND.id, photos=(PHOTO,), list="绿道")
    store.apply(draft(added=[lane], lists=[greenways], kinds=[KIND], photos={PHOTO: b"picture"}), 0)
    assert (store.points(), store.lists(), store.kinds(), store.photo(PHOTO)) == (
        (lane,),
        (greenways,),
        (KIND,),
        b"picture",
    )
    renamed = greenways.model_copy(update={"owner": "绿化处"})
    store.apply(draft(changed=[lane.model_copy(update={"note": "新"})], lists=[renamed]), 1)
    assert store.lists() == (renamed,)
    assert store.photo("cd" * 32) is None


def test_other_programs_see_lines_and_areas_as_a_layer_that_follows_every_change(store):
    store.apply(draft(added=[shaped("own-1", LINE), shaped("own-2", AREA), point("own-3")]), 0)

    def seen():
        return {one.id: one.geometry.geom_type for one in geopandas.read_file(store.path, layer="shapes").itertuples()}

    assert seen() == {"own-1": "LineString", "own-2": "Polygon"}
    store.apply(draft(changed=[shaped("own-1", AREA)], removed=["own-2"]), 1)
    assert seen() == {"own-1": "Polygon"}
    store.undo(2, **SIGNED)
    assert seen() == {"own-1": "LineString", "own-2": "Polygon"}
    assert len(geopandas.read_file(store.path, layer="points")) == 3


def test_the_history_counts_without_reading_points_and_tells_what_came_since(store):
    store.apply(draft(added=[point("a"), point("b")]), 0)
    store.apply(draft(added=[point("c")], changed=[point("a", lat=1)], removed=["b"]), 1)
    store.undo(2, **SIGNED)
    lines = store.lines()
    assert [(one.id, one.added, one.changed, one.removed, one.undoes, one.undone_by) for one in lines] == [
        (3, 1, 1, 1, 2, None),
        (2, 1, 1, 1, None, 3),
        (1, 2, 0, 0, None, None),
    ]
    assert store.lines(newer=1) == lines[:2]
    assert store.lines(1) == lines[:1]
    assert [one.id for one in store.touched(2, 2)] == ["a", "b"]


def test_a_change_whose_undo_was_undone_stands_in_the_history_as_done(store):
    def undone():
        return {one.id: one.undone_by for one in store.lines() if one.undone_by}

    store.apply(draft(added=[point("a")]), 0)
    store.undo(1, **SIGNED)
    assert undone() == {1: 2}
    store.undo(2, **SIGNED)
    assert (undone(), len(store.points())) == ({2: 3}, 1)
    store.undo(3, **SIGNED)
    assert (undone(), len(store.points())) == ({1: 2, 3: 4}, 0)


def test_an_undo_names_the_points_and_the_changes_in_its_way_once(store):
    added = [point(f"p-{n}", name=Text(zh=f"点{n}", en=f"Point {n}")) for n in range(40)]
    store.apply(draft(added=added), 0)
    store.apply(draft(changed=[one.model_copy(update={"lat": 1.0}) for one in added]), 1)
    with pytest.raises(StaleVersion):
        store.undo(2, **SIGNED, expected_version=1)
    with pytest.raises(Conflict) as error:
        store.undo(1, **SIGNED)
    (problem,) = error.value.problems
    assert {name: problem.particulars[name] for name in ("change", "n", "later")} == {
        "change": "1",
        "n": "40",
        "later": "2",
    }
    assert problem.particulars["names"].startswith("点0、点1")


def test_a_record_of_a_layer_is_a_place_with_its_clusters(atlas):
    (lane,) = places_of(atlas, [shaped("own-1", LINE, kind=KIND.id)], [KIND])
    assert (lane.look, len(lane.passes) > 1) == ("green-space", True)


def test_the_version_table_says_the_schema(store):
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT schema FROM store")) == 3
