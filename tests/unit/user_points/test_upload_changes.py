"""A file held against what is kept: nothing doubled, nothing lost, and before beside after of every field."""

import json
import time

import numpy as np

from fengtai_map.geo.datum import to_gcj02
from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.model.user_points import BETWEEN_LISTS
from fengtai_map.user_points.upload import (
    Choice,
    GivenFields,
    differences,
    point_changes,
    read,
    resolved,
    user_point_id,
)
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.pairing import corrected, pair
from tests.every import every
from tests.sample_files import LAT, LON, csv

HEAD = ("名称", "类型", "经度", "纬度", "状态", "误差", "备注", "可用面积")
STEP = 0.004  # degrees: some 340 m east


def own(name, lon=LON, lat=LAT, **values):
    given = {"kind": "school", "error_m": 20.0, "basis": "office-wgs-84", "status": "existing", **values}
    return UserPoint(
        id=user_point_id(given["kind"], name, lon, lat), name=Text(zh=name, en=name), lon=lon, lat=lat, **given
    )


def names(points):
    return [one.name.zh for one in points]


def list_of(count):
    """A list as it is kept, each place with a name of its own."""
    return [
        own(
            f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n}号",
            LON + n % 20 * STEP,
            LAT - 0.03 + n // 20 * STEP,
            list="学校",
            note=f"注{n}",
            error_m=25.0,
            fields=(("可用面积", f"{n}"),),
        )
        for n in range(count)
    ]


def rows(points, **changed):
    """The rows of a file of points; `changed` are functions of a point by column."""
    columns = {
        "名称": lambda one: one.name.zh,
        "类型": lambda one: {"school": "学校", "hospital": "医院"}[one.kind],
        "经度": lambda one: f"{one.lon:.6f}",
        "纬度": lambda one: f"{one.lat:.6f}",
        "状态": lambda _: "已建成",
        "误差": lambda one: f"{one.error_m:g}",
        "备注": lambda one: one.note,
        "可用面积": lambda one: dict(one.fields)["可用面积"],
    } | changed
    return [tuple(columns)] + [tuple(say(one) for say in columns.values()) for one in points]


def made(atlas, kept, table, **more):
    reading = read(csv(*table), "a.csv", atlas, Choice(list="学校"), kept=kept)
    assert (reading.problems, reading.choices) == ((), ())
    incoming = [row.point for row in reading.rows]
    return point_changes(kept, incoming, reach=500, list="学校", columns=reading.fields, **more)


def counts(found):
    return {
        what: len(getattr(found, what))
        for what in ("added", "changed", "same", "removed", "alike")
        if getattr(found, what)
    }


def test_changes_know_a_point_again_by_kind_and_name_nearby():
    current = [own("同"), own("改"), own("移"), own("去", LON + 0.01)]
    incoming = [
        own("同").model_copy(update={"origin": "b.csv#2"}),
        own("改", note="新"),
        own("移", LON + 0.003),
        own("新", LON + 0.02),
    ]
    found = point_changes(current, incoming, reach=500)
    assert names(found.same) == ["同"]
    assert [(old.id == new.id, new.name.zh, new.lon) for old, new in found.changed] == [
        (True, "改", LON),
        (True, "移", LON + 0.003),
    ]
    assert (names(found.added), found.removed) == (["新"], ())


def test_the_same_file_again_changes_nothing(atlas):
    kept = list_of(60)
    assert counts(made(atlas, kept, rows(kept), whole=True)) == {"same": 60}


def test_a_list_that_comes_again_in_another_datum_changes_nothing(atlas):
    kept = list_of(60)
    gcj = {one.id: to_gcj02((one.lat, one.lon)) for one in kept}
    table = rows(kept, 经度=lambda one: f"{gcj[one.id][1]:.6f}", 纬度=lambda one: f"{gcj[one.id][0]:.6f}")
    assert counts(made(atlas, kept, table, whole=True)) == {"same": 60}


@every("digits", [2, 3, 4, 5])
def test_positions_that_a_spreadsheet_saved_with_fewer_digits_are_no_change(atlas, digits):
    kept = [own(f"{n}号校", LON + 0.00123456 + n * STEP, LAT + 0.00065432, list="学校") for n in range(9)]
    table = [
        ("名称", "类型", "经度", "纬度"),
        *((one.name.zh, "学校", f"{one.lon:.{digits}f}", f"{one.lat:.{digits}f}") for one in kept),
    ]
    assert counts(made(atlas, kept, table)) == {"same": 9}


