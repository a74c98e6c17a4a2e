"""Anything is found by any of its names, however it is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from fengtai_map.model import PinyinReading
from fengtai_map.search import Answer, ask, index
from fengtai_map.search.pinyin import readings, sounds, units, words
from tests import data_rows
from tests.every import every

RIVERS, LINES = data_rows.features("rivers"), data_rows.features("metro-lines")
READINGS = data_rows.toml(data_rows.DATA / "readings.toml")["reading"]
FEATURES = [*data_rows.PLACES, *data_rows.SUBDISTRICTS, *data_rows.STATIONS, *RIVERS]
FACTS = [row for row in data_rows.FACTS if row.get("listed", True)]  # the others are no figures that anybody asks for
NAMES = [  # everything that is searched: id, Chinese and English name
    *((row["id"], row["name"]["zh"], row["name"]["en"]) for row in (*data_rows.CLUSTERS, *data_rows.ENTRIES)),
    *((row["id"], row["label"]["zh"], row["label"]["en"]) for row in FACTS),
    *((row["id"], row["properties"]["name_zh"], row["properties"]["name_en"]) for row in FEATURES),
]
ALIASES = [(row["id"], alias) for row in (*data_rows.CLUSTERS, *data_rows.ENTRIES) for alias in row.get("aliases", ())]
ALIASES += [(row["id"], alias) for row in data_rows.PLACES for alias in row["properties"]["aliases"]]
CHANG = ["长辛店", "长辛店-卢沟桥-宛平城", "长辛店二七纪念馆"]
TYPED = {  # what people type: the first that are found, by Chinese name
    "cxd": CHANG,
    "ChangXinDian": CHANG,
    "chang xin dian": CHANG,
    "Chángxīndiàn": CHANG,
    "changxd": CHANG,
    "changxindia": CHANG[1:],
    "长xindian": CHANG,
    "长新店": CHANG,
    "zhangxindian": CHANG,
    "chnagxindian": CHANG,
    "changxingdian": CHANG,
    "bjnz": ["北京南站", "北京南站", "北京南站"],
    "fengtaizhan": ["丰台站", "北京丰台站", "丰台站区和花乡中部组团"],
    "lize": ["丽泽金融商务区", "丽泽航站楼"],
    "liz": ["丽泽金融商务区", "丽泽航站楼"],
    "lzie": ["丽泽金融商务区", "丽泽航站楼"],
    "力泽": ["丽泽金融商务区", "丽泽航站楼"],
    "丽泽商务": ["丽泽商务区", "丽泽金融商务区"],
    "丽泽swq": ["丽泽商务区"],
    "丽泽 park": ["丽泽城市运动休闲公园", "丽泽滨水文化公园", "丽泽体育公园"],
    "公园，丽泽": ["丽泽城市运动休闲公园", "丽泽滨水文化公园", "丽泽体育公园"],
    "fengtai南": ["丰台南路"],
    "beijing sooth": ["北京南站", "北京南站", "北京南站"],
    "bejing south": ["北京南站", "北京南站", "北京南站"],
    "北京站": ["北京西站", "北京南站", "北京丰台站"],
    "majiapu": ["马家堡", "马家堡", "马家堡商圈"],
    "dahongmne": ["大红门", "大红门花飞蝶舞园"],
    "卢勾桥": ["卢沟桥街道", "卢沟桥"],
    "六里乔东": ["六里桥东"],
    "ｌｉｕｌｉｑｉａｏ ｄｏｎｇ": ["六里桥东"],
    "lvdi": ["绿堤公园"],
    "lüdi": ["绿堤公园"],
    "ludi gongyuan": ["绿堤公园"],
    "boyu": ["万科泊寓成寿寺社区", "万科泊寓草桥项目"],
    "marco polo": ["卢沟桥"],
    "超级tod": ["超级TOD示范区"],
    "chaojitod": ["超级TOD示范区"],
    "《河西地区高": ["《河西地区高质量发展专项行动计划》"],
    "8100亿元": ["依托城南行动计划落地的投资"],
    "依文": ["依文"],
    "you'anmen": ["右安门街道"],
}
NONSENSE = ["ffz", "丽泽zzz", "xyzxyz", "beijing zoo", "majiabao", "line 15", "啊啊啊", "qwertyuiop", "上海迪士尼"]
IDS = [id_ for id_, *_ in NAMES]
CHINESE = {id_: zh for id_, zh, _ in NAMES}
ENGLISH = {id_: en for id_, _, en in NAMES}
every_id = every("id_", IDS)
ALL = len(NAMES)
every_station = every("row", data_rows.STATIONS)
names = st.sampled_from([name for _, *both in NAMES for name in both])


@pytest.fixture(scope="module")
def searched(atlas):
    return index(atlas)


def found(searched, text, limit=8):
    return [hit.id for hit in ask(searched, text, limit).hits]


def read(text):
    """Pinyin by the library and our own words, put together otherwise than the code under test does."""
    for row in READINGS:
        text = text.replace(row["word"], f" {row['pinyin']} ")
    return " ".join(lazy_pinyin(text))


# A name may belong to a place, a station and an entry, hence «among the first three»; no name has more owners.


@every_id
def test_everything_is_found_by_its_chinese_name(searched, id_):
    assert id_ in found(searched, CHINESE[id_])[:3]


@every_id
def test_everything_is_found_by_its_english_name(searched, id_):
    assert id_ in found(searched, ENGLISH[id_])[:3]


@every_id
def test_everything_is_found_by_its_pinyin(searched, id_):
    assert id_ in found(searched, read(CHINESE[id_]))[:3]
    assert id_ in found(searched, re.sub("[^a-z0-9]", "", read(CHINESE[id_]).casefold()))[:3]


@every_id
def test_everything_is_found_by_its_initials(searched, id_):
    parts = re.findall("[a-z]+|[0-9]+", read(CHINESE[id_]).casefold())
    initials = "".join(part if part.isdigit() else part[0] for part in parts)
    assert id_ in found(searched, initials, limit=ALL)


@every("id_, alias", ALIASES)
def test_everything_is_found_by_its_alias(searched, id_, alias):
    assert id_ in found(searched, alias)[:3]


@every("row", FACTS)
def test_a_fact_is_found_by_the_words_of_the_release(searched, row):
    assert row["id"] in found(searched, row["quote"], limit=ALL)


@pytest.mark.parametrize("lang", ["zh", "en"])
@every("row", LINES)
def test_a_metro_line_leads_to_its_stations(searched, row, lang):
    stations = {station["id"] for station in data_rows.STATIONS if row["id"] in station["properties"]["lines"]}
    hits = ask(searched, row["properties"][f"name_{lang}"], limit=ALL).hits
    assert stations <= {hit.id for hit in hits if hit.how in ("alias", "name")}


@every("text", TYPED)
def test_what_people_type_is_understood(searched, text):
    expected = TYPED[text]
    assert [CHINESE[id_] for id_ in found(searched, text)[: len(expected)]] == expected


@every_station
def test_two_letters_in_each_others_place_are_forgiven(searched, row):
    typed = read(row["properties"]["name_zh"]).replace(" ", "")
    swapped = typed[:2] + typed[3] + typed[2] + typed[4:]
    assert row["id"] in found(searched, swapped, limit=ALL)


@every("text", NONSENSE)
def test_where_nothing_is_found_something_is_suggested(searched, text):
    answer = ask(searched, text)
    assert not answer.hits
    assert len(answer.near) == len({hit.id for hit in answer.near}) > 0
    assert {hit.how for hit in answer.near} == {"near"}


@every("text, id_", [("majiabao", "station-majiapu"), ("丽泽zzz", "lize"), ("ffz", "station-fangzhuang")])
def test_what_is_suggested_is_near(searched, text, id_):
    assert id_ in [hit.id for hit in ask(searched, text).near]


@every("text", ["", " ", "\n\t", "，。「」“”！", "+-*/", "🙂", "\u0301", "\ud800"])
def test_a_question_without_a_word_has_an_empty_answer(searched, text):
    assert ask(searched, text) == Answer()


def test_equals_are_listed_as_they_lie_on_the_map_and_then_as_they_are_stated(searched):
    assert found(searched, "北京西站") == ["beijing-west-railway-station", "station-beijing-xizhan", "hub-beijing-west"]
    assert found(searched, "新发地")[:2] == ["xinfadi", "station-xinfadi"]
    assert found(searched, "永定河")[:2] == ["river-yongding", "heritage-yongding-river"]


def test_a_hit_says_how_and_by_which_name(searched):
    hits = {hit.id: hit for hit in ask(searched, "丽泽", limit=50).hits}
    assert (hits["lize"].how, hits["lize"].name) == ("alias", "丽泽")
    assert (hits["station-lize-shangwuqu"].how, hits["station-lize-shangwuqu"].name) == ("start", "丽泽商务区")


def test_a_place_is_found_by_the_pinyin_it_is_given(atlas):
    place = atlas.places[0].model_copy(update={"pinyin": "beijingxijan"})
    own = index(atlas.model_copy(update={"places": (place,)}))
    assert ask(own, "beijingxijan").hits[0].id == place.id


@given(
    st.one_of(st.text(max_size=100), st.text(alphabet="丰台丽泽长辛店 fengtailz14-'，", max_size=100)),
    st.integers(1, 20),
)
def test_any_text_has_an_answer(searched, atlas, text, limit):
    answer = ask(searched, text, limit)
    assert not (answer.hits and answer.near)
    for hits in (answer.hits, answer.near):
        assert len(hits) <= limit
        assert {hit.id for hit in hits} <= set(atlas.index)


@every("text", ["丽泽" * 5000, "lize " * 5000, "\ufdfa" * 5000, "l i z e " * 5000])
def test_of_a_long_text_the_beginning_is_read(searched, text):
    assert ask(searched, text) == ask(searched, text[:80])


@given(
    names, st.sampled_from([str.upper, str.lower, lambda name: name.replace(" ", "\u3000"), lambda name: f" {name}。"])
)
def test_case_width_and_punctuation_make_no_difference(searched, name, changed):
    assert ask(searched, changed(name)) == ask(searched, name)


@given(names, st.data())
def test_the_beginning_of_a_name_is_enough(searched, name, data):
    start = name[: data.draw(st.integers(1, len(name)))]
    ids = {id_ for id_, *both in NAMES if name in both}
    assert not words(start) or ids <= set(found(searched, start, limit=ALL))


@every("row", READINGS, lambda row: row["word"])
def test_a_reading_is_kept_only_where_the_library_has_another(row):
    assert " ".join(lazy_pinyin(row["word"])) != row["pinyin"]


@every_station
def test_a_station_is_read_as_its_id_is_spelt(atlas, row):
    assert spelt(atlas, row["properties"]["name_zh"]) == row["id"].removeprefix("station-").replace("-", "")


@every("row", data_rows.SUBDISTRICTS)
def test_a_subdistrict_is_read_as_its_english_name_is_spelt(atlas, row):
    own = re.sub("街道$|镇$", "", row["properties"]["name_zh"])
    assert spelt(atlas, own) == re.sub(" (Subdistrict|Town)$|’", "", row["properties"]["name_en"]).casefold()


@every("row", [row for row in data_rows.PLACES if row["properties"]["pinyin"]])
def test_a_place_is_read_as_its_file_says(atlas, row):
    assert spelt(atlas, row["properties"]["name_zh"]) == row["properties"]["pinyin"]


def spelt(atlas, name):
    return "".join(sounds(units(name), readings(atlas.readings)))


def test_the_longest_of_our_words_is_read_first():
    ours = readings([PinyinReading(word="长", pinyin="chang"), PinyinReading(word="长大", pinyin="zhang da")])
    assert sounds(units("长大长"), ours) == ("zhang", "da", "chang")


def test_without_readings_the_library_reads_alone():
    assert sounds(units("长辛店"), {}) == ("zhang", "xin", "dian")


@given(st.text(max_size=80))
def test_every_unit_of_any_text_is_read(text):
    assert len(sounds(units(text), {})) == len(units(text))
