"""Every entry of data/ is a case of its own: what makes it good, checked on the files without the loader."""

import re
from datetime import date

import pytest

from tests import raw
from tests.raw import CLUSTERS, DATA, ENTRIES, FACTS, LAYERS, NUMERALS, PLACES, SOURCES, STATIONS, STREETS, WORDS, ids

HAN = re.compile(r"[\u4e00-\u9fff]")
NAMING = re.compile(r"\([^)]*\)|“[^”]*”")  # where English text may name the Chinese original
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SIGNS = "一二两三四五六七八九十百千万亿首"
SPELLED = {1: "一首", 2: "二两", 3: "三", 4: "四", 5: "五", 6: "六", 8: "八", 9: "九", 10: "十", 10000: "万"}
LONGEST = 30

TEXT = raw.paragraphs()
PLACE_IDS, CLUSTER_IDS, FACT_IDS, ENTRY_IDS = (set(ids(rows)) for rows in (PLACES, CLUSTERS, FACTS, ENTRIES))
RANKED = [fact for fact in FACTS if "rank" in fact]
LINE_LAYERS = ("rivers", "roads", "railways", "metro-lines")
LINES = [feature for layer in LINE_LAYERS for feature in raw.features(layer)]
WATERS = raw.features("water")
STOPS = [
    {"id": f"{story['id']}-{number}", **stop} for story in raw.STORIES for number, stop in enumerate(story["stop"], 1)
]
EVERYTHING = [*FACTS, *ENTRIES, *CLUSTERS, *SOURCES, *PLACES, *STATIONS, *STREETS, *LINES, *WATERS]


def cases(rows, name="row"):
    return pytest.mark.parametrize(name, rows, ids=ids(rows))


def stands(value, quote):
    """The number is printed in the quote, in digits or as a single Chinese numeral, and is no part of a longer one."""
    digits = re.escape(f"{value}")
    signs = SPELLED.get(value, "")
    return bool(
        re.search(rf"(?<![\d.]){digits}(?![\d.])", quote)
        or (signs and re.search(rf"(?<![{SIGNS}])[{signs}](?![{SIGNS}])", quote))
    )


def is_period(period):
    """A day, month, year or an interval of two, ISO 8601, and a real date."""
    ends = period.split("/")
    assert len(ends) <= 2
    assert all(DAY.fullmatch(end) for end in ends)
    first = [date.fromisoformat(end + "-01-01"[len(end) - 4 :]) for end in ends]
    return first == sorted(first)


def in_two_languages(words):
    """Chinese that is Chinese, English that is English but for names of the original in brackets or quotes."""
    assert set(words) == {"zh", "en"}
    assert HAN.search(words["zh"])
    assert words["en"].strip()
    return not HAN.search(NAMING.sub("", words["en"]))


def names_of(feature):
    return {"zh": feature["properties"]["name_zh"], "en": feature["properties"]["name_en"]}


def quoted(row):
    """The quote is short and, where the text of the release is at hand, stands in its paragraph word for word."""
    assert 0 < len(row["quote"]) <= LONGEST
    return not TEXT or row["quote"] in TEXT[row["locator"]]


def test_no_id_stands_twice():
    assert len(set(ids(EVERYTHING))) == len(EVERYTHING)


@cases(EVERYTHING)
def test_an_id_is_lower_case_words_with_hyphens(row):
    assert ID.fullmatch(row["id"])


# Facts


@cases(FACTS)
def test_the_number_of_a_fact_stands_in_its_quote(row):
    assert stands(row["value"], row["quote"])


@cases(FACTS)
def test_the_quote_of_a_fact_is_short_and_verbatim(row):
    assert quoted(row)


@cases(RANKED)
def test_a_rank_stands_in_its_own_quote(row):
    rank = row["rank"]
    assert stands(rank["position"], rank["quote"])
    assert quoted({"quote": rank["quote"], "locator": row["locator"]})
    assert in_two_languages(rank["among"])
    assert in_two_languages(rank["of"])


@cases(FACTS)
def test_the_period_of_a_fact_is_iso_8601(row):
    assert is_period(row["period"])


@cases(FACTS)
def test_an_uncertain_bound_is_said_in_the_words_of_the_quote(row):
    signs = {"over": "超|余|多", "about": "约|预估", "exact": ""}[row["bound"]]
    assert re.search(signs, row["quote"])


@cases(FACTS)
def test_a_target_or_plan_lies_ahead_and_a_report_does_not(row):
    until = row["period"].split("/")[-1]
    if row["status"] == "reported":
        assert until <= raw.RELEASE.name
    if row["status"] == "target":
        assert until >= raw.RELEASE.name[:4]


@cases(FACTS)
@pytest.mark.parametrize("lang", WORDS)
def test_the_interface_has_words_for_a_fact(row, lang):
    words = WORDS[lang]
    assert words["topic"][row["topic"]]
    assert words["bound"][row["bound"]]
    assert words["status"][row["status"]]
    assert row["unit"] in words["unit"]  # may be empty in English: 250 个 is 250