def test_a_position_that_says_another_place_or_is_as_exact_is_a_change(atlas):
    kept = [own("校", 116.29456789, 39.85034567, list="学校")]
    for lon, lat in (("116.30", "39.85"), ("116°17'42\"", "39°51'00\""), ("116.2944", "39.8503")):
        (pair,) = made(atlas, kept, [("名称", "类型", "经度", "纬度"), ("校", "学校", lon, lat)]).changed
        assert pair[1].lon != kept[0].lon, lon


def test_thirty_of_two_hundred_changed_in_a_spreadsheet_are_changes_of_the_old_points(atlas):
    kept = list_of(200)
    renamed, other, moved = ({one.id for one in kept[start : start + 10]} for start in (0, 50, 100))
    table = rows(
        kept,
        名称=lambda one: f"新{one.name.zh}" if one.id in renamed else one.name.zh,
        类型=lambda one: "医院" if one.id in other else "学校",
        经度=lambda one: f"{one.lon + (0.02 if one.id in moved else 0):.6f}",
    )
    offered = made(atlas, kept, table, whole=True)
    assert counts(offered) == {"same": 170, "alike": 30}
    why = [one.why for one in offered.alike]
    assert {one: why.count(one) for one in why} == {"renamed": 10, "reclassified": 10, "moved": 10}
    assert all(one.sure for one in offered.alike)
    taken = resolved(offered, {(one.old.id, one.new.id) for one in offered.alike})
    assert counts(taken) == {"same": 170, "changed": 30}
    assert all(old.id == new.id for old, new in taken.changed)
    assert all(new.note == old.note and new.fields == old.fields for old, new in taken.changed)
    refused = resolved(offered, set())
    assert counts(refused) == {"same": 170, "added": 30, "removed": 30}
    ids = {one.id for one in refused.added}
    assert len(ids) == 30
    assert not ids & {one.id for one in kept}


def test_a_whole_list_removes_only_what_came_with_it(atlas):
    kept = [
        *list_of(20),
        *(own(f"别家{n}", LON + n * STEP, LAT + 0.02, list="别的") for n in range(5)),
        own("散", LON, LAT + 0.025),
    ]
    table = rows(kept[:15])
    assert names(made(atlas, kept, table, whole=True).removed) == names(kept[15:20])
    assert made(atlas, kept, table).removed == ()
    assert point_changes(kept, [], reach=500, whole=True).removed == ()


def test_a_column_that_is_absent_keeps_its_values(atlas):
    kept = list_of(20)
    table = [row[:4] for row in rows(kept)]
    assert counts(made(atlas, kept, table)) == {"same": 20}


@every("clears", [False, True])
def test_an_empty_cell_clears_only_where_it_is_said(atlas, clears):
    kept = list_of(1)
    table = rows(kept, 备注=lambda _: "", 可用面积=lambda _: "", 状态=lambda _: "")
    found = made(atlas, kept, table, clears=clears)
    assert counts(found) == ({"changed": 1} if clears else {"same": 1})
    if clears:
        ((old, new),) = found.changed
        assert set(differences(old, new)) == {
            ("note", "注0", ""),
            ("可用面积", "0", ""),
            ("status", "existing", "unknown"),
        }


def test_a_status_that_is_said_to_be_unknown_is_a_change_and_an_empty_cell_none(atlas):
    kept = list_of(3)
    table = rows(kept, 状态=lambda one: {"注0": "待核实", "注1": "", "注2": "已建成"}[one.note])
    found = made(atlas, kept, table)
    assert counts(found) == {"changed": 1, "same": 2}
    assert differences(*found.changed[0]) == (("status", "existing", "unknown"),)


@every("clears", [False, True])
def test_an_error_and_a_basis_stay_where_their_cells_are_empty_and_the_place_lies_where_it_lay(atlas, clears):
    kept = [one.model_copy(update={"error_m": 5.0, "basis": "office-gcj-02"}) for one in list_of(3)]
    table = rows(kept, 误差=lambda _: "", 位置依据=lambda _: "")
    assert counts(made(atlas, kept, table, clears=clears)) == {"same": 3}


