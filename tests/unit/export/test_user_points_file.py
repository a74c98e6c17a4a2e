"""The office's own records exported alone and brought back: nothing differs, in any form and either language."""

import csv
import io
import json
import zipfile

import geopandas
import numpy as np
import openpyxl
import pytest
import shapely
from PIL import Image

from fengtai_map.export.user_points_file import MAX_CELL_CHARS, forms, own_file
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import UserKind
from fengtai_map.user_points.photos import small
from fengtai_map.user_points.upload import Choice, differences, point_changes, read, read_files, shapes, table_file
from tests.every import every
from tests.user_points import point

KINDS = (
    UserKind(id="own-12ab34cd", name=Text(zh="养老驿站", en="Care station"), symbol="hospital"),
    UserKind(id="own-22ab34cd", name=Text(zh="公园", en="Park"), symbol="green-space"),  # as a word of ours
    UserKind(id="own-32ab34cd", name=Text(zh="楼宇", en="Building"), symbol="hub"),
    UserKind(id="own-42ab34cd", name=Text(zh="写字楼", en="Building"), symbol="hub"),  # as another of its own
)
PLAIN = {"status": "planned", "basis": "office-gcj-02", "error_m": 12.5}
LINE = '{"type":"LineString","coordinates":[[116.301,39.83],[116.3123,39.8312],[116.3456,39.8401]]}'
AREA = '{"type":"Polygon","coordinates":[[[116.31,39.86],[116.33,39.86],[116.33,39.875],[116.31,39.86]]]}'
HEADS = [
    "编号",
    "Id",
    "名称",
    "Status",
    "备注",
    "面积（平方米）",
    "面积(平方米)",
    "area",
    "Area",
    "坐标",
    "楼宇名称",
    "=地址",
    "＝和",
    "引号",
]
TEXTS = ["0012", "3.50", "=1+1", "-5", "@x", "他说“好”", '"半', "a,b;c\td", "2026-11-26", "TRUE", "空 格", "<b>粗</b>"]
TEXTS += ["＋1", "'=1+1"]


def picture(seed):
    raw = np.random.default_rng(seed).integers(0, 255, (40, 60, 3), dtype=np.uint8)
    packed = io.BytesIO()
    Image.fromarray(raw).save(packed, "PNG")
    return small(packed.getvalue())


PHOTOS = dict(picture(seed) for seed in (1, 2))
RECORDS = (
    point("own-0123456789ab", name=Text(zh="南苑学校", en="Nanyuan School"), note="旧址；东门", **PLAIN),
    point("own-1123456789ab", name=Text(zh="只有中文", en="只有中文"), kind=KINDS[0].id, list="驿站"),
    point(
        "own-2123456789ab", lon=116.312345, lat=39.851234, kind=KINDS[1].id, fields=(*zip(HEADS, TEXTS, strict=True),)
    ),
    point("own-3123456789ab", lon=116.3, lat=39.86, kind=KINDS[2].id, photos=(*PHOTOS,), fields=(("area", "9"),)),
    point("own-4123456789ab", lon=116.32, lat=39.86, kind=KINDS[3].id, name=Text(zh="=公式", en="-minus")),
)


def shaped(id_, text, **values):
    lon, lat = shapes.middle(shapes.from_text(text))
    return point(id_, shape=text, lon=round(lon, 6), lat=round(lat, 6), **values)


SHAPED = (
    shaped(
        "own-5123456789ab", LINE, name=Text(zh="凉水河绿道", en="Liangshui greenway"), kind="green-space", list="绿道"
    ),
    shaped("own-6123456789ab", AREA, name=Text(zh="地块甲", en="Site A"), fields=(("面积", "12"),)),
)
ALL = (*RECORDS, *SHAPED)