@cases(FACTS)
def test_the_label_of_a_fact_is_in_two_languages(row):
    assert in_two_languages(row["label"])


@cases(FACTS)
def test_what_a_fact_concerns_exists(row):
    assert set(row["clusters"]) <= CLUSTER_IDS
    assert set(row["places"]) <= PLACE_IDS


# Entries


@cases(ENTRIES)
def test_the_quote_of_an_entry_is_short_and_verbatim(row):
    assert quoted(row)


@cases(ENTRIES)
def test_an_entry_is_named_in_two_languages(row):
    assert in_two_languages(row["name"])


@cases(ENTRIES)
def test_what_an_entry_concerns_exists(row):
    assert set(row["clusters"]) <= CLUSTER_IDS
    assert set(row["places"]) <= PLACE_IDS
    assert set(row["facts"]) <= FACT_IDS
    assert {row.get("parent", row["id"])} <= ENTRY_IDS


@cases(ENTRIES)
def test_an_entry_is_not_its_own_ancestor(row):
    parents = {entry["id"]: entry.get("parent") for entry in ENTRIES}
    seen, name = set(), row["id"]
    while name:
        assert name not in seen
        seen.add(name)
        name = parents[name]


@cases(ENTRIES)
@pytest.mark.parametrize("lang", WORDS)
def test_the_interface_has_words_for_an_entry(row, lang):
    assert WORDS[lang]["entry"][row["kind"]]
    assert "status" not in row or WORDS[lang]["status"][row["status"]]


@cases([entry for entry in ENTRIES if "period" in entry])
def test_the_period_of_an_entry_is_iso_8601(row):
    assert is_period(row["period"])


@cases([entry for entry in ENTRIES if entry["mentions"]])
def test_an_entry_is_mentioned_elsewhere_than_in_its_own_paragraph(row):
    assert len(set(row["mentions"])) == len(row["mentions"])
    assert row["locator"] not in row["mentions"]
    names = [row["name"]["zh"], *row["aliases"]]
    assert not TEXT or all(any(name in TEXT[locator] for name in names) for locator in row["mentions"])


@pytest.mark.parametrize("row", NUMERALS, ids=[row["text"] for row in NUMERALS])
def test_a_numeral_that_counts_nothing_is_one_and_says_why(row):
    assert re.search(rf"[{SIGNS}\d]", row["text"])
    assert in_two_languages(row["why"])
    assert not TEXT or all(row["text"] in TEXT[locator] for locator in row["locator"] if locator != "*")


# Clusters, streets, places, stations


@cases(CLUSTERS)
def test_a_cluster_is_named_and_quoted(row):
    assert in_two_languages(row["name"])
    assert in_two_languages(row["basis"])
    assert quoted(row)
    assert row["name"]["zh"] in row["quote"]


def test_clusters_stand_in_order():
    assert [row["order"] for row in CLUSTERS] == list(range(1, len(CLUSTERS) + 1))


@cases(STREETS)
def test_a_street_is_member_of_exactly_one_cluster(row):
    assert sum(cluster["members"].count(row["properties"]["name_zh"]) for cluster in CLUSTERS) == 1


@cases(STREETS)
def test_a_street_is_named_coded_and_of_a_kind(row):
    values = row["properties"]
    ends = {"subdistrict": ("街道", " Subdistrict"), "town": ("镇", " Town")}[values["kind"]]
    assert in_two_languages(names_of(row))
    assert values["name_zh"].endswith(ends[0])
    assert values["name_en"].endswith(ends[1])
    assert re.fullmatch(r"110106\d{3}", values["code"])
    assert row["id"] == f"street-{values['code']}"
    assert all(values["basis"] in words["basis"] for words in WORDS.values())


@cases(PLACES)
def test_a_place_is_named_in_two_languages(row):
    assert in_two_languages(names_of(row))


@cases(PLACES)
def test_a_place_says_where_its_position_comes_from(row):
    values = row["properties"]
    assert values["source"] in ids(SOURCES)
    assert all(values["basis"] in words["basis"] for words in WORDS.values())
    assert (row["geometry"] is None) == (values["basis"] == "not-located") == (values["source"] == "none")


@cases(PLACES)
def test_a_place_has_an_error_where_it_has_a_position(row):
    error = row["properties"]["error_m"]
    assert (error is None) == (row["geometry"] is None)
    assert error is None or 0 < error <= 2500


@cases(PLACES)
@pytest.mark.parametrize("lang", WORDS)
def test_the_interface_has_words_for_a_place(row, lang):
    assert WORDS[lang]["kind"][row["properties"]["kind"]]
    assert WORDS[lang]["status"][row["properties"]["status"]]


@cases([place for place in PLACES if place["properties"]["pinyin"]])
def test_a_given_reading_is_plain_pinyin(row):
    assert re.fullmatch(r"[a-z]+", row["properties"]["pinyin"])


@cases([place for place in PLACES if "长辛店" in place["properties"]["name_zh"]])
def test_changxindian_is_read_chang(row):
    assert row["properties"]["pinyin"].startswith("changxindian")