def test_a_new_name_is_the_english_one_too_where_only_the_old_name_stood_there(atlas):
    kept = list_of(2)
    table = rows(kept, 名称=lambda one: f"{one.name.zh}新", 英文名=lambda one: one.name.en)
    offered = made(atlas, kept, table)
    found = resolved(offered, {(one.old.id, one.new.id) for one in offered.alike})
    assert [(new.name.zh, new.name.en) for _, new in found.changed] == [("甲0号新",) * 2, ("乙1号新",) * 2]


@every("old, new", [("完成进度", "形象进度"), ("完成期限", "竣工时间"), ("地址", "详细地址")])
def test_a_column_that_has_another_name_in_the_next_file_of_its_list_is_the_same_column(atlas, old, new):
    kept = [one.model_copy(update={"fields": (*one.fields, (old, "2026-01-01"))}) for one in list_of(3)]
    said = {"注0": "2027-12-31", "注1": "2026-01-01", "注2": ""}
    table = rows(kept, **{new: lambda one: said[one.note]})
    found = made(atlas, kept, table)
    after = {one.note: dict(one.fields) for one in (*(new for _, new in found.changed), *found.same)}
    assert [(one.get(old), one.get(new)) for _, one in sorted(after.items())] == [
        (None, "2027-12-31"),
        (None, "2026-01-01"),
        ("2026-01-01", None),
    ]
    lists = BETWEEN_LISTS.join(("学校", "别的"))  # whose column it is, nobody knows
    shared = [one.model_copy(update={"list": lists}) for one in kept]
    both = made(atlas, shared, table).changed
    assert [{old, new} <= dict(after.fields).keys() for _, after in both] == [True, True]


@every("head", ["可用面积（必填）", "可用 面积*", "可用面积：", "*可用面积(选填)"])
def test_a_column_whose_head_differs_only_by_marks_is_the_same_column(atlas, head):
    kept = list_of(3)
    heads, *cells = rows(kept)
    assert made(atlas, kept, [(*heads[:-1], head), *cells]).changed == ()


def test_a_column_of_another_unit_is_another_column(atlas):
    kept = list_of(1)
    heads, *cells = rows(kept)
    ((_, new),) = made(atlas, kept, [(*heads[:-1], "可用面积（亩）"), *cells]).changed
    assert dict(new.fields).keys() == {"可用面积", "可用面积（亩）"}


def test_two_columns_of_one_meaning_stay_two_where_the_list_has_both(atlas):
    said = (("完成进度", "40%"), ("形象进度", "45%"), ("责任单位", "甲"))
    kept = [one.model_copy(update={"fields": (*one.fields, *said)}) for one in list_of(2)]
    table = rows(kept, 形象进度=lambda _: "50%", 牵头单位=lambda _: "乙")
    assert [differences(*one) for one in made(atlas, kept, table).changed] == [
        (("形象进度", "45%", "50%"), ("牵头单位", "", "乙"))
    ] * 2


@every(
    "old, new, same",
    [
        ("007", "7", True),
        ("3.50", "3.5", True),
        ("2026-06-01", "2026/6/1", True),
        ("2026-06-01", "2026-06-01 00:00:00", True),
        ("110106199001011237", "1.10106E+17", True),
        ("110106199001011237", "110106199001011000", True),
        ("110106199001011237", "1.10107E+17", False),
        ("7", "007", False),  # a hand has written that
        ("7", "8", False),
        ("2026-06-01", "2026/6/2", False),
        ("2026-06", "2026-06-30", False),
        ("一", "1", False),
    ],
)
def test_what_a_spreadsheet_makes_of_a_text_when_it_saves_it_is_no_change(atlas, old, new, same):
    kept = [one.model_copy(update={"fields": (("可用面积", old),)}) for one in list_of(1)]
    found = made(atlas, kept, rows(kept, 可用面积=lambda _: new))
    assert counts(found) == {"same" if same else "changed": 1}


