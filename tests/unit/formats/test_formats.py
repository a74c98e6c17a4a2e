"""Workbooks of every kind -> the table that the clerk sees in them, and what is reported of it."""

import io
import re
import zipfile

import pytest

from tests import papers
from tests.every import every
from tests.papers import HEAD, PARK, ROWS, SCHOOL, book, codes, sheet_xml, table, xlsx, zipped

SAID = (("试造园", "公园", "116.29", "39.85"), ("试造校", "学校", "116.3", "39.85"))
TITLE = ["丰台区口袋公园台账"]
CSV = "\n".join(",".join(f"{cell}" for cell in row) for row in ROWS).encode()


@every(
    "name, content",
    [
        ("a.xlsx", book(*ROWS)),
        ("a.xlsm", book(*ROWS)),
        ("a.xls", papers.xls(ROWS)),
        ("a.et", papers.xls(ROWS)),
        ("a.xlsb", papers.xlsb(ROWS)),
        ("a.ods", papers.ods(papers.ods_table([[f"{cell}" for cell in row] for row in ROWS]))),
    ],
)
def test_a_workbook_of_any_office_is_the_same_table(name, content):
    made = table(content, name)
    assert (made.head, made.rows, made.numbers, made.head_row) == (tuple(HEAD), SAID, (2, 3), 1)
    assert (made.sheets, codes(made), made.choices) == (("点位",), [], ())


@every(
    "name, content, ending",
    [
        ("a.xls", book(*ROWS), "xlsx"),
        ("a.xlsx", papers.xls(ROWS), "xls"),
        (
            "a.xls",
            "名称\t类型\t经度\t纬度\n试造园\t公园\t116.29\t39.85\n试造校\t学校\t116.3\t39.85".encode("gbk"),
            "CSV",
        ),
        ("a.xlsx", "名称,类型,经度,纬度\n试造园,公园,116.29,39.85\n试造校,学校,116.3,39.85".encode(), "CSV"),
        ("a.xls", "<html><table>{}</table></html>", "HTML"),
        (
            "a.xls",
            "<?xml version='1.0'?><Workbook><Worksheet Name='点位'><Table>{}</Table></Worksheet></Workbook>",
            "XML",
        ),
    ],
)
def test_a_file_is_what_it_holds_and_not_what_it_is_called(name, content, ending):
    cells = {"HTML": "<td>{}</td>", "XML": "<Cell><Data>{}</Data></Cell>"}.get(ending, "")
    row = {"HTML": "<tr>{}</tr>", "XML": "<Row>{}</Row>"}.get(ending, "")
    lines = "".join(row.format("".join(cells.format(cell) for cell in one)) for one in ROWS)
    made = table(content.format(lines).encode() if isinstance(content, str) else content, name)
    assert (made.head, made.rows) == (tuple(HEAD), SAID)
    assert [(one.code, one.particulars["what"]) for one in made.notices] == [("format-ending", ending)]


@pytest.mark.parametrize("merged", [(), ("A1:D1",)])
@pytest.mark.parametrize("above", [[TITLE], [TITLE, ["填报单位：园林局", "", "日期：2026"]], [TITLE, []]])
def test_the_names_of_the_columns_are_found_below_titles_and_notes(above, merged):
    made = table(book(*above, *ROWS, merged=merged))
    assert (made.head, made.rows, made.head_row) == (tuple(HEAD), SAID, len(above) + 1)
    assert made.numbers == (len(above) + 2, len(above) + 3)
    assert made.top[0] == tuple(TITLE)


@every("merged", [(), ("A1:A2", "B1:B2", "C1:D1")])
def test_two_lines_of_names_are_read_as_one(merged):
    made = table(book(["名称", "类型", "坐标"], ["", "", "经度", "纬度"], PARK, SCHOOL, merged=merged))
    assert (made.head, made.rows) == (("名称", "类型", "坐标 经度", "坐标 纬度"), SAID)
    assert made.head_row == 2


@every("above", [["丰台区", "2024年"], ["附件1", "", "公园名单"]])
def test_a_title_of_two_cells_is_no_part_of_the_names(above):
    made = table(book(above, [*HEAD, "面积"], [*PARK, 3], [*SCHOOL, 4]))
    assert (made.head, made.head_row) == ((*HEAD, "面积"), 2)
    twice = table(book(["名称", "计划", "", "实际"], ["", "开工", "竣工", "开工", "竣工"], ["园", 1, 2, 3, 4]))
    assert twice.head == ("名称", "计划 开工", "计划 竣工", "实际 开工", "实际 竣工")