def brought(atlas, content, name, kept):
    """What bringing a file back would change of what is kept, and the reading."""
    reading = read(content, name, atlas, Choice(kinds=KINDS), kept)
    return point_changes(kept, [row.point for row in reading.rows], reach=500, columns=reading.fields), reading


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["xlsx", "csv", "geojson", "gpkg"])
def test_brought_back_nothing_differs(atlas, form, lang):
    content = own_file(ALL, KINDS, atlas, lang, form)
    made, reading = brought(atlas, content, f"own.{form}", ALL)
    assert (reading.problems, reading.choices) == ((), ())
    assert [made.added, made.changed, made.removed, made.alike] == [(), (), (), ()]
    assert len(made.same) == len(ALL)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["xlsx", "csv", "geojson", "gpkg"])
def test_brought_into_an_empty_store_all_of_it_is_there(atlas, form, lang):
    content = own_file(ALL, KINDS, atlas, lang, form)
    made, _ = brought(atlas, content, f"own.{form}", ())
    found = {one.id: one for one in made.added}
    bare = {"origin": "", "photos": ()}
    expected = {one.id: one.model_copy(update=bare | {"fields": frozenset(one.fields)}) for one in ALL}
    seen = {name: one.model_copy(update=bare | {"fields": frozenset(one.fields)}) for name, one in found.items()}
    assert seen == expected


@pytest.mark.parametrize(("head", "instead"), [("Id", "Number of ours"), ("Note", "")])
def test_ids_count_whatever_their_column_is_called_and_what_else_is_gone(atlas, head, instead):
    """The office's own 编号 is not taken for them either."""
    kept = [one.model_copy(update={"fields": (("编号", f"A{n}"),)}) for n, one in enumerate(RECORDS[:2])]
    rows = [*csv.reader(io.StringIO(own_file(kept, KINDS, atlas, "en", "csv").decode("utf-8-sig")))]
    at = rows[0].index(head)
    rows = [[*row[:at], *([instead if row is rows[0] else row[at]] if instead else []), *row[at + 1 :]] for row in rows]
    for row in rows[1:]:
        row[rows[0].index("Name (Chinese)")] += "改名"
    made, _ = brought(atlas, table_file(rows, "csv"), "a.csv", kept)
    assert [
        (old.id == new.id, new.name.zh.endswith("改名"), new.fields == old.fields) for old, new in made.changed
    ] == [(True, True, True)] * 2
    assert (made.added, made.alike) == ((), ())


HAD = (("完成进度", "40%"), ("电话分机号码", "12"))
AT = {"lon": 116.301234, "lat": 39.851234}
IN_GIS = tuple(
    one.model_copy(update={"fields": HAD} | more)
    for one, more in ((RECORDS[0], AT), (RECORDS[1], {}), (SHAPED[0], {}), (SHAPED[1], {}))
)
SAVED = [  # a program of GIS that opens our GeoPackage and saves it otherwise
    ("a.shp", {"driver": "ESRI Shapefile", "encoding": "UTF-8"}),
    ("a.shp", {"driver": "ESRI Shapefile", "encoding": "GBK"}),
    ("a.kml", {"driver": "KML"}),
    ("a.csv", {"driver": "CSV", "GEOMETRY": "AS_WKT"}),
]


def saved(atlas, folder, points, name, **way):
    """The files that another program makes of our export."""
    (folder / "own.gpkg").write_bytes(own_file(points, KINDS, atlas, "zh", "gpkg"))
    geopandas.read_file(folder / "own.gpkg").to_file(folder / name, engine="pyogrio", **way)
    return {file.name: file.read_bytes() for file in sorted(folder.glob("a.*"))}


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")  # heads that are cut
@pytest.mark.parametrize(("name", "way"), SAVED)
def test_saved_by_another_program_nothing_differs(atlas, tmp_path, name, way):
    points = IN_GIS[:2] if name == "a.shp" else IN_GIS
    reading = read_files(saved(atlas, tmp_path, points, name, **way), atlas, Choice(kinds=KINDS), IN_GIS)
    assert (reading.problems, reading.choices) == ((), ())
    made = point_changes(IN_GIS, [row.point for row in reading.rows], reach=500, columns=reading.fields)
    assert [differences(*one) for one in made.changed] == []
    assert (len(made.same), made.added, made.alike) == (len(points), (), ())


