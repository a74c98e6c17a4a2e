"""What a page exports, brought back unchanged: nothing is new, nothing differs, and the release keeps its places."""

import pytest

from fengtai_map.export import sheet as sheets
from fengtai_map.export.geodata import geojson, geopackage
from fengtai_map.export.workbook import plain, workbook
from fengtai_map.i18n import LANGUAGES
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.upload import Choice, point_changes, read
from fengtai_map.view.url import View
from tests.sample_files import csv
from tests.user_points import point

DAY = "2026-11-23"
RECORDS = (
    point("own-0123456789ab", note="旧址；东门", error_m=12.5, basis="office-gcj-02", status="planned", list="学校"),
    point("own-1123456789ab", lon=116.42, fields=(("面积", "9"), ("完成进度", "60%")), error_m=3000.0, list="学校"),
)
FORMS = {"csv": plain, "xlsx": workbook, "geojson": geojson, "gpkg": geopackage}


def brought(atlas, content, name):
    """A reading of a file, and what it would change of what is kept."""
    first = read(content, name, atlas, kept=RECORDS)
    sheet = next((asked.options[0] for asked in first.choices if asked.what == "sheet"), "")
    reading = read(content, name, atlas, Choice(sheet=sheet), kept=RECORDS)
    points = [row.point for row in reading.rows]
    return reading, point_changes(RECORDS, points, reach=500, list="学校", whole=True, columns=reading.fields)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", [sheets.OVERVIEW, "own"])
def test_what_a_page_exports_changes_nothing_when_it_is_brought_back(atlas, page, form, lang):
    full = with_user_points(atlas, RECORDS)
    sheet = sheets.of_view(full, View(lang=lang), (), page=page)
    reading, made = brought(atlas, FORMS[form](full, sheet, DAY), f"a.{form}")
    assert (reading.problems, reading.choices) == ((), ())
    assert (made.added, made.changed, made.alike, made.removed, len(made.same)) == ((), (), (), (), len(RECORDS))


def test_what_was_added_to_a_place_of_the_release_is_brought_in(atlas):
    place = next(one for one in atlas.places if one.lon is not None and not one.note)
    row = (place.id, place.name.zh, place.kind, f"{place.lon}", f"{place.lat}")
    bare, noted = (csv(("编号", "名称", "类型", "经度", "纬度", "备注"), (*row, note)) for note in ("", "新门"))
    assert read(bare, "a.csv", atlas).rows == ()
    assert [one.point.note for one in read(noted, "a.csv", atlas).rows] == ["新门"]