def test_before_and_after_of_every_field_are_named_the_position_in_metres():
    line = '{"type":"LineString","coordinates":[[116.29,39.85],[116.3,39.85]]}'
    old = own("校", note="旧", fields=(("租金", "5"), ("电话", "1")), list="学校")
    after = {"name": Text(zh="新校", en="New"), "kind": "hospital", "lon": LON + 0.001, "status": "planned"}
    after |= {"error_m": 5.0, "note": "新", "shape": line, "fields": (("租金", "6"), ("年份", "2018"))}
    after |= {"basis": "office-gcj-02", "list": "", "photos": ("a" * 64,)}
    assert list(differences(old, old.model_copy(update=after))) == [
        ("name", "校", "新校"),
        ("name_en", "校", "New"),
        ("position", "116.290000, 39.850000", "116.291000, 39.850000"),
        ("moved", "", "86"),
        ("shape", "", "line 856"),
        ("kind", "school", "hospital"),
        ("status", "existing", "planned"),
        ("error_m", "20", "5"),
        ("basis", "office-wgs-84", "office-gcj-02"),
        ("note", "旧", "新"),
        ("list", "学校", ""),
        ("photos", "0", "1"),
        ("租金", "5", "6"),
        ("电话", "1", ""),
        ("年份", "", "2018"),
    ]
    assert differences(old, old.model_copy(update={"origin": "b.csv#2"})) == ()


def test_a_position_within_a_metre_is_the_same_with_its_basis_and_its_error():
    kept = [own("校", error_m=25.0, basis="office-gcj-02")]
    new = own("校", LON + 0.000005, error_m=20.0)
    assert counts(
        point_changes(kept, [new], reach=500, columns=GivenFields(frozenset({"name", "kind", "position"})))
    ) == {"same": 1}


def test_a_line_keeps_its_shape_where_the_file_has_none_and_is_the_same_when_it_comes_again(atlas):
    line = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.01, LAT], [LON + 0.01, LAT - 0.01]]}
    feature = {"type": "Feature", "properties": {"名称": "试绿道", "类型": "绿道"}, "geometry": line}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    kept = [row.point for row in read(content, "a.geojson", atlas).rows]
    again = read(content, "b.geojson", atlas, kept=kept)
    assert counts(point_changes(kept, [row.point for row in again.rows], reach=500, columns=again.fields)) == {
        "same": 1
    }
    plain = read(
        csv(HEAD[:4], ("试绿道", "绿道", f"{kept[0].lon:.6f}", f"{kept[0].lat:.6f}")), "a.csv", atlas, kept=kept
    )
    assert counts(point_changes(kept, [row.point for row in plain.rows], reach=500, columns=plain.fields)) == {
        "same": 1
    }


SITE = [[LON, LAT], [LON + 0.01, LAT], [LON + 0.01, LAT + 0.01], [LON, LAT]]
WAY = [[LON, LAT], [LON + 0.01, LAT], [LON + 0.01, LAT - 0.01]]


