"""Plain tables in any encoding, with any separator and any quotes: no row is lost, none garbled without a word."""

import pytest

from tests.every import every
from tests.papers import codes, found, table

HEAD = "名称,类型,经度,纬度,备注"
PARK = "试造园,公园,116.29,39.85,甲"
SCHOOL = "试造校,学校,116.3,39.85,乙"
SAID = (tuple(PARK.split(",")), tuple(SCHOOL.split(",")))
TEXT = f"{HEAD}\n{PARK}\n{SCHOOL}\n"


def read(*lines, name="a.csv", **options):
    return table("\n".join(lines).encode(), name, **options)


@every("name", ["a.csv", "a.txt", "a.tsv"])
@every(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        b"\xef\xbb\xbf" + TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("gbk"),
        TEXT.encode("utf-32"),
        (TEXT + "\0\0\0\x1a").encode(),
        ("\n\n" + TEXT).encode(),
        ("sep=;\n" + TEXT.replace(",", ";")).encode(),
        *(TEXT.replace(",", separator).encode() for separator in "\t;|，；"),
        TEXT.replace(",", "   ").encode(),
        *(TEXT.replace(",", separator).encode() for separator in "、^~"),
        b"\xff\xfe" + TEXT.encode(),
        b"\xfe\xff" + TEXT.encode("gb18030"),
        TEXT.replace("试造园", '"试造园"').replace("甲", '"甲"').encode(),
    ],
    lambda content: repr(content[:24]),
)
def test_a_plain_table_is_read_whatever_its_encoding_and_separator(content, name):
    made = table(content, name)
    assert (made.head, made.rows, codes(made), made.choices) == (tuple(HEAD.split(",")), SAID, [], ())


def test_signs_that_stand_in_texts_separate_nothing_beside_a_comma():
    made = read("名称,类型", "试造园、试造校,公园", "甲、乙,学校")
    assert (made.head, made.rows) == (("名称", "类型"), (("试造园、试造校", "公园"), ("甲、乙", "学校")))


def test_names_of_columns_tell_an_encoding_for_certain():
    made = table("名稱,類型,經度,緯度,備註\n麗澤,公園,1,2,3".encode("big5"), "a.csv")
    assert (made.rows[0][0], made.encoding, made.encodings) == ("麗澤", "Big5", ())


@every(
    "said, codec, encoding",
    [
        ("試造園", "big5", "Big5"),
        ("园", "gbk", "GB18030"),
        ("Café", "latin-1", "cp1252"),
        ("タワー", "shift_jis", "cp932"),
    ],
)
def test_an_encoding_that_is_not_certain_is_asked_for_with_what_each_gives(said, codec, encoding):
    content = f"name,lng,lat\n{said},116.29,39.85".encode(codec)
    (asked,) = table(content, "a.csv").choices
    assert asked.what == "encoding"
    assert asked.preview[encoding][1][0] == said
    chosen = table(content, "a.csv", encoding=encoding)
    assert (chosen.rows[0][0], chosen.choices) == (said, ())


@every("codec", ["utf-8", "gb18030"])
def test_a_broken_byte_is_reported_with_its_row_and_the_others_are_taken(codec):
    rows = [f"试造第{number}园,公园,116.29,39.85,甲" for number in range(20)]
    content = "\n".join([HEAD, *rows]).encode(codec)
    at = content.index("试造第7园".encode(codec)) + 1
    made = table(content[:at] + b"\xff" + content[at:], "a.csv")
    assert len(made.rows) == 19
    assert [(one.code, one.particulars["row"]) for one in made.row_problems] == [("format-byte", "9")]


@every(
    "text, code",
    [
        ("涓芥辰鍟嗗姟鍖哄彛琚嬪叕鍥", "format-garbled"),
        ("ÊÔÔìÔ°¿Ú´ü¹«Ô°", "format-garbled"),
        ("è¯•é€ å›­å…¬å›­", "format-garbled"),
        ("锟斤拷锟斤拷", "format-garbled"),
    ],
)
def test_text_that_was_garbled_before_is_never_taken(text, code):
    _, problems = found(f"name,lng,lat\n{text},116.29,39.85".encode(), "a.csv")
    assert [one.code for one in problems] == [code]
    made = read("name,lng,lat", "好园,116.29,39.85", "好校,116.3,39.85", "好厂,116.3,39.85", f"{text},116.29,39.85")
    assert (len(made.rows), codes(made), made.row_problems[0].particulars["row"]) == (3, ["format-garbled-row"], "5")


@every("text", ["Zürich Café", "圜丘壇", "卢沟桥·宛平", "骊歌坊", "Москва", "㎡±3″"])
def test_rare_words_are_not_taken_for_garbled_ones(text):
    made = read("name,lng,lat", f"{text},116.29,39.85")
    assert (made.rows[0][0], made.row_problems) == (text, ())