def test_a_shape_that_was_edited_in_a_table_of_another_program_is_not_passed_over(atlas, tmp_path):
    ((name, content),) = saved(atlas, tmp_path, IN_GIS, "a.csv", driver="CSV", GEOMETRY="AS_WKT").items()
    edited = content.decode().replace("POINT (116.301234", "POINT (116.303234", 1)
    reading = read(edited.encode(), name, atlas, Choice(kinds=KINDS), IN_GIS)
    assert [one.code for one in reading.problems] == ["upload-two-positions"]


@every("lang", LANGUAGES)
def test_a_list_with_its_pictures_brings_the_same_pictures_back(atlas, lang):
    assert forms(ALL)[-1] == "zip"
    content = own_file(ALL, KINDS, atlas, lang, "zip", PHOTOS.get)
    _, reading = brought(atlas, content, "own.zip", ALL)
    back = {row.point.id: [small(reading.table.photos[name])[0] for name in row.photos] for row in reading.rows}
    assert back == {one.id: [*one.photos] for one in ALL}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 1 + len(PHOTOS)


def test_a_picture_that_is_gone_leaves_the_others(atlas):
    first, second = PHOTOS
    content = own_file(ALL, KINDS, atlas, "zh", "zip", {second: PHOTOS[second]}.get)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == sorted(["本单位点位.xlsx", f"照片/{second}.jpg"])
        assert first not in str(archive.namelist())


def test_numbers_are_numbers_to_a_clerk_and_texts_stay_texts(atlas):
    book = openpyxl.load_workbook(io.BytesIO(own_file(ALL, KINDS, atlas, "zh", "xlsx")))
    page = book.worksheets[0]
    rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
    heads = [cell.value for cell in page[1]]
    texted = dict(zip(heads, rows["own-2123456789ab"], strict=True))
    assert (texted["经度"].value, texted["area"].value) == (116.312345, TEXTS[7])
    assert [texted[head].data_type for head in ("名称", "面积（平方米）")] == ["s", "s"]
    assert all(cell.data_type != "f" for row in rows.values() for cell in row)


def test_a_long_line_is_in_no_workbook(atlas):
    at = np.column_stack([np.linspace(116.2, 116.4, 3000).round(6), np.full(3000, 39.85)])
    long = shaped("own-7123456789ab", shapes.text_of(shapely.LineString(at)))
    assert len(long.shape) > MAX_CELL_CHARS
    assert forms([long]) == ("csv", "geojson", "gpkg")
    made, _ = brought(atlas, own_file([long], (), atlas, "en", "csv"), "own.csv", [long])
    assert made.same == (long.model_copy(update={"origin": made.same[0].origin}),)


def test_no_records_give_a_file_with_heads_alone(atlas):
    for form in ("xlsx", "csv"):
        _, reading = brought(atlas, own_file((), KINDS, atlas, "zh", form), f"own.{form}", ())
        assert reading.rows == ()
    assert json.loads(own_file((), (), atlas, "zh", "geojson"))["features"] == []


def test_a_picture_made_here_is_left_as_it_is_and_what_a_camera_wrote_beside_is_not():
    name, content = picture(3)
    assert small(content) == (name, content)
    exif = Image.Exif()
    exif[0x010E] = "secret"
    for extra in ({"exif": exif.tobytes()}, {"comment": b"secret"}):
        packed = io.BytesIO()
        Image.open(io.BytesIO(content)).save(packed, "JPEG", **extra)
        assert b"secret" in packed.getvalue()
        assert b"secret" not in small(packed.getvalue())[1]
    assert b"secret" not in small(content + b"secret")[1]


def test_a_picture_of_more_pixels_than_are_unpacked_is_refused_before_it_is():
    packed = io.BytesIO()
    Image.new("1", (10_000, 4_000)).save(packed, "PNG")
    assert len(packed.getvalue()) < 100_000
    assert small(packed.getvalue()) is None
    assert small(b"no picture") is None