def test_names_in_two_languages_are_one_line_of_names():
    made = table(book(HEAD, ["name", "type", "lon", "lat"], PARK, SCHOOL))
    assert (made.head[0], made.rows, made.head_row) == ("名称 name", SAID, 2)


def test_names_that_nobody_knows_are_found_too_and_can_be_chosen():
    content = book(TITLE, ["甲栏", "乙栏", "丙栏"], ["x", "y", 1], ["z", "w", 2])
    assert table(content).head == ("甲栏", "乙栏", "丙栏")
    made = table(content, head_row=3)
    assert (made.head, made.rows, made.head_row) == (("x", "y", "1"), (("z", "w", "2"),), 3)


@every(
    "content",
    [
        book(HEAD, PARK, ["试造二园", "", 116.3, 39.85], merged=("B2:B3",)),
        papers.xls([HEAD, PARK, ["试造二园", "", 116.3, 39.85]], merged=[(1, 2, 1, 1)]),
        papers.ods(
            papers.ods_table(
                [HEAD, ["试造园", (' table:number-rows-spanned="2"', "公园"), "1", "2"], ["试造二园", "", "1", "2"]]
            )
        ),
        "<table><tr><td>名称<td>kind<td>lon<tr><td>a<td rowspan=2>公园<td>1<tr><td>b<td>2".encode(),
    ],
)
def test_merged_cells_hold_for_each_of_their_rows(content):
    assert [row[1] for row in table(content).rows] == ["公园", "公园"]


@every("form", ["xlsx", "csv"])
def test_a_plain_table_whose_lines_are_one_cell_each_is_split(form):
    lines = ["口袋公园", ",".join(HEAD), ",".join(map(str, PARK)), ",".join(map(str, SCHOOL))]
    content = book(*([line] for line in lines)) if form == "xlsx" else "\n".join(f'"{line}"' for line in lines).encode()
    made = table(content)
    assert (made.head, made.rows, made.numbers) == (tuple(HEAD), SAID, (3, 4))
    assert table(book(["甲,乙"], ["丙,丁"])).head == ("甲,乙",)


def test_what_is_the_same_as_above_holds_for_the_rows_right_below():
    made = table(
        book(HEAD, PARK, ["试造二园", "同上", 116.3, "〃"], ["试造三园", "同上", 116.3, 39.86], [], ["四", "同上"])
    )
    assert [row[1] for row in made.rows] == ["公园", "公园", "公园", "同上"]
    assert [(one.place, one.particulars["columns"]) for one in made.notices] == [("3", "类型, 纬度"), ("4", "类型")]


def test_headings_among_the_rows_and_repeated_names_are_reported_and_left_out():
    made = table(book(HEAD, ["一、卢沟桥街道"], PARK, HEAD, SCHOOL, merged=("A2:D2",)))
    assert (made.rows, made.numbers) == (SAID, (3, 5))
    assert [(one.code, one.place) for one in made.notices] == [("format-heading", "2"), ("format-heads-again", "4")]


def test_a_second_table_below_is_read_where_its_columns_are_the_same_and_else_reported():
    more = table(book(HEAD, PARK, [], [*HEAD, "备注"], [*SCHOOL, "甲"]))
    assert (more.head, more.rows) == ((*HEAD, "备注"), ((*SAID[0], ""), (*SAID[1], "甲")))
    assert [(one.code, one.place) for one in more.notices] == [("format-heads-again", "4")]
    other = table(book(HEAD, PARK, [*reversed(HEAD), "备注", "误差"], [*reversed(SCHOOL), "甲", 9], HEAD, SCHOOL))
    assert (other.head, other.rows) == (tuple(HEAD), SAID)
    assert [(one.code, one.particulars["rows"]) for one in other.row_problems] == [("format-heads-other", "3–4")]


def test_names_far_below_long_notes_stay_among_the_rows_until_they_are_chosen():
    notes = [[f"说明{number}"] for number in range(40)]
    assert (table(book(*notes, *ROWS)).row_problems, table(book(*notes, *ROWS), head_row=41).rows) == ((), SAID)


def test_rows_above_the_names_are_reported_and_titles_are_not():
    (reported,) = table(book(TITLE, PARK, SCHOOL, HEAD, PARK)).row_problems
    assert (reported.code, reported.particulars["rows"], reported.particulars["heads"]) == (
        "format-rows-above",
        "2–3",
        "4",
    )


