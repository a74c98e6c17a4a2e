"""What makes data/ good, asked of the files themselves: a second opinion on what `check` says.

Each rule is one test; it names every row that breaks it. What `check` refuses has its smallest file in
tests/bad.
"""

import re
from collections.abc import Callable
from datetime import date

from fengtai_map.search import ask, index
from tests import data_rows
from tests.data_rows import (
    CLUSTERS,
    ENTRIES,
    FACTS,
    LAYERS,
    NUMERALS,
    PLACES,
    SOURCES,
    STATIONS,
    SUBDISTRICTS,
    WORDS,
    ids,
)

HAN = re.compile(r"[\u4e00-\u9fff]")
NAMING = re.compile(r"\([^)]*\)|“[^”]*”")  # where English text may name the Chinese original
CODE = re.compile(r"(?<![A-Za-z0-9])[a-d]\d{2}(?![A-Za-z0-9])")  # of a paragraph
SIGNS = "一二两三四五六七八九十百千万亿首"
SPELLED = {1: "一首", 2: "二两", 3: "三", 4: "四", 5: "五", 6: "六", 8: "八", 9: "九", 10: "十", 10000: "万"}
LONGEST = 30
LATER = data_rows.toml(data_rows.DATA / "later.toml")["later"]

TEXT = data_rows.paragraphs()
RANKED = [fact for fact in FACTS if "rank" in fact]
ARTEFACTS = {  # numerals of names, kept for the proof only
    "yongding-river-age",
    "doubling-plan-period-years",
    "measures-count",
    "two-plans",
    "hub-air-terminal",
    "convenience-circle-minutes",
}
FOUND_BY = {  # what officials call things, and what it is
    "财政收入": "budget-revenue-growth",
    "固投": "fixed-asset-investment-growth",
    "国高新": "high-tech-enterprises",
    "两山": "first-two-mountains-base",
    "生活圈": "convenience-circles-2023",
    "政务会客厅": "project-service-parlour",
    "丰台火车站": "beijing-fengtai-railway-station",
    "首都商务新区": "nan-zhong-zhou",
}


def broken(rows, rule: Callable) -> list[str]:
    """The ids of the rows that break a rule."""
    return [row.get("id") or row.get("text") or str(row) for row in rows if not rule(row)]


def stands(value, quote):
    """The number is printed in the quote, in digits or as a single Chinese numeral, and is no part of a longer one."""
    digits = re.escape(f"{value}")
    signs = SPELLED.get(value, "")
    return bool(
        re.search(rf"(?<![\d.]){digits}(?![\d.])", quote)
        or (signs and re.search(rf"(?<![{SIGNS}])[{signs}](?![{SIGNS}])", quote))
    )


def in_two_languages(words):
    """Chinese that is Chinese, English that is English but for names of the original in brackets or quotes."""
    return bool(HAN.search(words["zh"]) and words["en"].strip() and not HAN.search(NAMING.sub("", words["en"])))


def quoted(row):
    """The quote is short and, where the text of the release is at hand, stands in its paragraph word for word."""
    return 0 < len(row["quote"]) <= LONGEST and (not TEXT or row["quote"] in TEXT[row["locator"]])


def of(row):
    return row["properties"]


# Facts and entries


def test_the_number_of_a_fact_stands_in_its_quote():
    assert broken(FACTS, lambda row: stands(row["value"], row["quote"])) == []


def test_a_quote_is_short_and_verbatim():
    assert broken([*FACTS, *ENTRIES, *CLUSTERS], quoted) == []


def test_a_rank_stands_in_its_own_quote_and_is_said_in_both_languages():
    assert broken(RANKED, lambda row: stands(row["rank"]["position"], row["rank"]["quote"])) == []
    assert broken(RANKED, lambda row: quoted({**row, "quote": row["rank"]["quote"]})) == []
    assert broken(RANKED, lambda row: in_two_languages(row["rank"]["said"])) == []


def test_a_rank_is_said_with_chinese_numerals_and_without_a_number_sign():
    assert broken(RANKED, lambda row: not re.search(r"\d|No\.", row["rank"]["said"]["zh"])) == []
    assert broken(RANKED, lambda row: "No. " not in row["rank"]["said"]["en"]) == []


def test_an_uncertain_bound_is_said_in_the_words_of_the_quote():
    signs = {"over": "超|余|多", "about": "约|万年", "estimate": "预估", "exact": ""}
    assert broken(FACTS, lambda row: re.search(signs[row["bound"]], row["quote"])) == []
    assert [row["id"] for row in FACTS if row["bound"] == "estimate"] == ["fixed-asset-investment-growth"]


def test_a_flow_without_a_printed_period_has_none():
    undated = {row["id"] for row in FACTS if "period" not in row}
    assert undated == {"new-large-enterprises", "new-large-enterprises-growth", "fixed-asset-investment-growth"}


def test_what_only_proves_that_no_numeral_is_missed_is_no_key_figure():
    assert {row["id"] for row in FACTS if not row.get("listed", True)} == ARTEFACTS
    asked = {name for page in data_rows.PAGES for name in page.get("facts", [])}
    asked |= {name for chart in data_rows.CHARTS for name in chart["facts"]}
    assert asked & ARTEFACTS == set()