@cases([place for place in PLACES if place["properties"]["note_zh"]])
def test_a_note_is_in_two_languages(row):
    assert HAN.search(row["properties"]["note_zh"])
    assert row["properties"]["note_en"].strip()


@cases(STATIONS)
def test_a_station_is_named_and_has_known_lines(row):
    values = row["properties"]
    assert in_two_languages(names_of(row))
    assert values["source"] in ids(SOURCES)
    assert values["lines"]
    assert set(values["lines"]) <= set(ids(raw.features("metro-lines")))
    assert values["opened"] is None or date.fromisoformat(values["opened"])


@cases(PLACES + STATIONS)
def test_a_position_is_in_or_near_fengtai_longitude_first(row):
    if row["geometry"]:
        longitude, latitude = row["geometry"]["coordinates"]
        assert 116.0 < longitude < 116.5
        assert 39.7 < latitude < 39.95


# Layers


@cases(LAYERS)
def test_a_layer_is_a_file_of_features_of_its_kind(row):
    types = {"area": {"Polygon", "MultiPolygon"}, "line": {"LineString", "MultiLineString"}, "point": {"Point"}}
    rows = raw.features(row["file"].removesuffix(".geojson"))
    assert rows
    assert {feature["geometry"]["type"] for feature in rows if feature["geometry"]} <= types[row["kind"]]


@cases(LAYERS)
def test_a_layer_says_how_good_it_is_and_whose(row):
    for words in ("name", "accuracy_note", "licence"):
        assert row[words]["zh"].strip()
        assert row[words]["en"].strip()
    assert all(row["accuracy"] in words["accuracy"] for words in WORDS.values())
    assert (row["crs"], row["datum"]) == ("EPSG:4326", "WGS-84")
    assert row["source"]
    assert set(row["source"]) <= set(ids(SOURCES))


def test_the_manifest_lists_every_file_once():
    files = sorted(path.name for path in (DATA / "geo").glob("*.geojson"))
    assert sorted(row["file"] for row in LAYERS) == files


@cases(SOURCES)
def test_a_source_is_used_named_and_licensed(row):
    assert in_two_languages(row["name"])
    assert in_two_languages(row["licence"])
    used = {feature["properties"]["source"] for feature in PLACES + STATIONS}
    assert row["id"] in used | {source for layer in LAYERS for source in layer["source"]}


@cases([feature for feature in LINES + WATERS if feature["properties"]["name_zh"]])
def test_a_line_or_water_is_named_in_two_languages(row):
    assert in_two_languages(names_of(row))


# The backgrounds, pages, charts and stories


@cases(raw.BASEMAPS)
def test_a_background_is_named_credited_and_fetched_safely(row):
    assert row["name"]["zh"]
    assert row["name"]["en"]
    tiles = row.get("tiles", [])
    assert bool(tiles) == bool(row.get("attribution"))
    assert all(url.startswith("https://") and {"{x}", "{y}", "{z}"} <= set(re.findall(r"{\w}", url)) for url in tiles)
    assert any("{key}" in url for url in tiles) == ("key_variable" in row)


def test_the_first_background_is_ours_and_needs_no_network():
    assert raw.BASEMAPS[0]["id"] == "offline"
    assert "tiles" not in raw.BASEMAPS[0]


@cases(raw.PAGES)
@pytest.mark.parametrize("lang", WORDS)
def test_a_page_names_what_exists(row, lang):
    kinds = {place["properties"]["kind"] for place in PLACES} | {"metro-station"}
    assert set(row.get("kinds", [])) <= kinds
    assert set(row.get("facts", [])) <= FACT_IDS
    assert set(row.get("entries", [])) <= {entry["kind"] for entry in ENTRIES}
    assert set(row.get("named", [])) <= ENTRY_IDS
    assert WORDS[lang]["page"][row["id"]]["title"]


@cases(raw.CHARTS)
def test_a_chart_compares_facts_of_one_unit(row):
    facts = [fact for fact in FACTS if fact["id"] in row["facts"]]
    assert len(facts) == len(row["facts"]) >= 2
    assert len({fact["unit"] for fact in facts}) == 1
    assert in_two_languages(row["name"])


@cases(raw.STORIES)
def test_a_story_is_named_and_has_a_stop(row):
    assert in_two_languages(row["name"])
    assert row["stop"]


@cases(STOPS)
def test_a_stop_says_something_and_shows_what_exists(row):
    assert in_two_languages(row["headline"])
    assert in_two_languages(row["notes"])
    assert set(row.get("clusters", [])) <= CLUSTER_IDS
    assert set(row.get("figures", [])) <= FACT_IDS
    assert set(row.get("entries", [])) <= ENTRY_IDS
    assert len(row.get("figures", [])) <= 4
    assert all(kind in WORDS["zh"]["kind"] for kind in row.get("kinds", []))
    assert row.get("selected", "") in {"", *ids(EVERYTHING)}