def test_names_of_columns_that_nobody_knows_are_no_shapes():
    made = table(book(["甲栏", "point_a", "polygon"], ["园", "x", "POINT (116.29 39.85)"]))
    assert (made.head, made.head_row) == (("甲栏", "point_a", "polygon"), 1)


def test_a_row_with_a_wide_cell_and_others_is_a_row():
    heads = ["名称", "", "", "", "经度", "纬度"]
    made = table(
        book(heads, ["试造园", "", "", "", 116.29, 39.85], ["一", "", "", "", "", ""], merged=("A2:D2", "A3:D3"))
    )
    assert (made.numbers, made.rows) == ((2,), (("试造园", "116.29", "39.85"),))
    assert [(one.code, one.place) for one in made.notices] == [("format-heading", "3")]


@every("above", [(), [TITLE]])
def test_a_list_without_names_of_columns_keeps_its_first_row(above):
    made = table(book(*above, PARK, SCHOOL))
    assert (made.head, made.rows, made.head_row) == (("A", "B", "C", "D"), SAID, 0)


@every("filled", [(), [["", "", "", ""]], [[("str", "<v></v>")]]])
def test_the_first_visible_sheet_with_a_table_is_read(filled):
    made = table(xlsx({"空": sheet_xml(filled), "点位": sheet_xml(ROWS)}))
    assert (made.sheet, made.rows, made.sheets) == ("点位", SAID, ("点位",))


def test_a_cover_is_no_table():
    cover = sheet_xml([["填报单位", "园林局"], ["联系人", "某某"], ["电话", "010"]])
    made = table(xlsx({"封面": cover, "点位": sheet_xml(ROWS)}))
    assert (made.sheet, made.rows) == ("点位", SAID)
    assert [(one.code, one.particulars["others"]) for one in made.notices] == [("upload-sheets", "封面")]
    assert table(xlsx({"封面": cover, "点位": sheet_xml(ROWS)}), sheet="封面").head == ("填报单位", "园林局")