@every(
    "lines, rows, reported",
    [
        ([f'{PARK},"重点', SCHOOL], 2, [("format-quote", "2")]),
        ([f'{PARK[:-1]}"重点', SCHOOL, PARK], 3, [("format-quote", "2")]),
        ([f'{PARK[:-1]}"重点', SCHOOL, f'{PARK}丁"'], 3, [("format-quote", "2")]),
        (['"试造园,公园,116.29,39.85,甲', SCHOOL], 2, [("format-quote", "2")]),
        (['"丽泽, 北区,公园,116.29,39.85,甲', SCHOOL], 1, [("format-quote-row", "2")]),
        ([f'{PARK[:-1]}"重"点', SCHOOL], 2, [("format-quote", "2")]),
        ([f"{PARK[:-1]}N39°51'00\"", SCHOOL], 2, []),
        ([f'{PARK[:-1]}"说ﾟ ""引"" 完"', SCHOOL], 2, []),
    ],
)
def test_a_stray_quote_tears_no_row(lines, rows, reported):
    made = read(HEAD if not lines[0].startswith(f"{PARK},") else f"{HEAD},x", *lines)
    assert (len(made.rows), [(one.code, one.place) for one in (*made.notices, *made.row_problems)]) == (rows, reported)
    assert "试造校" in [row[0] for row in made.rows]


@every(
    "note",
    ['"第一行\n第二行"', '"第一行\n\n第三行"', '"第一行,\n第二行, 有逗号"', '"说""好""\n完"', '"第一行\r\n第二行"'],
)
def test_a_quoted_cell_may_go_over_several_lines(note):
    made = read(HEAD, f"{PARK[:-1]}{note}", SCHOOL)
    assert (len(made.rows), codes(made), made.numbers) == (2, [], (2, 3))
    assert "\n" not in made.rows[0][-1]
    assert made.rows[0][-1].startswith(("第一行", '说"好"'))
    first = read(HEAD, f"{note},公园,116.29,39.85,甲", SCHOOL)
    assert (len(first.rows), codes(first)) == (2, [])


@every("cell", ['"某路\n1号"', '"某路\n甲,乙\n1号"', '"某路\n1,2,3,4,5"'])
def test_a_cell_may_go_over_lines_in_every_row(cell):
    rows = [f"园{number},公园,{cell},116.3{number},39.85" for number in range(5)]
    made = read("名称,类型,地址,经度,纬度", *rows)
    assert (len(made.rows), codes(made), {row[4] for row in made.rows}) == (5, [], {"39.85"})
    last = read("名称,类型,经度,纬度,备注", "园,公园,116.3,39.85," + cell, "校,学校,116.3,39.86,乙")
    assert ([row[0] for row in last.rows], codes(last)) == (["园", "校"], [])


@every("heads", ['"名称\n(全称)","类型","经度\n(度)","纬度\n(度)"', '名称,类型,"经度\r\n(度)","纬度\r\n(度)"'])
def test_several_cells_of_a_row_may_go_over_lines(heads):
    made = read(heads, "园,公园,116.3,39.85", '"校\n区","学校",116.3,"39\n.86"', "厂,公园,116.3,39.87")
    assert ([row[0] for row in made.rows], codes(made)) == (["园", "校 区", "厂"], [])
    assert [head.split()[0] for head in made.head] == ["名称", "类型", "经度", "纬度"]


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16"])
@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b"])
def test_a_control_in_a_cell_is_left_out_and_reported_and_all_rows_are_read(codec, sign):
    made = table("\n".join([HEAD, PARK.replace("造", f"造{sign}"), SCHOOL]).encode(codec), "a.csv")
    assert (made.rows, codes(made)) == (SAID, ["format-control"])
    assert made.notices[0].particulars["rows"] == "2"


def test_rows_are_counted_as_the_clerks_program_counts_them():
    made = read("台账", "", HEAD, PARK, "", SCHOOL)
    assert (made.head_row, made.numbers) == (3, (4, 6))


def test_marks_of_text_are_no_part_of_it_and_formulas_are_reported():
    made = read("名称,编号,经度", '\'=甲,="0012",=1+1', "乙,'0013,1")
    assert made.rows == (("=甲", "0012", "=1+1"), ("乙", "'0013", "1"))
    assert made.formulas == {(0, 2)}


def test_cells_beyond_the_names_are_kept_and_reported():
    made = read(HEAD, PARK, f"{SCHOOL},东侧")
    assert made.rows[1] == (*SAID[1], "东侧")
    assert [(one.code, one.particulars["rows"]) for one in made.notices] == [("format-row-long", "3")]


def test_a_shape_in_a_cell_is_not_cut():
    wkt = f"LINESTRING ({', '.join('116.29 39.85' for _ in range(500))})"
    made = read("名称;图形;备注", f"绿道;{wkt};{'长' * 5000}")
    assert (made.rows[0][1], len(made.rows[0][2])) == (wkt, 1001)