def test_a_figure_or_an_entry_is_named_in_two_languages():
    assert broken(FACTS, lambda row: in_two_languages(row["label"])) == []
    assert broken(ENTRIES, lambda row: in_two_languages(row["name"])) == []


def test_no_note_that_a_reader_sees_names_a_paragraph_or_a_file():
    noted = [row for row in (*FACTS, *ENTRIES) if "note" in row]
    said = {row["id"]: row["note"]["zh"] + row["note"]["en"] for row in noted}
    assert [name for name, text in said.items() if CODE.search(text) or ".toml" in text] == []


def test_a_numeral_that_counts_nothing_is_one_and_says_why():
    assert broken(NUMERALS, lambda row: re.search(rf"[{SIGNS}\d]", row["text"])) == []
    assert broken(NUMERALS, lambda row: in_two_languages(row["why"])) == []


def test_what_officials_call_it_is_found_first(atlas):
    made = index(atlas)
    assert {asked: ask(made, asked).hits[0].id for asked in FOUND_BY} == FOUND_BY


# Clusters, subdistricts, places, stations


def test_clusters_stand_in_order():
    assert [row["order"] for row in CLUSTERS] == list(range(1, len(CLUSTERS) + 1))


def test_a_cluster_says_that_its_members_are_inferred():
    assert broken(CLUSTERS, lambda row: "名称推定" in row["basis"]["zh"] and "inferred" in row["basis"]["en"]) == []


def test_a_name_that_is_part_of_a_cluster_is_no_other_name_of_it():
    (axis,) = (row for row in CLUSTERS if row["id"] == "nan-zhong-zhou")
    assert "首都商务新区" not in axis["aliases"]
    assert "首都商务新区" in axis["contains"]


def test_the_scheme_of_2023_tells_what_became_of_it():
    (since,) = data_rows.SCHEME["since"]
    assert since["as_of"] == "2024-12-27"
    assert "4+4" in since["what"]["zh"]
    assert in_two_languages(since["source"])


def test_a_subdistrict_is_member_of_exactly_one_cluster():
    members = [name for cluster in CLUSTERS for name in cluster["members"]]
    assert broken(SUBDISTRICTS, lambda row: members.count(of(row)["name_zh"]) == 1) == []


def test_a_place_says_where_its_position_comes_from():
    used = ids(SOURCES)
    assert broken(PLACES, lambda row: of(row)["source"] in used) == []
    assert broken(PLACES, lambda row: (row["geometry"] is None) == (of(row)["basis"] == "not-located")) == []
    assert broken(PLACES, lambda row: (row["geometry"] is None) == (of(row)["error_m"] is None)) == []


def test_changxindian_is_read_chang():
    named = [place for place in PLACES if "长辛店" in of(place)["name_zh"]]
    assert broken(named, lambda row: of(row)["pinyin"].startswith("changxindian")) == []


def test_a_doubt_about_a_cluster_is_in_two_languages_and_of_what_is_known_to_be_doubtful():
    doubtful = {row["id"] for row in PLACES + STATIONS if of(row).get("doubt_zh")}
    assert {"beijing-west-railway-station", "lianhuachi-park", "station-hongtaizhuang"} <= doubtful
    assert doubtful == {row["id"] for row in PLACES + STATIONS if of(row).get("doubt_en")}


def test_parks_and_pocket_parks_are_told_apart_and_dated():
    green = [row for row in PLACES if of(row)["kind"] in ("green-space", "pocket-park")]
    assert len([row for row in green if of(row)["kind"] == "pocket-park"]) == 18
    assert broken(green, lambda row: of(row)["as_of"] == "2026-11") == []


def test_the_line_14_ends_at_zhangguozhuang():
    (station,) = (row for row in STATIONS if of(row)["name_zh"] == "张郭庄")
    assert of(station)["lines"] == ["metro-line-14"]
    assert date.fromisoformat(of(station)["opened"]) == date(2013, 5, 5)


def test_what_became_known_later_has_a_date_after_the_release_and_a_source():
    assert broken(LATER, lambda row: row["as_of"] > data_rows.RELEASE.name[: len(row["as_of"])]) == []
    assert broken(LATER, lambda row: in_two_languages(row["what"]) and in_two_languages(row["source"])) == []


# Layers, backgrounds


def test_a_layer_says_how_good_it_is_and_whose():
    for words in ("name", "accuracy_note", "licence"):
        assert broken(LAYERS, lambda row, key=words: row[key]["zh"].strip() and row[key]["en"].strip()) == []
    assert broken(LAYERS, lambda row: all(row["accuracy"] in words["accuracy"] for words in WORDS.values())) == []
    assert broken(LAYERS, lambda row: set(row["source"]) <= set(ids(SOURCES))) == []


def test_the_first_background_is_ours_and_the_shifted_one_has_to_be_turned_on():
    assert ids(data_rows.BASEMAPS)[:2] == ["offline", "tianditu"]
    assert "tiles" not in data_rows.BASEMAPS[0]
    shifted = [row for row in data_rows.BASEMAPS if row.get("datum", "WGS-84") != "WGS-84"]
    assert broken(shifted, lambda row: row.get("needs") == "FENGTAI_AMAP") == []
    assert shifted