@every("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_reported(state):
    made = table(xlsx({"旧表": sheet_xml([HEAD, ["旧园", "公园", 1, 2]]), "点位": sheet_xml(ROWS)}, {"旧表": state}))
    assert (made.rows, made.sheets) == (SAID, ("点位",))
    assert [(one.code, one.particulars["names"]) for one in made.notices] == [("format-hidden", "旧表")]


def test_sheets_with_the_same_columns_are_asked_for_and_read_together():
    content = xlsx({"甲街": sheet_xml([HEAD, PARK]), "乙街": sheet_xml([TITLE, HEAD[::-1], SCHOOL[::-1]])})
    made = table(content)
    assert [(one.what, one.options) for one in made.choices] == [("sheet", ("*", "甲街", "乙街"))]
    assert made.choices[0].preview["甲街"] == (tuple(HEAD), SAID[0])
    assert (made.same, made.rows) == (("甲街", "乙街"), SAID[:1])
    both = table(content, sheet="*")
    assert (both.rows, both.row_sheets, both.numbers) == (SAID, ("甲街", "乙街"), (2, 3))
    assert (both.choices, codes(both)) == ((), [])
    one = table(content, sheet="乙街")
    assert (one.rows, one.choices) == ((SAID[1][::-1],), ())
    assert [note.particulars["others"] for note in one.notices] == ["甲街"]


def test_signs_that_nobody_sees_in_the_name_of_a_column_are_no_part_of_it():
    unseen = ["\ufeff名称", "类型\u200b", "经\u00ad度", "纬度\u2060"]
    made = table(book(unseen, PARK, SCHOOL))
    assert (made.head, made.rows) == (tuple(HEAD), SAID)
    assert table("名称,名称\u200b\n园,校".encode(), "a.csv").head == ("名称", "名称 (B)")


WITH_NOTE = [["学校名称", "类别", "地址", *HEAD[2:]], [SCHOOL[0], SCHOOL[1], "某路1号", *SCHOOL[2:]]]


@every(
    "name, content, names",
    [
        ("a.xlsx", xlsx({"园": sheet_xml([HEAD, PARK]), "校": sheet_xml(WITH_NOTE)}), ("园", "校")),
        ("a.zip", zipped({"园.xlsx": book(HEAD, PARK), "校.xlsx": book(*WITH_NOTE)}), ("园.xlsx", "校.xlsx")),
    ],
)
def test_lists_with_other_columns_for_the_same_fields_are_asked_for_and_read_together(name, content, names):
    assert [(one.what, one.options) for one in table(content, name).choices] == [("sheet", ("*", *names))]
    both = table(content, name, sheet="*")
    assert (both.head, both.rows) == ((*HEAD, "地址"), ((*SAID[0], ""), (*SAID[1], "某路1号")))
    assert (both.same, codes(both)) == (names, [])


def test_every_sheet_of_every_workbook_of_an_archive_is_read():
    streets = xlsx({"一街": sheet_xml([HEAD, PARK]), "二街": sheet_xml([HEAD, SCHOOL])})
    files = zipped({"a.csv": CSV, "b.xlsx": streets})
    assert [(one.what, one.options) for one in table(files, "a.zip").choices] == [("sheet", ("*", "a.csv", "b.xlsx"))]
    both = table(files, "a.zip", sheet="*")
    assert (both.rows, both.choices) == (SAID * 2, ())
    assert both.row_sheets == ("a.csv", "a.csv", "b.xlsx/一街", "b.xlsx/二街")
    assert table(files, "a.zip", sheet="b.xlsx").rows == SAID


def test_an_encoding_that_one_of_several_lists_leaves_open_is_asked_for_and_is_that_of_this_list_only():
    open_ = "name,kind,lon,lat\n园,park,116.29,39.85".encode("gbk")
    files = zipped({"a.csv": "name,kind,lon,lat\n试造校园,park,116.3,39.85".encode(), "b.csv": open_})
    asked = [one.what for one in table(files, "a.zip", sheet="*").choices]
    made = table(files, "a.zip", sheet="*", encoding="GB18030")
    assert (asked, [row[0] for row in made.rows], made.choices) == (["encoding"], ["试造校园", "园"], ())


def test_lists_that_cannot_be_one_are_asked_for_and_none_is_left_out_without_a_word():
    other = sheet_xml([["名称", "类型", "坐标"], ["试造绿", "绿地", "116.31,39.85"]])
    sheets = {"园": sheet_xml([HEAD, PARK]), "校": sheet_xml([HEAD, SCHOOL]), "绿": other}
    made = table(xlsx(sheets))
    assert (made.choices[0].options, codes(made)) == (("*", "园", "校", "绿"), [])
    both = table(xlsx(sheets), sheet="*")
    assert [(one.code, one.particulars["others"]) for one in both.notices] == [("upload-sheets", "绿")]
    made = table(xlsx({"园": sheets["园"], "绿": other}))
    assert (made.choices[0].options, codes(made)) == (("园", "绿"), [])


@every("other", [[["坐标系：WGS84"]], [[]]])
def test_sheets_whose_titles_state_different_coordinates_are_not_read_together(other):
    sheets = {"一": sheet_xml([["坐标系：GCJ-02"], *ROWS]), "二": sheet_xml([*other, *ROWS])}
    made = table(xlsx(sheets))
    assert [(one.what, one.options) for one in made.choices] == [("sheet", ("一", "二"))]
    assert (made.same, codes(made)) == ((), [])
    assert table(xlsx(sheets), sheet="二").choices == ()
    streets = {name: sheet_xml([[f"{name}街道坐标表"], *ROWS]) for name in ("宛平", "新村")}
    assert len(table(xlsx(streets), sheet="*").rows) == 4


@every(
    "content, said",
    [
        (book(HEAD, [("e", "<v>#N/A</v>"), *PARK[1:]]), "#N/A"),
        (book(HEAD, [("e", "<f>1/0</f><v>#DIV/0!</v>"), *PARK[1:]]), "#DIV/0!"),
        (papers.xls(ROWS, error_at={(1, 0)}), "#N/A"),
        (papers.xlsb(ROWS, error_at={(1, 0)}), "#N/A"),
        (papers.ods(papers.ods_table([HEAD, [(' table:formula="of:=1/0"', "#DIV/0!"), "a", "1", "2"]])), "#DIV/0!"),
    ],
)
def test_a_cell_of_an_error_says_which(content, said):
    made = table(content)
    assert (made.rows[0][0], made.errors, made.formulas) == (said, {(0, 0)}, frozenset())


def test_a_formula_is_its_value_and_only_one_without_a_value_is_reported():
    row = [
        ("str", '<f>"试造"&amp;"园"</f><v>试造园</v>'),
        ("str", '<f>IF(1=2,1,"")</f><v></v>'),
        ("n", "<f>1+1</f><v>116.29</v>"),
        ("n", "<f>A1+1</f><v></v>"),
    ]
    made = table(book(HEAD, row, [("str", "<f>B1</f>"), *PARK[1:]]))
    assert made.rows[0] == ("试造园", "", "116.29", "=A1+1")
    assert made.formulas == {(0, 3), (1, 0)}


def test_lines_in_a_cell_and_their_marks_become_blanks():
    made = table(book(HEAD, ["试造\n园_x000D_\n二", *PARK[1:]], ["试造_x000D_\r\n校", *PARK[1:]]))
    assert [row[0] for row in made.rows] == ["试造 园 二", "试造 校"]


def test_days_are_written_as_days_and_numbers_as_they_are():
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    dated = '<c r="A2" s="1"><v>46082</v></c><c r="B2" s="2"><v>46082.5</v></c><c r="C2"><v>0.1</v></c>'
    sheet = sheet_xml([["建成", "开放", "面积", "编号"]]).replace(
        "</sheetData>", f'<row r="2">{dated}</row></sheetData>'
    )
    sheet = sheet.replace("</row></sheetData>", f"{papers.cell(2, 3, '0012')}</row></sheetData>")
    assert table(xlsx({"a": sheet}, styles=styles)).rows == (("2026-03-01", "2026-03-01 12:00:00", "0.1", "0012"),)


def test_rows_after_a_gap_and_columns_after_empty_ones_are_read():
    far = {1: [*HEAD, *[""] * 65, "备注"], 2: [*PARK, *[""] * 65, "远处"], 30_000: SCHOOL}
    made = table(xlsx({"点位": sheet_xml(far)}))
    assert (made.head[-1], made.rows[0][-1], made.numbers) == ("备注", "远处", (2, 30_000))
    assert len(made.head) == 5


def test_rows_that_are_filtered_out_are_read_and_reported():
    for name, content in (("a.xlsx", book(*ROWS, hidden=(3,))), ("a.xls", papers.xls(ROWS, hidden_rows=[2]))):
        made = table(content, name)
        assert made.rows == SAID
        assert [(one.code, one.particulars["rows"]) for one in made.notices] == [("format-unseen", "3")]


STRIKES = '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs>{}</cellXfs>'
FONTS = "".join(f'<xf fontId="{font}"/>' for font in (0, 1, 2))


@every("style, rows", [(0, []), (1, ["3"]), (2, [])])
def test_rows_that_are_struck_through_are_read_and_reported(style, rows):
    styled = sheet_xml(ROWS).replace('<c r="A3"', f'<c r="A3" s="{style}"')
    made = table(xlsx({"点位": styled}, styles=STRIKES.format(FONTS)))
    assert made.rows == SAID
    assert [one.particulars["rows"] for one in made.notices if one.code == "format-struck"] == rows


STRUCK_ODS = '<style:style style:name="c"><style:text-properties style:text-line-through-style="solid"/></style:style>'
STRUCK_2003 = '<Styles><Style ID="s"><Font StrikeThrough="1"/></Style></Styles>'


def book_2003(rows, styles="", style=""):
    """A workbook in XML, the last of its rows with a style."""
    lines = [f"<Row>{''.join(f'<Cell{style}><Data>{one}</Data></Cell>' for one in row)}</Row>" for row in rows]
    held = "".join(lines[:-1]).replace(style, "") + lines[-1]
    return f"<Workbook>{styles}<Worksheet Name='a'><Table>{held}</Table></Worksheet></Workbook>".encode()


def partly_struck(cell, more=None):
    """A workbook whose first cell of the third row is this one."""
    plain = sheet_xml(ROWS)
    old = re.search(r'<c r="A3".*?</c>', plain)[0]
    return xlsx({"点位": plain.replace(old, cell)}, more=more)


RUNS = "<r><rPr><strike/></rPr><t>旧</t></r><r><t>{}</t></r>"
SHARED = {"xl/sharedStrings.xml": f"<sst><si>{RUNS.format(ROWS[2][0][1:])}</si></sst>".replace("旧", ROWS[2][0][0])}
IN_HTML = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in ROWS)


