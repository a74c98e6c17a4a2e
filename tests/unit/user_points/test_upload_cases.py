"""The files that once went in wrong, each with what has to happen to it; kept beside the repository, not in it."""

import json

import pytest

from fengtai_map.user_points.upload import Choice, read, read_files
from tests import data_rows
from tests.sample_files import LAT, LON

CASES = data_rows.ROOT.parent / "shared" / "cases" / "upload"
TWO = ("试造园", "试造校")
BARE = {"defaults": {"kind": "公园"}}  # what has to be said of a file without a kind


def taken(reading):
    return [row.point.name.zh for row in reading.rows]


def codes(problems):
    return {one.code for one in problems}


def asked(reading):
    return {one.what: one.options for one in reading.choices}


def points(*names, notices=(), **choice):
    """The case that these names are taken, the first at 116.29 39.85, with these notices and without a problem."""

    def right(read_):
        reading = read_(Choice(**choice))
        first = reading.rows[0]
        here = (first.point.lon, first.point.lat) == pytest.approx((LON, LAT), abs=1e-5)
        return (taken(reading), reading.problems, here, set(notices) - codes(reading.notices)) == (
            [*names],
            (),
            True,
            set(),
        )

    return right


def choices(what, options=None, then=(), **choice):
    """The case that something is asked for and nothing of it taken; with an answer these names are."""

    def right(read_):
        reading = read_(Choice())
        offered = asked(reading)
        good = what in offered and not reading.rows and (options is None or set(options) <= set(offered[what]))
        return good and (not choice or tuple(taken(read_(Choice(**choice)))) == then)

    return right


def stray_quote(read_):
    reading = read_(Choice())
    return taken(reading) == ["试造园", "试造校", "试造三"] and "format-quote" in codes(reading.notices)


def error_cell(read_):
    reading = read_(Choice())
    return [(one.code, one.place) for one in reading.problems] == [("upload-cell-error", "2 名称")] and taken(
        reading
    ) == ["试造校"]


def address(read_):
    (row,) = read_(Choice()).rows
    return (row.point.note, dict(row.point.fields)) == ("一条备注", {"地址": "某路1号"})


def minutes(read_):
    return [row.point.error_m for row in read_(Choice()).rows] == [900, 5000]


def shapes(read_):
    return [json.loads(row.point.shape)["type"] for row in read_(Choice()).rows] == ["LineString", "Polygon"]


def kinds(read_):
    reading = read_(Choice())
    mapped = read_(Choice(words={"kind": {"养老机构": "hospital", "派出所": "hub"}}))
    return asked(reading) == {"kind": ("养老机构", "派出所")} and taken(reading) == ["试造绿"] and len(mapped.rows) == 3


def statuses(read_):
    return [row.point.status for row in read_(Choice()).rows] == ["existing"] * 3


def spellings(read_):
    reading = read_(Choice())
    there = {(row.point.lon, row.point.lat) for row in reading.rows}
    return (len(reading.rows), reading.problems, there) == (7, (), {(LON, LAT)})


def lettered(read_):
    reading = read_(Choice())
    return [(row.point.lon, row.point.lat) for row in reading.rows] == [
        (LON, LAT),
        (116.3, LAT),
    ] and not reading.problems


def description(read_):
    (row,) = read_(Choice()).rows
    return row.point.note.startswith("面积 12") and "<" not in row.point.note and len(row.point.note) <= 1000


def waiting(read_):
    reading = read_(Choice())
    return reading.rows[0].point.id == "fengtai-tcm-hospital" and "upload-waiting" in codes(reading.notices)


def together(read_):
    reading = read_(Choice())
    return len(reading.rows) == 2 and "upload-together" in codes(reading.notices) and not reading.problems


def two_shapefiles(read_):
    return set(asked(read_(Choice()))) == {"shapefile"} and taken(read_(Choice(sheet="1a", **BARE))) == [*TWO]


