"""Minutes of a meeting: what a browser says of its remarks is text, bounded, and never more than text."""

from io import BytesIO

import openpyxl
from docx import Document
from docx.enum.section import WD_ORIENT

from fengtai_map.export import file_names
from fengtai_map.export.minutes import FILES, MAX_REMARK_CHARS, MAX_REMARKS, Minutes, read_remarks, table
from fengtai_map.export.minutes_files import minutes_file
from fengtai_map.i18n import LANGUAGES
from tests.every import every

DAY = "2026-11-27"
SAID = {
    "day": "2026-11-26",
    "story": "全区发展汇报",
    "rows": [
        ["09:05", 3, "三张城市名片", "新发地市场", "新发地", "请核实面积"],
        ["09:07", 4, "<b>十</b>", "整页", "", "=HYPERLINK(\u202e)"],
    ],
}


def test_what_a_browser_says_is_taken_as_text():
    minutes = read_remarks(SAID)
    assert minutes.rows[0] == ("09:05", "3", "三张城市名片", "新发地市场", "新发地", "请核实面积")
    assert minutes.rows[1][-1] == "=HYPERLINK([U+202E])"


@every(
    "said",
    [None, "x", [], {}, {"rows": "x"}, SAID | {"rows": []}, SAID | {"rows": [["a"], 3]}, SAID | {"day": "../../etc"}],
)
def test_what_is_no_minutes_is_none(said):
    assert read_remarks(said) is None


def test_minutes_are_bounded_in_rows_and_signs():
    minutes = read_remarks(
        SAID | {"story": "x" * 9999, "rows": [["1", 1, "h", {}, None, "长" * 9999]] * (MAX_REMARKS + 9)}
    )
    assert len(minutes.rows) == MAX_REMARKS
    assert {len(row[-1]) for row in minutes.rows} == {len(minutes.story)} == {MAX_REMARK_CHARS}
    assert minutes.rows[0][3:5] == ("", "")


def test_a_document_lies_and_has_a_row_a_remark_and_an_empty_column_for_the_office(atlas):
    for lang in LANGUAGES:
        words = atlas.words[lang]
        document = Document(BytesIO(minutes_file("docx", atlas, read_remarks(SAID), lang, DAY)))
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert rows[0][-1] == words("remark.column-office")
        assert [row[-2:] for row in rows[1:]] == [["请核实面积", ""], ["=HYPERLINK([U+202E])", ""]]
        assert rows[1][2] == words("remark.stop", n=3, title="三张城市名片")
        assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
        said = "".join(paragraph.text for paragraph in document.paragraphs)
        assert SAID["day"] in said
        assert SAID["story"] in said


def test_a_workbook_has_the_same_table_and_calculates_nothing(atlas):
    for lang in LANGUAGES:
        minutes = read_remarks(SAID)
        book = openpyxl.load_workbook(BytesIO(minutes_file("xlsx", atlas, minutes, lang, DAY)))
        rows = [[cell.value or "" for cell in row] for row in book.worksheets[0].rows]
        written = table(atlas, minutes, lang)
        assert rows == [[name for _, name in written.heads], *map(list, written.rows)]
        assert book.worksheets[0]["F3"].data_type == "s"


def test_the_most_there_may_be_are_made_and_the_same_minutes_are_the_same_bytes(atlas):
    minutes = Minutes("故事", "2026-11-26", (tuple("长" * MAX_REMARK_CHARS for _ in range(6)),) * MAX_REMARKS)
    for form in FILES:
        assert minutes_file(form, atlas, minutes, "zh", DAY) == minutes_file(form, atlas, minutes, "zh", DAY)


def test_a_file_of_minutes_says_which_meeting_it_was(atlas):
    minutes = read_remarks(SAID | {"story": "a/b\n:c"})
    assert file_names.of_minutes(atlas, minutes, "zh", "docx") == "fengtai-会议批注记录-a-b-c-zh-2026-11-26.docx"