@every(
    "content",
    [
        partly_struck(
            f'<c r="A3" t="inlineStr"><is>{RUNS.format(ROWS[2][0][1:])}</is></c>'.replace("旧", ROWS[2][0][0])
        ),
        partly_struck('<c r="A3" t="s"><v>0</v></c>', SHARED),
        papers.xls(ROWS, struck=[2]),
        papers.xls(ROWS, partly=[2]),
        papers.xlsb(ROWS, struck=[2]),
        papers.xlsb(ROWS, partly=[2]),
        papers.ods(
            STRUCK_ODS,
            papers.ods_table(
                [*ROWS[:2], [("", f'<text:span text:style-name="c">{ROWS[2][0]}</text:span>'), *ROWS[2][1:]]]
            ),
        ),
        book_2003([*ROWS[:2], [f"<S>{ROWS[2][0]}</S>", *ROWS[2][1:]]]),
        f"<html><table>{IN_HTML.replace(ROWS[2][0], f'<s>{ROWS[2][0]}</s>')}</table></html>".encode(),
        papers.ods(STRUCK_ODS, papers.ods_table([*ROWS[:2], [(' table:style-name="c"', one) for one in ROWS[2]]])),
        book_2003(ROWS, STRUCK_2003, ' StyleID="s"'),
    ],
)
def test_rows_of_which_any_text_is_struck_through_are_reported_of_every_workbook(content):
    made, _ = papers.found(content, "a")
    assert made.rows == SAID
    assert [one.particulars["rows"] for one in made.notices if one.code == "format-struck"] == ["3"]


