"""The files that offices brought and that were read wrong (../shared/cases): each is now the table that it holds."""

import pytest

from tests import data_rows, papers

CASES = data_rows.ROOT.parent / "shared" / "cases" / "upload"
PARK, SCHOOL = "试造园", "试造校"
READ = {  # file -> the first column of each row, what is reported of it
    "01-unbalanced-quote.csv": ((PARK, SCHOOL, "试造三"), ["format-quote"]),
    "02-template-with-address.xlsx": ((PARK,), []),
    "03-gbk-no-cpg.zip": ((PARK, SCHOOL), []),
    "05-utf8-no-cpg.zip": ((PARK, SCHOOL), []),
    "07-cpg-utf8-but-gbk.zip": ((PARK, SCHOOL), ["format-cpg"]),
    "09-crs-member-32650.geojson": ((PARK,), []),
    "11-upper-case-shp-lower-case-dbf.zip": ((PARK, SCHOOL), []),
    "12-first-sheet-empty.xlsx": ((PARK, SCHOOL), []),
    "14-hidden-first-sheet.xlsx": ((PARK, SCHOOL), ["format-hidden"]),
    "16-title-row.xlsx": ((PARK, SCHOOL), []),
    "17-two-head-rows.xlsx": ((PARK, SCHOOL), []),
    "18-merged-kind.xlsx": ((PARK, "试造二园"), []),
    "19-empty-fill.xlsx": ((PARK, SCHOOL), []),
    "21-font-family-255.xlsx": ((PARK, SCHOOL), []),
    "22-shared-strings-capital.xlsx": ((PARK,), []),
    "23-backslash-parts.xlsx": ((PARK, SCHOOL), []),
    "25-error-cell.xlsx": (("#N/A", SCHOOL), []),
    "26-alt-enter-name.xlsx": (("试造 园",), []),
    "27-far-row.xlsx": ((PARK, SCHOOL, "好园"), []),
    "28-wide.xlsx": ((PARK,), []),
    "30-utf16.csv": ((PARK,), []),
    "32-sep-line.csv": ((PARK,), []),
    "44-lines-polygons.geojson": (("试造绿道", "试造地块"), []),
    "45-null-geometry-with-columns.geojson": ((PARK,), []),
    "47-gbk.kml": ((PARK,), []),
    "48-undeclared-prefix.kml": ((PARK,), []),
    "50-html-description.kml": ((PARK,), ["format-html"]),
    "51-pin.kmz": ((PARK,), []),
    "56-no-shx.zip": ((PARK, SCHOOL), ["format-shx"]),
    "57-odd-prj.zip": ((PARK, SCHOOL), ["format-crs"]),
}
ASKED = {"15-sheet-a-street.xlsx": "sheet", "34-big5-ascii-heads.csv": "encoding", "54-two-shapefiles.zip": "shapefile"}


@pytest.mark.skipif(not CASES.is_dir(), reason="the files of the offices are not at hand here")
def test_the_files_of_offices_are_read_as_they_are_meant():
    wrong = {}
    for name, expected in READ.items():
        made, problems = papers.found((CASES / name).read_bytes(), name)
        got = tuple(row[0] for row in made.rows), papers.codes(made)
        if problems or made.choices or got != expected:
            wrong[name] = (got, [one.code for one in problems])
    for name, what in ASKED.items():
        made, _ = papers.found((CASES / name).read_bytes(), name)
        if [one.what for one in made.choices] != [what]:
            wrong[name] = made.choices
    assert wrong == {}