RIGHT = {
    "01-unbalanced-quote.csv": stray_quote,
    "02-template-with-address.xlsx": address,
    "03-gbk-no-cpg.zip": points(*TWO, **BARE),
    "05-utf8-no-cpg.zip": points(*TWO, **BARE),
    "07-cpg-utf8-but-gbk.zip": points(*TWO, notices=("format-cpg",), **BARE),
    "08-utm50.csv": choices("grid", ("EPSG:32650", "EPSG:4548"), ("试造园",), grid="EPSG:32650"),
    "09-crs-member-32650.geojson": points("试造园"),
    "11-upper-case-shp-lower-case-dbf.zip": points(*TWO),
    "12-first-sheet-empty.xlsx": points(*TWO),
    "14-hidden-first-sheet.xlsx": points(*TWO, notices=("format-hidden",)),
    "15-sheet-a-street.xlsx": choices("sheet", ("*", "宛平街道"), (*TWO, "另一园"), sheet="*"),
    "16-title-row.xlsx": points(*TWO),
    "17-two-head-rows.xlsx": points(*TWO),
    "18-merged-kind.xlsx": points("试造园", "试造二园"),
    "19-empty-fill.xlsx": points(*TWO),
    "21-font-family-255.xlsx": points(*TWO),
    "22-shared-strings-capital.xlsx": points("试造园"),
    "23-backslash-parts.xlsx": points(*TWO),
    "25-error-cell.xlsx": error_cell,
    "26-alt-enter-name.xlsx": points("试造 园"),
    "27-far-row.xlsx": points(*TWO, "好园"),
    "28-wide.xlsx": points("试造园"),
    "30-utf16.csv": points("试造园"),
    "32-sep-line.csv": points("试造园"),
    "34-big5-ascii-heads.csv": choices("encoding", ("Big5",), ("試造園",), encoding="Big5"),
    "35-same-building.csv": together,
    "36-datum-column.csv": points(*TWO),
    "37-office-kinds.csv": kinds,
    "38-office-status.csv": statuses,
    "39-letters-say-it.csv": lettered,
    "40-spellings.csv": spellings,
    "41-minutes-only.csv": minutes,
    "44-lines-polygons.geojson": shapes,
    "45-null-geometry-with-columns.geojson": points("试造园"),
    "47-gbk.kml": points("试造园"),
    "48-undeclared-prefix.kml": points("试造园"),
    "50-html-description.kml": description,
    "51-pin.kmz": points("试造园"),
    "53-unlocated-name.csv": waiting,
    "54-two-shapefiles.zip": two_shapefiles,
    "56-no-shx.zip": points(*TWO),
    "57-odd-prj.zip": choices("datum", ("WGS-84",), TWO, datum="WGS-84"),
}


@pytest.mark.skipif(not CASES.is_dir(), reason="the files lie beside the repository of the office")
def test_every_case_does_what_its_last_column_says(atlas):
    files = {path.name: path for path in CASES.iterdir() if path.suffix != ".tsv"}
    assert set(files) == set(RIGHT)
    wrong = []
    for name, right in RIGHT.items():

        def read_(choice, name=name):
            return read(files[name].read_bytes(), name, atlas, choice)

        try:
            good = right(read_)
        except (LookupError, ValueError) as error:
            good = f"{type(error).__name__}: {error}"
        if good is not True:
            wrong.append((name, good))
    assert wrong == []


@pytest.mark.skipif(not CASES.is_dir(), reason="as above")
def test_a_choice_by_hand_does_not_read_the_file_again(atlas):
    path = CASES / "15-sheet-a-street.xlsx"
    reading = read(path.read_bytes(), path.name, atlas, Choice(sheet="宛平街道"))
    again = read_files(reading.table, atlas, Choice(sheet="宛平街道", datum="GCJ-02"))
    assert taken(again) == taken(reading) == ["另一园"]