def test_styles_that_cannot_be_read_strike_nothing():
    assert table(xlsx({"点位": sheet_xml(ROWS)}, styles="<fonts><font>")).rows == SAID


TWICE = [["名称", "经度", "经度"], ["试造园", "116.2", "116.29"]]
HIDDEN_B = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>'
OLD = "<Workbook><Worksheet Name='a'><Table><Column Index='2' Hidden='1'/>{}</Table></Worksheet></Workbook>"
CELLS_2003 = "".join(f"<Row>{''.join(f'<Cell><Data>{cell}</Data></Cell>' for cell in row)}</Row>" for row in TWICE)


@every(
    "content",
    [
        xlsx(
            {"a": sheet_xml(TWICE).replace("<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>')}
        ),
        papers.xls(TWICE, hidden_columns=[1]),
        papers.xlsb(TWICE, hidden_columns=[1]),
        papers.ods(papers.ods_table(TWICE).replace("<table:table-row>", HIDDEN_B, 1)),
        OLD.format(CELLS_2003).encode(),
    ],
)
def test_hidden_columns_are_reported_and_one_that_is_seen_has_the_name(content):
    made, _ = papers.found(content, "a")
    assert (made.head, made.rows) == (("名称", "经度 (B)", "经度"), (("试造园", "116.2", "116.29"),))
    assert [(one.code, one.particulars["columns"]) for one in made.notices] == [("format-unseen-columns", "经度 (B)")]


@every(
    "styles",
    [
        "<fills><fill/></fills>",
        '<fonts><font><family val="255"/></font></fonts>',
        '<cellStyles><cellStyle biltinId="0"/></cellStyles>',
        '<colors><indexedColors><rgbColor rgb="zz"/></indexedColors></colors>',
    ],
)
def test_styles_that_nobody_needs_keep_no_workbook_out(styles):
    assert table(xlsx({"点位": sheet_xml(ROWS)}, styles=styles)).rows == SAID


def test_names_of_parts_are_found_however_they_are_written():
    def renamed(change):
        with zipfile.ZipFile(io.BytesIO(book(*ROWS))) as old:
            return papers.zipped({change(name): old.read(name) for name in old.namelist()})

    for change in (str.upper, lambda name: name.replace("/", "\\")):
        assert table(renamed(lambda name, change=change: change(name) if "sheet1" in name else name)).rows == SAID


def test_a_list_comes_with_its_pictures():
    dot = b"\xff\xd8\xff\xe0 picture"
    files = {
        "台账/点位.xlsx": book(*ROWS),
        "台账/照片/园.JPG": dot,
        "台账/~说明.txt": b"x",
        "__MACOSX/._点位.xlsx": b"x",
    }
    made = table(papers.zipped(files), "a.zip")
    assert (made.rows, dict(made.photos)) == (SAID, {"台账/照片/园.JPG": dot})
    files = {"点位.xlsx": book(*ROWS), "园.jpg": dot}
    made = table(files)
    assert (made.rows, dict(made.photos), made.file) == (SAID, {"园.jpg": dot}, "点位.xlsx")


FIGURES = [[f"{number}" for number in range(65)]]
LONG = [HEAD, *FIGURES]


@every(
    "name, content, code, place",
    [
        ("a.zip", zipped({"a.csv": CSV, "b.xlsx": b"%PDF-1.7"}), "format-document", "b.xlsx"),
        ("a.xlsx", xlsx({"甲": sheet_xml(ROWS), "乙": sheet_xml(LONG)}), "upload-columns", "乙"),
    ],
)
def test_a_list_beside_others_that_cannot_be_read_is_a_problem_unless_another_was_chosen(name, content, code, place):
    made = table(content, name)
    assert (made.rows, [(one.code, one.place) for one in made.row_problems]) == (SAID, [(code, place)])
    assert table(content, name, sheet=made.sheet).row_problems == ()


def test_a_sheet_of_figures_too_wide_for_a_list_is_a_notice_of_the_list_beside_it():
    made = table(xlsx({"甲": sheet_xml(ROWS), "乙": sheet_xml(FIGURES)}))
    assert (made.rows, made.row_problems, codes(made)) == (SAID, (), ["upload-columns"])


def test_a_text_beside_a_list_is_one_where_it_has_the_names_of_columns():
    parts = {"a.csv": CSV, "b.txt": CSV, "说明.txt": "名称填全称，经度、纬度填小数".encode()}
    made = table(zipped(parts), "a.zip")
    assert (made.sheets, made.same) == (("a.csv", "b.txt"), ("a.csv", "b.txt"))


def test_several_lists_in_an_archive_are_offered_as_sheets():
    content = papers.zipped({"甲.xlsx": book(*ROWS), "乙.csv": "名称,经度\n园,1".encode()})
    made = table(content, "a.zip")
    assert (made.sheets, made.sheet, made.rows) == (("甲.xlsx", "乙.csv"), "甲.xlsx", SAID)
    assert table(content, "a.zip", sheet="乙.csv").rows == (("园", "1"),)


def test_a_workbook_of_libreoffice_may_be_written_with_blanks_between_its_elements():
    plain = papers.ods_table([[f"{cell}" for cell in row] for row in ROWS])
    assert table(papers.ods(plain.replace("><", ">\n  <")), "a.ods").rows == SAID


MONTHS = [["名称", "期限"], ["甲", 46174], ["乙", 46188]]  # 1 June, which stands for the month, and 15 June
STYLED = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="{}"/></cellXfs>'
)
DATED = 'office:value-type="date" office:date-value='


def months_xlsx(number):
    styled = sheet_xml(MONTHS).replace('r="B2"', 'r="B2" s="1"').replace('r="B3"', 'r="B3" s="1"')
    return xlsx({"点位": styled}, styles=STYLED.format(number))


@every(
    "content",
    [
        *map(months_xlsx, (57, 17, 164)),
        papers.xls(MONTHS, months=(1, 2)),
        papers.ods(
            papers.ods_table([["名称", "期限"], *(["甲乙"[at], "@"] for at in range(2))])
            .replace('office:value-type="string"><text:p>@', f'{DATED}"2026-06-01"><text:p>2026年6月', 1)
            .replace('office:value-type="string"><text:p>@', f'{DATED}"2026-06-15"><text:p>2026年6月', 1)
        ),
    ],
)
def test_a_month_that_a_program_keeps_as_its_first_day_is_that_month(content):
    assert [row[1] for row in table(content, "a.xlsx").rows] == ["2026-06", "2026-06-15"]


@every(
    "number, cell, said",
    [(9, 0.6, "60%"), (10, 1, "100%"), (165, 0.605, "60.5%"), (9, 116.29, "116.29"), (0, 0.6, "0.6")],
)
def test_a_percentage_is_what_the_cell_shows(number, cell, said):
    styles = STYLED.format(number).replace("</numFmts>", '<numFmt numFmtId="165" formatCode="0.0%"/></numFmts>')
    sheet = sheet_xml([["名称", "绿地率"], ["甲", cell]]).replace('r="B2"', 'r="B2" s="1"')
    assert table(xlsx({"点位": sheet}, styles=styles), "a.xlsx").rows == (("甲", said),)


def test_a_first_day_that_is_shown_as_a_day_stays_a_day():
    assert table(months_xlsx(14), "a.xlsx").rows[0][1] == "2026-06-01"