def drawn(*shapes_):
    """A file of a way and a site, each with the coordinates given."""
    kinds = (("LineString", "绿道"), ("Polygon", "更新片区"))
    features = [
        {
            "type": "Feature",
            "properties": {"名称": f"试{word}", "类型": word},
            "geometry": {"type": type_, "coordinates": at},
        }
        for (type_, word), at in zip(kinds, shapes_, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_a_shape_that_a_program_turned_round_or_begins_elsewhere_is_the_same(atlas):
    kept = [row.point for row in read(drawn(WAY, [SITE]), "a.geojson", atlas).rows]
    for site in (SITE[::-1], [*SITE[1:], SITE[1]]):
        again = read(drawn(WAY[::-1], [site]), "b.geojson", atlas, kept=kept)
        made_ = point_changes(kept, [row.point for row in again.rows], reach=500, columns=again.fields)
        assert counts(made_) == {"same": 2}
    other = read(drawn([*WAY[:2], [LON + 0.0101, LAT - 0.01]], [SITE]), "b.geojson", atlas, kept=kept)
    made_ = point_changes(kept, [row.point for row in other.rows], reach=500, columns=other.fields)
    assert counts(made_) == {"changed": 1, "same": 1}


def test_a_table_with_any_position_on_a_kept_shape_leaves_it_and_one_elsewhere_does_not(atlas):
    kept = [row.point for row in read(drawn(WAY, [SITE]), "a.geojson", atlas).rows]

    def listed(lon, lat):
        ends = (
            ("试绿道", "绿道", f"{LON + 0.0099}", f"{LAT + 0.0001}"),
            ("试更新片区", "更新片区", f"{lon}", f"{lat}"),
        )
        plain = read(csv(HEAD[:4], *ends), "a.csv", atlas, kept=kept)
        return point_changes(kept, [row.point for row in plain.rows], reach=500, columns=plain.fields)

    assert counts(listed(LON + 0.008, LAT + 0.005)) == {"same": 2}
    ((_, after),) = listed(LON + 0.003, LAT + 0.005).changed
    assert after.shape == ""


@every("clears", [False, True])
def test_an_empty_cell_for_a_shape_takes_it_away_only_where_it_is_said(atlas, clears):
    kept = [row.point for row in read(drawn(WAY, [SITE]), "a.geojson", atlas).rows]
    table = [(*HEAD[:4], "图形"), *((one.name.zh, one.name.zh[1:], f"{one.lon}", f"{one.lat}", "") for one in kept)]
    blank = read(csv(*table), "a.csv", atlas, kept=kept)
    found = point_changes(kept, [row.point for row in blank.rows], reach=500, columns=blank.fields, clears=clears)
    assert [bool(new.shape) for new in (*found.same, *(new for _, new in found.changed))] == [not clears] * 2


def test_an_id_that_a_row_states_goes_before_everything():
    kept = [own("甲"), own("乙", LON + STEP)]
    new = own("改名", LON + 0.03).model_copy(update={"id": kept[1].id})
    found = point_changes(kept, [new], reach=500)
    assert [(old.name.zh, after.name.zh, after.id == old.id) for old, after in found.changed] == [("乙", "改名", True)]


def test_the_id_of_a_point_that_was_renamed_is_not_given_again():
    kept = [own("甲").model_copy(update={"name": Text(zh="后来的名称", en="x"), "lon": LON + 0.03})]
    found = point_changes(kept, [own("甲")], reach=500)
    assert names(found.added) == ["甲"]
    assert found.added[0].id == f"{own('甲').id}-2"


def test_a_point_of_no_list_joins_it_and_one_of_another_is_offered_as_a_place_of_both():
    kept = [own("甲"), own("乙", LON + STEP, list="别的")]
    found = point_changes(kept, [own("甲"), own("乙", LON + STEP, note="新")], reach=500, list="学校")
    assert [(old.name.zh, new.list) for old, new in found.changed] == [("甲", "学校")]
    assert [(one.why, one.sure, one.merged.list) for one in found.alike] == [("shared", True, "别的；学校")]
    one_point = resolved(found, {(found.alike[0].old.id, found.alike[0].new.id)})
    assert [(new.name.zh, new.note, new.list) for _, new in one_point.changed][1:] == [("乙", "新", "别的；学校")]
    assert [(one.name.zh, one.list) for one in resolved(found, ()).added] == [("乙", "")]


def test_of_several_places_of_one_name_that_of_another_list_is_likely_only_where_it_lies():
    kept = [own("服务站", list="别的"), own("服务站", LON + 0.02, list="别的"), own("园", LON, LAT + 0.01, list="别的")]
    incoming = [own("服务站", LON + STEP), own("服务站", LON + 0.02001), own("园", LON + STEP, LAT + 0.01)]
    found = point_changes(kept, incoming, reach=500, list="学校")
    assert {one.old.id: (one.why, one.sure) for one in found.alike} == {
        kept[0].id: ("shared", False),
        kept[1].id: ("shared", True),
        kept[2].id: ("shared", True),
    }


def test_a_place_of_two_lists_stays_as_long_as_one_of_them_has_it():
    kept = [own("甲", list="别的；学校"), own("乙", LON + STEP, list="学校")]
    found = point_changes(kept, [], reach=500, list="学校", whole=True)
    assert [(old.name.zh, new.list) for old, new in found.changed] == [("甲", "别的")]
    assert names(found.removed) == ["乙"]
    again = point_changes(kept, [own("甲", note="新")], reach=500, list="别的", whole=True)
    assert [(new.note, new.list) for _, new in again.changed] == [("新", "别的；学校")]
    assert (again.alike, again.removed) == ((), ())


def test_a_list_whose_old_name_has_the_sign_between_lists_is_still_one():
    kept = [own("甲", list="公园；绿地"), own("乙", LON + STEP, list="公园；绿地")]
    found = point_changes(kept, [own("甲", note="新")], reach=500, list="公园；绿地", whole=True)
    assert [(new.note, new.list) for _, new in found.changed] == [("新", "公园；绿地")]
    assert (names(found.removed), found.alike) == (["乙"], ())


def test_of_two_points_of_one_name_that_of_the_list_comes_again():
    kept = [own("甲", LON, list="别的"), own("甲", LON + 0.002, list="学校")]
    found = point_changes(kept, [own("甲", LON + 0.0005)], reach=500, list="学校")
    assert [(old.list, new.list) for old, new in found.changed] == [("学校", "学校")]


def test_names_that_differ_in_width_case_and_blanks_are_the_same():
    found = point_changes([own("Ａ座 一层")], [own("a座一层")], reach=500)
    assert [(old.name.zh, new.name.zh) for old, new in found.changed] == [("Ａ座 一层", "a座一层")]


def test_the_nearest_of_a_name_is_the_one_that_moved():
    current = [own("园", LON), own("园", LON + 0.004)]
    found = point_changes(current, [own("园", LON + 0.003)], reach=500)
    assert [old.lon for old, _ in found.changed] == [LON + 0.004]


def test_several_points_of_one_name_that_moved_far_are_offered_and_left_to_choose():
    kept = [own("园", LON, list="学校"), own("园", LON + 0.02, list="学校"), own("园", LON + 0.05, list="别的")]
    found = point_changes(kept, [own("园", LON + 0.03), own("园", LON + 0.01)], reach=500, list="学校")
    assert [(round(one.old.lon - LON, 2), round(one.new.lon - LON, 2)) for one in found.alike] == [
        (0.02, 0.03),
        (0, 0.01),
    ]
    assert (counts(found), {one.sure for one in found.alike}) == ({"alike": 2}, {False})


@every(
    "one, other, same",
    [
        ("王佐小学", "王佐镇小学", True),
        ("王佐小学", "王佑小学", True),
        ("云岗公园", "北京市云岗公园（南区）", False),  # two corrections at once
        ("云岗公园", "云岗公园（一期）", True),
        ("第一小学", "第二小学", False),
        ("服务站2", "服务站12", False),
        ("服务站", "服务站2", False),
        ("甲园", "甲园新", False),
    ],
)
def test_a_name_that_may_have_been_corrected_is_told_from_one_of_another_place(one, other, same):
    assert (corrected(plainly(one), plainly(other)), corrected(plainly(other), plainly(one))) == (same, same)


def test_a_point_that_was_renamed_and_moved_a_little_is_offered_and_left_to_choose():
    kept = [own("王佐小学", list="学校"), own("云岗小学", LON, LAT + 0.001, list="别的"), own("第一小学", list="学校")]
    incoming = [
        own("王佐镇小学", LON + 0.002),
        own("云岗中心小学", LON + 0.002, LAT + 0.001),
        own("第二小学", LON + 0.001),
    ]
    found = point_changes(kept, incoming, reach=500, list="学校")
    assert [(one.old.name.zh, one.new.name.zh, one.why, one.sure) for one in found.alike] == [
        ("王佐小学", "王佐镇小学", "renamed", False)
    ]
    assert names(found.added) == ["云岗中心小学", "第二小学"]


def test_pairs_are_the_nearest_first_as_if_all_were_compared():
    place = np.random.default_rng(7)
    new, old = place.uniform(0, 300, (60, 2)), place.uniform(0, 300, (50, 2))
    every = sorted((float(np.hypot(*(a - b))), n, o) for n, a in enumerate(new) for o, b in enumerate(old))
    slow: dict[int, int] = {}
    for far, n, o in every:
        if far <= 80 and n not in slow and o not in slow.values():
            slow[n] = o
    assert pair(new, old, range(60), range(50), 80) == slow


@every("names_", [lambda n: f"树{n}", lambda _: "树"])
def test_very_many_close_points_take_seconds(names_):
    place = np.random.default_rng(1)
    count = 4_000

    def lot(shift):
        at = place.uniform(0, 0.001, (count, 2))
        return [own(names_(n + shift), LON + float(x), LAT + float(y)) for n, (x, y) in enumerate(at)]

    kept, incoming = lot(0), lot(count // 2)
    begun = time.process_time()
    found = point_changes(kept, incoming, reach=500, list="树", whole=True)
    assert time.process_time() - begun < 6
    assert len(found.added) + len(found.changed) + len(found.same) + len(found.alike) == count
